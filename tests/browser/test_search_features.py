"""What search forgives, offers and announces: typos, synonyms, phrases, facets, headings, marks, the dialog."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.axe import axe
from tests.browser.fixtures import WIDTHS, served
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

TEXTS = {
    "sovereignty": "Who decides about records is sovereignty of data. Encryption keys matter.",
    "gateways": "A zero trust network access gateway checks every request.",
    "tunnels": "A private network uses tunnels and one gateway. Trust zero hosts there.",
    "libraries": "The library lends books in Zürich and has a café.",
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("features") / "site")
    for number, (slug, words) in enumerate(TEXTS.items()):
        body = f"{words}\n\n## First part of {slug}\n\nPlain filler.\n\n## Second part\n\nThe word quokka stands here."
        site.article(slug, body, date=f"2025-08-0{number + 1}", tags=["c" if number % 2 else "cpp"], author="bob")
    site.write("articles/synonyms.yml", "ztna: zero trust network access\n")
    site.build().ok()
    return site


@pytest.fixture(scope="module", params=["/en/latest/"])
def root(asked: Site, request: pytest.FixtureRequest) -> Iterator[str]:
    with served(asked.out, request.param) as address:
        yield address


def ask(page: Page, root: str, query: str) -> list[str]:
    page.goto(f"{root}search.html?{query}")
    page.wait_for_selector('#search-results[aria-busy="false"]', state="attached")
    return page.locator("a.search-result-link").all_inner_texts()


def test_a_typo_is_mended_and_said_and_can_be_insisted_on(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    assert ask(page, root, "q=soverienty")[0] == "Sovereignty"
    note = page.locator(".search-mended")
    expect(note).to_have_text("Showing results for sovereignty. Search instead for soverienty.")
    note.get_by_role("link", name="soverienty").click()
    expect(page.locator("#search-status")).to_have_text('No article found for “"soverienty"”.')
    assert ask(page, root, "q=ecnryption")[0] == "Sovereignty"
    assert ask(page, root, "q=librar")[0] == "Libraries"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=ZTNA", ["Gateways", "Tunnels"]),
        ('q="zero trust"', ["Gateways"]),
        ('q="trust zero" gateway', ["Tunnels"]),
        ("q=gateway -tunnels", ["Gateways"]),
        ('q=gateway -"trust zero"', ["Gateways"]),
        ("q=zurich cafe", ["Libraries"]),
        ("q=What, please, is a LIBRARY?", ["Libraries"]),
        ("q=xqzzkv wvvplq", []),
        ("q=ggrrtty", []),
        ("q=gateway unobtanium", ["Gateways", "Tunnels"]),
        ("tag=cpp&tag=c&year=2025&author=bob&sort=oldest", ["Sovereignty", "Gateways", "Tunnels", "Libraries"]),
        ("q=quokka&tag=cpp&sort=newest", ["Tunnels", "Sovereignty"]),
    ],
)
def test_what_is_found(open_page: Callable[..., Page], root: str, query: str, expected: list[str]) -> None:
    found = [title for title in ask(open_page(root), root, query) if title in {text.capitalize() for text in TEXTS}]
    assert (sorted(found) if "sort" not in query else found) == (sorted(expected) if "sort" not in query else expected)


def test_every_word_comes_before_some(open_page: Callable[..., Page], root: str) -> None:
    assert ask(open_page(root), root, "q=network gateway access")[0] == "Gateways"


def test_facets_count_what_they_would_leave(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    ask(page, root, "q=quokka&tag=cpp")
    values = page.locator('fieldset[data-facet="tag"] label')
    expect(values).to_have_text(["C 2", "C++ 2"], use_inner_text=True)
    expect(page.locator('fieldset[data-facet="author"] label', has_text="Bob").locator(".facet-count")).to_have_text(
        "2"
    )
    page.get_by_role("checkbox", name="C 2", exact=True).check()
    expect(page.locator("li.search-result")).to_have_count(4)
    expect(page).to_have_url(f"{root}search.html?q=quokka&tag=cpp&tag=c")
    page.go_back()
    expect(page.locator("li.search-result")).to_have_count(2)


def test_headings_lead_into_the_article_and_words_are_marked(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    ask(page, root, "q=quokka sovereignty")
    first = page.locator("li.search-result").first
    expect(first.locator("mark").first).to_be_visible()
    first.locator(".search-headings").get_by_role("link", name="Second part").click()
    expect(page).to_have_url(re.compile("#second-part$"))
    marks = page.locator("mark.search-mark")
    expect(marks.first).to_be_visible()
    assert {"quokka", "sovereignty", "Sovereignty"} >= set(marks.all_inner_texts())
    page.get_by_role("button", name="Clear marks").click()
    expect(marks).to_have_count(0)
    expect(page).not_to_have_url(re.compile("mark="))


def test_nothing_found_offers_near_words_topics_and_the_latest(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    assert ask(page, root, "q=soxereigmtx") == []
    page.locator(".search-near").get_by_role("link", name="sovereignty").click()
    expect(page.locator("a.search-result-link").first).to_have_text("Sovereignty")
    ask(page, root, "q=xqzzkv")
    expect(page.locator("#search-elsewhere").get_by_role("link", name="Libraries")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_the_dialog_by_keyboard_alone(open_page: Callable[..., Page], root: str, width: int) -> None:
    page = open_page(f"{root}articles/first.html", width=width)
    page.locator(".share button").first.focus()
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("quokka")
    options = dialog.get_by_role("option")
    expect(options).to_have_count(4)
    expect(dialog.get_by_role("status")).to_have_text("4 articles found for “quokka”.")
    expect(options.first.locator(".card-section")).to_have_text("Second part")
    assert (options.first.get_attribute("href") or "").endswith("#second-part")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.nth(3)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.share") == "copy"
    page.keyboard.press("Meta+k")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    wanted = options.nth(0).get_attribute("href") or "missing"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted.split('?')[0]}*")


def test_enter_before_the_answer_asks_for_all_of_it(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/first.html")
    page.route("**/search-index/**", lambda _route: None)  # the answer does not come
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="Search the articles")
    box.fill("quokka")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=quokka")


def test_a_button_opens_the_dialog_and_leads_to_all_results(open_page: Callable[..., Page], root: str) -> None:
    for width in WIDTHS.values():
        page = open_page(f"{root}articles/first.html", width=width)
        page.locator("a.search-open").click()
        page.get_by_role("combobox", name="Search the articles").fill("quokka")
        expect(page.get_by_role("option")).to_have_count(4)
        page.get_by_role("link", name="All results and filters").click()
        expect(page.locator("li.search-result")).to_have_count(4)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_axe_finds_nothing(open_page: Callable[..., Page], root: str, scheme: str, width: int) -> None:
    page = open_page(root, width=width, color_scheme=scheme)
    ask(page, root, "q=quokka")
    if width < 1000:
        page.get_by_role("button", name="Filters").click()
        expect(page.get_by_role("checkbox").first).to_be_visible()
        assert axe(page, "#search-sheet") == []
        page.keyboard.press("Escape")
    assert axe(page, "main") == []
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Search the articles").fill("quokka")
    expect(page.get_by_role("dialog").get_by_role("option").first).to_be_visible()
    assert axe(page, "dialog") == []


def test_announcements_are_in_the_accessibility_tree(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    ask(page, root, "q=quokka")
    tree = page.locator("body").aria_snapshot()
    assert "status: 4 articles found for “quokka”." in tree
    assert 'searchbox "What are you looking for?": quokka' in tree


def test_the_dialog_says_when_the_index_cannot_be_fetched(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    page.route("**/search-index/index.json", lambda route: route.fulfill(body="{"))
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Search the articles").fill("quokka")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_have_text("The search index could not be fetched.")
    page.unroute("**/search-index/index.json")
    dialog.get_by_role("button", name="Try again").click()
    expect(dialog.get_by_role("option")).to_have_count(4)


def test_golden_questions_of_a_whole_site(open_page: Callable[..., Page], real_site: Site) -> None:
    path = real_site.path / "articles/golden-queries.yml"
    questions = (yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None) or {}
    if not real_site.has("search"):
        return
    with served(real_site.out) as address:
        page = open_page(address)
        wrong = {}
        for question, slug in questions.items():
            ask(page, address, f"q={quote(question)}")
            href = page.locator("a.search-result-link").first.get_attribute("href") or ""
            if f"/articles/{slug}.html" not in href:
                wrong[question] = href
        assert wrong == {}
