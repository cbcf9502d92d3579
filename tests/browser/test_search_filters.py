"""Narrowing an answer on the search page, as a reader does: many values, a sheet on a phone, chips, keys, paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import WIDTHS, served
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Forty articles with thirty topics, of four years: those with "anvil" are half of them."""
    site = Site(tmp_path_factory.mktemp("filters") / "site")
    topics = "".join(f"topic-{number}: {{label: Topic {number}}}\n" for number in range(30))
    site.write("articles/tags.yml", (site.path / "articles/tags.yml").read_text(encoding="utf-8") + topics)
    for number in range(40):
        words = "Hammers" + (" and anvils." if number % 2 else ".") + (" A bellows." if number % 10 == 1 else "")
        site.article(
            f"forge-{number}",
            words,
            date=f"{2021 + number // 10}-03-{1 + number % 10:02}",
            tags=[f"topic-{number % 30}", *(["c"] if number % 4 == 1 else [])],
            author="bob",
        )
    site.build().ok()
    return site


@pytest.fixture(scope="module")
def root(asked: Site) -> Iterator[str]:
    with served(asked.out, "/en/latest/") as address:
        yield address


def ask(page: Page, root: str, query: str) -> None:
    page.goto(f"{root}search.html?{query}")
    expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")


def test_eight_values_are_offered_and_the_others_are_found_by_name(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    ask(page, root, "q=anvils")
    labels = page.locator('fieldset[data-facet="tag"] label')
    expect(labels).to_have_count(8)
    expect(labels.first).to_have_text("C 10", use_inner_text=True)
    assert 'value="topic-29"' not in (page.request.get(f"{root}search.html")).text()
    page.get_by_label("Find a topic").fill("topic 29")
    expect(labels).to_have_text(["Topic 29 1"], use_inner_text=True)
    labels.get_by_role("checkbox").check()
    expect(page.locator("#search-status")).to_have_text("1 article found for “anvils”. Narrowed to Topic: Topic 29.")
    expect(labels.get_by_role("checkbox")).to_be_focused()
    page.get_by_label("Find a topic").fill("nothing such")
    expect(page.locator('fieldset[data-facet="tag"]')).to_contain_text("None has that in its name")


def test_what_is_chosen_is_seen_and_can_be_taken_off(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    ask(page, root, "q=anvils&tag=c&author=bob&from=2022&to=2023&tag=gone")
    chips = page.locator("#search-chips")
    expect(chips.get_by_role("button")).to_have_text(
        ["Topic: C", "Author: Bob <script>", "Year: 2022 to 2023", "Clear all"]
    )
    expect(page.locator("#search-status")).to_contain_text(
        "Narrowed to Topic: C; Author: Bob <script>; Year: 2022 to 2023."
    )
    expect(page.locator("#search-note")).to_contain_text("Topic: gone")
    chips.get_by_role("button", name="Year: 2022 to 2023").click()
    expect(page.locator("#search-status")).to_have_text(
        "10 articles found for “anvils”. Narrowed to Topic: C; Author: Bob <script>."
    )
    expect(page.locator("#search-status")).to_be_focused()
    expect(page).to_have_url(f"{root}search.html?q=anvils&tag=c&author=bob")
    chips.get_by_role("button", name="Clear all").click()
    expect(page.locator("#search-status")).to_have_text("20 articles found for “anvils”.")
    expect(chips).to_be_hidden()
    page.go_back()
    expect(chips.get_by_role("button")).to_have_text(["Topic: C", "Author: Bob <script>", "Clear all"])


def test_years_are_from_and_to(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    ask(page, root, "q=anvils&year=2022")
    expect(page.locator("#search-status")).to_contain_text("5 articles found")
    page.locator("select[name=from]").select_option("2022")
    page.locator("select[name=to]").select_option("2023")
    expect(page.locator("#search-status")).to_contain_text("10 articles found")
    expect(page).to_have_url(f"{root}search.html?q=anvils&from=2022&to=2023")
    ask(page, root, "q=anvils&from=2023&to=2022")
    expect(page.locator("#search-status")).to_contain_text("10 articles found")
    page.locator("select[name=from]").select_option("2024")
    expect(page).to_have_url(f"{root}search.html?q=anvils&from=2023&to=2024")
    expect(page.locator("select[name=from]")).to_have_value("2023")
    expect(page.locator("#search-status")).to_contain_text("Narrowed to Year: 2023 to 2024.")


def test_where_nothing_is_asked_the_filters_are_those_of_all_articles(
    open_page: Callable[..., Page], root: str
) -> None:
    page = open_page(root)
    ask(page, root, "tag=c")
    expect(page.get_by_role("checkbox", name="C 10", exact=True)).to_be_checked()
    page.locator("#search-chips").get_by_role("button", name="Topic: C").click()
    expect(page.get_by_role("searchbox", name="What are you looking for?")).to_be_focused()
    expect(page.locator('fieldset[data-facet="author"] label', has_text="Bob")).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(0)
    phone = open_page(f"{root}search.html", width=WIDTHS["phone"])
    phone.get_by_role("button", name="Filters").click()
    phone.get_by_role("checkbox", name="C 10", exact=True).check()
    phone.get_by_role("button", name="Show 10 results").click()
    expect(phone.locator("li.search-result")).to_have_count(10)


def test_a_filter_that_did_not_come_is_not_said_to_narrow(browser: Browser, root: str) -> None:
    page = browser.new_page()
    page.route("**/search-index/facets/**", lambda route: route.abort())
    ask(page, root, "q=anvils&tag=c&from=2022&to=2023")
    expect(page.locator("#search-status")).to_have_text(
        "10 articles found for “anvils”. Narrowed to Year: 2022 to 2023."
    )
    expect(page.locator("#search-note")).to_contain_text("Not applied, since the list did not come: Topic: c.")
    page.unroute("**/search-index/facets/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#search-status")).to_contain_text("Narrowed to Topic: C; Year: 2022 to 2023.")
    page.close()


def test_some_of_the_words_come_below_a_line(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    ask(page, root, "q=anvils+bellows")
    expect(page.locator("#search-status")).to_have_text("4 articles found for “anvils bellows”, with all of the words.")
    order = page.locator("#search-results > li").evaluate_all(
        "all => all.map((one) => one.className.includes('result'))"
    )
    assert order == [True] * 4 + [False] + [True] * 6
    expect(page.get_by_role("heading", name="Some of the words", level=2)).to_be_visible()
    expect(page.locator("#search-results h2 a.search-result-link")).to_have_count(4)
    expect(page.locator("#search-results h3 a.search-result-link")).to_have_count(6)
    expect(page.locator('fieldset[data-facet="author"] .facet-count')).to_have_text(["4"])
    page.get_by_role("button", name="Show more results").click()
    expect(page.locator("li.search-result")).to_have_count(20)


def test_a_phone_has_the_filters_on_a_sheet(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root, width=WIDTHS["phone"])
    ask(page, root, "q=anvils")
    expect(page.get_by_role("checkbox")).to_have_count(0)
    page.get_by_role("button", name="Filters").click()
    sheet = page.get_by_role("dialog", name="Filters")
    expect(sheet.get_by_role("button", name="Show 20 results")).to_be_visible()
    assert sheet.evaluate("one => one.getBoundingClientRect().height") == 900
    sheet.get_by_role("checkbox", name="C 10", exact=True).check()
    sheet.get_by_role("button", name="Show 10 results").click()
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("button", name="Filters (1)")).to_be_focused()
    expect(page.locator("li.search-result")).to_have_count(10)


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_the_results_are_few_keys_from_the_field(open_page: Callable[..., Page], root: str, width: int) -> None:
    page = open_page(root, width=width)
    ask(page, root, "q=anvils&tag=c&author=bob")
    expect(page.locator("li.search-result mark").first).to_be_visible()
    page.get_by_role("searchbox", name="What are you looking for?").focus()
    pressed = 0
    while page.evaluate("document.activeElement.className") != "search-result-link":
        page.keyboard.press("Tab")
        pressed += 1
        assert pressed <= 8
        if page.evaluate("document.activeElement.id") == "search-skip":
            expect(page.get_by_role("link", name="Skip to filters")).to_be_in_viewport()
    if width > 1000:
        page.get_by_role("link", name="Skip to filters").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == "category"


def test_a_site_can_listen_to_what_was_asked(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    page.add_init_script("addEventListener('knowledge-centre:search', ({ detail }) => (window.heard = detail))")
    ask(page, root, "q=anvils+unobtanium&tag=c")
    heard = page.evaluate("window.heard")
    assert (heard["place"], heard["question"], heard["found"]) == ("page", "anvils unobtanium", 10)
    assert heard["unknown"] == ["unobtanium"]
    assert heard["filters"]["tag"] == ["c"]


@pytest.mark.parametrize(("key", "code"), [("л", "KeyK"), ("κ", "KeyK"), ("ל", "KeyK"), ("ن", "KeyK"), ("k", "KeyV")])
def test_the_dialog_opens_on_any_keyboard(open_page: Callable[..., Page], root: str, key: str, code: str) -> None:
    page = open_page(f"{root}articles/first.html")
    press(page, "body", key, code, ctrlKey=True)
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()


def test_keys_of_an_input_method_are_its_own(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/first.html")
    press(page, "body", "t", "KeyK", ctrlKey=True)  # Dvorak: another letter stands there
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox")
    box.fill("anvils")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    for composing in ({"isComposing": True}, {"keyCode": 229}):
        press(page, ".search-dialog input", "ArrowDown", "ArrowDown", **composing)
        press(page, ".search-dialog input", "Escape", "Escape", **composing)
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_dialog_closes_when_one_clicks_outside_and_not_when_text_is_let_go_there(
    open_page: Callable[..., Page], root: str
) -> None:
    page = open_page(f"{root}articles/first.html")
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Search")
    box = dialog.bounding_box()
    assert box
    outside, inside = (5, 5), (box["x"] + box["width"] / 2, box["y"] + 30)
    page.mouse.move(*inside)
    page.mouse.down()
    page.mouse.move(*outside)
    page.mouse.up()
    page.mouse.click(box["x"] + 2, box["y"] + box["height"] / 2)
    expect(dialog).to_be_visible()
    page.mouse.click(*outside)
    expect(dialog).to_be_hidden()


def test_a_question_mark_lists_the_keys_until_it_is_turned_off(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/first.html")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("Search, on any page")
    keys.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(keys).to_be_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.type("a?/")
    expect(page.get_by_role("combobox")).to_have_value("a?/")
    page.get_by_role("button", name="Keys").click()
    keys.get_by_role("checkbox").check()


def test_a_browser_that_keeps_nothing_lists_the_keys_too(browser: Browser, root: str) -> None:
    page = browser.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})")
    page.goto(f"{root}articles/first.html")
    expect(page.locator(".theme-toggle")).to_have_count(0)
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys.get_by_role("checkbox")).to_be_checked()
    expect(keys.get_by_role("checkbox")).to_be_disabled()
    page.close()


def test_the_first_sheet_of_paper_is_full(open_page: Callable[..., Page], root: str) -> None:
    """A list that stays on one sheet goes to the second, and leaves the first empty."""
    page = open_page(root)
    ask(page, root, "q=anvils")
    page.emulate_media(media="print")
    found = page.locator("#search-results")
    assert found.evaluate("(one) => getComputedStyle(one).breakInside") == "auto"
    assert found.locator("li").first.evaluate("(one) => getComputedStyle(one).breakInside") == "avoid"
    for hidden in (".search-tools", "#search-filters", "#search-more"):
        expect(page.locator(hidden)).to_be_hidden()
    assert found.evaluate("(one) => one.getBoundingClientRect().top") < 400


def press(page: Page, selector: str, key: str, code: str, **more: object) -> None:
    page.locator(selector).first.evaluate(
        "(one, given) => one.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...given }))",
        {"key": key, "code": code, **more},
    )
