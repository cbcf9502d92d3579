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
"""The first joins emoji into one, the second asks for an emoji in colour."""
MODIFIERS = range(0x1F3FB, 0x1F400)
"""Skin tones, which belong to the emoji before them."""
FLAG_LETTERS = range(0x1F1E6, 0x1F200)
NOT_FIRST = frozenset("、。，．・：；？！ー）］｝」』】〉》〕”’…–—―ぁぃぅぇぉっゃゅょァィゥェォッャュョ々ะาำๅๆฯ")
"""Characters that may not begin a line, in scripts without spaces."""
NOT_LAST = frozenset("（［｛「『【〈《〔“‘เแโใไ")
"""Characters that may not end a line."""
BREAKS_AFTER = frozenset("-–—/")
ELLIPSIS = "…"
SLACK = 0.985
"""The share of a line that is filled: drawn letters differ by fractions of a pixel from what was measured."""


class Space(NamedTuple):
    """The room for a text: pixels, the number of lines, and how far apart they are for a size of 1."""

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
    """For a size of 1, as is *end*."""
    end: float
    """The width without the space at its end, as at the end of a line."""


def clusters(text: str) -> list[str]:
    """The text by what readers take for one letter: with its accents, or with all parts of an emoji."""
    letters: list[str] = []
    for char in text:
        if letters and _continues(letters[-1], char):
            letters[-1] += char
        else:
            letters.append(char)
    return letters


def _continues(cluster: str, char: str) -> bool:
    if char.isascii():
        return False
    if unicodedata.category(char)[0] == "M" or char == JOINER or ord(char) in MODIFIERS:
        return True
    if ord(char) in FLAG_LETTERS:
        return len(cluster) == 1 and ord(cluster) in FLAG_LETTERS
    return cluster.endswith(JOINER) and unicodedata.category(char) == "So"


def pieces(text: str) -> list[str]:
    """*text* in pieces that stay on one line each; the space after a word belongs to it."""
    parts = [""]
    for before, after in pairwise([*clusters(text), ""]):
        parts[-1] += before
        if after and _may_break(before, after):
            parts.append("")
    return parts


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
    """Whether a line may end beside a letter without a space: not within a Korean word, though its letters are wide."""
    wide = unicodedata.east_asian_width(char) == "W" and not HANGUL.match(char)
    return wide or UNSPACED_LETTER.match(char) is not None


def fit(text: str, measure: Callable[[str], float], space: Space, sizes: Sequence[int]) -> Fitted:
    """*text* in lines, in the largest of *sizes* for which there is room; *measure* gives a width for a size of 1.

    Words are divided only if whole ones fit in none of the sizes. The end is cut off only if even divided ones do not fit
    in the smallest.
    """
    undivided = [_measured(piece, measure) for piece in pieces(text)]
    for whole in (True, False):
        for size in sizes:
            room = space.width * SLACK / size
            parts = undivided if whole else list(_divided(undivided, measure, room))
            lines = _wrap(parts, room)
            fits = len(lines) <= space.lines and len(lines) * space.pitch * size <= space.height
            if fits and all(part.end <= room for part in parts):
                return Fitted(size, tuple(map(_text, _balanced(parts, room, len(lines)))))
    room = space.width * SLACK / sizes[-1]
    lines = _wrap(list(_divided(undivided, measure, room)), room)[: space.lines]
    return Fitted(sizes[-1], (*map(_text, lines[:-1]), ellipsised(_text(lines[-1]) + ELLIPSIS, measure, room)))


def ellipsised(text: str, measure: Callable[[str], float], room: float) -> str:
    """As much of *text* as fits in a line, with an ellipsis where that is not all."""
    kept = clusters(text)
    while len(kept) > 1 and measure(text) > room:
        kept.pop()
        text = "".join(kept).rstrip(" ,;:–-…") + ELLIPSIS
    return text


def _measured(text: str, measure: Callable[[str], float]) -> Piece:
    return Piece(text, measure(text), measure(text.rstrip()))


def _divided(parts: Iterable[Piece], measure: Callable[[str], float], room: float) -> Iterator[Piece]:
    """The pieces, with those that are wider than a line divided into letters."""
    for piece in parts:
        if piece.end > room:
            yield from (_measured(letter, measure) for letter in clusters(piece.text))
        else:
            yield piece


def _wrap(parts: Iterable[Piece], room: float) -> list[list[Piece]]:
    """As many pieces on each line as fit."""
    lines: list[list[Piece]] = [[]]
    used = 0.0
    for piece in parts:
        if lines[-1] and used + piece.end > room:
            lines.append([])
            used = 0.0
        lines[-1].append(piece)
        used += piece.width
    return lines


def _balanced(parts: Sequence[Piece], room: float, number: int) -> list[list[Piece]]:
    """The same number of lines, none much longer than the others."""
    low, high = max(room / 2, *(piece.end for piece in parts), 0.0), room
    for _ in range(7):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_wrap(parts, middle)) <= number else (middle, high)
    return _wrap(parts, high)


def _text(line: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in line).rstrip()
