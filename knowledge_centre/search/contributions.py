"""What one article gives to the index: the places of its terms by field, its headings and its text."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.search.cutting import pieces
from knowledge_centre.search.postings import (
    BODY,
    CODE,
    FIELD_BITS,
    HEADINGS,
    STANDFIRST,
    TITLE,
    TOPICS,
    described,
)
from knowledge_centre.search.visible_text import visible_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from knowledge_centre.search.visible_text import Section

APART = 16
"""Places between two fields or blocks, so that no phrase goes from one into the other."""


class Said(NamedTuple):
    """What an article's record says, besides its text."""

    title: str
    topics: tuple[str, ...] = ()
    """Labels and aliases of its tags, and its keywords."""
    standfirst: str = ""
    """Empty where it is the first paragraph, which the text has."""


class Terms(NamedTuple):
    """The terms of one article; what is said of each, and its places: see postings."""

    terms: tuple[str, ...]
    said: tuple[bytes, ...]
    places: tuple[bytes, ...]


class Contribution(NamedTuple):
    terms: Terms
    words: int
    """Its length."""
    sections: tuple[tuple[str, str, int], ...]
    """Anchor, heading and level of each section that has a heading."""
    text: bytes
    """Packed: the blocks of each section."""


def contribution(said: Said, html: str) -> Contribution:
    sections = visible_text(html)
    fields = [(TITLE, said.title), *((TOPICS, topic) for topic in said.topics), (STANDFIRST, said.standfirst)]
    for section in sections:
        fields.append((HEADINGS, section.heading))
        fields += ((CODE if block.is_code else BODY, block.text) for block in section.blocks)
    occurrences, words = occurring(fields)
    headings = tuple((section.anchor, section.heading, section.level) for section in sections[1:])
    return Contribution(terms_of(occurrences), words, headings, packed(shown_text(sections)))


def occurring(fields: Iterable[tuple[int, str]]) -> tuple[dict[str, list[int]], int]:
    """Where each term occurs, in ascending order, and the number of words: those of all fields, each counted once."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    first = words = 0
    for field, text in fields:
        code = start = first << FIELD_BITS | field
        for terms, places in pieces(text):
            humps = places > 1 and between_humps(terms)
            for term, offset, span in terms:
                at = code ^ field | CODE if humps and span == 1 and offset in humps else code
                found[term].append(at + (offset << FIELD_BITS))
            code += places << FIELD_BITS
        if taken := (code - start) >> FIELD_BITS:
            words += taken
            first += taken + APART
    return found, words


@lru_cache(maxsize=10_000)
def between_humps(terms: tuple[tuple[str, int, int], ...]) -> frozenset[int]:
    """The places of the parts of names such as JavaScript: who asks for Java means no title that has these.

    A name of this kind stands there in parts and glued, and not with anything that joins them.
    """
    wholes = [(offset, span) for _term, offset, span in terms if span > 1]
    parts = {offset: term for term, offset, span in reversed(terms) if span == 1}
    names = [
        range(offset, offset + span)
        for term, offset, span in terms
        if span > 1
        and wholes.count((offset, span)) == 1
        and term == "".join(map(parts.get, range(offset, offset + span)))  # type: ignore[arg-type]
    ]
    return frozenset(chain.from_iterable(names))


def terms_of(occurrences: Mapping[str, Sequence[int]]) -> Terms:
    if not occurrences:
        return Terms((), (), ())
    said, places = zip(*map(described, occurrences.values()), strict=True)
    return Terms(tuple(occurrences), said, places)


def shown_text(sections: Sequence[Section]) -> list[list[object]]:
    """The blocks that results quote, section by section: code says that it is."""
    return [[{"c": block.text} if block.is_code else block.text for block in section.blocks] for section in sections]


def packed(data: object) -> bytes:
    """JSON, packed as a browser unpacks it; its checksum tells damage."""
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 9)
