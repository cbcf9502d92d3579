"""Names become slugs: those of articles, authors, tags and categories."""

from __future__ import annotations

from knowledge_centre.content.fingerprints import digest
from knowledge_centre.content.slugs import folded
from knowledge_centre.content.vocabulary import is_slug

LONGEST = 80
"""Characters: longer addresses are cut at a word."""


def slug_of(name: str) -> str:
    """A slug of ASCII letters and digits; of a name that has none of them, a number that is always the same."""
    slug = folded(name)
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
