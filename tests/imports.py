"""What the package's modules import and load, read from their source: for the tests of how the package is made."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PACKAGE = "knowledge_centre"


class Arrow(NamedTuple):
    """One module names another: imports it, for types too or within a function, or loads it as an extension."""

    start: str
    end: str
    place: str
    """The file and line."""
    loads: bool = False
    """As an extension."""

    def __str__(self) -> str:
        return f"{self.place}: {self.start} → {self.end}"


def modules(folder: Path) -> dict[str, Path]:
    """Every module of the package in *folder*, by its whole name."""
    paths = sorted((folder / PACKAGE).rglob("*.py"))
    return {".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


def arrows(folder: Path) -> list[Arrow]:
    known = modules(folder)
    return [
        Arrow(
            name, end, f"{path.relative_to(folder).as_posix()}:{getattr(node, 'lineno', 0)}", isinstance(node, ast.Call)
        )
        for name, path in known.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for end in named(node, name if path.name == "__init__.py" else name.rpartition(".")[0], known)
    ]


def named(node: ast.AST, package: str, known: Mapping[str, Path]) -> list[str]:
    """The modules that a piece of code in *package* names: what is imported from a package may be a module.

    The parts that an ``__init__`` loads as ``f"{__name__}.…"`` are its own, and no arrows.
    """
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=module, names=names, level=level):
            parts = package.split(".")
            start = ".".join([*parts[: len(parts) + 1 - level if level else 0], *filter(None, [module])])
            return [one if (one := f"{start}.{alias.name}") in known else start for alias in names]
        case ast.Call(func=ast.Attribute(attr="setup_extension"), args=[ast.Constant(value=str(extension))]):
            return [extension]
    return []


def layer(name: str) -> str:
    """The part of the package that a module is in; of the package itself, and of what is not in it, nothing."""
    top, _dot, rest = name.partition(".")
    return rest.partition(".")[0] if top == PACKAGE else ""
