"""Whatever pages are made from: once it is another, the next build gives what a clean one gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pipeline.test_unnoticed import assert_clean, replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.site import Site

HERE = "import sys\nsys.path.insert(0, '.')\n"
EXTENSION = """
def say(app, pagename, templatename, context, doctree):
    context["body"] = context.get("body", "") + "<p>{0}</p>"

def setup(app):
    app.connect("html-page-context", say)
    return {{"parallel_read_safe": True, "parallel_write_safe": True}}
"""
WAITING = """
import os
from pathlib import Path

def save(app, env, docnames):
    if "SAVES" not in os.environ:
        return
    path = Path(app.srcdir, "articles/first.md")
    path.write_text(path.read_text(encoding="utf-8").replace("turbines", "rotors"), encoding="utf-8")

def setup(app):
    app.connect("env-before-read-docs", save)
"""


def set_in(site: Site, more: str) -> Path:
    before = (site.path / "conf.py").read_text(encoding="utf-8")
    return site.write("conf.py", f"{HERE}{before}\n{more}\n")


def linked(site: Site) -> None:
    site.write("_static/1.2/a.txt", "a")
    site.write("_static/1.3/b.txt", "b")
    (site.path / "_static/latest").symlink_to("1.2")


def link_anew(site: Site) -> None:
    (site.path / "_static/latest").unlink()
    (site.path / "_static/latest").symlink_to("1.3")


def own_theme(site: Site) -> None:
    site.write("_themes/mine/theme.toml", '[theme]\ninherit = "knowledge_centre"\n')
    site.write("_themes/mine/components/site-footer.html", "<footer>Ours</footer>")
    set_in(site, 'html_theme = "mine"\nhtml_theme_path = ["_themes"]')


CHANGES: dict[str, tuple[Callable[[Site], object], Callable[[Site], object]]] = {
    "an extension of the site's own": (
        lambda site: (site.write("mine.py", EXTENSION.format("One")), set_in(site, 'extensions.append("mine")')),
        lambda site: site.write("mine.py", EXTENSION.format("Two")),
    ),
    "a module of such a package": (
        lambda site: (
            site.write("mine/__init__.py", "from mine.parts import setup\n"),
            site.write("mine/parts.py", EXTENSION.format("One")),
            set_in(site, 'extensions.append("mine")'),
        ),
        lambda site: site.write("mine/parts.py", EXTENSION.format("Two")),
    ),
    "what an extension in a folder imports": (
        lambda site: (
            site.write("_ext/mine.py", "from parts import setup\n"),
            site.write("_ext/parts.py", EXTENSION.format("One")),
            set_in(site, 'sys.path.insert(0, "_ext")\nextensions.append("mine")'),
        ),
        lambda site: site.write("_ext/parts.py", EXTENSION.format("Two")),
    ),
    "a function in conf.py": (
        lambda site: set_in(site, EXTENSION.format("One")),
        lambda site: replace(site, "conf.py", "<p>One", "<p>Two"),
    ),
    "the order of style sheets": (
        lambda site: (
            site.write("_static/a.css", "a { color: red }"),
            site.write("_static/b.css", "a { color: blue }"),
            set_in(site, 'html_css_files = ["a.css", "b.css"]'),
        ),
        lambda site: replace(site, "conf.py", '["a.css", "b.css"]', '["b.css", "a.css"]'),
    ),
    "a template of the site's own theme": (
        own_theme,
        lambda site: site.write("_themes/mine/components/site-footer.html", "<footer>Theirs</footer>"),
    ),
    "a link to a folder of static files": (linked, link_anew),
    "static files that are left out": (
        lambda site: site.write("_static/plan.psd", "secret"),
        lambda site: set_in(site, 'exclude_patterns = ["**/*.psd"]'),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_seen(site: Site, tmp_path: Path, change: str) -> None:
    first, then = CHANGES[change]
    first(site)
    site.build().ok()
    site.build().ok()
    then(site)
    assert_clean(site, tmp_path / "clean")


def test_what_is_saved_while_a_build_runs_is_read_by_the_next(site: Site, tmp_path: Path) -> None:
    site.write("waiting.py", WAITING)
    set_in(site, 'extensions.append("waiting")')
    site.build(SAVES="1").ok()
    assert_clean(site, tmp_path / "clean")
    assert "rotors" in site.page("articles/first.html").text


def test_no_draft_is_in_doctrees_that_lie_in_the_output(site: Site) -> None:
    """As Sphinx has them where nobody says where they are to be; neither a draft nor what became one."""
    place = ("-d", str(site.out / ".doctrees"))
    for draft in (True, False, True):
        site.article("quarrelsome", "Some quarrelsome words.", draft=draft)
        site.build("html", *place).ok()
    told = [name for name, data in site.tree().items() if b"quarrelsome" in data or "quarrelsome" in name]
    assert told == []
