"""Reading an article: wide tables, pictures as large as they are, links to headings, going on later, in the dark, on paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.axe import axe
from tests.browser.fixtures import WIDTHS, served
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    OpenPage = Callable[..., Page]

WORDS = "An answer that takes a line or two on a phone"
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400">
    <rect width="800" height="400" fill="white"/><path d="M9 9h700" stroke="black"/></svg>"""
ROWS = (
    f"| Name | What it does | Who uses it | When |\n| --- | --- | --- | --- |\n| One | {WORDS} | {WORDS} | {WORDS} |\n"
)
PARTS = "\n\n".join(f"## Part {number}\n\n{' '.join([WORDS] * 40)}" for number in range(12))
SAMPLE = "\n".join(f"line_{number} = 1" for number in range(90))
BODY = f"""First words.

{ROWS}
{{.stacked}}
{ROWS}
```{{figure}} steps.svg
:alt: Steps from one to nine

A caption.
```

![By day](steps.svg){{.only-light}}
![By night](steps.svg){{.only-dark}}

```python
{SAMPLE}
```
"""
SHIFT = """() => new Promise((done) => new PerformanceObserver((list) =>
    done(list.getEntries().reduce((sum, one) => sum + one.value, 0))).observe({ type: "layout-shift", buffered: true })
    || setTimeout(() => done(0), 300))"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("reading") / "site")
    site.write("articles/steps.svg", DRAWING)
    site.article("long", f"First words.\n\n{PARTS}")
    site.article("parts", BODY)
    site.build(READTHEDOCS_CANONICAL_URL="https://kc.example/en/latest/").ok()
    with served(site.out, "/en/latest/") as address:
        yield address


def computed(page: Page, selector: str, name: str) -> str:
    return str(page.locator(selector).first.evaluate("(one, name) => getComputedStyle(one)[name]", name))


def test_columns_of_words_are_as_wide_as_words_need_and_the_keyboard_gets_to_the_rest(
    open_page: OpenPage, root: str
) -> None:
    page = open_page(f"{root}articles/parts.html", width=WIDTHS["phone"])
    table = page.locator(".table-wrapper").first
    expect(table).to_have_attribute("tabindex", "0")
    assert table.locator("td.is-long").first.evaluate("one => one.clientWidth") >= 9 * 16
    table.focus()
    page.keyboard.press("ArrowRight")
    expect(table).not_to_have_js_property("scrollLeft", 0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_rows_that_an_author_has_stacked_need_no_scrolling_and_stay_a_table(open_page: OpenPage, root: str) -> None:
    page = open_page(f"{root}articles/parts.html", width=WIDTHS["phone"])
    block = page.locator(".table-wrapper").nth(1)
    assert block.evaluate("one => one.scrollWidth <= one.clientWidth")
    expect(block).not_to_have_attribute("tabindex", "0")
    labels = block.locator("td").evaluate_all("all => all.map((one) => getComputedStyle(one, '::before').content)")
    assert [label.split('"')[1] for label in labels] == ["Name", "What it does", "Who uses it", "When"]
    tree = block.aria_snapshot()
    assert 'columnheader "Who uses it"' in tree
    assert tree.count(f'cell "{WORDS}"') == 3
    large = open_page(f"{root}articles/parts.html", width=WIDTHS["phone"], bypass_csp=True)
    large.add_style_tag(content="html { font-size: 200% !important }")
    assert large.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wide = open_page(f"{root}articles/parts.html")
    assert computed(wide, ".table-wrapper table.stacked td", "display") == "table-cell"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_a_picture_opens_by_tap_and_by_keyboard(open_page: OpenPage, root: str, width: int, scheme: str) -> None:
    touch = {"has_touch": width == WIDTHS["phone"], "color_scheme": scheme, "reduced_motion": "reduce"}
    page = open_page(f"{root}articles/parts.html", width=width, **touch)
    link = page.get_by_role("link", name="Steps from one to nine")
    picture = page.get_by_role("dialog", name="Picture")
    if width == WIDTHS["phone"]:
        link.tap()
    else:
        link.focus()
        page.keyboard.press("Enter")
    expect(picture.get_by_role("img")).to_have_js_property("naturalWidth", 800)  # it is there
    assert picture.get_by_role("img").bounding_box()["width"] >= max(800, width)  # type: ignore[index]
    expect(picture.get_by_role("button", name="Close")).to_be_focused()
    assert axe(page, ".picture-dialog") == []
    page.keyboard.press("Escape")
    expect(picture).to_have_count(0)
    expect(link).to_be_focused()
    link.click()
    picture.get_by_role("button", name="Close").click()
    expect(link).to_be_focused()
    assert "parts.html" in page.url


def test_without_javascript_the_picture_is_a_link_away(open_page: OpenPage, root: str) -> None:
    page = open_page(f"{root}articles/parts.html", javascript=False)
    page.get_by_role("link", name="Steps from one to nine").click()
    page.wait_for_url("**/_images/steps-*.svg")


@pytest.mark.parametrize(("scheme", "shown"), [("light", "By day"), ("dark", "By night")])
def test_in_the_dark_pictures_do_not_glare(open_page: OpenPage, root: str, scheme: str, shown: str) -> None:
    page = open_page(f"{root}articles/parts.html", color_scheme=scheme)
    dims = "hue-rotate(180deg)" in computed(page, "figure img", "filter")
    assert dims is (scheme == "dark")
    expect(page.get_by_role("link", name="By ")).to_have_count(1)
    expect(page.get_by_role("link", name=shown)).to_be_visible()
    page.emulate_media(media="print")
    assert "hue-rotate(180deg)" not in computed(page, "figure img", "filter")
    expect(page.get_by_alt_text("By day")).to_be_visible()


def test_headings_are_named_by_their_words_and_their_links_for_them(open_page: OpenPage, root: str) -> None:
    for width in WIDTHS.values():
        page = open_page(f"{root}articles/long.html", width=width)
        expect(page.get_by_role("heading", name="Part 3", exact=True)).to_be_visible()
        link = page.get_by_role("link", name="Link to this heading: Part 3", exact=True)
        link.focus()
        expect(link).to_have_css("opacity", "1")
        expect(link).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{root}articles/long.html#part-3")


def stored(page: Page) -> Any:
    return json.loads(page.evaluate("localStorage.getItem('reading') ?? '[]'"))


def read_to(page: Page, root: str, part: str) -> None:
    """Open the long article, read to a part of it, and leave for another page."""
    page.goto(f"{root}articles/long.html")
    page.wait_for_load_state("networkidle")  # for the script that follows, which the page fetches once it is there
    page.get_by_role("heading", name=part, exact=True).evaluate("one => one.scrollIntoView()")
    page.mouse.wheel(0, 1)
    page.goto(f"{root}about.html")


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_one_goes_on_where_one_stopped_if_one_wants(open_page: OpenPage, root: str, width: int) -> None:
    page = open_page(f"{root}articles/long.html", width=width, reduced_motion="reduce")
    offer = page.get_by_role("complementary", name="Where you stopped")
    expect(offer).to_have_count(0)
    read_to(page, root, "Part 6")
    page.goto(f"{root}articles/long.html")
    expect(offer).to_be_visible()
    assert page.evaluate("scrollY") == 0
    assert page.evaluate(SHIFT) == 0
    assert axe(page) == []
    link = offer.get_by_role("link", name="Go on at “Part 6”")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Part 6", exact=True)).to_be_in_viewport()
    expect(offer).to_have_count(0)
    page.goto(f"{root}articles/long.html#part-2")
    expect(page.get_by_role("heading", name="Part 2", exact=True)).to_be_in_viewport()
    expect(offer).to_have_count(0)


def test_it_is_forgotten_at_the_end_and_on_demand(open_page: OpenPage, root: str) -> None:
    page = open_page(f"{root}articles/long.html", reduced_motion="reduce")
    offer = page.get_by_role("complementary", name="Where you stopped")
    read_to(page, root, "Part 5")
    assert [place["section"] for place in stored(page)] == ["part-5"]
    page.goto(f"{root}articles/long.html")
    offer.get_by_role("button", name="Start anew").click()
    assert stored(page) == []
    read_to(page, root, "Part 5")
    page.goto(f"{root}articles/long.html")
    expect(offer).to_be_visible()
    page.get_by_role("link", name="Back to the top").scroll_into_view_if_needed()
    expect(offer).to_have_count(0)
    page.get_by_role("link", name="Back to the top").click()
    expect(page.locator("h1")).to_be_in_viewport()
    page.goto(f"{root}about.html")
    assert stored(page) == []


def test_what_others_keep_there_does_no_harm_and_a_few_articles_are_kept(open_page: OpenPage, root: str) -> None:
    page = open_page(f"{root}about.html", reduced_motion="reduce")
    for text in ("{", "null", '[1, {"path": "/en/latest/articles/long.html"}]'):
        page.evaluate("text => localStorage.setItem('reading', text)", text)
        page.goto(f"{root}articles/long.html")
        expect(page.locator(".resume")).to_have_count(0)
    many = [{"path": f"/{number}", "section": "", "part": 0.5} for number in range(30)]
    page.evaluate("text => localStorage.setItem('reading', text)", json.dumps(many))
    read_to(page, root, "Part 4")
    assert [place["path"] for place in stored(page)] == [
        "/en/latest/articles/long.html",
        *(f"/{number}" for number in range(19)),
    ]


def test_on_paper_the_citation_is_on_the_first_sheet_and_long_samples_go_on(open_page: OpenPage, root: str) -> None:
    page = open_page(f"{root}articles/parts.html", color_scheme="dark")
    citation = page.locator(".article-head .cite-paper")
    expect(citation).to_be_hidden()
    page.emulate_media(media="print")
    expect(citation).to_be_visible()
    expect(citation).to_contain_text("https://kc.example/en/latest/articles/parts.html")
    for gone in (".cite", ".tags", ".to-top", ".headerlink"):
        expect(page.locator(gone).first).to_be_hidden()
    assert computed(page, ".article-foot", "display") == "contents"
    assert computed(page, ".prose pre", "breakInside") == "auto"
    assert computed(page, ".table-wrapper", "overflowX") == "visible"
