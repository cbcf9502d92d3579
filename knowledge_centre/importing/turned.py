"""One text on its way from a blog's Markdown to that of an article: what is where in it, and what it is turned with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre.importing.html_tags import Html
from knowledge_centre.importing.places import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

    from knowledge_centre.importing.links import Links
    from knowledge_centre.importing.pictures import Pictures
    from knowledge_centre.importing.pieces import Work
    from knowledge_centre.importing.texts import Text

LITERAL = frozenset({"autolink", "backticks", "escape", "html_inline"})


class Turned:
    """A text, parsed. What it becomes is a list of edits; see markdown."""

    def __init__(
        self, text: Text, work: Work, links: Links, pictures: Pictures, again: Callable[[str, int], str]
    ) -> None:
        self.text, self.work, self.links, self.pictures = text, work, links, pictures
        self.again = again
        """Turns a text within the text, such as a caption, that stands in a line of the file."""
        self.html = Html(work, links, pictures)
        self.starts = text.starts()
        self.rows = text.text.split("\n")
        self.parsed = parse(text.text)
        spans = self.parsed.spans
        self.literal = _apart(
            [
                *((span.start, span.end) for span in spans if span.kind in LITERAL),
                *((span.words[1], span.end) for span in spans if span.kind in {"image", "link"}),
            ]
        )
        """What is no prose within lines."""
        self.ends = [end for _start, end in self.literal]
        self.aims: dict[str, str | None] = {}
        """Where each label leads to that the text defines; ``None`` where that is nowhere."""

    def line(self, place: int) -> int:
        """The line of the file that a place came from."""
        return self.text.line(place, self.starts)

    def lines(self, token: Token) -> tuple[int, int]:
        """The places at which the lines of a block begin and end, without the last line feed."""
        first, last = token.map or [0, 0]
        while last - 1 > first and not self.rows[last - 1].strip():
            last -= 1
        return self.starts[first], self.end(last, feed=False)

    def end(self, line: int, *, feed: bool = True) -> int:
        """The place where a line begins, which is the end of the one before, without its line feed if not *feed*."""
        return self.starts[line] - (not feed) if line < len(self.starts) else len(self.text.text)


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same places in order, none of which begins before another ends."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made
