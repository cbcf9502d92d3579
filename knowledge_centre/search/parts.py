"""The terms of the index in parts of like size: groups of one stem, boundaries that an edit leaves, pointers."""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.search.merging import places_before
from knowledge_centre.search.postings import varint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from knowledge_centre.search.merging import Entries, Entry

PARTS = 128
"""As many as a site has, unless they were too small or too large."""
SIZES = (2_400, 3_400, 4_800, 6_800, 9_600)
"""Bytes of a part, unpacked: it packs to two thirds. In steps, so that an edit does not move all boundaries."""
EARLY = 3 / 4
"""Of that size: from here on a key may begin a part, if its digest says so."""
ONE_IN = 8
"""As many keys are such."""
MANY_PLACES = 600
"""Bytes. A form that has more has files of its own for them, so that nobody who asks for another fetches them too."""
PIECE = 6_000
"""Bytes of such a file or so, unpacked: it has the places in some articles."""


class Own(NamedTuple):
    """A form whose places are in files of their own."""

    entry: Entry
    shift: int
    """A file has as many articles as two to the power of this."""


class Group(NamedTuple):
    """All forms of one stem, as the files have them."""

    key: str
    terms: bytes
    places: bytes = b""
    """Of the forms that have few."""
    own: tuple[Own, ...] = ()


class Part(NamedTuple):
    first: str
    """What is looked up here is not before this, and before that of the next part."""
    terms: bytes
    places: bytes
    own: list[Own]

    @property
    def name(self) -> str:
        """Of all its files, so that they always fit each other."""
        name = sha256(self.terms + self.places)
        for entry, _shift in self.own:
            name.update(entry[2])
        return name.hexdigest()[:10]

    def pieces(self) -> Iterator[tuple[str, bytes]]:
        """The places that have files of their own: of which form and which articles, as numbers."""
        for number, (entry, shift) in enumerate(self.own):
            start = piece = 0
            while start < len(entry[2]):
                end = places_before(entry, piece + 1 << shift)
                if end > start:
                    yield f"{number}-{piece}", entry[2][start:end]
                start, piece = end, piece + 1


def groups(entries: Entries, stems: Mapping[str, str]) -> dict[str, list[str]]:
    """The terms by stem, both in order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for term in sorted(entries):
        found[stems[term]].append(term)
    return {key: found[key] for key in sorted(found)}


def parts(entries: Entries, stems: Mapping[str, str], articles: int) -> list[Part]:
    """*articles*: how many there are."""
    grouped = groups(entries, stems)
    made = [group(key, terms, entries, articles) for key, terms in grouped.items()]
    divided = list(division(made, size_of_part(made)))
    # The first part has all that is before its keys, too.
    firsts = [
        separator(divided[number - 1][-1].key, some[0].key) if number else "" for number, some in enumerate(divided)
    ]
    pointers: list[list[Group]] = [[] for _part in divided]
    for number, some in enumerate(divided):
        lower, upper = firsts[number], firsts[number + 1] if number + 1 < len(firsts) else ""
        for key, *_rest in some:
            for term in grouped[key]:
                if term < lower or (upper and term >= upper):
                    pointers[place_of(term, firsts)].append(pointer(term, key))
    return [
        part(first, sorted([*some, *more], key=lambda one: one.key) if more else some)
        for first, some, more in zip(firsts, divided, pointers, strict=True)
    ]


def group(key: str, terms: Sequence[str], entries: Entries, articles: int) -> Group:
    head = [string(key), varint(len(terms))]
    bodies: list[bytes] = []
    few: list[bytes] = []
    own: list[Own] = []
    for term in terms:
        entry = entries[term]
        number, postings, places, _cuts = entry
        head += b"\0" if term == key else string(term), varint(number), varint(len(postings))
        bodies.append(postings)
        if len(places) > MANY_PLACES:
            own.append(Own(entry, max(1, PIECE * articles // len(places)).bit_length() - 1))
            head += varint(len(places) << 1 | 1), varint(own[-1].shift)
        else:
            few.append(places)
            head.append(varint(len(places) << 1))
    return Group(key, b"".join(head + bodies), b"".join(few), tuple(own))


def pointer(term: str, key: str) -> Group:
    """What is found where a term would be looked up whose group is in another part. It has no forms."""
    return Group(term, string(term) + b"\0" + string(key))


def string(text: str) -> bytes:
    data = text.encode()
    return varint(len(data)) + data


def size_of_part(made: Iterable[Group]) -> int:
    """The step that gives the wanted number of parts."""
    wanted = sum(len(one.terms) for one in made) / PARTS
    return next((size for size in SIZES if size >= wanted), SIZES[-1])


def division(made: Iterable[Group], size: int) -> Iterator[list[Group]]:
    """Groups in parts. A group that is as large as a part is one by itself; other boundaries depend on keys nearby."""
    part: list[Group] = []
    filled = 0
    for one in made:
        weight = len(one.terms)
        if part and (weight >= size or filled >= 2 * size or (filled >= EARLY * size and begins(one.key))):
            yield part
            part, filled = [], 0
        part.append(one)
        filled += weight if weight < size else 2 * size
    if part:
        yield part


def begins(key: str) -> bool:
    return zlib.crc32(key.encode()) % ONE_IN == 0


def separator(before: str, key: str) -> str:
    """The shortest text that is behind one key and not behind the next."""
    length = next(n for n in range(1, len(key) + 1) if key[:n] > before)
    return key[:length]


def place_of(text: str, firsts: Sequence[str]) -> int:
    """The part in which a text is looked up: the last one whose first is not behind it."""
    return bisect_right(firsts, text) - 1


def part(first: str, some: Iterable[Group]) -> Part:
    some = list(some)
    count = varint(len(some))
    terms, places = (b"".join(all_) for all_ in zip(*((one.terms, one.places) for one in some), strict=True))
    return Part(first, count + terms, places, [own for one in some for own in one.own])
