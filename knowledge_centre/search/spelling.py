"""The words that typos are mended by and unfinished words completed by, by their first letters."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge_centre.search.merging import Entries

BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
PAIRED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts that are cut in pairs, which nobody mistypes into each other."""


def spelling(entries: Entries, letters: Iterable[str] | None = None) -> dict[str, str]:
    """By first letter, the words of the site and how many articles have each; those of some *letters*, or of all."""
    wanted = None if letters is None else set(letters)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for term in entries:
        if (wanted is None or term[0] in wanted) and is_spelt(term):
            found[term[0]].append(term)
    return {letter: front_coded(sorted(found[letter]), entries) for letter in sorted(found)}


def is_spelt(term: str) -> bool:
    """Whether a term is a word that may be mistyped or unfinished."""
    if term.isascii():
        return term.isalnum() and not term.isdecimal()
    return not PAIRED.search(term) and term[0].isalnum() and any(letter.isalpha() for letter in term)


def front_coded(words: Iterable[str], entries: Entries) -> str:
    """A line a word: how many letters it shares with the one before (a digit of base 36), the rest, its articles."""
    lines, before = [], ""
    for word in words:
        shared, most = 0, min(len(word), len(before), len(BASE36) - 1)
        while shared < most and word[shared] == before[shared]:
            shared += 1
        lines.append(f"{BASE36[shared]}{word[shared:]} {entries[word][0]}\n")
        before = word
    return "".join(lines)
