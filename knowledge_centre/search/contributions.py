"""What one article gives to the index: the places of its terms by field, its headings and its text."""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.search.cutting import pieces
from knowledge_centre.search.postings import (
    BODY,
    CODE,
    HEADINGS,
    STANDFIRST,
    TITLE,
    TOPICS,
    said_of,
    said_of_body,
    steps,
    varint,
)
from knowledge_centre.search.visible_text import visible_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge_centre.search.visible_text import Section

APART = 16
"""Places between two fields or blocks at least, so that no phrase goes from one into the other."""
BLOCK = 64
"""A block begins at a multiple of this: a word more in one does not move all that follow, nor change their files."""
NO_HUMPS: frozenset[int] = frozenset()
LEVEL = 4
"""Of packing. At 9 it takes half as long again, for two bytes in a hundred."""


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


NO_TERMS = Terms((), (), ())


class Contribution(NamedTuple):
    terms: Terms
    words: int
    """Its length: see there."""
    text: bytes
    """Packed: the sections, and the blocks of each."""


def contribution(said: Said, html: str, stop_words: Iterable[str] = ()) -> Contribution:
    sections = visible_text(html)
    fields: list[Field] = [(TITLE, said.title, None)]
    fields += ((TOPICS, topic, None) for topic in said.topics)
    fields.append((STANDFIRST, said.standfirst, None))
    for section in sections:
        fields.append((HEADINGS, section.heading, None))
        fields += ((CODE if is_code else BODY, text, words) for text, words, is_code in section.blocks)
    occurrences = occurring(fields)
    words = length(occurrences, stop_words)  # before the terms, which take the occurrences apart
    return Contribution(terms_of(occurrences), words, packed(shown_text(sections)))


class Occurrences(NamedTuple):
    """Where the terms of an article occur, in ascending order: places in the body, and those in all other fields.

    Apart, because nine of ten terms are in the body alone.
    """

    body: dict[str, list[int]]
    others: dict[str, list[tuple[int, int]]]
    """Place and field of each."""
    words: Counter[int]
    """The number of words of each field."""


Field = tuple[int, str, list[str] | None]
"""Which it is, its text, and what stands between the spaces of that, where it is known."""


def occurring(fields: Iterable[Field]) -> Occurrences:
    body: defaultdict[str, list[int]] = defaultdict(list)
    others: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    words: Counter[int] = Counter()
    first = 0
    for field, text, between_spaces in fields:
        place = first
        found = [*pieces(text, between_spaces)]
        if field == BODY and tuple not in map(type, found):
            for place, term in enumerate(found, first):  # the innermost loop of a first build
                body[term].append(place)  # type: ignore[index]
            place = first + len(found)
            found.clear()
        for piece in found:
            if isinstance(piece, str):
                if field == BODY:
                    body[piece].append(place)
                else:
                    others[piece].append((place, field))
                place += 1
                continue
            terms, places = piece
            humps = between_humps(terms) if places > 1 else NO_HUMPS
            for term, offset, span in terms:
                if span == 1 and offset in humps:
                    others[term].append((place + offset, CODE))
                elif field == BODY:
                    body[term].append(place + offset)
                else:
                    others[term].append((place + offset, field))
            place += places
        if place > first:
            words[field] += place - first
            first = -(-(place + APART) // BLOCK) * BLOCK
    return Occurrences(body, others, words)


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


def length(occurrences: Occurrences, stop_words: Iterable[str]) -> int:
    """How long an article is, for the ranking: without stop words, and with the words of its title counted twice."""
    body, others, words = occurrences
    stopped: Counter[int] = Counter()
    for word in stop_words:
        if word in body:
            stopped[BODY] += len(body[word])
        if word in others:
            stopped.update(field for _place, field in others[word])
    counted = words - stopped
    return counted.total() + counted[TITLE]


def terms_of(occurrences: Occurrences) -> Terms:
    body, others, _words = occurrences
    said: list[bytes] = []
    places: list[bytes] = []
    for term, mixed in others.items():
        every = sorted(mixed + [(place, BODY) for place in body.pop(term, ())])
        said.append(said_of(bytes(field for _place, field in every)))
        places.append(steps([place for place, _field in every]))
    said += map(said_of_body, map(len, body.values()))
    places += [steps(some) if len(some) > 1 else varint(some[0]) for some in body.values()]
    return Terms((*others, *body), tuple(said), tuple(places))


def shown_text(sections: Sequence[Section]) -> dict[str, object]:
    """Anchor, heading and level of each section that has a heading, and the blocks of all: code says that it is."""
    return {
        "s": [(section.anchor, section.heading, section.level) for section in sections[1:]],
        "b": [[{"c": block.text} if block.is_code else block.text for block in one.blocks] for one in sections],
    }


def packed(data: object) -> bytes:
    """JSON, packed as a browser unpacks it; its checksum tells damage."""
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), LEVEL)
