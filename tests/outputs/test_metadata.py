"""What the head of each page says of it: that it is what the page shows, with whole addresses or with none."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import mf2py  # type: ignore[import-untyped]
import pytest
from PIL import Image

from knowledge_centre.outputs.metadata.heads import open_graph_locale
from knowledge_centre.outputs.metadata.structured_data import script
from tests.site import Site, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bs4 import BeautifulSoup

BASE = "https://kc.example/en/latest/"
TITLES = {
    "ends": "]]> </script><script>alert(1)</script> -->",
    "marks": "& <b>\"double\" and 'single'</b> {{ braces }}",
    "arabic": "كيف نكتب make html؟",
    "hebrew": "איך כותבים מאמר?",
    "emoji": "🚀 Deploys 👩‍👩‍👧‍👦 on Fridays",
    "backslash": "C:\\temp\\u2028",
}
SUMMARY = "One sentence of a summary that is long enough to be cut, as it goes on and on and on. Another that follows."


def write(site: Site) -> None:
    for number, (slug, title) in enumerate(TITLES.items()):
        site.article(slug, title=title, date=f"2025-04-{number + 1:02}", tags=["cpp", "c-sharp"], author=["bob", "ada"])
    site.article("long-summary", summary=f"{SUMMARY} {SUMMARY}", updated="2025-06-02T23:30:00-02:00")
    site.article("bare", "```text\nNo paragraph.\n```", summary=None)
    site.article("moved", "Moved.", canonical_url="https://elsewhere.example/a")
    Image.new("RGB", (640, 480), "#abcdef").save(site.path / "articles/photo.png")
    site.article("pictured", "Pictured.", image="photo.png", image_alt="A blue field")
    site.article("its-own", myst={"html_meta": {"description": "Said by the author."}})
    for number in range(51):
        site.article(f"many-{number}", date=f"2024-05-{number % 28 + 1:02}", tags=["c"])


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Built with an address, in both ways that pages are named."""
    site = Site(tmp_path_factory.mktemp("hosted") / "site", cards=True)
    write(site)
    site.build("html", jobs=2, READTHEDOCS_CANONICAL_URL=BASE).ok()
    site.build("dirhtml", READTHEDOCS_CANONICAL_URL=BASE).ok()
    return site


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Built without an address, as on an author's machine."""
    site = Site(tmp_path_factory.mktemp("local") / "site", cards=True)
    write(site)
    site.build("html").ok()
    return site


def pages(site: Site, builder: str = "html") -> Iterator[tuple[str, BeautifulSoup]]:
    """Every page of the site that has the site's head."""
    out = site.path / "_build" / builder
    for path in sorted(out.rglob("*.html")):
        name = path.relative_to(out).as_posix()
        yield name, site.page(name, builder)


def meta(page: BeautifulSoup, name: str) -> str:
    """The content of the one element of a name, or nothing."""
    found = page.select(f'head meta[name="{name}"], head meta[property="{name}"]')
    assert len(found) <= 1, name
    return str(found[0]["content"]) if found else ""


def all_of(page: BeautifulSoup, name: str) -> list[str]:
    return [str(node["content"]) for node in page.select(f'head meta[name="{name}"], head meta[property="{name}"]')]


