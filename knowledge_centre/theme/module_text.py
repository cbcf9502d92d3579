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

IMPORT = re.compile(r"""(?<![\w$.])(?:from|import)\s*(["'])(\.{1,2}/[\w./-]+\.js)(\?v=\w+)?\1""")
"""What a module needs before it runs: ``from"./a.js"``, ``import"./a.js"``."""
LATER = re.compile(r"""(?<![\w$.])import\(\s*(["'])(\.{1,2}/[\w./-]+\.js)\1\s*\)""")
"""What it asks for when someone needs it: ``import("./a.js")``."""


def stripped(text: str) -> str:
    """A module without its comments and most of its white space."""
    made: str = rjsmin.jsmin(text)
    return made


def with_digests(texts: Mapping[str, str]) -> dict[str, str]:
    """Modules by their names below one folder, with digests in what they import of one another.

    What is imported later is imported together with all that it needs, so that none of that waits for another.
    """
    made: dict[str, str] = {}
    begun: set[str] = set()

    def address(name: str) -> str:
        # Of two that import each other, one has to do without.
        return f"{name}?v={digest(make(name))[:8]}" if name in texts and name not in begun else name

    def at_once(base: str, found: re.Match[str]) -> str:
        name = _name(base, found[2])
        return found[0].replace(found[2], _path(base, address(name)))

    def later(base: str, found: re.Match[str]) -> str:
        name = _name(base, found[2])
        all_ = [address(name), *needed(made, name)]
        imports = ",".join(f"import({found[1]}{_path(base, one)}{found[1]})" for one in all_)
        return imports if len(all_) == 1 else f"Promise.all([{imports}]).then((all)=>all[0])"

    def make(name: str) -> str:
        if name not in made:
            begun.add(name)
            made[name] = LATER.sub(partial(later, name), IMPORT.sub(partial(at_once, name), texts[name]))
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
            path = _name(base, one[2])
            if path not in found:
                found[path] = f"{path}{one[3] or ''}"
                left.append(path)
    yield from found.values()


def _name(base: str, path: str) -> str:
    """The name of what the module *base* imports by a path."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path))


def _path(base: str, name: str) -> str:
    """The path by which the module *base* imports another."""
    path = posixpath.relpath(name, posixpath.dirname(base) or ".")
    return path if path.startswith("../") else f"./{path}"
