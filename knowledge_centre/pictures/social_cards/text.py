"""Where the lines of a social card's text may break, and the largest size in which it fits."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.documents.keywords import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

UNSPACED_LETTER = re.compile(UNSPACED)
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
JOINER, VARIANT = "\u200d", "\ufe0f"
"""Join emoji to one, and ask for the colours of one."""
MODIFIERS = range(0x1F3FB, 0x1F400)
"""Tones of skin, which belong to the emoji before them."""
FLAG_LETTERS = range(0x1F1E6, 0x1F200)
NOT_FIRST = frozenset("、。，．・：；？！ー）］｝」』】〉》〕”’…–—―ぁぃぅぇぉっゃゅょァィゥェォッャュョ々ะาำๅๆฯ")
"""What begins no line in scripts without spaces."""
NOT_LAST = frozenset("（［｛「『【〈《〔“‘เแโใไ")
"""What ends none."""
BREAKS_AFTER = frozenset("-–—/")
ELLIPSIS = "…"
SLACK = 0.985
"""Of a line that is filled: letters at their size differ by fractions of a pixel from what was measured."""


class Space(NamedTuple):
    """What there is for a text: pixels, lines, and how far apart the lines are for a size of 1."""

    width: float
    height: float
    lines: int
    pitch: float


class Fitted(NamedTuple):
    size: int
    lines: tuple[str, ...]


class Piece(NamedTuple):
    text: str
    width: float
    """For a size of 1, as the next."""
    end: float
    """Without the space at its end."""


def clusters(text: str) -> list[str]:
    """What readers take for one letter each: with its accents, and all that an emoji is put together from."""
    found: list[str] = []
    for char in text:
        if found and _continues(found[-1], char):
            found[-1] += char
        else:
            found.append(char)
    return found


def _continues(cluster: str, char: str) -> bool:
    if char.isascii():
        return False
    if unicodedata.category(char)[0] == "M" or char == JOINER or ord(char) in MODIFIERS:
        return True
    if ord(char) in FLAG_LETTERS:
        return len(cluster) == 1 and ord(cluster) in FLAG_LETTERS
    return cluster.endswith(JOINER) and unicodedata.category(char) == "So"


def pieces(text: str) -> list[str]:
    """*text* in pieces that no line ending should divide; the space after a word goes with it."""
    found = [""]
    for before, after in pairwise([*clusters(text), ""]):
        found[-1] += before
        if after and _may_break(before, after):
            found.append("")
    return found


def _may_break(before: str, after: str) -> bool:
    if after.isspace():
        return False
    if before.isspace():
        return True
    if after[0] in NOT_FIRST or before[0] in NOT_LAST:
        return False
    if before in BREAKS_AFTER:
        return after[0].isalpha()
    return _unspaced(before[0]) or _unspaced(after[0])


def _unspaced(char: str) -> bool:
    """Whether a line may end beside a letter that is no space: not within a Korean word, though its letters are wide."""
    wide = unicodedata.east_asian_width(char) == "W" and not HANGUL.match(char)
    return wide or UNSPACED_LETTER.match(char) is not None


def fit(text: str, measure: Callable[[str], float], space: Space, sizes: Sequence[int]) -> Fitted:
    """*text* in lines, in the largest of *sizes* that has room; *measure* tells a width for a size of 1.

    Words are divided only where none of the sizes has room for them whole, and the end is cut off only where even the
    smallest has no room then.
    """
    found = [_measured(one, measure) for one in pieces(text)]
    for whole in (True, False):
        for size in sizes:
            room = space.width * SLACK / size
            some = found if whole else list(_divided(found, measure, room))
            lines = _wrap(some, room)
            fits = len(lines) <= space.lines and len(lines) * space.pitch * size <= space.height
            if fits and all(one.end <= room for one in some):
                return Fitted(size, tuple(map(_text, _balanced(some, room, len(lines)))))
    room = space.width * SLACK / sizes[-1]
    lines = _wrap(list(_divided(found, measure, room)), room)[: space.lines]
    return Fitted(sizes[-1], (*map(_text, lines[:-1]), ellipsised(_text(lines[-1]) + ELLIPSIS, measure, room)))


def ellipsised(text: str, measure: Callable[[str], float], room: float) -> str:
    """As much of *text* as has room on one line, with an ellipsis where that is not all."""
    kept = clusters(text)
    while len(kept) > 1 and measure(text) > room:
        kept.pop()
        text = "".join(kept).rstrip(" ,;:–-…") + ELLIPSIS
    return text


def _measured(text: str, measure: Callable[[str], float]) -> Piece:
    return Piece(text, measure(text), measure(text.rstrip()))


def _divided(found: Iterable[Piece], measure: Callable[[str], float], room: float) -> Iterator[Piece]:
    """The pieces; those that are wider than a line as their letters."""
    for piece in found:
        if piece.end > room:
            yield from (_measured(one, measure) for one in clusters(piece.text))
        else:
            yield piece


def _wrap(found: Iterable[Piece], room: float) -> list[list[Piece]]:
    """As many pieces on each line as it has room for."""
    lines: list[list[Piece]] = [[]]
    used = 0.0
    for piece in found:
        if lines[-1] and used + piece.end > room:
            lines.append([])
            used = 0.0
        lines[-1].append(piece)
        used += piece.width
    return lines


def _balanced(found: Sequence[Piece], room: float, number: int) -> list[list[Piece]]:
    """The same number of lines, none much longer than the others."""
    low, high = max(room / 2, *(piece.end for piece in found), 0.0), room
    for _ in range(7):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_wrap(found, middle)) <= number else (middle, high)
    return _wrap(found, high)


def _text(line: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in line).rstrip()
