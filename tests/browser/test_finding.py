"""Finding one's way without a question: what readers do with the lists of a site that has grown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.axe import axe
from tests.browser.fixtures import served
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

HOME = """# Home

Words.

```{search}
```

```{articles}
:title: New since your last visit
:style: since
```

```{articles}
:style: lead
```

```{facets} category
:style: latest
:title: Categories
```
"""
BROAD = [
    "_tags/broad.html",
    "_tags/broad/page/2.html",
    "_tags/tagsindex.html",
    "authors/index.html",
    "articles/index.html",
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("finding") / "site", "empty")
    numbers = range(60)
    tags = [f"t{number}: {{label: Topic {number}}}" for number in numbers]
    groups = [
        "grouped: {label: In a group, group: A group}",
        "ecole: {label: École}",
        "broad: {label: Broad, pinned: [n-9]}",
    ]
    site.write("articles/tags.yml", "\n".join([*tags, *groups]))
    site.write(
        "articles/authors.yml",
        "\n".join(["ada: {name: Ada}", "bob: {name: Bob}", *(f"p{n}: {{name: Person {n}}}" for n in numbers)]),
    )
    site.write("index.md", HOME)
    site.write("articles/categories.yml", "articles: {}")
    for number in numbers:
        site.article(
            f"n-{number}",
            date=f"{2024 + number % 2}-{number % 12 + 1:02}-09",
            author=f"p{number}",
            tags=[f"t{number}", "broad", "ecole" if number % 2 else "grouped"],
            summary="Some words. " * 20,
        )
    site.build("html", jobs=2, READTHEDOCS_CANONICAL_URL="https://kc.example/en/latest/").ok()
    with served(site.out, "/en/latest/") as address:
        yield address


def test_a_topic_is_found_by_a_few_letters(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}_tags/tagsindex.html")
    rows = page.locator("main .rows a:visible")
    expect(rows).to_have_count(63)
    field = page.get_by_label("Find a topic")
    field.fill("ecole")
    expect(rows).to_have_text(["École"])
    expect(page.locator("main").get_by_role("status")).to_have_text("1 found")
    expect(page.get_by_role("heading", name="Most used")).to_be_hidden()
    field.fill("topic 5")
    expect(rows).to_have_count(15)
    field.fill("")
    expect(rows).to_have_count(63)
    assert page.evaluate("import('../_static/js/names.js').then(({ fitting }) => fitting('lodz')('Łódź'))")
    field.fill("topic 59")
    field.evaluate("(one) => one.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true }))")
    expect(rows).to_have_text(["Topic 59"])
    field.press("Enter")
    expect(page).to_have_title("Topic: Topic 59 - Knowledge Centre")


def test_without_javascript_the_lists_are_whole(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}_tags/tagsindex.html", javascript=False)
    expect(page.locator("main .rows a:visible")).to_have_count(63)
    expect(page.locator("[data-narrow]")).to_be_hidden()
    page.get_by_role("navigation", name="Groups and letters").get_by_role("link", name="T", exact=True).click()
    expect(page.get_by_role("heading", name="T", exact=True)).to_be_in_viewport()
    page.goto(f"{root}subscribe.html")
    page.get_by_text("By topic").click()
    expect(page.get_by_role("link", name="Topic 59", exact=True)).to_be_visible()


def test_titles_only_are_remembered_and_nothing_moves(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}_tags/broad.html")
    summary = page.locator(".card-summary").first
    expect(summary).to_be_visible()
    page.get_by_role("button", name="Titles only").press("Enter")
    expect(summary).to_be_hidden()
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((seen) => seen.getEntries().forEach((one) => { moved += one.value }))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    page.get_by_role("link", name="Older").click()
    expect(page.get_by_role("button", name="Titles only")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".card-summary").first).to_be_hidden()
    assert page.evaluate("window.moved") == 0
    page.get_by_role("button", name="Titles only").click()
    expect(page.locator(".card-summary").first).to_be_visible()


def test_the_years_of_a_topic_are_folded_on_a_phone(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}_tags/broad.html", width=390)
    year = page.locator(".overview").get_by_role("link", name="2024")
    expect(year).to_be_hidden()
    page.get_by_text("Years", exact=True).first.press("Enter")
    year.click()
    expect(page.get_by_role("heading", name="2024")).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{root}_tags/broad.html")
    expect(year).to_be_visible()


def test_what_is_new_since_the_last_visit(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root)
    new = page.get_by_role("region", name="New since your last visit")
    expect(new).to_have_count(0)
    assert page.evaluate("localStorage.getItem('newest-seen')") == "2025-12-09"
    page.evaluate("localStorage.setItem('newest-seen', '2025-10-09'); history.replaceState(null, '')")
    page.reload()
    expect(new.get_by_role("listitem")).to_have_count(5)
    page.get_by_role("link", name="Articles").first.click()
    page.go_back()
    expect(new.get_by_role("listitem")).to_have_count(5)
    page.goto(f"{root}about.html")
    page.goto(root)
    expect(new).to_have_count(0)


def test_the_header_marks_the_section(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/n-1.html", width=820)
    sections = page.get_by_role("navigation", name="Sections")
    for address, name in {
        "articles/n-1.html": "Articles",
        "archive/2025.html": "Articles",
        "articles/page/2.html": "Articles",
        "categories/articles.html": "Articles",
        "_tags/broad/page/2.html": "Topics",
        "_tags/t1.html": "Topics",
        "authors/p1.html": "Authors",
        "about.html": "About",
    }.items():
        page.goto(root + address)
        expect(sections.get_by_role("link")).to_have_count(4)
        expect(sections.locator("[aria-current]")).to_have_text([name])
        expect(sections.get_by_role("link", name="About")).to_be_in_viewport()


def test_the_address_of_a_feed_is_copied(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}subscribe.html", permissions=["clipboard-read", "clipboard-write"])
    page.wait_for_load_state("networkidle")  # for the script that copies, which the page fetches once it is there
    stops = page.locator("main :is(a, button, input, summary):visible")
    assert stops.count() < 40
    page.get_by_label("Find a feed").fill("topic 59")
    page.get_by_role("button", name="Copy address of Topic 59").click()
    expect(page.locator("[data-copied]")).to_contain_text("Address copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{root}feeds/tag/t59.atom.xml"
    page.get_by_text("More formats of Topic 59").click()
    expect(page.get_by_role("link", name="RSS feed: Topic 59")).to_be_visible()


def test_a_search_begins_in_a_topic(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}_tags/broad.html")
    field = page.get_by_role("searchbox", name="Search among these")
    field.fill("words")
    field.press("Enter")
    expect(page).to_have_url(f"{root}search.html?tag=broad&q=words")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_in_long_lists(open_page: Callable[..., Page], root: str, width: int, scheme: str) -> None:
    page = open_page(root, width=width, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("localStorage.setItem('newest-seen', '2025-10-09'); history.replaceState(null, '')")
    page.reload()
    found = {}
    for address in ["index.html", *BROAD, "subscribe.html"]:
        if address != "index.html":
            page.goto(root + address)
        if problems := axe(page):
            found[address] = problems
    assert found == {}


def test_nothing_scrolls_sideways_and_lines_are_not_too_long(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root, width=320, bypass_csp=True)  # for the style that makes the text large
    for address in ["index.html", *BROAD, "subscribe.html", "articles/n-1.html"]:
        page.goto(root + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        page.add_style_tag(content="html { font-size: 200% !important }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, (address, "large text")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{root}_tags/broad.html")
    longest = page.locator(".card-summary").first.evaluate(
        "(one) => { const range = document.createRange(); const lines = {}; const text = one.firstChild;"
        " for (let at = 0; at < text.length; at += 1) { range.setStart(text, at); range.setEnd(text, at + 1);"
        " const top = Math.round(range.getBoundingClientRect().top); lines[top] = (lines[top] ?? 0) + 1; }"
        " return Math.max(...Object.values(lines)); }"
    )
    assert 50 < longest <= 75
