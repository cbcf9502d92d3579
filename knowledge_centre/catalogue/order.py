"""The order of names in an index: without case and accents, numbers as numbers; and the letter that each stands under."""

from __future__ import annotations

import re
import unicodedata

NUMBERS = re.compile(r"(\d+)")
OTHER = "#"
"""Where names stand that begin with no letter."""


def natural(text: str) -> list[tuple[int, str]]:
    """``part-2`` before ``part-10``."""
    return [(int(part or 0), "") if place % 2 else (0, part) for place, part in enumerate(NUMBERS.split(text))]


def sort_key(name: str) -> list[tuple[int, str]]:
    """Puts "Éclair" beside "Eclair", ".NET" at N, "Topic 2" before "Topic 100"."""
    return [(letter(name) != OTHER, ""), *natural(_plain(name))]


def letter(name: str) -> str:
    """The letter of any script that a name stands under."""
    first = _plain(name)[:1]
    return first.upper()[:1] if first.isalpha() else OTHER


def _plain(name: str) -> str:
    """A name as it is sorted: from its first letter or digit on, small, Latin letters without their accents.

    Of other scripts nothing is taken away: "Й" is no "И".
    """
    small = "".join(map(_bare, unicodedata.normalize("NFKC", name).casefold()))
    start = next((place for place, char in enumerate(small) if char.isalnum()), 0)
    return small[start:]


def _bare(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() else char
