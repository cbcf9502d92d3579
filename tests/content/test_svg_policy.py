"""Drawings that are published hold no program and ask for nothing elsewhere."""

from __future__ import annotations

import time

import pytest

from knowledge_centre.content.svg_policy import LARGEST, drawing_problem

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
BOMB = "".join(f'<!ENTITY {name} "{f"&{of};" * 10}">' for of, name in zip("abcdefgh", "bcdefghi", strict=True))

ALLOWED = [
    "<rect/>",
    "<use href='#a'/><use xlink:href='#a'/>",
    "<image href='data:image/png;base64,AA'/>",
    "<style>a { fill: url(#b) } /* url */</style>",
    "<style>/*<![CDATA[*/ .a {} /*]]>*/</style>",
    "<rect fill='url(#a)' style='fill:url(\"#b\")'/>",
    "<animate attributeName='fill' values='red;blue'/>",
    "<!-- <script> --><title>a script</title>",
    "<text>javascript: in words, \\\\ and url(http://x)</text>",
    "<i:view xmlns:i='urn:editor' i:zoom='1'/>",
]
REFUSED = {
    "<script>x</script>": "the element <script>",
    "<SCRIPT/>": "the element <SCRIPT>",
    "<s:script xmlns:s='http://www.w3.org/2000/svg'/>": "the element <script>",
    "<x:b xmlns:x='http://www.w3.org/1999/xhtml'/>": "the element <b>",
    "<foreignObject/>": "the element <foreignObject>",
    "<iframe/>": "the element <iframe>",
    "<handler/>": "the element <handler>",
    "<g onload='x'/>": 'the attribute "onload"',
    "<g ONCLICK='x'/>": 'the attribute "onclick"',
    "<g xml:base='http://x'/>": 'the attribute "base"',
    "<a xlink:href='javascript:x'/>": 'a reference to "javascript:x"',
    "<a href=' &#106;avascript:x'/>": 'a reference to " javascript:x"',
    "<a href='https://x.example'/>": 'a reference to "https://x.example"',
    "<use href='other.svg#a'/>": 'a reference to "other.svg#a"',
    "<feImage href='//x.example/a.png'/>": 'a reference to "//x.example/a.png"',
    "<image href='data:image/svg+xml,x'/>": 'a reference to "data:image/svg+xml,x"',
    "<set attributeName='href' to='javascript:x'/>": 'an animation of "href"',
    "<set attributeName='onclick' to='x'/>": 'an animation of "onclick"',
    "<animate attributeName='fill' values='url(//x)'/>": "a style that leads elsewhere",
    "<style>@import 'x';</style>": "a style that leads elsewhere",
    "<style>a { fill: u\\\\72l(//x) }</style>": "a style that leads elsewhere",
    "<style><![CDATA[a { fill: url( '//x') }]]></style>": "a style that leads elsewhere",
    "<style>a { fill: image-set('//x' 1x) }</style>": "a style that leads elsewhere",
    "<rect style='fill:url(http://x)'/>": "a style that leads elsewhere",
    "<rect fill='URL(x.svg#a)'/>": "a style that leads elsewhere",
    "<?xml-stylesheet href='x'?>": "an instruction (<?xml-stylesheet?>)",
}


def drawing(inner: str, before: str = "") -> bytes:
    return f"{before}{HEAD}\n{inner}\n</svg>".encode()


@pytest.mark.parametrize("inner", ALLOWED)
def test_what_a_drawing_may_have(inner: str) -> None:
    assert drawing_problem(drawing(inner)) == ""


@pytest.mark.parametrize(("inner", "told"), REFUSED.items())
def test_what_it_may_not_have(inner: str, told: str) -> None:
    assert drawing_problem(drawing(inner)) == f"it has {told} in line 2: draw it without, and save it as plain SVG."


@pytest.mark.parametrize(
    "before",
    [
        "<!DOCTYPE svg>",
        '<!DOCTYPE svg SYSTEM "http://x.example/a.dtd">',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        f'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">{BOMB}]>',
    ],
)
def test_entities_are_refused_before_they_grow(before: str) -> None:
    assert drawing_problem(drawing("&i;", before)).startswith(
        "it has a document type or entities (<!DOCTYPE) in line 1"
    )


@pytest.mark.parametrize(
    "source", [b"", b"\0", b"<svg", drawing("<g>"), drawing("&x;"), b'<?xml version="1.0" encoding="zz"?><svg/>']
)
def test_what_is_no_xml(source: bytes) -> None:
    assert " is not XML (" in drawing_problem(source)


def test_a_script_in_another_encoding() -> None:
    text = f'<?xml version="1.0" encoding="utf-16"?>{HEAD}<script/></svg>'
    assert "the element <script>" in drawing_problem(text.encode("utf-16"))


def test_size_and_time() -> None:
    assert drawing_problem(b" " * (LARGEST + 1)).startswith("it has more than 5 million bytes")
    before = time.monotonic()
    assert drawing_problem(drawing("<g>" * 100_000 + "</g>" * 100_000)) == ""
    assert drawing_problem(drawing(f"<g fill='{'url( ' * 100_000}'/>")) != ""
    assert time.monotonic() - before < 3
