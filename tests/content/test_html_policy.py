"""HTML in an article: what may stand there, what may not, and how long it takes to tell."""

from __future__ import annotations

import time

import pytest

from knowledge_centre.content.html_policy import ELEMENTS, html_diagnostics

ALLOWED = [
    "<kbd>Ctrl</kbd>",
    '<abbr title="A & B">AB</abbr>',
    "<details open>\n<summary>More</summary>\n",
    "</details>",
    "H<sub>2</sub>O<br>x<br/>y<br />",
    '<img src="a.png" alt="" width="10" height=20 loading=lazy>',
    '<a href="https://example.org/?a=1&amp;b" rel="nofollow noopener" target="_blank">',
    "<a href=../other.html#part><a href='mailto:a@b.example'><a href=tel:+441><a href=#x><a href='ftp://x/'><a name=x>",
    "<img src='data:image/png;base64,iVBORw0KGgo='>",
    "<!-- a comment -- with <script> and -- dashes -->",
    "<!---->",
    "<TABLE><tr><td colspan=2 align='center'>a < b > c & d</td></tr></TABLE>",
    "text 1 < 2 and <3 and << and <",
    "</p\n>",
]
REFUSED = {
    "<script>": "html/element | <script> may not stand in an article | say it in Markdown, or show it as `code`.",
    "<p style='x'>": 'html/attribute | the attribute "style" may not stand in <p> | leave it out.',
    "<b OnClick=x>": 'html/attribute | the attribute "onclick" may not stand in <b> | leave it out.',
    "<b data-share=x>": 'html/attribute | the attribute "data-share" may not stand in <b> | leave it out.',
    "<h1>": 'html/element | <h1> may not stand in an article | begin sections with "##": the title is in the front matter.',
    "<b id=search-form>": 'html/value | the id "search-form" is one of the page\'s own | write another one.',
    "<b class='x share'>": 'html/value | the class "share" is one of the page\'s own | leave it out.',
    "<img width=1e9>": 'html/value | "1e9" is no length | write a number of pixels, or one with %.',
    "<a target=_top>": 'html/value | a link may not open in "_top" | write _blank, or leave it out.',
    "<p align='a\nb(c)'>": 'html/value | "a\nb(c)" is no value of "align" | leave it out.',
    "</br>": "html/element | <br> has no end | leave </br> out.",
}
UNFINISHED = [
    "<b",
    "<b onclick",
    "<a/href=x>",
    "<b\xa0onclick=x>",
    '<b a="x"b="y">',
    "<b a=x`y>",
    "<!-->",
    "<!--->x-->",
    "<!-- a --!> b -->",
    "<!-- <!-- -->",
    "<!-- a",
    "<!DOCTYPE html>",
    "<?php x ?>",
    "<![CDATA[x]]>",
    "</ b>",
    "</b x>",
    "<b><i",
]
ADDRESSES = [
    "javascript:x",
    "JavaScript:x",
    " javascript:x",
    "&#1;javascript:x",
    "java&#10;script:x",
    "java&Tab;script:x",
    "java&NewLine;script&colon;x",
    "&#106;avascript:x",
    "&#x6A&#x61vascript:x",
    "vbscript:x",
    "data:text/html,x",
    "data:image/svg+xml;base64,eA==",
    "blob:x",
    "file:///etc/passwd",
    "filesystem:x",
    "view-source:x",
    "intent:x",
    "javascript&#58;x",
]


@pytest.mark.parametrize("html", ALLOWED)
def test_what_may_stand_there(html: str) -> None:
    assert list(html_diagnostics(html, 1)) == []


@pytest.mark.parametrize(("html", "told"), REFUSED.items())
def test_what_may_not(html: str, told: str) -> None:
    (one,) = html_diagnostics(html, 7)
    assert (one.line, f"{one.rule} | {one.message} | {one.remedy}") == (7, told)


@pytest.mark.parametrize("html", UNFINISHED)
def test_what_browsers_and_we_may_read_differently(html: str) -> None:
    assert [one.rule for one in html_diagnostics(html, 1)] == ["html/unfinished"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("tag", ['<a href="{}">', "<img src='{}'>", '<q cite="{}">'])
def test_addresses_that_run_or_read_something(address: str, tag: str) -> None:
    assert [one.rule for one in html_diagnostics(tag.format(address), 1)] == ["html/value"]


@pytest.mark.parametrize(
    "name",
    [
        "applet",
        "audio",
        "base",
        "body",
        "button",
        "canvas",
        "dialog",
        "embed",
        "fieldset",
        "font",
        "form",
        "frame",
        "frameset",
        "h1",
        "head",
        "html",
        "iframe",
        "input",
        "keygen",
        "label",
        "link",
        "main",
        "map",
        "marquee",
        "math",
        "menu",
        "meta",
        "meter",
        "nav",
        "noembed",
        "noscript",
        "object",
        "option",
        "output",
        "param",
        "picture",
        "plaintext",
        "portal",
        "progress",
        "script",
        "select",
        "slot",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "track",
        "video",
        "xmp",
        "x-y",
    ],
)
def test_elements_that_act_load_or_hide(name: str) -> None:
    assert name not in ELEMENTS
    assert [one.rule for one in html_diagnostics(f"<{name.upper()} /></{name}\n>", 1)] == ["html/element"] * 2


def test_each_has_the_line_it_is_in() -> None:
    html = "<div>\n<script>\n<!--\n-->\n<b\n  onclick=x><i style=y>\n<x"
    assert [one.line for one in html_diagnostics(html, 10)] == [11, 14, 15, 16]


@pytest.mark.parametrize(
    "piece", ["<script ", "<!--", "<!-- - ", "<a a ", "<a b=c ", "<a a='", "<a " + " " * 99, "</", "<b onclick=x>", "<"]
)
def test_the_time_it_takes_is_that_of_reading_it(piece: str) -> None:
    before = time.monotonic()
    list(html_diagnostics(piece * 20_000, 1))
    assert time.monotonic() - before < 2
