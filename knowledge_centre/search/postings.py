"""Where a term occurs, as bytes: the postings and the places that the parts of the index have of it.

A number is written seven bits to a byte, the lowest first; the high bit says that more follow.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

TITLE, HEADINGS, STANDFIRST, TOPICS, BODY, CODE = range(6)
"""The fields of an article; the last is code, and parts of names wherever they stand. In a posting, field *n* is the bit
``1 << n``."""
EACH_ONCE = 64
"""The bit that says that each count is 1, and none is written."""
ONCE_IN_BODY = b""
"""What a posting says of a term that occurs once, in the body: its step has that in its lowest bit."""


class Posting(NamedTuple):
    """What is said of a term in one article."""

    number: int
    said: bytes
    """In which fields it occurs, and how often."""
    places: bytes


class _Varints(dict[int, bytes]):
    """Numbers as bytes. Most are small, and a table is quicker than any function."""

    def __missing__(self, number: int) -> bytes:
        found = bytearray()
        left = number
        while left > 127:
            found.append(left & 127 | 128)
            left >>= 7
        found.append(left)
        made = bytes(found)
        return self.setdefault(number, made) if number < KNOWN else made


KNOWN = 1 << 14
varint: Callable[[int], bytes] = _Varints().__getitem__


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """The number at an offset, and the offset behind it."""
    number = shift = 0
    while (byte := data[at]) > 127:
        number |= (byte & 127) << shift
        shift += 7
        at += 1
    return number | byte << shift, at + 1


@lru_cache(maxsize=10_000)
def said_of_body(count: int) -> bytes:
    """What is said of a term that is in the body alone."""
    return varint(1 << BODY) + varint(count) if count > 1 else ONCE_IN_BODY


@lru_cache(maxsize=10_000)
def said_of(fields: bytes) -> bytes:
    """In which fields a term is, as a byte of bits, then how often in each. *fields* has the field of each place."""
    counts = Counter(fields)
    if counts.keys() == {BODY}:
        return said_of_body(counts[BODY])
    bits = sum(1 << field for field in counts)
    if len(fields) == len(counts):
        return varint(bits | EACH_ONCE)
    return varint(bits) + b"".join(varint(counts[field]) for field in sorted(counts))


def steps(places: Sequence[int]) -> bytes:
    """The first place, then the steps from each to the next."""
    return b"".join(map(varint, map(sub, places, [0, *places])))


def read_said(data: bytes, at: int) -> tuple[dict[int, int], int]:
    """The counts by field of a posting that says some, and the offset behind it."""
    bits = data[at]
    at += 1
    counts: dict[int, int] = {}
    for field in range(CODE + 1):
        if bits >> field & 1:
            counts[field], at = (1, at) if bits & EACH_ONCE else read_varint(data, at)
    return counts, at


def read_postings(postings: bytes, places: bytes, before: int = 0) -> Iterator[Posting]:
    """Take postings and their places apart again. *before* is the number of the article before the first."""
    at = place = 0
    number = before
    while at < len(postings):
        step, start = read_varint(postings, at)
        number += step >> 1
        count, at = 1, start
        if not step & 1:
            counts, at = read_said(postings, start)
            count = sum(counts.values())
        first = place
        for _place in range(count):
            _step, place = read_varint(places, place)
        yield Posting(number, postings[start:at], places[first:place])


def step(number: int, before: int, said: bytes) -> bytes:
    """How a posting begins: how far its article is from the one *before*, and whether nothing else is said of it."""
    return varint(number - before << 1 | (not said))


def length_byte(words: int) -> int:
    """The length of an article, by its logarithm in a byte: exact to one in twenty-five or so."""
    return min(255, round(16 * math.log2(1 + words / 8)))
