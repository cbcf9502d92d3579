"""Long lists in pages: how they are cut and what leads from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from knowledge_centre.addresses import numbered_page

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE_SIZE = 50
"""Articles a page (the contract of the addresses)."""
Item = TypeVar("Item")


class Pager(NamedTuple):
    """Where one page of a list stands. ``pages`` are numbers and page names; ``None`` is a gap in the numbers."""

    number: int
    total: int
    pages: tuple[tuple[int, str] | None, ...]
    previous: str
    next: str


def paginate(items: Sequence[Item], base: str) -> list[tuple[Sequence[Item], Pager | None]]:
    """The items of each page with its pager. A list that fits on one page has no pager; an empty one is a page too."""
    total = max(1, -(-len(items) // PAGE_SIZE))
    if total == 1:
        return [(items, None)]
    return [
        (items[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], _pager(base, number, total))
        for number in range(1, total + 1)
    ]


def _pager(base: str, number: int, total: int) -> Pager:
    near = sorted({1, total, *range(max(1, number - 2), min(total, number + 2) + 1)})
    pages: list[tuple[int, str] | None] = []
    for before, one in zip([0, *near], near, strict=False):
        if one - before > 1:
            pages.append(None)
        pages.append((one, numbered_page(base, one)))
    return Pager(
        number,
        total,
        tuple(pages),
        numbered_page(base, number - 1) if number > 1 else "",
        numbered_page(base, number + 1) if number < total else "",
    )
