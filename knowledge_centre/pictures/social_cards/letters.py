"""Letters that stand beside each other unchanged, as those of Latin, Greek and Cyrillic do: each is drawn once in a size.

To draw a letter of a variable font takes ten times as long as to copy it, and the titles of a site are made of few.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from PIL import Image, features

from knowledge_centre.pictures.social_cards.faces import load

if TYPE_CHECKING:
    from knowledge_centre.pictures.social_cards.faces import Face

SEPARATE = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u024f\u0370-\u0482\u048a-\u04ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)
"""Texts of such letters, with punctuation, and without marks that are put on a letter before them."""
REFERENCE = 64
"""The size in which text is measured."""


def are_separate(text: str) -> bool:
    return SEPARATE.fullmatch(text) is not None


@lru_cache(maxsize=4_000)
def places(face: Face, text: str) -> tuple[float, ...]:
    """Where each letter of a text begins and, at last, where the text ends, for a size of 1."""
    steps = [_step(face, letter, following) for letter, following in pairwise(text)]
    return *accumulate(steps, initial=0.0), sum(steps) + _width(face, text[-1:])


def write(ink: Image.Image, face: Face, size: float, text: str, place: tuple[float, float], *, strength: int) -> None:
    """Put the letters of a text on a greyscale image, from a place on their baseline."""
    across, down = place[0], round(place[1])
    for letter, start in zip(text, places(face, text), strict=False):
        if letter != " ":
            mask, left, top, wide, tall = _drawn(face, size, letter)
            x, y = round(across + start * size) + left, down + top
            ink.paste(strength, (x, y, x + wide, y + tall), mask)


@lru_cache(maxsize=20_000)
def _step(face: Face, letter: str, following: str) -> float:
    """From the beginning of a letter to that of the next: some come nearer to each other than others."""
    return _width(face, letter + following) - _width(face, following)


@lru_cache(maxsize=20_000)
def _width(face: Face, text: str) -> float:
    apart = ["-liga", "-clig"] if features.check("raqm") else None
    return load(face, REFERENCE).getlength(text, features=apart) / REFERENCE


@lru_cache(maxsize=4_000)
def _drawn(face: Face, size: float, letter: str) -> tuple[Image.Image, int, int, int, int]:
    """A letter, where its top left corner is from its place on the baseline, how wide it is and how tall."""
    drawn, (left, top) = load(face, size).getmask2(letter, anchor="ls")
    return Image.frombytes("L", drawn.size, bytes(drawn)), left, top, *drawn.size
