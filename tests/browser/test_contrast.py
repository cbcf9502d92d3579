"""The measurement of contrast: what is too faint is found wherever it is painted, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser.axe import axe
from tests.browser.contrast import lacking, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ENOUGH, POOR = 0x76, 0x73
"""The greys on which black has a contrast of 4.62 and 4.42."""
STRIPES = """<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
  <path fill="white" d="M0 0h5v9h-5z"/><path fill="GREY" d="M5 0h4v9h-4z"/></svg>"""
PLACES = {
    "one colour": '<p id="text" style="background: GREY">Quick foxes',
    "gradient": '<p id="text" style="background: linear-gradient(90deg, white, GREY 10%)">Quick foxes',
    "picture": '<p id="text" style="background: url(STRIPES)">Quick foxes',
    "layers": '<div style="background: TWICE"><p id="text" style="background: rgb(0 0 0 / 50%)">Quick foxes',
    "popover": 'Words beneath <p id="text" popover style="background: GREY; margin: 0">Quick foxes',
    "out of sight": '<p style="height: 900px"><p id="text" style="background: GREY">Quick foxes',
    "far off in a block that scrolls": """<div style="overflow: auto; width: 200px; white-space: pre">
        <p id="text" style="width: 600px; background: linear-gradient(90deg, white 50%, GREY 50%)"
        >Quick foxes                                                                                       jump""",
    "short": '<p style="color: gold">1 <b id="text" style="background: GREY; color: black; font-weight: 400">.</b> 2',
    "field": '<input id="text" style="background: GREY; color: black" value="Quick foxes">',
}


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    with browser.new_page(viewport={"width": 400, "height": 300}) as page:
        yield page


def show(tab: Page, inside: str, grey: int = 0) -> None:
    """A page with something in it, whose popovers are open."""
    stripes = quote(STRIPES.replace("GREY", f"rgb({grey} {grey} {grey})"))
    inside = inside.replace("STRIPES", f"'data:image/svg+xml,{stripes}'")
    inside = inside.replace("GREY", f"rgb({grey} {grey} {grey})").replace(
        "TWICE", f"rgb({2 * grey} {2 * grey} {2 * grey})"
    )
    tab.set_content(f'<!doctype html><html lang="en"><title>T</title><main><h1>T</h1>{inside}</main>')
    tab.evaluate("for (const one of document.querySelectorAll('[popover]')) one.showPopover()")


@pytest.mark.parametrize("place", PLACES)
def test_the_line_is_at_four_and_a_half(tab: Page, place: str) -> None:
    show(tab, PLACES[place], ENOUGH)
    assert lacking(tab, ["#text"]) == {}
    show(tab, PLACES[place], POOR)
    assert lacking(tab, ["#text"]) == {"#text": "contrast 4.42 of 4.5"}


@pytest.mark.parametrize(
    ("style", "wrong"),
    [
        ("color: #777", "contrast 4.47 of 4.5"),
        ("color: #777; font-size: 24px", ""),
        ("color: #777; font-size: 23px", "contrast 4.47 of 4.5"),
        ("color: #777; font-size: 19px; font-weight: 700", ""),
        ("color: #999; font-size: 24px", "contrast 2.84 of 3"),
        ("color: white", "contrast 1.0 of 4.5"),
        ("color: #767676; opacity: 0.9", "contrast"),
        ("color: transparent", "contrast 1.0 of 4.5"),
        ("animation: 9s fade both", ""),
        ("width: 3em; overflow: hidden; white-space: nowrap; text-overflow: ellipsis", ""),
    ],
)
def test_ink(tab: Page, style: str, wrong: str) -> None:
    show(
        tab, f'<style>@keyframes fade {{ from {{ opacity: 0 }} }}</style><p id="text" style="{style}">Quick foxes jump'
    )
    assert lacking(tab, ["#text"]).get("#text", "").startswith(wrong)
    assert bool(lacking(tab, ["#text"])) == bool(wrong)


def test_what_stands_over_text(tab: Page) -> None:
    text = (
        '<div style="position: relative"><p id="text">Quick foxes</p><div style="position: absolute; inset: 0; STYLE">'
    )
    for style, wrong in {
        "background: rgb(255 255 255 / 40%)": {},
        "background: rgb(255 255 255 / 60%)": {"#text": "contrast 2.84 of 4.5"},
        "background: gold": {"#text": "text that is not to be seen"},
        "background: gold; width: 50px": {"#text": "text that is not to be seen"},
    }.items():
        show(tab, text.replace("STYLE", style))
        assert lacking(tab, ["#text"]) == wrong, style


@pytest.mark.parametrize("over", ['style="margin: 0"', 'style="margin-top: 200px" class="dims"'])
def test_the_page_behind_what_is_open_is_left_for_when_that_is_closed(tab: Page, over: str) -> None:
    dims = "<style>.dims::backdrop { background: rgb(0 0 0 / 40%) }</style>"
    show(tab, f'{dims}<p id="text" style="color: silver; margin: 0">Quick</p><h1 popover {over}>Over it</h1>')
    tab.evaluate("document.querySelector('main > h1').remove()")
    assert lacking(tab, ["#text"]) == {}
    tab.evaluate("document.querySelector('[popover]').hidePopover()")
    assert lacking(tab, ["#text"]) == {"#text": "contrast 1.81 of 4.5"}


def test_each_node_answers_for_its_own_text(tab: Page) -> None:
    show(tab, '<p id="good">Quick <b id="faint" style="color: silver">brown</b> foxes 🦊</p>')
    assert lacking(tab, ["#good"]) == {}
    assert list(lacking(tab, ["#good", "#faint"])) == ["#faint"]


def test_the_page_is_left_as_it_was(tab: Page) -> None:
    show(tab, PLACES["out of sight"], ENOUGH)
    before = tab.content()
    tab.evaluate("scrollTo(0, 40)")
    assert lacking(tab, ["#text"]) == {}
    assert tab.content() == before
    assert tab.evaluate("[scrollY, document.adoptedStyleSheets.length]") == [40, 0]


def test_what_axe_cannot_decide_is_told_if_it_is_wrong(tab: Page) -> None:
    """And what it cannot decide of other rules is always told."""
    show(tab, PLACES["gradient"], ENOUGH)
    assert axe(tab) == []
    show(tab, PLACES["gradient"], POOR)
    (problem,) = axe(tab)
    assert problem.startswith("incomplete color-contrast: <p id=")
    assert problem.endswith("contrast 4.42 of 4.5")
    show(tab, '<button aria-describedby="nothing">Quick foxes</button>')
    (problem,) = axe(tab)
    assert problem.startswith("incomplete aria-valid-attr-value: <button")


def test_the_ratio() -> None:
    assert ratio((0, 0, 0), (255, 255, 255)) == 21
    assert round(ratio((0x77, 0x77, 0x77), (255, 255, 255)), 2) == 4.48
