"""From what each article has to what each term has; and the entries of one article exchanged for others.

An entry knows where every so many postings of it end, so that one article's can be found without reading all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile
from typing import TYPE_CHECKING

from knowledge_centre.search.postings import Posting, read_postings, step, varint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge_centre.search.contributions import Terms

CUT = 64
"""Postings from one cut to the next."""


Cut = tuple[int, int, int]
"""The number of the last article before it, and the offsets of what follows in the postings and in the places."""
Entry = tuple[int, bytes, bytes, tuple[Cut, ...]]
"""What the index has of one term: the number of its articles, their postings and places, and cuts in them.

A plain tuple, as it is kept: there is one for each word of the site.
"""
Entries = dict[str, Entry]
"""By term, in order."""
NONE: Entry = (0, b"", b"", ())


def merged(articles: Iterable[Terms]) -> Entries:
    """The entries of all terms of some articles, which are numbered in their order.

    A tenth of a first build's time is spent in this loop: it calls as little as it can.
    """
    once: dict[str, Posting] = {}
    """Of the terms that one article has so far: half of all."""
    growing: dict[str, tuple[list[int], bytearray, bytearray, list[Cut]]] = {}
    """Of the others: how many articles and the last one; postings, places, cuts."""
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
                cuts.append((last, len(postings), len(places)))
            jump = (number - last) << 1 | (not said)
            if jump < 128:
                postings.append(jump)
            else:
                postings += varint(jump)
            postings += said
            places += placed
            state[:] = count + 1, number
    entries: Entries = {}
    for term in sorted([*once, *growing]):
        if only := once.pop(term, None):
            entries[term] = 1, step(only.number, 0, only.said) + only.said, only.places, ()
        else:
            (count, _last), postings, places, cuts = growing.pop(term)
            entries[term] = count, bytes(postings), bytes(places), tuple(cuts)
    return entries


def places_before(entry: Entry, number: int) -> int:
    """Where in the places of a term those of an article begin, or would begin."""
    _articles, postings, places, cuts = entry
    behind = bisect_left(cuts, (number,))
    before, start, at = cuts[behind - 1] if behind else (0, 0, 0)
    _last, end, places_end = cuts[behind] if behind < len(cuts) else (0, len(postings), len(places))
    some = read_postings(postings[start:end], places[at:places_end], before)
    return at + sum(len(one.places) for one in takewhile(lambda one: one.number < number, some))


def exchange(entries: Entries, number: int, before: Terms, now: Terms) -> set[str]:
    """Have the entries say of an article what it has *now*, instead of what it had.

    Gives the terms that more or fewer articles have.
    """
    old, new = _by_term(before), _by_term(now)
    moved = old.keys() ^ new.keys()
    for term in old.keys() | new.keys():
        posting = new.get(term)
        if posting == old.get(term):
            continue
        entries[term] = _exchanged(entries.get(term, NONE), number, Posting(number, *posting) if posting else None)
        if not entries[term][0]:
            del entries[term]
    return moved


def _by_term(terms: Terms) -> dict[str, tuple[bytes, bytes]]:
    return {term: (said, places) for term, said, places in zip(*terms, strict=True)}


def _exchanged(entry: Entry, number: int, posting: Posting | None) -> Entry:
    """An entry with another posting for an article, or with none.

    It is read from the cut before the article to the second one after it: the step of the posting that follows may
    change, and what is behind the second cut stays as it is.
    """
    articles, postings, places, cuts = entry
    first = bisect_left(cuts, (number,))  # as many have their last article before it
    before, *start = cuts[first - 1] if first else (0, 0, 0)
    behind = cuts[first + 1 :]
    end = behind[0][1:] if behind else (len(postings), len(places))
    old = list(read_postings(postings[start[0] : end[0]], places[start[1] : end[1]], before))
    new = sorted([one for one in old if one.number != number] + ([posting] if posting else []))
    new_postings, new_places, between = _written(new, before)
    grown = len(new_postings) - (end[0] - start[0]), len(new_places) - (end[1] - start[1])
    return (
        articles + len(new) - len(old),
        postings[: start[0]] + new_postings + postings[end[0] :],
        places[: start[1]] + new_places + places[end[1] :],
        (*cuts[:first], *_moved(between, *start), *_moved(behind, *grown)),
    )


def _moved(cuts: Iterable[Cut], postings: int, places: int) -> Iterator[Cut]:
    return ((number, at + postings, place + places) for number, at, place in cuts)


def _written(some: Iterable[Posting], before: int) -> tuple[bytes, bytes, list[Cut]]:
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
