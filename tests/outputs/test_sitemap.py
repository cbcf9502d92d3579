"""``sitemap.xml`` and ``robots.txt``: every page that is to be found, with its date, and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest

from knowledge_centre.outputs.sitemap import NAMESPACE, SitemapEntry, maps, robots_text, to_xml, w3c
from tests.site import Site

if TYPE_CHECKING:
    from pathlib import Path

CANONICAL = "https://kc.example/en/latest/"
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("sitemap") / "site")
    site.article("at-nine", date="2025-07-01T09:00+00:00", tags=["cpp"])
    site.article("kept-up", date="2019-01-01", updated="2026-01-02", category="notes", redirect_from=["old/kept.html"])
    site.article("elsewhere", canonical_url="https://elsewhere.example/a")
    site.article("at-home", canonical_url=f"{CANONICAL}articles/at-home.html")
    site.article("gone", expires="2025-12-31")
    for number in range(55):
        site.article(f"many-{number}", date=f"2018-05-{number % 28 + 1:02}", author="bob", category="notes")
    site.build("html", READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    site.build("dirhtml", READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    return site


def read(site: Site, builder: str = "html") -> dict[str, str]:
    """The addresses in the sitemap, without that of the site, and their dates."""
    text = (site.path / "_build" / builder / "sitemap.xml").read_text(encoding="utf-8")
    root = ET.fromstring(text)
    assert root.tag == f"{{{NAMESPACE}}}urlset"
    found = {}
    for url in root:
        assert url.tag == f"{{{NAMESPACE}}}url"
        names = [child.tag.removeprefix(f"{{{NAMESPACE}}}") for child in url]
        assert names in (["loc"], ["loc", "lastmod"])
        address = url.findtext(f"{{{NAMESPACE}}}loc") or ""
        assert address.startswith(CANONICAL)
        assert address not in found
        found[address] = url.findtext(f"{{{NAMESPACE}}}lastmod") or ""
    assert list(found) == sorted(found)
    return {address.removeprefix(CANONICAL): changed for address, changed in found.items()}


def test_it_has_every_page_that_is_to_be_found_and_no_other(built: Site) -> None:
    pages = {path.relative_to(built.out).as_posix() for path in built.out.rglob("*.html")}
    unwanted = {"404.html", "search.html", "articles/elsewhere.html", "old/kept.html", "old/kept/index.html"}
    unwanted |= {page for page in pages if "/page/" in page}
    assert unwanted < pages
    assert read(built).keys() == pages - unwanted


def test_its_addresses_are_those_that_the_pages_call_their_own(built: Site) -> None:
    for builder in ("html", "dirhtml"):
        for address in read(built, builder):
            file = f"{address}index.html" if not address or address.endswith("/") else address
            link = built.page(file, builder).select_one('link[rel="canonical"]')
            assert link is not None
            assert link["href"] == CANONICAL + address


def test_articles_have_the_date_of_their_last_change(built: Site) -> None:
    found = read(built)
    assert found["articles/kept-up.html"] == "2026-01-02"
    assert found["articles/at-nine.html"] == "2025-07-01T10:00:00+01:00"
    assert found["articles/many-0.html"] == "2018-05-01"


def test_lists_are_as_new_as_what_they_show_and_the_rest_has_no_date(built: Site) -> None:
    found = read(built)
    assert found["archive/2019.html"] == found["categories/notes.html"] == "2026-01-02"
    assert found["_tags/cpp.html"] >= "2025-07-01T10:00:00+01:00"
    assert found["authors/bob.html"] == read(built, "dirhtml")["authors/bob/"] != ""
    assert found["about.html"] == found["authors/index.html"] == found["_tags/tagsindex.html"] == ""


def test_further_pages_of_a_list_may_be_indexed_by_themselves(built: Site) -> None:
    page = built.page("articles/page/2.html")
    assert not page.select('meta[name="robots"]')
    link = page.select_one('link[rel="canonical"]')
    assert link is not None
    assert link["href"] == f"{CANONICAL}articles/page/2.html"


def test_robots_are_told_of_it_and_which_pages_to_leave(built: Site) -> None:
    robots = (built.out / "robots.txt").read_text(encoding="utf-8")
    assert robots == f"User-agent: *\nAllow: /\n\nSitemap: {CANONICAL}sitemap.xml\n"
    marked = {
        path.relative_to(built.out).as_posix()
        for path in built.out.rglob("*.html")
        if 'name="robots" content="noindex"' in path.read_text(encoding="utf-8")
    }
    assert marked == {"404.html", "search.html", "old/kept.html", "old/kept/index.html"}


def test_a_preview_is_for_nobody_to_index(site: Site) -> None:
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL, READTHEDOCS_VERSION_TYPE="external").ok()
    assert (site.out / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nDisallow: /\n"
    assert not (site.out / "sitemap.xml").exists()
    for path in site.out.rglob("*.html"):
        assert site.page(path.relative_to(site.out).as_posix()).select('meta[name="robots"][content="noindex"]'), path


def test_without_an_address_of_the_site_there_is_none(site: Site) -> None:
    site.build().ok()
    assert (site.out / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"
    assert not (site.out / "sitemap.xml").exists()


def test_an_incremental_build_gives_that_of_a_clean_one(site: Site, tmp_path: Path) -> None:
    for number in range(3):
        site.article(f"made-{number}", date=f"2024-01-0{number + 1}")
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    map_ = site.out / "sitemap.xml"
    before = map_.stat().st_mtime_ns
    site.article("made-0", "Other words.", date="2024-01-01")
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    assert map_.stat().st_mtime_ns == before
    (site.path / "articles/made-1.md").rename(site.path / "articles/renamed.md")
    (site.path / "articles/made-2.md").unlink()
    site.article("made-0", date="2024-01-01", updated="2025-01-01")
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL, jobs=2).ok()
    found = read(site)
    assert found["articles/made-0.html"] == "2025-01-01"
    assert not found.keys() & {"articles/made-1.html", "articles/made-2.html"}
    clean = site.clean_copy(tmp_path / "clean")
    clean.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    assert site.tree() == clean.tree()


@pytest.mark.parametrize(("number", "files"), [(0, 1), (3, 1), (4, 3), (6, 3), (7, 4)])
def test_many_pages_are_in_many_files(number: int, files: int) -> None:
    days = [datetime(2026, 1, 1 + day, tzinfo=LONDON) for day in range(number)]
    entries = [SitemapEntry(f"https://kc.example/{place}", day if place else None) for place, day in enumerate(days)]
    made = list(maps(entries, "https://kc.example/", limit=3))
    assert len(made) == files
    assert [entry for one in made if one.all == "urlset" for entry in one.entries] == entries
    assert made[-1].name == "sitemap.xml"
    if files > 1:
        root = ET.fromstring(to_xml(made[-1]))
        assert root.tag == f"{{{NAMESPACE}}}sitemapindex"
        named = [one.findtext(f"{{{NAMESPACE}}}loc") for one in root.iter(f"{{{NAMESPACE}}}sitemap")]
        assert named == [f"https://kc.example/{one.name}" for one in made[:-1]]
        assert root[0].findtext(f"{{{NAMESPACE}}}lastmod") == "2026-01-03"


def test_awkward_addresses_are_escaped() -> None:
    entry = SitemapEntry("https://kc.example/a?b=1&c=<d>]]>'\"", None)
    data = to_xml(next(maps([entry], "https://kc.example/")))
    assert ET.fromstring(data)[0][0].text == entry.address


def test_moments_are_in_the_form_of_w3c() -> None:
    assert w3c(datetime(2026, 1, 2, tzinfo=LONDON)) == "2026-01-02"
    assert w3c(datetime(2026, 7, 2, 9, 5, tzinfo=LONDON)) == "2026-07-02T09:05:00+01:00"


def test_what_robots_read() -> None:
    assert robots_text("https://kc.example/sitemap.xml", preview=True) == "User-agent: *\nDisallow: /\n"
