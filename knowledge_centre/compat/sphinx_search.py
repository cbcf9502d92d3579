"""What is used of Sphinx's own search beyond its documentation: its files, and Snowball's stemmers in JavaScript."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from sphinx.search import _MINIFIED_JS_PATH, IndexBuilder

from knowledge_centre.compat.sphinx_reading import search_language
from knowledge_centre.compat.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.builders.html import StandaloneHTMLBuilder

CLASS = re.compile(r"^var (\w+Stemmer)=function")


def search_files(builder: StandaloneHTMLBuilder) -> list[str]:
    """The files that Sphinx makes for its own search, where the site has that."""
    if not builder.search:
        return []
    stemmer = search_language(builder.config.html_search_language or builder.config.language).js_stemmer_rawcode
    return ["searchindex.js", *(f"_static/{name}" for name in ("base-stemmer.js", stemmer) if stemmer)]


def keep_index_entries() -> None:
    """Have Sphinx's own search keep the entries of its index for the documents that a build does not write, and no word
    that no document has any more.
    """
    wrap(IndexBuilder, "load", _load)
    wrap(IndexBuilder, "freeze", _freeze)


def _load(method: Callable[..., None], index: IndexBuilder, stream: io.TextIOBase, form: Any) -> None:
    text = stream.read()
    method(index, io.StringIO(text), form)
    frozen = form.loads(text)
    index._index_entries = {}
    for entry, places in frozen["indexentries"].items():
        for number, target, is_main in places:
            own = index._index_entries.setdefault(frozen["docnames"][number], [])
            own.append((entry, target, "main" if is_main else ""))


def _freeze(method: Callable[..., dict[str, Any]], index: IndexBuilder) -> dict[str, Any]:
    """In the order of the documents, not in that of their writing."""
    for words in (index._mapping, index._title_mapping):
        for gone in [word for word, names in words.items() if names.isdisjoint(index._titles)]:
            del words[gone]
    entries = index._index_entries
    index._index_entries = {name: entries[name] for name in sorted(index._titles) if name in entries}
    return method(index)


def has_stemmer(name: str) -> bool:
    return (_MINIFIED_JS_PATH / f"{name}-stemmer.js").is_file()


def stemmer_module(name: str) -> str:
    """A stemmer as a module that exports ``stemmer``; Sphinx's own are scripts that define two globals."""
    base, own = (
        (_MINIFIED_JS_PATH / f"{part}-stemmer.js").read_text(encoding="utf-8").strip() for part in ("base", name)
    )
    found = CLASS.match(own)
    assert found, name
    return f"// Snowball's, from Sphinx.\nvar BaseStemmer;\n{base}\n{own}\nexport const stemmer = new {found[1]}();\n"
