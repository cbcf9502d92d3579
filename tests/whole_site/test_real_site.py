"""The site that is shipped, whatever its articles are: links, weight, pages and both builders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.pages import stories
from tests.links import broken
from tests.site import text

if TYPE_CHECKING:
    from tests.site import Site

PAGE_BYTES = 150_000


def test_links_lead_somewhere(real_site: Site) -> None:
    assert broken(real_site.out) == []


def test_links_lead_somewhere_with_slashes(real_site: Site) -> None:
    real_site.build("dirhtml", jobs=2, now="").ok()
    folder = real_site.path / "_build/dirhtml"
    assert broken(folder, "/en/latest/") == []
    assert (folder / "articles/index.html").is_file()
    assert (folder / "search/index.html").is_file()


def test_no_page_is_heavy_beyond_its_own_text(real_site: Site) -> None:
    heavy = {}
    for path in real_site.out.rglob("*.html"):
        page = real_site.page(path.relative_to(real_site.out).as_posix())
        beyond = path.stat().st_size - len(text(page.select_one("main")).encode())
        if beyond > PAGE_BYTES:
            heavy[path.name] = beyond
    assert heavy == {}


def test_every_article_has_what_a_reader_expects(real_site: Site) -> None:
    names = [story.path.name for story in stories(real_site.out)]
    for name in names:
        page = real_site.page(f"articles/{name}")
        for part in (".breadcrumb", ".article-kicker time", "h1", ".article-standfirst", ".byline-authors", ".share"):
            assert text(page.select_one(part)), (name, part)
        assert page.select_one(".next-read a") or len(names) == 1, name
        for link in page.select('img[src^="http"], script[src^="http"], link[rel="stylesheet"][href^="http"]'):
            raise AssertionError((name, link))


def test_nothing_is_in_the_output_that_no_reader_needs(real_site: Site) -> None:
    twins = list(real_site.out.rglob("*.md"))
    assert [path for path in twins if path.suffixes != [".html", ".md"] or not path.with_suffix("").is_file()] == []
    assert not (real_site.out / "searchindex.js").exists()
