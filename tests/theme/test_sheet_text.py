"""Which style sheets can be parts of another one."""

from __future__ import annotations

import pytest

from knowledge_centre.theme.sheet_text import can_be_layered, can_be_moved


@pytest.mark.parametrize(
    "text",
    [
        "a { b: c }",
        'a::before { content: "}" } /* { */',
        "a { b: url(data:image/png;base64,A/*) } c { d: e }",
        "@layer one, two; @layer one { a { b: c } }",
        "@property --a { syntax: '<length>'; inherits: false; initial-value: 0 }",
        "a { b: c } /*# sourceMappingURL=a.css.map */",
        r".sm\:a\{ { b: c }",
        "</style>",
    ],
)
def test_parts(text: str) -> None:
    assert can_be_moved(text)


@pytest.mark.parametrize("text", ["a { b: url(c.png) }", "a { b: URL( 'c.png' ) }", 'a { b: image-set("c.png" 1x) }'])
def test_what_names_other_files_stays_where_it_is(text: str) -> None:
    assert can_be_layered(text)
    assert not can_be_moved(text)


@pytest.mark.parametrize(
    "text",
    [
        "@import 'a.css';",
        "@IMPORT url(a.css);",
        '@charset "utf-8"; a { b: c }',
        "@namespace svg url(http://www.w3.org/2000/svg);",
        "a { b: c",
        "a { b: c } }",
        "a { b: calc(1px }",
        "a { b: c } /* and on",
        'a { b: "c }',
    ],
)
def test_what_would_break_others_is_as_it_is(text: str) -> None:
    assert not can_be_layered(text)