def graph(page: BeautifulSoup) -> dict[str, dict[str, Any]]:
    """The things of a page by type."""
    scripts = page.select('script[type="application/ld+json"]')
    assert len(scripts) <= 1
    if not scripts:
        return {}
    told = json.loads(str(scripts[0].string))
    assert told["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in told["@graph"]}


def addresses(thing: Any) -> Iterator[str]:
    """Every text within that could be an address."""
    if isinstance(thing, dict):
        for name, value in thing.items():
            if name in {"url", "item", "@id", "mainEntityOfPage", "sameAs", "image", "urlTemplate"}:
                yield from [value] if isinstance(value, str) else []
            yield from addresses(value)
    elif isinstance(thing, list):
        for one in thing:
            yield from addresses(one)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_page_has_one_description_and_no_address_that_is_not_whole(hosted: Site, builder: str) -> None:
    described: dict[str, str] = {}
    for name, page in pages(hosted, builder):
        description = meta(page, "description")
        assert 0 < len(description) <= 160, name
        assert meta(page, "og:title"), name
        assert meta(page, "og:locale") == "en_US", name
        canonical = page.select('link[rel="canonical"]')
        assert len(canonical) == 1, name
        assert meta(page, "og:url") == canonical[0]["href"], name
        assert meta(page, "twitter:card") == "summary_large_image", name
        for address in addresses(list(graph(page).values())):
            assert address.startswith(("https://", "mailto:")), name
        if not name.startswith(("articles/many-", *(f"articles/{slug}" for slug in TITLES))):
            assert described.setdefault(description, name) == name
    assert len(described) > 10


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_picture_of_every_page_is_there(hosted: Site, builder: str) -> None:
    seen = set()
    for name, page in pages(hosted, builder):
        address = meta(page, "og:image")
        assert address.startswith(f"{BASE}cards/"), name
        seen.add(address)
        file = hosted.path / "_build" / builder / address.removeprefix(BASE)
        with Image.open(BytesIO(file.read_bytes())) as card:
            assert (card.format, card.size) == ("PNG", (1200, 630))
        assert (meta(page, "og:image:width"), meta(page, "og:image:height")) == ("1200", "630")
        assert meta(page, "og:image:alt")
    assert f"{BASE}cards/site.png" in seen
    assert f"{BASE}cards/arabic.png" in seen


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_an_article_says_what_its_page_shows(hosted: Site, builder: str) -> None:
    for name, page in pages(hosted, builder):
        if not page.select(".h-entry"):
            continue
        things = graph(page)
        told, here = things["BlogPosting"], meta(page, "og:url")
        heading = text(page.select_one("h1"))
        assert (told["headline"], meta(page, "og:title")) == (heading, heading), name
        shown = {key: page.select(f"article time.dt-{key}") for key in ("published", "updated")}
        assert told["datePublished"][:10] == shown["published"][0]["datetime"], name
        assert told.get("dateModified", "")[:10] == "".join(str(time["datetime"]) for time in shown["updated"]), name
        assert meta(page, "article:published_time") == told["datePublished"]
        assert meta(page, "article:modified_time") == told.get("dateModified", "")
        byline = page.select(".byline-author a")
        assert [one["name"] for one in told["author"]] == [text(link) for link in byline] == all_of(page, "author")
        assert [one["url"] for one in told["author"]] == all_of(page, "article:author")
        served = f"{BASE}{name.removesuffix('index.html') if builder == 'dirhtml' else name}"
        assert all_of(page, "article:author") == [urljoin(served, str(link["href"])) for link in byline], name
        assert told.get("keywords", []) == [text(tag) for tag in page.select(".tags a")] == all_of(page, "article:tag")
        assert told["articleSection"] == text(page.select_one(".p-category")) == meta(page, "article:section")
        assert f"{told['timeRequired'][2:-1]} min read" in text(page.select_one(".byline-facts"))
        assert told["mainEntityOfPage"] == told["url"] == here
        assert told["wordCount"] > 0
        crumbs = page.select(".breadcrumb a")
        items = things["BreadcrumbList"]["itemListElement"]
        assert [item["name"] for item in items] == [text(crumb) for crumb in crumbs], name
        assert [item["item"] for item in items] == [urljoin(served, str(crumb["href"])) for crumb in crumbs], name
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))


