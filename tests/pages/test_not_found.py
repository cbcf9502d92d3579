"""404.html: at the top under both builders, and right wherever a host shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from knowledge_centre.content.urls import site_path
from tests.links import links
from tests.site import Site, text

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import BeautifulSoup

CANONICAL = "https://kc.example/en/latest/"


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def built(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> tuple[Site, str]:
    site = Site(tmp_path_factory.mktemp("not-found") / "site")
    site.build(request.param, READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    return site, request.param


def leads(page: BeautifulSoup) -> list[str]:
    """What the page links to or needs, but for its own parts and other sites."""
    return [link for link in links(page) if not link.startswith("#") and not urlsplit(link).netloc]


def missing(page: BeautifulSoup, root: str, out: Path) -> list[str]:
    """What of it does not begin at the root, or is not there."""
    wrong = []
    for link in leads(page):
        path = urlsplit(link).path
        file = out / unquote(path.removeprefix(root))
        if not path.startswith(root) or not (file / "index.html" if path.endswith("/") else file).is_file():
            wrong.append(link)
    return wrong


def test_every_address_begins_at_the_root_and_leads_somewhere(built: tuple[Site, str]) -> None:
    site, builder = built
    page, out = site.page("404.html", builder), site.path / "_build" / builder
    assert missing(page, "/en/latest/", out) == []
    assert page.html is not None
    assert page.html["data-content_root"] == "/en/latest/"
    found = leads(page)
    for part in ("_static/favicon.svg", "_static/js/not-found.js", "_static/js/search/start.js", "_tags/tagsindex"):
        assert any(link.startswith(f"/en/latest/{part}") for link in found), part
    assert any(link.endswith(".css") or ".css?v=" in link for link in found)


def test_files_have_the_marks_of_other_pages(built: tuple[Site, str]) -> None:
    """Else they would be fetched again for this page."""
    site, builder = built
    files = {link.removeprefix("/en/latest/") for link in leads(site.page("404.html", builder)) if "?v=" in link}
    assert files
    assert files - {link for link in leads(site.page("index.html", builder)) if "?v=" in link} == {
        next(file for file in files if file.startswith("_static/js/not-found.js"))
    }


def test_it_is_one_page_at_the_top_that_search_engines_leave_alone(built: tuple[Site, str]) -> None:
    site, builder = built
    page, out = site.page("404.html", builder), site.path / "_build" / builder
    assert [path.relative_to(out).as_posix() for path in out.rglob("*404*")] == ["404.html"]
    assert page.select_one('meta[name="robots"][content="noindex"]')
    canonical = page.select_one('link[rel="canonical"]')
    assert canonical is None or canonical["href"] == f"{CANONICAL}404.html"
    assert not [address for address in (site.index().addresses() if builder == "html" else {}) if "404" in address]


def test_it_helps_without_a_script(built: tuple[Site, str]) -> None:
    site, builder = built
    page = site.page("404.html", builder)
    assert [text(heading) for heading in page.select("h1")] == ["Page not found"]
    form = page.select_one("#not-found-form")
    assert form is not None
    assert form["action"] == ("/en/latest/search.html" if builder == "html" else "/en/latest/search/")
    assert page.select_one("#not-found-near[hidden]")
    assert text(page.select(".search-elsewhere .card-title")[1]) == "The second one"
    assert {"All articles by date", "All topics"} <= {text(link) for link in page.select(".search-elsewhere a")}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_without_an_address_the_root_is_the_top_of_the_host(site: Site, builder: str) -> None:
    site.build(builder).ok()
    page = site.page("404.html", builder)
    assert missing(page, "/", site.path / "_build" / builder) == []
    assert page.html is not None
    assert page.html["data-content_root"] == "/"
    assert not page.select('link[rel="canonical"]')


@pytest.mark.parametrize(
    ("address", "root"),
    [
        ("", "/"),
        ("https://kc.example", "/"),
        ("https://kc.example/", "/"),
        ("https://kc.example/en/latest", "/en/latest/"),
        ("https://kc.example/en/latest/", "/en/latest/"),
        ("/docs/", "/docs/"),
    ],
)
def test_site_path(address: str, root: str) -> None:
    assert site_path(address) == root


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_it_stays_as_it_is_until_it_shows_something_else(site: Site, builder: str) -> None:
    page = site.path / "_build" / builder / "404.html"
    site.build(builder).ok()
    before = page.stat().st_mtime_ns
    site.write("about.md", "# About\n\nChanged.\n")
    site.build(builder).ok()
    assert page.stat().st_mtime_ns == before
    site.article("newest", date="2025-12-24")
    site.build(builder, jobs=2).ok()
    assert "Newest" in page.read_text(encoding="utf-8")
    page.unlink()
    site.build(builder).ok()
    assert page.is_file()


def test_a_new_address_of_the_site_reaches_it(site: Site, tmp_path: Path) -> None:
    site.build().ok()
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    assert missing(site.page("404.html"), "/en/latest/", site.out) == []
    clean = site.clean_copy(tmp_path / "clean")
    clean.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    assert {name: data for name, data in site.tree().items() if name != ".buildinfo.bak"} == clean.tree()


def test_a_site_without_articles_has_one(tmp_path: Path) -> None:
    site = Site(tmp_path / "empty", "empty")
    site.build().ok()
    page = site.page("404.html")
    assert missing(page, "/", site.out) == []
    assert page.select_one("#not-found-form")["data-articles"] == "0"  # type: ignore[index]
