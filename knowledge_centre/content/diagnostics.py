"""What is wrong in an author's file: its place, the rule it breaks, and what to write instead."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_LINE = 400
"""Characters of a warning that another program words, which may repeat an article's text."""
LONGEST_QUOTE = 80
"""Characters of an author's text that a message repeats."""


@dataclass(frozen=True, order=True, slots=True)
class Diagnostic:
    """One thing that is wrong. Sorting is by place; ``str()`` gives the line that editors and CI understand."""

    path: str
    """Of the file, relative to the site's folder, with forward slashes; empty until the caller sets it."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters; 0 where it is not known."""
    rule: str
    """One of the :data:`~knowledge_centre.content.rules.RULES`."""
    message: str
    """What is wrong, without a full stop."""
    remedy: str = ""
    """What to write instead."""

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}: {self.text}"

    @property
    def text(self) -> str:
        """What is wrong and what to write instead, in one line."""
        return printable(self.message + ending(self.remedy))

    def at(self, path: str) -> Diagnostic:
        """The same in the file at *path*."""
        return replace(self, path=path)


def report(diagnostics: Iterable[Diagnostic], stream: TextIO) -> int:
    """Print one line for each diagnostic, by place, and return how many there are."""
    lines = [f"{diagnostic}\n" for diagnostic in sorted(diagnostics)]
    stream.writelines(lines)
    return len(lines)


def printable(text: str) -> str:
    """The text on one line: control characters and invisible ones are printed as Python's escapes."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def one_line(text: str) -> str:
    """A message of any length and form on one line, with nothing in it that a terminal would obey."""
    return (
        text
        if text.isprintable() and len(text) <= LONGEST_LINE
        else printable(shortened(" ".join(text.split()), LONGEST_LINE))
    )


def shortened(text: str, length: int = LONGEST_QUOTE) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def quoted(text: str) -> str:
    """An author's own text, as messages repeat it."""
    return f'"{shortened(text)}"'


def counted(number: int, noun: str) -> str:
    """``1 mistake``, ``2 mistakes``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def suggestion(word: str, known: Iterable[str]) -> str:
    """A remedy: the name in *known* that is most like the word; empty where none is like it."""
    names = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return f"did you mean {quoted(names[near[0]])}?" if near else ""


def ending(remedy: str) -> str:
    """What follows a message: its remedy, or a full stop."""
    return f": {remedy}" if remedy else "."


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a warning of Sphinx's: a suggestion, or a full stop."""
    return ending(suggestion(word, known))
