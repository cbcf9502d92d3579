"""The layers of the package: imports go down their list or stay in a layer, and no two modules import each other."""

from __future__ import annotations

import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

import pytest

from tests.imports import PACKAGE, Arrow, arrows, layer, modules
from tests.site import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

LAYERS = (
    *("__main__", "commands", "importing", "starter", "upgrading", "book", "outputs", "search", "pictures", "pages"),
    *("theme", "pipeline", "documents", "catalogue", "content", "compat"),
)
"""From top to bottom. Below them all is the package itself, which knows its version."""
WITHOUT_SPHINX = ("catalogue", "content")


def violations(folder: Path) -> list[str]:
    """What is wrong, each with its file and line."""
    found = arrows(folder)
    unknown = {name: path for name, path in modules(folder).items() if layer(name) not in {*LAYERS, ""}}
    heights = {name: height for height, name in enumerate(reversed(LAYERS), start=1)}
    return [
        *(f"{path.relative_to(folder).as_posix()}: {name} is in no layer" for name, path in unknown.items()),
        *(f"{one}: up" for one in found if heights.get(layer(one.end), 0) > heights.get(layer(one.start), 0)),
        *(f"{one}: Sphinx" for one in found if layer(one.start) in WITHOUT_SPHINX and one.end.startswith("sphinx")),
        *(f"{one}: in a circle" for one in circle(found)),
    ]


def circle(found: list[Arrow]) -> list[Arrow]:
    """The arrows of one circle, if there is one. Who imports a module imports the packages around it, too."""
    graph: dict[str, set[str]] = {}
    for arrow in found:
        around = [one for one in ancestors(arrow.end) if one not in {arrow.start, *ancestors(arrow.start)}]
        graph.setdefault(arrow.start, set()).update([arrow.end, *around])
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        names: list[str] = error.args[1]
        steps = set(zip(names[1:], names[:-1], strict=True))
        return [one for one in found for end in (one.end, *ancestors(one.end)) if (one.start, end) in steps]
    return []


def ancestors(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]


def test_imports_go_down_the_list() -> None:
    assert violations(PROJECT) == []
    assert len({layer(arrow.start) for arrow in arrows(PROJECT)} & set(LAYERS)) >= len(LAYERS) - 1


def test_content_and_catalogue_need_no_sphinx() -> None:
    names = [name for name in modules(PROJECT) if layer(name) in WITHOUT_SPHINX]
    program = (
        f"import importlib, sys\nfor name in {names}: importlib.import_module(name)\nassert 'sphinx' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], cwd=PROJECT, check=True)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"pages/a": "from knowledge_centre.content.b import c", "content/b": "import sphinx_tags.d as sphinx"}, "Sphinx"),
        ({"content/a": "if TYPE_CHECKING:\n    from knowledge_centre.pages.b import C", "pages/b": ""}, "up"),
        ({"content/a": "def f():\n    import knowledge_centre.pages.b", "pages/b": ""}, "up"),
        ({"content/a": "from knowledge_centre.pages import b", "pages/b": ""}, "up"),
        ({"content/a": "from ..pages import b", "pages/b": ""}, "up"),
        ({"content/a": "def setup(app):\n    app.setup_extension('knowledge_centre.pages.b')", "pages/b": ""}, "up"),
        ({"__init__": "from knowledge_centre.content.a import B", "content/a": ""}, "up"),
        ({"compat": "import knowledge_centre.content.a", "content/a": ""}, "up"),
        ({"content/a": "import knowledge_centre.content.b", "content/b": "from . import a"}, "circle"),
        ({"pages/__init__": "from .a import f", "pages/a": "from ..theme import g", "theme/__init__": ""}, ""),
        ({"pages/a/__init__": "import knowledge_centre.pages.b.c", "pages/b/__init__": "from ..a import d"}, "circle"),
        ({"others/a": "", "content/b": "import knowledge_centre.others.a"}, "no layer"),
        ({"content/a": "from .b import c\nfrom sphinx import d", "content/b": "import markdown_it"}, "Sphinx"),
    ],
)  # fmt: skip
def test_what_is_told(tmp_path: Path, files: dict[str, str], expected: str) -> None:
    for name, program in files.items():
        path = tmp_path / PACKAGE / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(program, encoding="utf-8")
    told = violations(tmp_path)
    assert bool(told) == bool(expected), told
    assert all(one.startswith(f"{PACKAGE}/") and ".py" in one and expected in one for one in told), told
