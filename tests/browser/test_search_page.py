"""The search page, asked by a reader: words, filters, order, addresses that can be sent, and when things go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import SHIFTED, WIDTHS, served
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Route


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small site whose answers are known."""
    site = Site(tmp_path_factory.mktemp("search") / "site")
    for number in range(30):
        site.article(
            f"gear-{number}", "All about cogwheels.", date=f"2024-{number % 12 + 1:02}-03", author="bob", tags=["c"]
        )
    site.build().ok()
    return site


@pytest.fixture(scope="module", params=["/", "/en/latest/"])
def root(asked: Site, request: pytest.FixtureRequest) -> Iterator[str]:
    with served(asked.out, request.param) as address:
        yield address


def titles(page: Page) -> list[str]:
    page.wait_for_selector('#search-results[aria-busy="false"]', state="attached")
    return page.locator("#search-results li.search-result a.search-result-link").all_inner_texts()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_the_link_in_the_header_leads_to_the_search_page(open_page: Callable[..., Page], root: str, width: int) -> None:
    page = open_page(root, width=width)
    with page.context.expect_page() as opened:  # in a tab of its own, for the link opens the dialog otherwise
        page.get_by_role("link", name="Search").click(modifiers=["Control"])
    page = opened.value
    page.get_by_role("searchbox").fill("boilers")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=boilers*")
    assert titles(page) == ["The first one"]
    expect(page.locator("#search-status")).to_have_text("1 article found for “boilers”.")
    page.locator("a.search-result-link").click()
    expect(page.locator("h1.p-name")).to_have_text("The first one")


