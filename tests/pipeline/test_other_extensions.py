"""What other extensions write stays while something shows it, whatever the build; and goes with what is withdrawn."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.pipeline.test_faults import SECRET, STOPPER, assert_clean

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site import Site

DOT = f"""#!{sys.executable}
import pathlib, sys

code = sys.stdin.read()
for argument in sys.argv:
    if argument.startswith("-o"):
        made = '<map id="a" name="a">\\n</map>' if argument.endswith(".map") else f"<svg><!-- {{code}} --></svg>"
        pathlib.Path(argument[2:]).write_text(made)
"""
"""As Graphviz' program does, it makes what ``-o`` names; here, of the text of the graph."""
CONF = """
import sys
sys.path.insert(0, ".")
extensions = ["stopper", *extensions]
extensions += ["sphinx.ext.graphviz", "sphinx.ext.autodoc", "sphinx.ext.viewcode", "sphinx_reredirects", "sprites"]
graphviz_dot = "./dot"
html_use_index = True
html_copy_source = True
redirects = {"old-place": "about.html"}
"""
SPRITES = """
def write(app, exception):
    path = app.outdir / "_images/sprites.svg"
    if not path.exists():  # once, as such extensions do; no page names it, only a script of theirs
        path.write_text("<svg/>")


def setup(app):
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
GRAPH = "```{{graphviz}}\ndigraph {{ a -> {0} }}\n```\n"
MODULE = "```{{eval-rst}}\n.. automodule:: {}\n   :members:\n```\n"
CODE = 'def turn():\n    """Turn it."""\n'


@pytest.fixture
def extended(site: Site) -> Site:
    site.write("articles/dot", DOT).chmod(0o755)
    site.write("stopper.py", STOPPER)
    site.write("sprites.py", SPRITES)
    site.write("machine.py", CODE)
    site.write(f"{SECRET}_code.py", CODE)
    conf = site.path / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + CONF, encoding="utf-8")
    site.article("drawn", GRAPH.format("b") + MODULE.format("machine"))
    site.article(SECRET, GRAPH.format(SECRET) + GRAPH.format("shared") + MODULE.format(f"{SECRET}_code"))
    site.article("other", GRAPH.format("shared"))
    site.build().ok()
    return site


def drawn(site: Site) -> set[str]:
    """The words of the graphs whose pictures are in the output."""
    pictures = (site.out / "_images").glob("graphviz-*.png")
    return {path.read_text(encoding="utf-8").partition("-> ")[2].split()[0] for path in pictures}


def assert_whole(site: Site) -> None:
    """Every link of every page leads somewhere, and what pages name is there."""
    for name in ("genindex.html", "py-modindex.html", "_modules/machine.html", "_modules/index.html", "old-place.html"):
        assert (site.out / name).is_file(), name
    assert (site.out / "_sources/articles/drawn.md.txt").is_file()
    assert (site.out / "_images/sprites.svg").is_file()
    for page in site.out.rglob("articles/*.html"):
        for image in site.page(page.relative_to(site.out).as_posix()).select(".graphviz img"):
            assert (page.parent / str(image["src"])).is_file(), page


def withdraw(site: Site) -> None:
    (site.path / f"articles/{SECRET}.md").unlink()


def assert_withdrawn(site: Site) -> None:
    assert drawn(site) == {"b", "shared"}
    assert not [name for name, data in site.tree().items() if (SECRET in name or SECRET.encode() in data)]


def test_what_only_a_withdrawn_article_showed_goes_with_it(extended: Site, tmp_path: Path) -> None:
    assert drawn(extended) == {"b", SECRET, "shared"}
    assert (extended.out / f"_modules/{SECRET}_code.html").is_file()
    assert_whole(extended)
    extended.build().ok()
    assert drawn(extended) == {"b", SECRET, "shared"}
    withdraw(extended)
    extended.build().ok()
    assert_withdrawn(extended)
    assert_whole(extended)
    assert_clean(extended, tmp_path / "clean")


def test_a_graph_that_is_edited_leaves_no_old_picture(extended: Site, tmp_path: Path) -> None:
    extended.article(SECRET, GRAPH.format("another"))
    extended.build(jobs=2).ok()
    assert drawn(extended) == {"b", "another", "shared"}
    assert_clean(extended, tmp_path / "clean")


@pytest.mark.parametrize("change", ["html_title = 'Another'", "graphviz_output_format = 'svg'"])
def test_settings_that_change_remove_nothing(extended: Site, tmp_path: Path, change: str) -> None:
    conf = extended.path / "conf.py"
    conf.write_text(f"{conf.read_text(encoding='utf-8')}\n{change}\n", encoding="utf-8")
    extended.build().ok()
    assert_whole(extended)
    assert_clean(extended, tmp_path / "clean")


@pytest.mark.parametrize("moment", ["env-updated-1", "html-page-context-1", "html-page-context-4", "build-finished-1"])
def test_a_stopped_build_takes_nothing_with_it(extended: Site, tmp_path: Path, moment: str) -> None:
    """A graph was drawn in the build that was stopped, and taken back; the others stay."""
    text = (extended.path / "articles/drawn.md").read_text(encoding="utf-8")
    extended.article("drawn", GRAPH.format("unwanted"))
    assert extended.build(STOP=moment).status != 0
    extended.write("articles/drawn.md", text)
    withdraw(extended)
    extended.build().ok()
    assert_withdrawn(extended)
    assert_whole(extended)
    assert_clean(extended, tmp_path / "clean")


def test_a_lost_manifest_takes_nothing_with_it(extended: Site, tmp_path: Path) -> None:
    (extended.out / ".manifest.json").unlink()
    withdraw(extended)
    extended.build().ok()
    assert_withdrawn(extended)
    assert_whole(extended)
    assert_clean(extended, tmp_path / "clean")
