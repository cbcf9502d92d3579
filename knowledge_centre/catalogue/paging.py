"""Long lists go on, on pages of fifty: what is on each of them, and where in them a month or a year begins."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from knowledge_centre.catalogue.queries import display_months
from knowledge_centre.content.taxonomies import numbered_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from knowledge_centre.content.records import Card

PAGE_SIZE = 50
"""Articles a page (the contract of the addresses)."""
Item = TypeVar("Item")


class Step(NamedTuple):
    """One page of a list: its number, its name, and what is on it."""

    number: int
    page: str
    span: str = ""


class Pager(NamedTuple):
    """Where one page of a list stands. Among ``steps``, ``None`` is a gap in the numbers."""

    here: Step
    total: int
    steps: tuple[Step | None, ...]
    previous: Step | None
    next: Step | None

    @property
    def position(self) -> str:
        """In words: "page 7 of 20", and of which months."""
        return ", ".join(filter(None, (f"page {self.here.number} of {self.total}", self.here.span)))


class Place(NamedTuple):
    """Where the articles of a month or a year begin in a list: on which of its pages, and under which heading."""

    label: str
    articles: int
    page: str
    anchor: str


def paginate(
    items: Sequence[Item], base: str, span: Callable[[Sequence[Item]], str] = lambda _items: ""
) -> list[tuple[Sequence[Item], Pager | None]]:
    """The items of each page with its pager; *span* says what some of them are.

    A list that fits on one page has no pager; an empty one is a page too.
    """
    parts = [items[start : start + PAGE_SIZE] for start in range(0, len(items), PAGE_SIZE)]
    if len(parts) < 2:
        return [(items, None)]
    steps = [Step(number, numbered_page(base, number), span(part)) for number, part in enumerate(parts, 1)]
    return [(part, _pager(steps, number)) for number, part in enumerate(parts, 1)]


def _pager(steps: Sequence[Step], number: int) -> Pager:
    total = len(steps)
    near = sorted({1, total, *range(max(1, number - 2), min(total, number + 2) + 1)})
    shown: list[Step | None] = []
    for before, one in zip([0, *near], near, strict=False):
        if one - before > 1:
            shown.append(None)
        shown.append(steps[one - 1])
    previous = steps[number - 2] if number > 1 else None
    return Pager(steps[number - 1], total, tuple(shown), previous, steps[number] if number < total else None)


def months_of(language: str) -> Callable[[Sequence[Card]], str]:
    """Says which months the articles of a page are of."""
    return lambda cards: display_months(cards[-1].date, cards[0].date, language) if cards else ""


def places(cards: Sequence[Card], base: str, anchor: str, name: Callable[[date], str]) -> tuple[Place, ...]:
    """Where each month or year begins in the whole list; *anchor* is the pattern of the ids of their headings."""
    found = []
    start = 0
    for mark, some in groupby(cards, key=lambda card: card.date.strftime(anchor)):
        number = len(tuple(some))
        page = numbered_page(base, start // PAGE_SIZE + 1)
        found.append(Place(name(cards[start].date), number, page, mark))
        start += number
    return tuple(found)
