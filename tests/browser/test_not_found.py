"""What readers see at an address that leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import SHIFTED, WIDTHS, served
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Route

CANONICAL = "https://kc.example/en/latest/"


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("lost") / "site")
    site.article("pressure-gauges", "Boilers and turbines have them.", title="How to read pressure gauges")
    site.article("gauges-of-pressure", "Pressure in gauges, gauges under pressure.", title="Pressure gauges")
    for number in range(8):
        site.article(f"gauge-{number}", "Gauges.", title=f"Gauges, part {number}")
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    return site


@pytest.fixture(scope="module")
def root(lost: Site) -> Iterator[str]:
    with served(lost.out, "/en/latest/") as address:
        yield address


def proposed(page: Page) -> list[str]:
    page.wait_for_selector("#not-found-near:not([hidden])")
    return page.locator("#not-found-near a").all_inner_texts()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_a_misspelt_address_proposes_the_article(open_page: Callable[..., Page], root: str, width: int) -> None:
    page = open_page(f"{root}articles/presure-guages.html", width=width, missing=True)
    assert {"Pressure gauges", "How to read pressure gauges"} == set(proposed(page)[:2])
    expect(page.locator("#not-found-query")).to_have_value("presure guages")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#not-found-near a").first.click()
    expect(page.locator("h1.p-name")).to_be_visible()
    assert page.url.startswith(f"{root}articles/")


@pytest.mark.parametrize(
    "path",
    [
        "articles/Pressure-Gauges.html",
        "articles/pressure-gauges",
        "articles/pressure-gauges/",
        "articles/pressure-gauges.html/",
        "articles/pressure-gauges/index.html",
        "articles/pressure_gauges.html",
        "articles/PressureGauges.HTML",
        "2019/03/pressure%20gauges/page/2/",
        "a/b/c/d/pressure-gauges.md",
    ],
)
def test_an_article_of_that_very_name_comes_first(open_page: Callable[..., Page], root: str, path: str) -> None:
    page = open_page(f"{root}{path}", missing=True)
    assert proposed(page)[0] == "How to read pressure gauges"
    assert len(proposed(page)) == 5
    assert page.locator("#not-found-near a").first.get_attribute("href") == "/en/latest/articles/pressure-gauges.html"


@pytest.mark.parametrize(
    "path", ["zzzqqq.html", "articles/%E0%A4%A.html", "articles/zzzqqq/xxyyzz-first-wwwvvv.html", "0/1/2"]
)
def test_where_nothing_is_near_the_rest_stands_alone(open_page: Callable[..., Page], root: str, path: str) -> None:
    page = open_page(f"{root}{path}", missing=True)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    expect(page.locator("#not-found-near")).to_be_hidden()
    page.locator("#not-found-query").fill("boilers")
    page.locator("#not-found-form").get_by_role("button", name="Search").click()
    page.wait_for_url("**/en/latest/search.html?q=boilers")
    expect(page.locator("li.search-result").first).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("name", ["pressure-gauge", "zzzqqq"])
def test_what_is_found_moves_nothing(browser: Browser, root: str, width: int, name: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    held: list[Route] = []
    page.route("**/search-index/index.json", lambda route: held.append(route))  # noqa: PLW0108 - Playwright takes no builtin
    page.goto(f"{root}articles/{name}.html", wait_until="load")
    sought = page.get_by_text("Looking for similar addresses…")
    expect(sought).to_be_visible()
    expect(page.get_by_role("link", name="All articles by date")).to_be_visible()
    latest = page.get_by_role("heading", name="Latest articles")
    expect(latest).to_be_hidden()
    page.wait_for_timeout(200)
    held.pop().continue_()
    expect(latest).to_be_visible()
    expect(sought).to_be_hidden()
    assert page.locator("#not-found-near").is_visible() == (name == "pressure-gauge")
    assert page.evaluate(SHIFTED) == 0
    page.close()


def test_a_script_that_does_not_come_leaves_the_latest_articles(browser: Browser, root: str) -> None:
    page = browser.new_page()
    page.route("**/not-found.js*", lambda route: route.abort())
    page.goto(f"{root}pressure-gauges.html")
    expect(page.get_by_role("heading", name="Latest articles")).to_be_visible()
    expect(page.get_by_text("Looking for similar addresses…")).to_be_hidden()
    page.close()


def test_markup_in_an_address_is_text(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/%3Cimg%20src=x%20onerror=alert(1)%3E-gauges", missing=True)
    page.wait_for_load_state("networkidle")
    assert page.locator("main img[src=x]").count() == 0


def test_without_javascript_it_leads_on(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}deep/down/pressure-gauges.html", javascript=False, missing=True)
    expect(page.locator("#not-found-near")).to_be_hidden()
    expect(page.get_by_text("Looking for similar addresses…")).to_be_hidden()
    expect(page.get_by_text("Search needs JavaScript")).to_be_visible()
    expect(page.get_by_role("heading", name="Latest articles")).to_be_visible()
    page.get_by_role("link", name="All articles by date").click()
    expect(page).to_have_url(f"{root}articles/index.html")


def test_the_search_dialog_works_there(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}deep/down/zzzqqq.html", missing=True)
    page.keyboard.press("Control+k")
    page.keyboard.type("boilers")
    expect(page.locator("dialog li").first).to_be_visible()


def test_an_index_that_cannot_be_fetched_is_not_missed(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    page.route(
        "**/search-index/**", lambda route: route.fulfill(status=200, content_type="text/javascript", body="throw 1")
    )
    page.goto(f"{root}404.html")
    page.evaluate("history.replaceState(null, '', 'pressure-gauges.html')")
    page.evaluate("import(document.querySelector('script[src*=\"not-found\"]').src + '&again')")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#not-found-query")).to_have_value("pressure gauges")
    expect(page.locator("#not-found-near")).to_be_hidden()
