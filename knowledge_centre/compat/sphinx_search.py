"""What is used of Sphinx's own search beyond its documentation: Snowball's stemmers in JavaScript."""

from __future__ import annotations

import re

from sphinx.search import _MINIFIED_JS_PATH

CLASS = re.compile(r"^var (\w+Stemmer)=function")


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
