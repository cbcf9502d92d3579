"""ARCHITECTURE.md names what there is: every folder and module in a line of a table, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_centre.theme.minified import THEME
from tests.imports import PACKAGE
from tests.site import PROJECT
from tests.test_architecture import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PAGE = PROJECT / "ARCHITECTURE.md"
HEADING = re.compile(r"#+ (?:`([^`]+/)`)?")
FIRST_CELL = re.compile(r"\| ([^|]*)\|")
NAME = re.compile(r"`([^`]+)`")


def named(text: str) -> Iterator[str]:
    """The paths in the first cells of the tables below a heading that is a folder, and those folders."""
    folder = ""
    for line in text.splitlines():
        if heading := HEADING.match(line):
            folder = heading[1] or ""
            yield from filter(None, [folder])
        elif folder and (cell := FIRST_CELL.match(line)):
            yield from (folder + name for name in NAME.findall(cell[1]))


def there() -> Iterator[str]:
    """The folders and modules of the package and of what is around it, templates, styles and scripts among them."""
    package, static = PROJECT / PACKAGE, THEME / "static"
    yield from names(path for path in package.rglob("*.py") if path.name != "__init__.py")
    yield from names(path.parent for path in package.rglob("__init__.py"))
    yield from names(
        [THEME, *THEME.glob("*.html"), THEME / "components", *static.rglob("*.css"), *static.rglob("*.js")]
    )
    yield from names([static / "css", static / "js"])
    for folder in (PROJECT / "tests", PROJECT / "benchmarks", PROJECT / "audit", PROJECT / "maintenance"):
        yield from names(path for path in (folder, *folder.glob("*.py")) if path.name != "__init__.py")
    yield from names(path for path in (PROJECT / "tests").iterdir() if path.is_dir() and path.name[0] not in "_.")


def names(paths: Iterable[Path]) -> list[str]:
    """Paths as the page has them: a folder ends in a slash."""
    return [f"{path.relative_to(PROJECT).as_posix()}{'/' if path.is_dir() else ''}" for path in paths]


def test_every_folder_and_module_is_named_once_and_no_other() -> None:
    lines = sorted(set(named(text := PAGE.read_text(encoding="utf-8"))))
    assert lines == sorted(set(there()))
    rows = [name for name in named(text) if not name.endswith("/")]
    assert len(rows) == len(set(rows))


def test_the_layers_are_in_their_order() -> None:
    parts = [name.split("/") for name in dict.fromkeys(named(PAGE.read_text(encoding="utf-8")))]
    layers = [part for top, part, *rest in parts if top == PACKAGE and part and not any(rest)]
    assert tuple(layer.removesuffix(".py") for layer in layers) == LAYERS


def test_what_is_named() -> None:
    page = "# A\n| `no` | `no` |\n### `a/`\n| Part | `no` |\n| --- | --- |\n| `b.py`, `c/` | `no` |\n## B\n| `no` | d |"
    assert list(named(page)) == ["a/", "a/b.py", "a/c/"]
