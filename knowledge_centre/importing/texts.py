"""A text that is changed in steps and still knows from which line of its file each of its lines came."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Edit = tuple[int, int, str]
"""What stands from a place to another, and what is to stand there."""


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    lines: tuple[int, ...]
    """The line of the file that each line came from."""

    @classmethod
    def of(cls, text: str, first_line: int) -> Text:
        return cls(text, tuple(range(first_line, first_line + text.count("\n") + 1)))

    def starts(self) -> list[int]:
        """The place where each line begins."""
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")[:-1]), initial=0))

    def line(self, place: int, starts: list[int] | None = None) -> int:
        """The line of the file that a place came from."""
        return self.lines[bisect_right(starts or self.starts(), place) - 1]

    def edited(self, edits: Iterable[Edit]) -> Text:
        """The text with each edit made; one that begins within another is left out."""
        pieces, lines, starts = list[str](), [self.lines[0]], self.starts()
        for start, end, new in _apart(edits, len(self.text)):
            if new is None:
                kept = self.text[start:end]
                first = bisect_right(starts, start)
                if kept and (not pieces or pieces[-1].endswith("\n")):
                    lines[-1] = self.lines[first - 1]  # the line that was meant to begin here is gone
                lines += self.lines[first : first + kept.count("\n")]
                pieces += [kept] if kept else []
            else:
                lines += [self.line(start, starts)] * new.count("\n")
                pieces += [new] if new else []
        return Text("".join(pieces), tuple(lines))


def _apart(edits: Iterable[Edit], length: int) -> Iterator[tuple[int, int, str | None]]:
    """The whole text in order: what is kept, with nothing, and what is edited."""
    place = 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start < place:
            continue
        yield place, start, None
        yield start, end, new
        place = end
    yield place, length, None
