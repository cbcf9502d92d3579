"""What search keeps from build to build: each article's contribution, and what they make together.

An article that was edited has its entries exchanged in what was kept; anything else merges all contributions again. Both
give the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.search.contributions import Contribution, Terms
from knowledge_centre.search.kept import keep, read_kept
from knowledge_centre.search.merging import Entries, Entry, exchange, merged
from knowledge_centre.search.stems import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

FEW = 100
"""Where at most one article in as many was edited, their entries are exchanged: merging all is quicker for more."""


class Kept(NamedTuple):
    """A contribution, and the terms that the one before it had, whose entries it takes the place of."""

    state: str
    """A digest of what it is made from."""
    contribution: Contribution
    state_before: str
    terms_before: tuple[str, ...]


class Merged(NamedTuple):
    """What all contributions make together."""

    site: str
    """A digest of all that they do not tell: programs, language."""
    articles: list[tuple[str, str, int]]
    """Name, state and length of each."""
    entries: Entries
    stems: dict[str, str]

    @property
    def lengths(self) -> list[int]:
        return [length for _name, _state, length in self.articles]


def kept_contribution(path: Path, state: str, make: Callable[[], Contribution]) -> Kept:
    """The contribution that is kept in a file; made and kept where there is none, or one of another text."""
    found = read_kept(path)
    if found and found[0] == state:
        terms, *rest = found[1]
        return Kept(state, Contribution(Terms(*terms), *rest), *found[2:])
    made = make()
    before: tuple[str, tuple[str, ...]] = (found[0], found[1][0][0]) if found else ("", ())
    keep(path, (state, (tuple(made.terms), *made[1:]), *before))
    return Kept(state, made, *before)


def brought_up_to_date(
    path: Path, site: str, language: str, articles: Sequence[tuple[str, str]], kept: Callable[[int], Kept]
) -> Merged:
    """What all articles make, given the name and the state of each: from what a file keeps of the last build."""
    before = _read(path, site)
    edits = _edits(before, articles, kept) if before else None
    if before and edits == {}:
        return before
    if before and edits:
        now = before
        for number, (terms_before, one) in edits.items():
            exchange(now.entries, number, terms_before, one.contribution.terms)
            now.articles[number:] = [(*articles[number], one.contribution.words), *now.articles[number + 1 :]]
    else:
        lengths: list[int] = []
        entries = merged(_terms(len(articles), kept, lengths))
        now = Merged(site, [(*one, words) for one, words in zip(articles, lengths, strict=True)], entries, {})
    stems = {term: now.stems.get(term) or stem(term, language) for term in now.entries}
    now = now._replace(stems=stems)
    keep(path, (site, now.articles, {term: tuple(entry) for term, entry in now.entries.items()}, stems))
    return now


def _read(path: Path, site: str) -> Merged | None:
    found = read_kept(path)
    if not found or found[0] != site:
        return None
    _site, articles, entries, stems = found
    return Merged(site, articles, {term: Entry(*entry) for term, entry in entries.items()}, stems)


def _edits(
    before: Merged, articles: Sequence[tuple[str, str]], kept: Callable[[int], Kept]
) -> dict[int, tuple[tuple[str, ...], Kept]] | None:
    """The articles that are others than before, with the terms that they had; ``None`` where all are to be merged.

    That is where one has another number, where there are many, or where what is kept of one does not tell its old terms.
    """
    old = len(before.articles)
    if [name for name, _state, _length in before.articles] != [name for name, _state in articles[:old]]:
        return None
    states = [state for _name, state, _length in before.articles]
    changed = [number for number, (_name, state) in enumerate(articles) if states[number : number + 1] != [state]]
    if len(changed) > 1 + len(articles) // FEW:
        return None
    edits = {}
    for number in changed:
        one = kept(number)
        if number < old and one.state_before != states[number]:
            return None
        edits[number] = (one.terms_before if number < old else ()), one
    return edits


def _terms(number: int, kept: Callable[[int], Kept], lengths: list[int]) -> Iterator[Terms]:
    for one in range(number):
        contribution = kept(one).contribution
        lengths.append(contribution.words)
        yield contribution.terms
