"""Small changes of a file at known places, which leave everything else as it is: comments, order, the ends of lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

BREAK = re.compile(r"(\r\n|\r|\n)")
MARK = "\ufeff"
"""What some editors begin a file with."""


class Edit(NamedTuple):
    """A text that takes the place of what is between two places, lines and columns from 1."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


def inserted(line: int, column: int, text: str) -> Edit:
    return Edit(line, column, line, column, text)


def replaced(line: int, column: int, length: int, text: str) -> Edit:
    """Instead of some characters of one line."""
    return Edit(line, column, line, column + length, text)


def removed_lines(first: int, last: int) -> Edit:
    """Take lines out, with their ends."""
    return Edit(first, 1, last + 1, 1, "")


def edited(source: bytes, edits: Iterable[Edit]) -> bytes:
    """The file after all edits, whose places are those of the file before. Raises :class:`UnicodeDecodeError`."""
    text = source.decode()
    mark, text = (MARK, text[1:]) if text.startswith(MARK) else ("", text)
    pieces = BREAK.split(text)
    ends = pieces[1::2]
    line_end = ends[0] if ends else "\n"
    starts = [0]
    for line, end in zip(pieces[::2], [*ends, ""], strict=True):
        starts.append(starts[-1] + len(line) + len(end))

    def place(line: int, column: int) -> int:
        return len(text) if line > len(pieces[::2]) else starts[line - 1] + column - 1

    placed = sorted(
        (
            (place(one.line, one.column), place(one.end_line, one.end_column), number, one.text)
            for number, one in enumerate(edits)
        ),
        reverse=True,
    )
    for start, end, _number, new in placed:
        open_line = start == len(text) and text[-1:] not in {"", "\r", "\n"} and new.endswith("\n") and new != "\n"
        text = text[:start] + line_end * open_line + new.replace("\n", line_end) + text[end:]
    return (mark + text).encode()
