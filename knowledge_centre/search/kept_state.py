"""What search keeps from build to build: each article's contribution, and what they make together.

An article that was edited has its entries exchanged in what was kept; anything else merges all contributions again. Both
give the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.search.contributions import NO_TERMS, Contribution, Terms
from knowledge_centre.search.kept import keep, read_kept
from knowledge_centre.search.merging import Entries, exchange, merged
from knowledge_centre.search.spelling import spelling
from knowledge_centre.search.stems import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

FEW = 100
"""Where at most one article in as many was edited, their entries are exchanged: merging all is quicker for more."""


class Kept(NamedTuple):
    """A contribution, and the terms of the one before it, whose place it takes."""

    state: str
    """A digest of what it is made from."""
    contribution: Contribution
    state_before: str
    terms_before: Terms


class Merged(NamedTuple):
    """What all contributions make together."""

    site: str
    """A digest of all that they do not tell: programs, language."""
    articles: list[tuple[str, str, int]]
    """Name, state and length of each."""
    entries: Entries
    stems: dict[str, str]
    spelling: dict[str, str]
    """See there."""

    @property
    def lengths(self) -> list[int]:
        return [length for _name, _state, length in self.articles]


def kept_contribution(path: Path, state: str, make: Callable[[], Contribution]) -> Kept:
    """The contribution that is kept in a file; made and kept where there is none, or one of another text."""
    found = read_kept(path)
    if found and found[0] == state:
        (terms, *rest), state_before, terms_before = found[1:]
        return Kept(state, Contribution(Terms(*terms), *rest), state_before, Terms(*terms_before))
    made = make()
    state_before, terms_before = (found[0], found[1][0]) if found else ("", NO_TERMS)
    keep(path, (state, (tuple(made.terms), *made[1:]), state_before, tuple(terms_before)))
    return Kept(state, made, state_before, Terms(*terms_before))


def brought_up_to_date(
    path: Path, site: str, language: str, articles: Sequence[tuple[str, str]], kept: Callable[[int], Kept]
) -> Merged:
    """What all articles make, given the name and the state of each: from what a file keeps of the last build."""
    before = _read(path, site)
    edits = _edits(before, articles, kept) if before else None
    if before and edits == {}:
        return before
    if before and edits:
        now, moved = before, set[str]()
        for number, (terms_before, one) in edits.items():
            moved |= exchange(now.entries, number, terms_before, one.contribution.terms)
            now.articles[number:] = [(*articles[number], one.contribution.words), *now.articles[number + 1 :]]
        _respell(now, moved, language)
    else:
        lengths: list[int] = []
        entries = merged(_terms(len(articles), kept, lengths))
        stems = {term: stem(term, language) for term in entries}
        known = [(*one, words) for one, words in zip(articles, lengths, strict=True)]
        now = Merged(site, known, entries, stems, spelling(entries))
    keep(path, tuple(now))
    return now


def _respell(now: Merged, moved: set[str], language: str) -> None:
    """Bring stems and words up to date for terms that more or fewer articles have than before."""
    for term in moved - now.entries.keys():
        now.stems.pop(term, None)
    now.stems.update((term, stem(term, language)) for term in moved & now.entries.keys())
    letters = {term[0] for term in moved}
    for letter in letters:
        now.spelling.pop(letter, None)
    now.spelling.update(spelling(now.entries, letters))


def _read(path: Path, site: str) -> Merged | None:
    found = read_kept(path)
    if not found or found[0] != site:
        return None
    return Merged(*found)


def _edits(
    before: Merged, articles: Sequence[tuple[str, str]], kept: Callable[[int], Kept]
) -> dict[int, tuple[Terms, Kept]] | None:
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
        edits[number] = (one.terms_before if number < old else NO_TERMS), one
    return edits


def _terms(number: int, kept: Callable[[int], Kept], lengths: list[int]) -> Iterator[Terms]:
    for one in range(number):
        contribution = kept(one).contribution
        lengths.append(contribution.words)
        yield contribution.terms
