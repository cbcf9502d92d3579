"""JavaScript modules as they are sent: without comments, each together with all that it imports.

One file arrives sooner than twenty, and packs better. What is imported later has a digest in its address, so that no
browser puts a new module together with one that it kept.
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


NAMES_IN = re.compile(r"""^import \{([^}]*)\} from "(\.{1,2}/[\w./-]+\.js)";$""", re.MULTILINE)
NAME_OUT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
NAMES_OUT = re.compile(r"^export \{([^}]*)\};$", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b(?!\()", re.MULTILINE)
"""Imports and exports as the theme's modules have them; and those that would be left."""


def stripped(text: str) -> str:
    """A module without its comments and most of its white space."""
    made: str = rjsmin.jsmin(text)
    return made


def together(sources: Mapping[str, str], name: str) -> str:
    """A module and all that it imports, in one text. As it is where that is written in other ways than the theme's."""
    order: list[str] = []

    def add(one: str, above: tuple[str, ...]) -> None:
        if one in above:
            raise ValueError(one)
        if one not in order:
            for found in NAMES_IN.finditer(sources[one]):
                add(_name(one, found[2]), (*above, one))
            order.append(one)

    try:
        add(name, ())
    except (KeyError, ValueError):
        return sources[name]
    parts = []
    for number, one in enumerate(order):
        text, exported = sources[one], NAME_OUT.findall(sources[one])
        exported += [name.strip() for names in NAMES_OUT.findall(text) for name in names.split(",") if name.strip()]
        for found in NAMES_IN.finditer(text):
            names = found[1].replace(" as ", ": ")
            text = text.replace(found[0], f"const {{{names}}} = m{order.index(_name(one, found[2]))};")
        text = NAMES_OUT.sub("", NAME_OUT.sub("", text))
        if LEFT.search(text):
            return sources[name]
        names = ", ".join(exported)
        last = f"{text}\nexport {{{names}}};" if names else text
        parts.append(last if one == name else f"const m{number} = (() => {{\n{text}\nreturn {{{names}}};\n}})();")
    return "\n".join(parts)


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