def test_lists_and_other_pages(hosted: Site) -> None:
    types = {
        "index.html": {"WebSite", "Organization"},
        "about.html": {"WebPage"},
        "search.html": {"SearchResultsPage"},
        "404.html": set[str](),
        "articles/index.html": {"CollectionPage"},
        "articles/page/2.html": {"CollectionPage", "BreadcrumbList"},
        "_tags/tagsindex.html": {"CollectionPage"},
        "authors/index.html": {"CollectionPage"},
        "_tags/cpp.html": {"CollectionPage", "BreadcrumbList"},
        "_tags/c/page/2.html": {"CollectionPage", "BreadcrumbList"},
        "archive/2025.html": {"CollectionPage", "BreadcrumbList"},
        "categories/notes.html": {"CollectionPage", "BreadcrumbList"},
        "authors/ada.html": {"ProfilePage", "BreadcrumbList"},
    }
    for name, expected in types.items():
        page = hosted.page(name)
        things = graph(page)
        assert set(things) == expected, name
        crumbs = [text(crumb) for crumb in page.select(".breadcrumb li")]
        if "BreadcrumbList" in things:
            assert [one["name"] for one in things["BreadcrumbList"]["itemListElement"]] == crumbs, name
        else:
            assert len(crumbs) < 2, name
        assert meta(page, "og:type") == "website"
    assert meta(hosted.page("categories/notes.html"), "description") == "Short ones."
    assert meta(hosted.page("_tags/cpp.html"), "description") == "A *language*, with <brackets>."
    assert meta(hosted.page("_tags/c/page/2.html"), "description").startswith("Topic: C, page 2 of 2, ")
    who = graph(hosted.page("authors/ada.html"))["ProfilePage"]["mainEntity"]
    assert (who["@type"], who["name"]) == ("Organization", "Ada & Co")
    assert who["sameAs"] == "https://example.org/ada"


def test_the_home_page_tells_how_to_search(hosted: Site) -> None:
    for builder, search in (("html", "search.html"), ("dirhtml", "search/")):
        things = graph(hosted.page("index.html", builder))
        action = things["WebSite"]["potentialAction"]
        assert action["target"]["urlTemplate"] == f"{BASE}{search}?q={{search_term_string}}"
        assert action["query-input"] == "required name=search_term_string"
        assert things["Organization"]["@id"] == things["WebSite"]["publisher"]["@id"]


def test_summaries_are_cut_between_words(hosted: Site) -> None:
    description = meta(hosted.page("articles/long-summary.html"), "description")
    assert f"{SUMMARY} {SUMMARY}".startswith(description.removesuffix("…"))
    assert description.endswith((".", "…"))
    assert meta(hosted.page("articles/bare.html"), "description") == "Articles, 1 June 2025: by Ada & Co."


def test_a_description_of_ones_own_is_the_only_one(hosted: Site) -> None:
    assert meta(hosted.page("articles/its-own.html"), "description") == "Said by the author."


def test_an_article_published_elsewhere_first(hosted: Site) -> None:
    page = hosted.page("articles/moved.html")
    assert meta(page, "og:url") == graph(page)["BlogPosting"]["mainEntityOfPage"] == "https://elsewhere.example/a"


def test_the_picture_of_an_article_is_that_of_its_page(hosted: Site) -> None:
    page = hosted.page("articles/pictured.html")
    cover = page.select_one(".article-cover")
    assert cover is not None
    told = graph(page)["BlogPosting"]["image"]
    assert told["url"] == urljoin(f"{BASE}articles/pictured.html", str(cover["src"]))
    assert (told["width"], told["height"]) == (640, 480)


def test_without_an_address_nothing_is_told_that_needs_one(local: Site) -> None:
    for name, page in pages(local):
        told = page.select("head meta[property], head meta[name]")
        moved = name == "articles/moved.html"
        assert not [one for one in told if "://" in str(one["content"]) and not moved], name
        assert not meta(page, "og:image"), name
        assert bool(meta(page, "og:url")) == moved, name
        assert meta(page, "twitter:card") == "summary"
        things = graph(page)
        found = {one for one in addresses(list(things.values())) if not one.startswith("https://example.org/")}
        assert found == ({"https://elsewhere.example/a"} if moved else set()), name
        assert 0 < len(meta(page, "description")) <= 160, name
    posting = graph(local.page("articles/ends.html"))["BlogPosting"]
    assert posting["headline"] == "]]> </script><script>alert(1)</script> –>"
    assert posting["datePublished"] == "2025-04-01T00:00:00+01:00"


