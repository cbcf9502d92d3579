"""Texts that somebody may write who means harm, or has a bad day: YAML of the known keys, and bytes of any kind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

NASTY = [
    "",
    " ",
    "~",
    "null",
    "no",
    "\\N",
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59:59+14:00",
    "2026-02-30",
    "2025-06-01T24:00",
    "2026-W01-1",
    "20260101T000000Z",
    "1e999",
    ".nan",
    "-.inf",
    "1" + "0" * 5000,
    "0x" + "f" * 300,
    "1:60:60",
    "!!python/object/apply:os.system [id]",
    "!!python/name:os.system",
    "!!binary 'YQ=='",
    "!!set {a, b}",
    "!!timestamp 2001-13-45",
    "!!int x",
    "!!float []",
    "!<tag:example.org,2026:x> {}",
    "!!omap [a: 1]",
    "&a [*a]",
    "&a {<<: *a}",
    "*nobody",
    "{<<: {title: x}}",
    "{<<: [1, 2]}",
    "{? [a]: b, ? {c: d}: e}",
    "[" * 300 + "]" * 300,
    "[" * 300,
    "{a: " * 150 + "1" + "}" * 150,
    '"\\ud800"',
    '"\\u0000\\u001b[31mred\\u0007"',
    '"\\x1b]0;title\\x07"',
    "\u202eevil\u202c",
    "\u2066\u200b\u200f",
    "a\u2028b\u2029c\u0085d",
    "\ufeff",
    "\U0010ffff",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "../../../etc/passwd",
    "%2e%2e/%00",
    "{{ 7*7 }}",
    "x" * 10_000,
    "'" * 99,
    '"',
    "|\n  two\n  lines",
    ">-\n  folded\n\n  text",
    "- a\n- b",
    "\t",
    "# only a comment",
    "@at",
    "`tick`",
    "%directive",
    "---",
    "...",
    "e\u0301" * 50,
    "𝔞𝔡𝔞",
]
"""Values as they stand in a file."""
LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
"""A "billion laughs"."""
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
"""What JSON can say, which is YAML too."""


def as_yaml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def values(good: Sequence[str]) -> SearchStrategy[str]:
    """Values of a key as a file has them: mostly one of the *good*, else anything."""
    wrong = st.sampled_from(NASTY) | PLAIN.map(as_yaml) | TEXTS | st.lists(st.sampled_from(NASTY)).map(as_yaml)
    return st.sampled_from(good) | wrong


@st.composite
def mapping(draw: st.DrawFn, keys: dict[str, Sequence[str]], most: int = 8) -> str:
    """Lines of keys and values, some of them twice or of no known name."""
    known = st.sampled_from(sorted(keys))
    lines = []
    for key in draw(st.lists(known | known | known | TEXTS | st.sampled_from(NASTY), max_size=most)):
        value = draw(values(keys.get(key, ["x"])))
        if "\n" in value and "\n  " not in value:
            value = "\n  " + value.replace("\n", "\n  ")
        lines.append(f"{key}:{draw(st.sampled_from([' ', ' ', ' ', '  ', '']))}{value}")
    lines += draw(st.just([]) | st.just([]) | st.just([]) | st.just([LAUGHS]))
    return "\n".join(lines)


@st.composite
def damaged(draw: st.DrawFn, texts: SearchStrategy[str]) -> bytes:
    """A text as bytes: as it is, or with another end of its lines, a piece missing, or bytes that are no letters."""
    source = draw(texts).encode("utf-8", errors="surrogatepass")
    match draw(st.integers(0, 9)):
        case 0:
            source = source.replace(b"\n", draw(st.sampled_from([b"\r\n", b"\r", b"\n\n", b"\x85", b"\xe2\x80\xa8"])))
        case 1:
            place = draw(st.integers(0, len(source)))
            source = source[:place] + draw(st.binary(max_size=8)) + source[place:]
        case 2:
            place = draw(st.integers(0, len(source)))
            source = source[:place] + source[place + draw(st.integers(1, 40)) :]
        case 3:
            source = b"\xef\xbb\xbf" + source
        case 4:
            source = source.decode(errors="replace").encode(draw(st.sampled_from(["utf-16", "utf-32", "utf-7"])))
    return source
