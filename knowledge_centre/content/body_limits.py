"""What takes a build or a reader very long: how large an article and its pictures may be, and how deep text may nest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from knowledge_centre.content.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

CONTAINER = re.compile(r"[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))")
"""The sign of a quotation or of an item of a list, at the beginning of a line."""
FENCE = re.compile(r"[ \t]*(`{3,}|~{3,}|:{3,})(.*)")
RULE = re.compile(r"[ \t]*(?:[*_~-][ \t]*)+")
MARKS = "*_~"
MOST_MARKS = 20_000
"""Signs of emphasis in one paragraph, each of which the parser compares with others."""
BIG_NUMBER = re.compile(r"^[ \t]*:(?:columns|tab-width):[ \t]*\d{4,}", re.MULTILINE)
"""Options of directives of reStructuredText that repeat something as often as they say."""
REMEDY = "write it flatter."


@dataclass(frozen=True, slots=True)
class Limits:
    """What conf.py can set."""

    size: int = 1_000_000
    """Bytes of an article's file."""
    nesting: int = 20
    """Levels of blocks in blocks, and of emphasis in emphasis. Beyond 20, MyST leaves text out without a word."""
    picture: int = 5_000_000
    """Bytes of a picture's file."""


LIMITS = Limits()
"""Those of a site that sets none."""


def body_diagnostics(body: str, first_line: int, limits: Limits) -> Iterator[Diagnostic]:
    """Where the text of an article nests too deep; *first_line* is that of the file it starts at.

    This is a look at lines, not a parser: where it sees nothing, the build still does.
    """
    look = _Look(limits.nesting)
    for number, line in enumerate(body.split("\n"), first_line):
        if look.too_deep(line):
            yield _too_deep(number, limits)
            return
    paragraph: list[str] = []
    start = first_line
    for number, line in [*look.prose, (0, "")]:
        if line:
            start = number + first_line if not paragraph else start
            paragraph.append(line)
        elif paragraph:
            if emphasis_is_too_deep("\n".join(paragraph), limits.nesting):
                yield _too_deep(start, limits)
            paragraph = []


class _Look:
    """What is open at the line that is looked at."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.open: list[tuple[str, int]] = []
        self.literal = False
        self.prose: list[tuple[int, str]] = []
        self.lines = 0

    def too_deep(self, line: str) -> bool:
        rest, signs = _without_containers(line, self.most)
        fence = FENCE.match(rest)
        if self.literal:
            signs = 0
        if fence:
            self.fence(fence[1][0], len(fence[1]), fence[2].strip())
        self.prose.append((self.lines, "" if fence or self.literal or RULE.fullmatch(rest) else rest.strip()))
        self.lines += 1
        return signs + len(self.open) > self.most

    def fence(self, sign: str, length: int, info: str) -> None:
        """Close the outermost fence that such a line ends, with all in it, or open one."""
        if not info:
            for number, (other, shortest) in enumerate(self.open):
                if other == sign and length >= shortest:
                    del self.open[number:]
                    self.literal = False
                    return
        if self.literal or (sign == "`" and "`" in info):
            return
        self.open.append((sign, length))
        self.literal = sign != ":" and not info.startswith("{")


def _without_containers(line: str, most: int) -> tuple[str, int]:
    """A line without the signs of quotations and lists at its beginning, and how many there were."""
    place = signs = 0
    while signs <= most and (sign := CONTAINER.match(line, place)) and not RULE.fullmatch(line, place):
        place, signs = sign.end(), signs + 1
    return line[place:], signs


def emphasis_is_too_deep(paragraph: str, most: int) -> bool:
    """Whether emphasis stands in emphasis more often than *most*; only what may do so is parsed."""
    marks = sum(map(paragraph.count, MARKS))
    if marks <= 2 * most:
        return False
    parser = MarkdownIt("commonmark").enable("strikethrough")
    return marks > MOST_MARKS or any(depth(token.children or ()) > most for token in parser.parse(paragraph))


def depth(tokens: Iterable[Token]) -> int:
    """How deep the tokens of a paragraph nest."""
    deepest = now = 0
    for token in tokens:
        now += token.nesting
        deepest = max(deepest, now)
    return deepest


def is_too_deep_for_rst(text: str, most: int) -> bool:
    """Whether reStructuredText indents more often than *most*, or has an option that repeats something without end."""
    indents: list[int] = []
    for line in text.split("\n"):
        rest = line.lstrip()
        signs = _without_containers(line, most)[1]
        while rest and indents and indents[-1] >= len(line) - len(rest):
            indents.pop()
        if rest:
            indents.append(len(line) - len(rest))
        if len(indents) + signs > most:
            return True
    return BIG_NUMBER.search(text) is not None


def _too_deep(line: int, limits: Limits) -> Diagnostic:
    return Diagnostic("", line, 0, "body/nesting", f"this nests more than {limits.nesting} levels deep", REMEDY)
