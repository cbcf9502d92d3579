"""An author's mistake: where it is, what is wrong and what to write instead."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Mistake(NamedTuple):
    """One mistake. ``str()`` gives the line editors and CI understand: ``path:line: message``."""

    path: str
    """Of the file, relative to the site's folder, with forward slashes."""
    line: int
    """Counted from 1."""
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class Remark(NamedTuple):
    """A mistake whose file is known to the caller: what validators of one text give."""

    line: int
    message: str

    def of(self, path: str) -> Mistake:
        """The mistake this is in the file at *path*."""
        return Mistake(path, self.line, self.message)


def counted(number: int, noun: str) -> str:
    """``1 mistake``, ``2 mistakes``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message: the nearest of *known*, or nothing where none is near."""
    names = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return f': did you mean "{names[near[0]]}"?' if near else "."
