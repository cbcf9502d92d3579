"""JavaScript modules as they are sent: without comments, each import with the digest of what it imports.

A module that changed has another address then, so that no browser puts a new one together with one that it kept, and a
page can say beforehand which it will need: see modules.py.
"""

from __future__ import annotations

import posixpath
import re
from functools import partial
from typing import TYPE_CHECKING

import rjsmin

from knowledge_centre.content.fingerprints import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

IMPORT = re.compile(r"""(?<![\w$.])((?:from|import)(\s*\(?)\s*)(["'])(\.{1,2}/[\w./-]+\.js)(\?v=\w+)?\3""")
"""What is imported by a path: ``from"./a.js"``, ``import"./a.js"``, ``import("./a.js")``."""


def stripped(text: str) -> str:
    """A module without its comments and most of its white space."""
    made: str = rjsmin.jsmin(text)
    return made


def with_digests(texts: Mapping[str, str]) -> dict[str, str]:
    """Modules by their names below one folder, with digests in what they import of one another."""
    made: dict[str, str] = {}
    begun: set[str] = set()

    def address(base: str, found: re.Match[str]) -> str:
        path = found[4]
        name = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
        # Of two that import each other, one has to do without.
        version = f"?v={digest(make(name))[:8]}" if name in texts and name not in begun else ""
        return f"{found[1]}{found[3]}{path}{version}{found[3]}"

    def make(name: str) -> str:
        if name not in made:
            begun.add(name)
            made[name] = IMPORT.sub(partial(address, name), texts[name])
            begun.discard(name)
        return made[name]

    return {name: make(name) for name in texts}


def needed(texts: Mapping[str, str], name: str) -> Iterator[str]:
    """The addresses of what a module with digests imports before it runs, and of what that imports, each once."""
    found: dict[str, str] = {}
    left = [name]
    while left:
        base = left.pop(0)
        for one in IMPORT.finditer(texts.get(base, "")):
            if "(" in one[2]:  # not before someone asks for it
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(base), one[4]))
            if path not in found:
                found[path] = f"{path}{one[5] or ''}"
                left.append(path)
    yield from found.values()
