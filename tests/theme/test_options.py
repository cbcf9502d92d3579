"""Settings of Furo's and Sphinx's own: what they give, and which of them are refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge_centre.content.settings import problems
from tests.browser.fixtures import served
from tests.pipeline.test_faults import assert_clean
from tests.site import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.site import Site

OPTIONS = """
html_theme_options = {
    "announcement": 'We <a href="about.html">moved</a>.',
    "light_logo": "light.svg",
    "dark_logo": "dark.svg",
    "source_repository": "https://github.com/example/site/",
    "source_branch": "main",
    "source_directory": "docs",
    "footer_icons": [
        {"name": "Code", "url": "https://code.example", "html": "<svg viewBox='0 0 9 9'><path d='M1 1h7'/></svg>", "class": "own"},
    ],
}
html_last_updated_fmt = "%d %B %Y"
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'


@pytest.fixture
def optional(site: Site) -> Site:
    conf = site.path / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + OPTIONS, encoding="utf-8")
    for scheme in ("light", "dark"):
        site.write(f"_static/{scheme}.svg", LOGO)
    site.build().ok()
    return site


def test_what_pages_show(optional: Site, tmp_path: Path) -> None:
    page = optional.page("articles/first.html")
    assert text(page.select_one(".announcement")) == "We moved ."
    assert [str(link["href"]) for link in page.select(".source-links a")] == [
        "https://github.com/example/site/edit/main/docs/articles/first.md",
        "https://github.com/example/site/blob/main/docs/articles/first.md?plain=true",
    ]
    assert not optional.page("_tags/cpp.html").select(".source-links"), "the build wrote it"
    assert [link["aria-label"] for link in page.select(".site-footer-icons a:has(svg)")] == ["Code"]
    assert "Last updated on 02 February 2026." in text(page.select_one(".site-footer-licence"))
    logos = [(logo["src"], logo["width"], logo["height"]) for logo in page.select(".site-header .site-logo")]
    assert [(str(name).partition("?")[0], *size) for name, *size in logos] == [
        ("../_static/light.svg", "40", "20"),
        ("../_static/dark.svg", "40", "20"),
    ]
    first = optional.path / "articles/first.md"
    first.write_text(first.read_text(encoding="utf-8").replace("title: ", "title: New ", 1), encoding="utf-8")
    optional.build(now="1770200000").ok()
    clean = optional.clean_copy(tmp_path / "later")
    clean.build(now="1770200000").ok()
    assert optional.tree() == clean.tree(), "another day is on all pages"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_logo_of_the_colours_that_are_on(optional: Site, open_page: Callable[..., Page], scheme: str) -> None:
    with served(optional.out) as root:
        page = open_page(f"{root}articles/first.html", color_scheme=scheme)
        shown = page.locator(".site-header .site-logo:visible")
        assert [logo.get_attribute("class") for logo in shown.all()] == [f"site-logo only-{scheme}"]


def test_without_them_nothing_of_it_is_there(site: Site, tmp_path: Path) -> None:
    site.build().ok()
    page = site.page("articles/first.html")
    assert not page.select(".announcement, .source-links, .site-footer-icons, .site-logo")
    assert "Last updated" not in page.get_text()
    assert_clean(site, tmp_path / "clean")


def test_a_logo_that_is_not_there_is_told(site: Site) -> None:
    build = site.build("html", "-D", "html_theme_options.light_logo=gone.svg")
    assert build.status != 0
    assert 'conf.py: light_logo is "gone.svg", and no folder of html_static_path has it' in build.problems


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"html_theme_options": {"sidebar_hide_name": True}},
            'html_theme_options["sidebar_hide_name"] in conf.py does',
        ),
        ({"html_theme_options": {"top_of_page_buttons": []}}, "does nothing with this theme: take it out."),
        (
            {"html_theme_options": {"announcement": 3}},
            'html_theme_options["announcement"] in conf.py is 3: write a text',
        ),
        (
            {"html_theme_options": {"footer_icons": [{"name": "a"}]}},
            "a list of dictionaries with name, url, html and class",
        ),
        (
            {"html_sidebars": {"**": []}},
            "html_sidebars in conf.py is {'**': []}: write {}, as this theme has no sidebar.",
        ),
        ({"html_last_updated_fmt": True}, "a format of dates"),
    ],
)
def test_what_is_refused_by_name(given: dict[str, object], told: str) -> None:
    assert [told in problem for problem in problems(given)] == [True]
