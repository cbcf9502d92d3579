"""Every kind of page for everyone: axe, the keyboard, narrow screens, large text, forced colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from audit.pages import find_pages, stories
from tests.awkward import awkward_site
from tests.browser.axe import axe
from tests.browser.fixtures import WIDTHS, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.site import Site


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = awkward_site(tmp_path_factory.mktemp("everyone") / "site")
    site.build("html", jobs=2, READTHEDOCS_CANONICAL_URL="https://kc.example/en/latest/").ok()
    return site


@pytest.fixture(scope="module")
def root(awkward: Site) -> Iterator[str]:
    with served(awkward.out, "/en/latest/") as address:
        yield address


def addresses(site: Site) -> list[str]:
    """A page of each kind, and every article."""
    return list(dict.fromkeys([*kinds(site), *(f"articles/{story.path.name}" for story in stories(site.out))]))


def kinds(site: Site) -> list[str]:
    pages, _missing = find_pages(site.out)
    return [page.address for page in pages]


def settled(page: Page, address: str) -> None:
    """Open a page and wait for what its search finds."""
    page.goto(address)
    if "search.html?" in address:
        expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")
        expect(page.locator("#search-status")).not_to_be_empty()


@pytest.mark.parametrize("chosen", [addresses, kinds])
def test_axe_finds_nothing(
    open_page: Callable[..., Page], root: str, awkward: Site, chosen: Callable[[Site], list[str]]
) -> None:
    """On all pages as on a desk, and on one of each kind as on a phone in the dark."""
    where = {"width": WIDTHS["phone"], "color_scheme": "dark"} if chosen is kinds else {"color_scheme": "light"}
    page = open_page(root, reduced_motion="reduce", **where)
    found = {}
    for address in chosen(awkward):
        settled(page, root + address)
        if problems := axe(page):
            found[address] = problems
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(open_page: Callable[..., Page], root: str, awkward: Site, scheme: str) -> None:
    page = open_page(f"{root}articles/all-parts.html", width=390, color_scheme=scheme, reduced_motion="reduce")
    for button in (".sections-open", ".contents-open"):
        page.locator(button).click()
        expect(page.locator(":popover-open")).to_be_visible()
        assert axe(page) == []
        page.keyboard.press("Escape")
        expect(page.locator(":popover-open")).to_have_count(0)
    page.locator("a.footnote-reference").first.click()
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("article")
    expect(page.get_by_role("option").first).to_be_visible()
    assert axe(page, "dialog") == []


def test_no_page_scrolls_sideways_at_320_pixels_or_with_text_of_200_percent(
    open_page: Callable[..., Page], root: str, awkward: Site
) -> None:
    narrow = open_page(root, width=320)
    large = open_page(root, width=640, bypass_csp=True)  # for the style that makes the text large
    for address in addresses(awkward):
        for page in (narrow, large):
            settled(page, root + address)
            if page is large:
                page.add_style_tag(content="html { font-size: 200% !important }")
            width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert width <= 0, (address, page.viewport_size)


def test_the_keyboard_walks_a_whole_page_and_is_always_seen(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/all-parts.html", reduced_motion="reduce")
    reached = []
    for _ in range(200):
        page.keyboard.press("Tab")
        here = page.evaluate(WHERE)
        if here is None:
            break
        assert here["outline"], here
        assert here["uncovered"], here
        reached.append(here["name"])
    expected = page.evaluate(REACHABLE)
    assert [name for name in expected if name not in reached] == []
    assert reached[0] == "Skip to content"


WHERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + Math.min(box.width, 8) / 2, box.y + Math.min(box.height, 8) / 2);
  return {
    name: one.textContent.trim().slice(0, 60) || one.getAttribute("aria-label") || one.tagName,
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    uncovered: !top || one.contains(top) || top.contains(one) || !top.closest(".site-header"),
  };
}"""
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0)
  .map((one) => one.textContent.trim().slice(0, 60) || one.getAttribute("aria-label") || one.tagName)"""


def test_drawers_open_by_keyboard_and_give_the_focus_back(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/all-parts.html", width=390)
    for name, inside in (("Sections", "Articles"), ("On this page", None)):
        button = page.get_by_role("button", name=name, exact=True)
        button.focus()
        page.keyboard.press("Enter")
        drawer = page.locator(":popover-open")
        expect(drawer).to_be_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector(':popover-open').contains(document.activeElement)")
        if inside:
            assert page.evaluate("document.activeElement.textContent") == inside
        page.keyboard.press("Escape")
        expect(drawer).to_have_count(0)
        expect(button).to_be_focused()


def test_the_contents_lead_to_their_place_and_close(open_page: Callable[..., Page], root: str) -> None:
    for width in WIDTHS.values():
        page = open_page(f"{root}articles/all-parts.html", width=width, reduced_motion="reduce")
        if width < 1200:
            page.get_by_role("button", name="On this page").click()
        link = page.locator("#contents .toc-tree li li a").first
        target = str(link.get_attribute("href"))
        link.click()
        expect(page.locator(":popover-open")).to_have_count(0)
        expect(page.locator(".scroll-current > a")).to_have_attribute("href", target)
        top = page.locator(f"[id='{target[1:]}']").bounding_box()
        header = page.locator(".site-header").bounding_box()
        assert top
        assert header
        assert header["height"] - 1 <= top["y"] <= 400


def test_the_theme_goes_round_and_is_kept(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    button = page.get_by_role("button", name=re.compile("Colour theme"))
    expect(button).to_have_accessible_name("Colour theme: auto")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    button.click()
    expect(button).to_have_accessible_name("Colour theme: dark")
    assert page.evaluate(paper) != light
    page.goto(f"{root}about.html")
    expect(page.get_by_role("button", name=re.compile("Colour theme"))).to_have_accessible_name("Colour theme: dark")
    assert page.evaluate(paper) != light


def test_a_footnote_is_read_without_losing_the_place(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/all-parts.html", reduced_motion="reduce")
    call = page.locator("a.footnote-reference").first
    call.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    call.focus()
    page.keyboard.press("Enter")
    note = page.get_by_role("complementary", name="Footnote")
    expect(note).to_be_visible()
    expect(note).to_be_focused()
    assert note.inner_text().strip()
    assert page.evaluate("scrollY") == place
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(call).to_be_focused()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_a_footnote_stands_clear_of_its_call_however_long(
    open_page: Callable[..., Page], root: str, width: int
) -> None:
    page = open_page(f"{root}articles/all-parts.html", width=width, reduced_motion="reduce")
    call = page.locator("a.footnote-reference").first
    note = page.get_by_role("complementary", name="Footnote")
    for words in (0, 1000):
        page.locator("aside.footnote p").first.evaluate("(one, words) => one.append('word '.repeat(words))", words)
        for place in ("start", "center", "end"):
            call.evaluate("(one, block) => one.scrollIntoView({ block })", place)
            call.press("Enter")
            expect(note).to_be_in_viewport(ratio=1)
            around, own = note.bounding_box(), call.bounding_box()
            assert around
            assert own
            assert around["y"] >= own["y"] + own["height"] or around["y"] + around["height"] <= own["y"]
            page.keyboard.press("Escape")


def test_code_is_copied_without_its_line_numbers(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/all-parts.html", permissions=["clipboard-read", "clipboard-write"])
    for block in page.locator(".prose div.highlight").all():
        button = block.locator("xpath=..").get_by_role("button", name="Copy this code")
        button.focus()
        button.click()
        expect(block.locator("xpath=..").locator(".code-copy")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        shown = block.locator("pre").evaluate(
            "pre => { const p = pre.cloneNode(true); p.querySelectorAll('.linenos').forEach(n => n.remove()); return p.textContent }"
        )
        assert copied == shown.strip("\n")


def test_without_javascript_everything_but_search_theme_and_copy(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/all-parts.html", width=390, javascript=False)
    for absent in (".theme-toggle", ".code-copy"):
        assert page.locator(f"{absent}:visible").count() == 0
    page.locator("a.footnote-reference").first.click()
    expect(page).to_have_url(re.compile("#"))
    page.get_by_role("button", name="On this page").click()
    page.locator("#contents .toc-tree li li a").first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Sections", exact=True).click()
    page.get_by_role("link", name="Topics", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Topics")
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_text("Search needs JavaScript")).to_be_visible()


def test_nothing_moves_for_those_who_asked_for_that(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/all-parts.html", reduced_motion="reduce")
    page.mouse.wheel(0, 3000)
    expect(page.locator("html")).not_to_have_js_property("scrollTop", 0)
    assert page.evaluate("document.getAnimations().length") == 0


def test_forced_colours_keep_what_can_be_used_in_sight(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/all-parts.html", forced_colors="active", color_scheme="dark")
    for control in page.locator(".site-tool:visible, .next-read-link, .share button:visible").all():
        ink, paper = control.evaluate("one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]")
        assert ink != paper


def test_on_paper_there_is_the_article_alone(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/all-parts.html", color_scheme="dark")
    page.emulate_media(media="print")
    for gone in (".site-header", ".site-footer", ".share", ".next-read", ".related", ".neighbours", ".page-contents"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    written = page.locator(".prose a[href^=http]").first.evaluate("one => getComputedStyle(one, '::after').content")
    assert "http" in written
