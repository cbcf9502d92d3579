"""Where a term occurs, as bytes: the postings and the places that the parts of the index have of it.

A number is written seven bits to a byte, the lowest first; the high bit says that more follow.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TITLE, HEADINGS, STANDFIRST, TOPICS, BODY, CODE = range(6)
"""The fields of an article. In a posting, field *n* is the bit ``1 << n``."""
FIELD_BITS = 3
"""An occurrence is one number: its place, and in the lowest bits its field."""
EACH_ONCE = 64
"""The bit that says that each count is 1, and none is written."""
ONCE_IN_BODY = b""
"""What a posting says of a term that occurs once, in the body: its step has that in its lowest bit."""
SHORT = [bytes((number,)) for number in range(128)]


class Posting(NamedTuple):
    """What is said of a term in one article."""

    number: int
    said: bytes
    """In which fields it occurs, and how often."""
    places: bytes


def varint(number: int) -> bytes:
    if number < 128:
        return SHORT[number]
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """The number at an offset, and the offset behind it."""
    number = shift = 0
    while (byte := data[at]) > 127:
        number |= (byte & 127) << shift
        shift += 7
        at += 1
    return number | byte << shift, at + 1


def said_of(occurrences: Sequence[int]) -> bytes:
    """In which fields a term occurs in an article, and how often: a byte of bits, then a count for each."""
    fields = [one & 7 for one in occurrences]
    first = fields[0]
    if len(fields) == 1:
        return ONCE_IN_BODY if first == BODY else SHORT[1 << first | EACH_ONCE]
    counts = {field: fields.count(field) for field in sorted(set(fields))}
    bits = sum(1 << field for field in counts)
    if all(count == 1 for count in counts.values()):
        return SHORT[bits | EACH_ONCE]
    return SHORT[bits] + b"".join(map(varint, counts.values()))


def placed(occurrences: Iterable[int]) -> bytes:
    """The places of a term in an article: the first, then the steps from each to the next."""
    found, last = bytearray(), 0
    for one in occurrences:
        place = one >> FIELD_BITS
        if place - last < 128:
            found.append(place - last)
        else:
            found += varint(place - last)
        last = place
    return bytes(found)


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
