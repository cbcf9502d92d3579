"""Any whole site, whatever its settings and articles are: links, weight, pages and both builders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.pages import stories
from tests.links import broken
from tests.site import text

if TYPE_CHECKING:
    from tests.site import Site

PAGE_BYTES = 150_000
PARTS = {
    ".breadcrumb": "breadcrumb",
    ".article-kicker time": "article-head",
    "h1": "article-head",
    ".byline-authors": "byline",
    ".share": "share",
    ".next-read": "next-read",
}
"""What a reader finds on the page of an article, and the component that shows it."""


def test_links_lead_somewhere(real_site: Site) -> None:
    assert broken(real_site.out) == []


def test_links_lead_somewhere_with_slashes(real_site: Site) -> None:
    real_site.build("dirhtml", jobs=2, now="").ok()
    folder = real_site.path / "_build/dirhtml"
    assert broken(folder, "/en/latest/") == []
    names = {path.relative_to(real_site.out).as_posix() for path in real_site.out.rglob("*.html")}
    slashed = {name: name.removesuffix(".html") + "/index.html" for name in names}
    assert [name for name in names if not any((folder / one).is_file() for one in (name, slashed[name]))] == []
    assert (folder / "about/index.html").is_file() == (real_site.out / "about.html").is_file()


def test_no_page_is_heavy_beyond_its_own_text(real_site: Site) -> None:
    heavy = {}
    for path in real_site.out.rglob("*.html"):
        page = real_site.page(path.relative_to(real_site.out).as_posix())
        beyond = path.stat().st_size - len(text(page.main or page.body).encode())
        if beyond > PAGE_BYTES:
            heavy[path.name] = beyond
    assert heavy == {}


def test_every_article_has_what_a_reader_expects(real_site: Site) -> None:
    names = [story.path.name for story in stories(real_site.out)]
    parts = {
        part for part, name in PARTS.items() if real_site.shows("page", "components/article", f"components/{name}")
    }
    if not real_site.has("pages.navigation") or len(names) == 1:
        parts.discard(".next-read")
    for name in names:
        page = real_site.page(f"articles/{name}")
        for part in parts:
            assert text(page.select_one(part)), (name, part)
        for link in page.select('img[src^="http"], script[src^="http"], link[rel="stylesheet"][href^="http"]'):
            raise AssertionError((name, link))


def test_nothing_is_in_the_output_that_no_reader_needs(real_site: Site) -> None:
    written = [path for path in real_site.out.rglob("*.md") if "_downloads" not in path.parts]
    assert [path for path in written if path.suffixes != [".html", ".md"] or not path.with_suffix("").is_file()] == []
    assert (real_site.out / "searchindex.js").exists() != real_site.has("search")
