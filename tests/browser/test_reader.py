"""What readers do on any whole site, in a real browser, at the widths of a desk and a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from audit.pages import find_pages, stories
from tests.browser.fixtures import WIDTHS, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.site import Site

PREFIXES = {"shipped": "/en/latest/"}
"""Where the sites are served, if not at the root of their host."""
with_articles = pytest.mark.parametrize("real_site", ["shipped", "adopted"], indirect=True)


@pytest.fixture(scope="module")
def root(real_site: Site) -> Iterator[str]:
    with served(real_site.out, PREFIXES.get(real_site.path.name, "/")) as address:
        yield address


@pytest.fixture(scope="module")
def articles(real_site: Site) -> list[str]:
    """The pages of the articles, newest first."""
    found = [f"articles/{story.path.name}" for story in stories(real_site.out)]
    if not found:
        pytest.skip("nobody has written an article yet")
    return found


def at(address: str) -> re.Pattern[str]:
    """An address, as links to it may have it."""
    return re.compile(re.escape(address.removesuffix("index.html")) + r"(index\.html)?(#.*)?$")


@with_articles
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_from_the_front_page_through_an_article_to_the_next(
    open_page: Callable[..., Page], root: str, width: int, real_site: Site, articles: list[str]
) -> None:
    page = open_page(root, width=width)
    links = {name: page.locator(f'main a[href="{name}"]').last for name in articles}
    first = next((name for name in articles if links[name].count()), "")
    if first:
        links[first].click()
    else:  # the front page is the site's own, and need not list any
        page.goto(root + articles[0])
    expect(page.locator("h1.p-name")).to_be_visible()
    start, onward = page.url, page.locator(".next-read-link")
    if onward.count() and "://" not in str(onward.get_attribute("href")):
        onward.click()
        expect(page).not_to_have_url(start)
        expect(page.locator("h1.p-name")).to_be_visible()
    if real_site.shows("page", "components/article", "components/breadcrumb"):
        page.get_by_role("navigation", name="Breadcrumb").get_by_role("link").first.click()
        expect(page).to_have_url(at(root))


def test_no_page_scrolls_sideways(open_page: Callable[..., Page], root: str, real_site: Site) -> None:
    page = open_page(root)
    names = [one.address for one in find_pages(real_site.out)[0] if one.kind != "404"]  # which is at no address
    names += [f"articles/{story.path.name}" for story in stories(real_site.out)]
    for name in dict.fromkeys(names):
        page.goto(root + name)
        for width in WIDTHS.values():
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)


def test_sections_lead_where_the_settings_say(open_page: Callable[..., Page], root: str, real_site: Site) -> None:
    sections = [
        (name, target)
        for name, target in real_site.settings["html_context"].get("sections", [])
        if "://" in target or (real_site.out / f"{target}.html").is_file()
    ]
    page = open_page(root)
    links = page.get_by_role("navigation", name="Sections").get_by_role("link")
    expect(links).to_have_text([name for name, _target in sections])
    for place, (_name, target) in enumerate(sections):
        if "://" in target:
            expect(links.nth(place)).to_have_attribute("href", target)
        else:
            links.nth(place).click()
            expect(page).to_have_url(at(f"{root}{target}.html"))
            expect(page.locator("h1").first).to_be_visible()


@with_articles
def test_topics_and_years_lead_to_articles(
    open_page: Callable[..., Page], root: str, real_site: Site, articles: list[str]
) -> None:
    page = open_page(root)
    pages = {one.kind for one in find_pages(real_site.out)[0]}
    if "topic" in pages:
        page.goto(f"{root}_tags/tagsindex.html")
        link = page.locator("main .facet a").first
        name = link.inner_text()
        link.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
        expect(page.locator("main .card")).not_to_have_count(0)
    if "year" in pages:
        page.goto(f"{root}articles/index.html")
        page.get_by_role("navigation", name="Years").get_by_role("link").first.click()
        expect(page).not_to_have_url(at(f"{root}articles/index.html"))
        expect(page.locator("main .card")).not_to_have_count(0)


@with_articles
def test_share_copies_the_address_and_fills_in_the_links(
    open_page: Callable[..., Page], root: str, articles: list[str]
) -> None:
    page = open_page(f"{root}{articles[0]}#part", permissions=["clipboard-read", "clipboard-write"])
    canonical = page.locator("link[rel=canonical]")
    address = str(canonical.get_attribute("href")) if canonical.count() else page.url.partition("#")[0]
    share = page.locator(".share")
    if share.locator("[data-share=copy]").count():
        share.locator("[data-share=copy]").click()
        expect(share.get_by_role("status")).to_have_text("Link copied.")
        assert page.evaluate("navigator.clipboard.readText()") == address
    for link in share.locator("a[data-share]").all():
        expect(link).to_be_visible()
        assert quote(address, safe="") in str(link.get_attribute("href"))


@with_articles
def test_the_browsers_own_share_sheet_is_offered_where_there_is_one(
    open_page: Callable[..., Page], root: str, articles: list[str]
) -> None:
    page = open_page(root)
    page.context.add_init_script("navigator.share = async (data) => { window.shared = data; }")
    page.goto(root + articles[0])
    if page.locator("[data-share=native]").count():
        page.locator("[data-share=native]").click()
        canonical = page.locator("link[rel=canonical]")
        assert page.evaluate("window.shared.url") == (
            canonical.get_attribute("href") if canonical.count() else page.url
        )
        assert page.evaluate("window.shared.title") == page.locator("h1.p-name").inner_text()


@with_articles
def test_without_javascript_all_is_there_but_what_needs_it(
    open_page: Callable[..., Page], root: str, real_site: Site, articles: list[str]
) -> None:
    page = open_page(root + articles[0], javascript=False)
    expect(page.locator(".article-body")).to_be_visible()
    assert page.locator(".share button:visible").count() == 0
    if real_site.has("search"):
        page.goto(f"{root}search.html")
        expect(page.get_by_text("Search needs JavaScript")).to_be_visible()
        if real_site.has("pages.archives"):
            page.get_by_role("link", name="All articles by date").click()
            expect(page.locator(".card").first).to_be_visible()


def test_a_keyboard_reaches_the_skip_link_first(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    focused = []
    for _ in range(6):
        page.keyboard.press("Tab")
        focused.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert "Skip to content" in focused