def test_no_title_ends_the_script(hosted: Site) -> None:
    for name, page in pages(hosted):
        for one in page.select("script"):
            inline = one.get("type") == "application/ld+json"
            assert "alert(1)" not in str(one.string) or inline, name
    assert script([{"name": "</script><!-- &\u2028\u2029"}]).count("<") == 0
    assert json.loads(script([{"name": "</script><!-- &\u2028\u2029"}]))["@graph"][0]["name"].endswith("\u2029")


@pytest.mark.parametrize("base", [BASE, ""])
def test_readers_of_microformats_see_the_article(hosted: Site, local: Site, base: str) -> None:
    site, served = (hosted, BASE) if base else (local, "http://localhost:8000/")
    here = f"{served}articles/arabic.html"
    parsed = mf2py.parse((site.out / "articles/arabic.html").read_text(encoding="utf-8"), url=here)
    (entry,) = (item for item in parsed["items"] if item["type"] == ["h-entry"])
    found = entry["properties"]
    assert found["name"] == [TITLES["arabic"]]
    assert found["url"] == [here]
    assert found["published"] == ["2025-04-03"]
    assert found["category"] == ["Articles"]
    assert found["summary"] == ["Some words."]
    assert found["content"][0]["value"].strip() == "Some words."
    assert [one["type"] for one in found["author"]] == [["h-card"], ["h-card"]]
    assert [one["properties"]["name"] for one in found["author"]] == [["Bob <script>"], ["Ada & Co"]]
    assert [one["properties"]["url"] for one in found["author"]] == [
        [f"{served}authors/bob.html"],
        [f"{served}authors/ada.html"],
    ]
    parsed = mf2py.parse((site.out / "articles/long-summary.html").read_text(encoding="utf-8"), url=here)
    assert parsed["items"][0]["properties"]["updated"] == ["2025-06-03"]


def test_what_an_author_is(site: Site) -> None:
    conf = site.path / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + '\nknowledge_centre_author_type = "Person"\n', encoding="utf-8")
    site.build().ok()
    assert {one["@type"] for one in graph(site.page("articles/first.html"))["BlogPosting"]["author"]} == {"Person"}
    assert graph(site.page("authors/ada.html"))["ProfilePage"]["mainEntity"]["jobTitle"] == "Engines"


def test_heads_after_edits_are_those_of_a_clean_build(site: Site, tmp_path: Path) -> None:
    site.article("edited", title="Before", tags=["c"])
    site.build(READTHEDOCS_CANONICAL_URL=BASE).ok()
    site.article("edited", title="After & <more>", tags=["cpp"], updated="2025-06-05T10:00:00+02:00")
    authors = site.path / "articles/authors.yml"
    authors.write_text(authors.read_text(encoding="utf-8").replace("about engines", "about gears"), encoding="utf-8")
    site.build(READTHEDOCS_CANONICAL_URL=BASE).ok()
    assert meta(site.page("articles/edited.html"), "og:title") == "After & <more>"
    assert meta(site.page("authors/ada.html"), "description") == "Writes about gears."
    clean = site.clean_copy(tmp_path / "clean")
    clean.build(READTHEDOCS_CANONICAL_URL=BASE).ok()
    assert site.tree() == clean.tree()
    site.article("edited", title="After & <more>", tags=["cpp"], updated="2025-06-05T11:00:00+02:00")
    site.build(READTHEDOCS_CANONICAL_URL=BASE).ok()
    assert meta(site.page("articles/edited.html"), "article:modified_time") == "2025-06-05T10:00:00+01:00"


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", "en_US"), ("de", "de_DE"), ("ar", "ar_EG"), ("en-GB", "en_GB"), ("pt_BR", "pt_BR"), ("xx", "xx")],
)
def test_the_locale_has_a_territory(language: str, locale: str) -> None:
    assert open_graph_locale(language) == locale
