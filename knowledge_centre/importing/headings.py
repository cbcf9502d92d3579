"""The headings of a blog's text: sections begin at the second level here, and each stands one level below the one above."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

NOT_IN_ANCHORS = re.compile(r"[^\w一-鿿\- ]")
KRAMDOWN = re.compile(r"[ \t]*\{:?[ \t]*[#.][^{}\n]*\}[ \t]*$")
"""An id or a class behind a heading."""
DEEPEST = 3
"""The level up to which headings can be linked to, as ``myst_heading_anchors`` has it; an article may say another."""


def levels(given: Sequence[int]) -> list[int]:
    """The levels that headings are to have, from those they have."""
    made: list[int] = []
    above: list[tuple[int, int]] = []
    for level in given:
        while above and above[-1][0] >= level:
            above.pop()
        new = min(above[-1][1] + 1 if above else 2, 6)
        above.append((level, new))
        made.append(new)
    return made


def top_headings(tokens: Sequence[Token]) -> list[tuple[Token, Token]]:
    """The headings that are in nothing else, each with its words."""
    return [
        (token, tokens[place + 1])
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]


def words(inline: Token) -> str:
    return "".join(one.content for one in inline.children or () if one.type in {"text", "code_inline"})


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark")


def anchors(body: str) -> dict[str, int]:
    """What links to sections of a text may name once it is an article, with the level of each."""
    found = top_headings(_parser().parse(body))
    counts: Counter[str] = Counter()
    names: dict[str, int] = {}
    for (_token, inline), level in zip(found, levels([int(token.tag[1:]) for token, _inline in found]), strict=True):
        slug = NOT_IN_ANCHORS.sub("", KRAMDOWN.sub("", words(inline)).strip().lower().replace(" ", "-"))
        names[f"{slug}-{counts[slug]}" if counts[slug] else slug] = level
        counts[slug] += 1
    return names
