"""What readers do on the real site, in a real browser, at the widths of a desk and a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from audit.pages import stories
from tests.browser.conftest import WIDTHS, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.site import Site

Open = "Callable[..., Page]"


@pytest.fixture(scope="module", params=["/", "/en/latest/"])
def root(real_site: Site, request: pytest.FixtureRequest) -> Iterator[str]:
    with served(real_site.out, request.param) as address:
        yield address


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_from_the_front_page_through_an_article_to_the_next(
    open_page: Callable[..., Page], root: str, width: int
) -> None:
    page = open_page(root, width=width)
    page.locator(".listing-cards .card-title a").first.click()
    expect(page.locator("h1.p-name")).to_be_visible()
    first = page.url
    page.get_by_role("link", name=re.compile("Read the article")).click()
    assert page.url != first
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link").first.click()
    assert page.url.rstrip("/").removesuffix("index.html").rstrip("/") == root.rstrip("/")


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_no_page_scrolls_sideways(open_page: Callable[..., Page], root: str, width: int, real_site: Site) -> None:
    page = open_page(root, width=width)
    for name in (
        "index",
        "articles/index",
        "_tags/tagsindex",
        "authors/index",
        "search",
        "about",
        *articles(real_site),
    ):
        page.goto(f"{root}{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def articles(site: Site) -> list[str]:
    return [f"articles/{story.path.stem}" for story in stories(site.out)]


def test_sections_and_topics_lead_through_the_site(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    sections = page.get_by_role("navigation", name="Sections")
    sections.get_by_role("link", name="Topics").click()
    page.locator(".facet a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Topic: ")
    sections.get_by_role("link", name="Articles").click()
    page.get_by_role("navigation", name="Years").get_by_role("link").first.click()
    expect(page.locator(".card")).not_to_have_count(0)


def test_share_copies_the_address_and_fills_in_the_links(
    open_page: Callable[..., Page], root: str, real_site: Site
) -> None:
    page = open_page(f"{root}{articles(real_site)[0]}.html#part", permissions=["clipboard-read", "clipboard-write"])
    address = page.url.partition("#")[0]
    share = page.locator(".share")
    share.get_by_role("button", name="Copy link").click()
    expect(share.get_by_role("status")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == address
    for name in ("Email", "LinkedIn", "X"):
        href = share.get_by_role("link", name=name, exact=True).get_attribute("href")
        assert href is not None
        assert "127.0.0.1" in href


def test_the_browsers_own_share_sheet_is_offered_where_there_is_one(
    open_page: Callable[..., Page], root: str, real_site: Site
) -> None:
    page = open_page(root)
    page.context.add_init_script("navigator.share = async (data) => { window.shared = data; }")
    page.goto(f"{root}{articles(real_site)[0]}.html")
    page.get_by_role("button", name="Share…").click()
    assert page.evaluate("window.shared.url") == page.url
    assert page.evaluate("window.shared.title") == page.locator("h1.p-name").inner_text()


def test_without_javascript_all_is_there_but_what_needs_it(
    open_page: Callable[..., Page], root: str, real_site: Site
) -> None:
    page = open_page(f"{root}{articles(real_site)[0]}.html", javascript=False)
    expect(page.locator(".article-body")).to_be_visible()
    expect(page.locator(".share button")).to_have_count(2)
    assert page.locator(".share button:visible").count() == 0
    page.goto(f"{root}search.html")
    expect(page.get_by_text("Search needs JavaScript")).to_be_visible()
    page.get_by_role("link", name="All articles by date").click()
    expect(page.locator(".card").first).to_be_visible()


def test_a_keyboard_reaches_the_skip_link_first(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    focused = []
    for _ in range(6):
        page.keyboard.press("Tab")
        focused.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert "Skip to content" in focused
