"""From what each article has to what each term has; and the entries of one article exchanged for others.

An entry knows where every so many postings of it end, so that one article's can be found without reading all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.search.postings import Posting, read_postings, step, varint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge_centre.search.contributions import Terms

CUT = 64
"""Postings from one cut to the next."""


class Entry(NamedTuple):
    """What the index has of one term."""

    articles: int
    """How many have it."""
    postings: bytes
    places: bytes
    numbers: tuple[int, ...] = ()
    """At each cut, the number of the last article before it."""
    postings_cuts: tuple[int, ...] = ()
    """At each cut, the offset in the postings."""
    places_cuts: tuple[int, ...] = ()


Entries = dict[str, Entry]


def merged(articles: Iterable[Terms]) -> Entries:
    """The entries of all terms of some articles, which are numbered in their order.

    Most of the time of a first build at 10,000 articles is spent in this loop: it calls as little as it can.
    """
    once: dict[str, Posting] = {}
    """The terms that one article has so far: half of all."""
    growing: dict[str, tuple[list[int], bytearray, bytearray, list[int]]] = {}
    """Of each other, number of articles and the last one; postings, places, cuts."""
    for number, article in enumerate(articles):
        for term, said, placed in zip(*article, strict=True):
            found = growing.get(term)
            if found is None:
                first = once.pop(term, None)
                if first is None:
                    once[term] = Posting(number, said, placed)
                    continue
                start = bytearray(step(first.number, 0, first.said) + first.said)
                growing[term] = found = ([1, first.number], start, bytearray(first.places), [])
            state, postings, places, cuts = found
            count, last = state
            if not count % CUT:
                cuts += last, len(postings), len(places)
            jump = (number - last) << 1 | (not said)
            if jump < 128:
                postings.append(jump)
            else:
                postings += varint(jump)
            postings += said
            places += placed
            state[0] = count + 1
            state[1] = number
    entries = {term: Entry(1, step(one.number, 0, one.said) + one.said, one.places) for term, one in once.items()}
    while growing:
        term, ((count, _last), postings, places, cuts) = growing.popitem()
        entries[term] = Entry(count, bytes(postings), bytes(places), *(tuple(cuts[one::3]) for one in range(3)))
    return entries


def exchange(entries: Entries, number: int, before: Iterable[str], now: Terms) -> None:
    """Have the entries say of an article what it has *now*; *before* are the terms that it had."""
    terms: Mapping[str, tuple[bytes, bytes]] = {term: (said, places) for term, said, places in zip(*now, strict=True)}
    for term in {*before, *terms}:
        said, places = terms.get(term, (b"", b""))
        posting = Posting(number, said, places) if term in terms else None
        changed = _exchanged(entries.get(term, Entry(0, b"", b"")), number, posting)
        if changed.articles:
            entries[term] = changed
        else:
            entries.pop(term, None)


def _exchanged(entry: Entry, number: int, posting: Posting | None) -> Entry:
    """An entry with another posting for an article, or with none.

    It is read from the cut before the article to the second one after it: the step of the posting that follows may
    change, and what is behind the second cut stays as it is.
    """
    ends = (len(entry.postings), len(entry.places))
    first = bisect_left(entry.numbers, number)  # cuts whose last article comes before
    last = first + 2
    cuts = list(zip(entry.numbers, entry.postings_cuts, entry.places_cuts, strict=True))
    before, *start = cuts[first - 1] if first else (0, 0, 0)
    end = cuts[last - 1][1:] if last <= len(cuts) else ends
    window = entry.postings[start[0] : end[0]], entry.places[start[1] : end[1]]
    old = list(read_postings(*window, before))
    new = sorted([one for one in old if one.number != number] + ([posting] if posting else []))
    postings, places, inner = _written(new, before)
    grown = len(postings) - len(window[0]), len(places) - len(window[1])
    behind = [(one, at + grown[0], place + grown[1]) for one, at, place in cuts[last - 1 :]]
    inner = [(one, at + start[0], place + start[1]) for one, at, place in inner]
    return Entry(
        entry.articles + len(new) - len(old),
        entry.postings[: start[0]] + postings + entry.postings[end[0] :],
        entry.places[: start[1]] + places + entry.places[end[1] :],
        *(tuple(cut[one] for cut in [*cuts[:first], *inner, *behind]) for one in range(3)),
    )


def _written(some: Iterable[Posting], before: int) -> tuple[bytes, bytes, list[tuple[int, int, int]]]:
    """Postings and their places as bytes, and the cuts between them."""
    postings, places = bytearray(), bytearray()
    cuts = []
    for count, one in enumerate(some):
        if count and not count % CUT:
            cuts.append((before, len(postings), len(places)))
        postings += step(one.number, before, one.said) + one.said
        places += one.places
        before = one.number
    return bytes(postings), bytes(places), cuts
