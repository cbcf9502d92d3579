"""What is used of Sphinx's own search beyond its documentation: its files, and Snowball's stemmers in JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.search import _MINIFIED_JS_PATH

from knowledge_centre.compat.sphinx_reading import search_language

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

CLASS = re.compile(r"^var (\w+Stemmer)=function")


def search_files(builder: StandaloneHTMLBuilder) -> list[str]:
    """The files that Sphinx makes for its own search, where the site has that."""
    if not builder.search:
        return []
    stemmer = search_language(builder.config.html_search_language or builder.config.language).js_stemmer_rawcode
    return ["searchindex.js", *(f"_static/{name}" for name in ("base-stemmer.js", stemmer) if stemmer)]


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
