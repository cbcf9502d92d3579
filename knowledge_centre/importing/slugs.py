"""Names become slugs: those of articles, authors, tags and categories."""

from __future__ import annotations

import re
import unicodedata

from knowledge_centre.content.fingerprints import digest
from knowledge_centre.content.vocabulary import is_slug

LONGEST = 80
"""Characters: longer addresses are cut at a word."""
SIGNS = {"c++": "cpp", "c#": "c-sharp", "f#": "f-sharp", ".net": "dotnet", "&": " and ", "@": " ", "'": "", "’": ""}
"""What a name has that its slug would lose."""
LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "æ": "ae", "Æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart."""


def slug_of(name: str) -> str:
    """A slug of ASCII letters and digits; of a name that has none of them, a number that is always the same."""
    text = name.lower().translate(LETTERS)
    for sign, words in SIGNS.items():
        text = text.replace(sign, words)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > LONGEST:
        slug = slug[:LONGEST].rpartition("-")[0] or slug[:LONGEST]
    return slug if is_slug(slug) else f"n{digest(name)[:8]}"


def free_slug(slug: str, taken: set[str]) -> str:
    """The slug, or the next with a number, which is taken then."""
    free, number = slug, 1
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    taken.add(free)
    return free