def test_what_is_typed_before_the_script_is_there_stays(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search/page.js*", hold)
    page.goto(f"{root}search.html", wait_until="commit")
    page.get_by_role("searchbox").fill("boilers")
    for _moment in range(200):
        if held:
            break
        page.wait_for_timeout(50)
    assert held, "the script was not asked for"
    held.pop().continue_()
    page.wait_for_selector("#search-elsewhere.is-due")  # the script has read the address, which asks for nothing
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=boilers*")
    assert titles(page) == ["The first one"]


def test_an_address_says_all_that_is_asked(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}search.html?tag=cpp&tag=zero-trust&author=ada&year=2025&sort=oldest")
    assert titles(page) == ["The first one", "The second one"]
    expect(page.locator("input[name=tag]:checked")).to_have_count(2)
    page.goto(f"{root}search.html?q=one&category=notes")
    assert titles(page) == ["The second one"]
    page.goto(f"{root}search.html?q=one&author=nobody&sort=nonsense")
    assert sorted(titles(page)) == ["The first one", "The second one"]
    expect(page.locator("#search-note")).to_have_text("Left out, since there is no such filter: Author: nobody.")
    page.goto(f"{root}search.html?q=one&from=2026")
    assert titles(page) == []
    page.get_by_role("link", name="2 articles without the filters").click()
    expect(page).to_have_url(f"{root}search.html?q=one")
    assert sorted(titles(page)) == ["The first one", "The second one"]


def test_ticking_sorting_and_going_back(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}search.html?q=one")
    assert sorted(titles(page)) == ["The first one", "The second one"]
    page.get_by_role("checkbox", name="Notes & queries").check()
    expect(page.locator("#search-status")).to_have_text(
        "1 article found for “one”. Narrowed to Category: Notes & queries."
    )
    expect(page).to_have_url(f"{root}search.html?q=one&category=notes")
    page.go_back()
    expect(page.locator("#search-status")).to_have_text("2 articles found for “one”.")
    expect(page.get_by_role("checkbox", name="Notes & queries")).not_to_be_checked()
    page.get_by_label("Order").select_option("oldest")
    expect(page).to_have_url(f"{root}search.html?q=one&sort=oldest")
    expect(page.locator("a.search-result-link").first).to_have_text("The first one")
    page.go_forward()


def test_long_lists_come_in_parts_and_back_returns_to_the_place(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}search.html?q=cogwheels", reduced_motion="reduce")
    assert len(titles(page)) == 20
    more = page.get_by_role("button", name="Show more results")
    more.click()
    expect(page.locator("li.search-result")).to_have_count(30)
    expect(more).to_be_hidden()
    expect(page.locator("a.search-result-link").nth(20)).to_be_focused()
    link = page.locator("a.search-result-link").nth(27)
    link.focus()
    name, before = link.inner_text(), page.evaluate("scrollY")
    page.keyboard.press("Enter")
    expect(page.locator("h1.p-name")).to_have_text(name)
    page.go_back()
    expect(page.locator("li.search-result")).to_have_count(30)
    expect(page.locator("a.search-result-link").nth(27)).to_be_focused()
    assert abs(page.evaluate("scrollY") - before) < 5


def test_more_is_asked_for_once_and_what_did_not_come_is_said(asked: Site, open_page: Callable[..., Page]) -> None:
    with served(asked.out) as root:
        page = open_page(f"{root}search.html?q=cogwheels&sort=oldest")
        assert len(titles(page)) == 20
        for number in (20, 25):
            page.route(f"**/search-index/heads/{number}.bin", lambda route: route.fulfill(body="damaged"))
        names = titles(page)
        page.locator("#search-more").evaluate("(more) => { more.click(); more.click(); }")
        expect(page.locator("li.search-result")).to_have_count(28)
        expect(page.locator(".search-missing")).to_have_count(1)
        expect(page.locator("a.search-result-link").nth(20)).to_be_focused()
        page.unroute_all()
        page.get_by_role("button", name="Try again").click()
        expect(page.locator("li.search-result")).to_have_count(30)
        expect(page.locator("#search-status")).to_be_focused()
        assert titles(page)[:20] == names
        assert len(set(titles(page))) == 30


def test_a_place_in_the_page_is_no_question(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}search.html?q=one")
    titles(page)
    page.locator("#search-results").evaluate("(list) => (list.firstElementChild.dataset.kept = 'yes')")
    page.evaluate("location.hash = 'main'")
    page.wait_for_timeout(200)
    expect(page.locator("#search-results > [data-kept]")).to_have_count(1)


def test_nothing_asked_and_nothing_found(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}search.html")
    assert titles(page) == []
    expect(page.get_by_role("link", name="All topics")).to_be_visible()
    page.goto(f"{root}search.html?q=zzzzqqqq")
    page.wait_for_selector('#search-results[aria-busy="false"]', state="attached")
    expect(page.locator("#search-status")).to_contain_text("No article found for “zzzzqqqq”")


def test_a_question_with_markup_is_text(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20friends")
    titles(page)
    assert page.locator("#search-status img").count() == 0
    page.goto(f"{root}search.html?q=friends")
    assert titles(page)[0].startswith("<script>alert(1)</script>")


def test_nothing_of_search_is_fetched_before_it_is_asked(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{root}articles/first.html")
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "search-index" in url or "engine.js" in url]
    page.goto(f"{root}search.html")
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "search-index" in url]
    with page.expect_request("**/search-index/index.json"):
        page.get_by_role("searchbox", name="What are you looking for?").focus()


def test_an_index_that_cannot_be_fetched_is_said_and_asked_for_again(
    asked: Site, open_page: Callable[..., Page]
) -> None:
    with served(asked.out) as root:
        page = open_page(root)
        page.route("**/search-index/index.json", lambda route: route.fulfill(body="{"))
        page.goto(f"{root}search.html?q=one")
        page.wait_for_selector('#search-results[aria-busy="false"]', state="attached")
        expect(page.locator("#search-status")).to_contain_text("could not be fetched")
        expect(page.get_by_role("link", name="All articles by date")).to_be_visible()
        page.unroute("**/search-index/index.json")
        page.get_by_role("button", name="Try again").click()
        expect(page.locator("#search-status")).to_have_text("2 articles found for “one”.")
        expect(page.get_by_role("link", name="All articles by date")).to_be_hidden()


def test_a_part_that_does_not_come_is_said_and_asked_for_again(asked: Site, open_page: Callable[..., Page]) -> None:
    with served(asked.out) as root:
        page = open_page(root)
        page.route("**/search-index/heads/1.bin", lambda route: route.fulfill(body="damaged"))
        page.goto(f"{root}search.html?q=cogwheels&sort=oldest")
        assert len(titles(page)) == 19
        expect(page.locator(".search-missing")).to_contain_text("did not come")
        page.unroute("**/search-index/heads/1.bin")
        page.get_by_role("button", name="Try again").click()
        expect(page.locator("li.search-result")).to_have_count(20)
        expect(page.locator(".search-missing")).to_have_count(0)


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_it_says_at_once_that_it_searches_and_nothing_moves(asked: Site, browser: Browser, width: int) -> None:
    held: list[Route] = []
    released: list[bool] = []

    def hold(route: Route) -> None:
        if released:
            route.continue_()
        else:
            held.append(route)

    with served(asked.out) as root:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.route("**/search-index/terms/*", hold)
        page.goto(f"{root}search.html?q=cogwheels&tag=c&from=2024", wait_until="domcontentloaded")
        expect(page.locator("#search-status")).to_have_text("Searching…")
        expect(page.locator("#search-results")).to_have_attribute("aria-busy", "true")
        expect(page.locator("#search-elsewhere")).to_be_hidden()
        for _ in range(50):
            if held:
                break
            page.wait_for_timeout(100)
        released.append(True)
        for route in held:
            route.continue_()
        assert len(titles(page)) == 20
        expect(page.locator("li.search-result .card-summary mark").first).to_be_visible()
        page.wait_for_timeout(300)
        assert page.evaluate(SHIFTED) == 0
        page.close()


def test_an_answer_waits_for_nothing_but_the_index(asked: Site, browser: Browser) -> None:
    """Not for scripts at the end of the page; and the titles are on their way while the places of words are."""
    with served(asked.out) as root:
        page = browser.new_page()
        scripts: list[Route] = []
        places: list[Route] = []
        page.route("**/furo.js*", lambda route: scripts.append(route))  # noqa: PLW0108 - Playwright takes no builtin
        page.route("**/search-index/places/*", lambda route: places.append(route))  # noqa: PLW0108
        with page.expect_request("**/search-index/heads/*"):
            page.goto(f"{root}search.html?q=all+cogwheels+gear", wait_until="commit")
        assert places
        for route in places:
            route.continue_()
        expect(page.locator("a.search-result-link").first).to_be_visible()
        assert len(scripts) == 1
        scripts[0].continue_()
        page.close()


def test_nothing_moves_where_nothing_is_asked(asked: Site, browser: Browser) -> None:
    """Also where a script arrives after the page was shown."""
    with served(asked.out) as root:
        page = browser.new_page(viewport={"width": 390, "height": 900})
        held: list[Route] = []
        page.route("**/furo.js*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright takes no builtin
        page.goto(f"{root}search.html", wait_until="commit")
        expect(page.get_by_role("heading", name="Latest articles")).to_be_visible()
        page.wait_for_timeout(200)
        held.pop().continue_()
        page.wait_for_load_state("networkidle")
        assert page.evaluate(SHIFTED) == 0
        page.close()
