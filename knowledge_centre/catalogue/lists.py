"""What the one template of lists shows: articles under headings, or the values that articles are chosen by."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from knowledge_centre.catalogue.queries import Query, display_month
from knowledge_centre.content.taxonomies import CHRONOLOGICAL, TAG, TAXONOMIES, numbered_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge_centre.catalogue.queries import Catalogue, Facet
    from knowledge_centre.content.records import Article, Card

PAGE_SIZE = 50
"""Articles a page (the contract of the addresses)."""
Item = TypeVar("Item")
LATEST = 5
"""Articles that are offered to those who find nothing else."""
NEIGHBOURS = 8
"""Topics that are shown beside a topic where nobody says how many."""


class Pager(NamedTuple):
    """Where one page of a list stands. ``pages`` are numbers and page names; ``None`` is a gap in the numbers."""

    number: int
    total: int
    pages: tuple[tuple[int, str] | None, ...]
    previous: str
    next: str


class Listing(NamedTuple):
    """One list in a document: of the articles of a query, or of the values of a facet."""

    query: Query
    limit: int = 0
    style: str = "cards"
    paginated: bool = False
    """Goes on, past the first page, on pages of its own."""
    facet: str = ""
    title: str = ""
    """Stands above the list, and with it only: an empty list shows neither."""
    skip_shown: bool = False
    """Leaves out what the lists above it in the document show."""
    near: str = ""
    """A tag: the values are the tags that go with it."""


def article_list(cards: Sequence[Card], style: str, language: str, pager: Pager | None = None) -> dict[str, Any]:
    """Cards under headings (of months in a timeline, else none), and a pager.

    Months can be linked to where the caller sets ``anchors``: on a page that holds one list only.
    """
    groups: list[tuple[str, Sequence[Card]]] = [("", cards)]
    if style == "timeline":
        months = groupby(cards, key=lambda card: display_month(card.date.replace(day=1), language))
        groups = [(month, tuple(some)) for month, some in months] or groups
    return {"style": style, "groups": groups, "pager": pager, "anchors": False, "title": "", "more": None}


def facet_list(catalogue: Catalogue, facet: str, limit: int = 0, style: str = "facets") -> dict[str, Any]:
    """Every value of a facet, or those that most articles have, each with the name of its page."""
    found = catalogue.facets(facet)
    shown = {one.value for one in sorted(found, key=lambda one: -one.articles)[: limit or None]}
    made = _values(catalogue, facet, [one for one in found if one.value in shown], style)
    if len(shown) < len(found) and TAXONOMIES[facet].index:
        made["more"] = (TAXONOMIES[facet].index, len(found), TAXONOMIES[facet].label_plural.lower())
    return made


def _values(catalogue: Catalogue, facet: str, found: Sequence[Facet], style: str) -> dict[str, Any]:
    rows = [(one, _page(catalogue, facet, one.value)) for one in found]
    return {"style": style, "facet": facet, "facets": rows, "title": "", "more": None}


def _page(catalogue: Catalogue, facet: str, value: str) -> str:
    """The page of a value; a series has none of its own, so its first part stands for it."""
    if TAXONOMIES[facet].folder:
        return TAXONOMIES[facet].page(value)
    return catalogue.series(value)[0].docname


def ways_in(catalogue: Catalogue) -> dict[str, Any]:
    """For those who find nothing else: how many articles there are, the latest of them, and where all are listed."""
    latest = article_list(catalogue.cards(catalogue.articles[:LATEST]), "titles", catalogue.language)
    indexes = [("All articles by date", CHRONOLOGICAL), ("All topics", TAG.index)]
    return {"count": len(catalogue.articles), "latest": latest, "indexes": indexes}


def document_lists(catalogue: Catalogue, listings: Sequence[Listing], docname: str) -> list[dict[str, Any]]:
    """The lists of a document, in its order."""
    made = []
    shown: set[str] = set()
    for listing in listings:
        if listing.near:
            near = catalogue.neighbours(listing.near, listing.limit or NEIGHBOURS)
            one = _values(catalogue, listing.facet, near, listing.style)
        elif listing.facet:
            one = facet_list(catalogue, listing.facet, listing.limit, listing.style)
        else:
            one = _articles(catalogue, listing, docname, shown)
        made.append({**one, "title": listing.title})
    return made


def _articles(catalogue: Catalogue, listing: Listing, docname: str, shown: set[str]) -> dict[str, Any]:
    """The articles of one list; they are added to those that the document has *shown*."""
    found = select(catalogue, listing)
    some = [article for article in found if article.docname not in shown] if listing.skip_shown else found
    cards = catalogue.cards(some[: listing.limit or None])
    shown.update(card.docname for card in cards)
    first, pager = paginate(cards, docname)[0] if listing.paginated else (cards, None)
    made = article_list(first, listing.style, catalogue.language, pager)
    if listing.style != "lead" and len(cards) < len(some) and (page := _whole(listing.query)):
        made["more"] = (page, len(found), "articles")
    return made


def select(catalogue: Catalogue, listing: Listing) -> tuple[Article, ...]:
    """The articles of a listing, newest first. Those featured lead; where there are none, the newest does."""
    if listing.style == "lead":
        featured = catalogue.select(listing.query._replace(featured="true"), listing.limit)
        return featured or catalogue.select(listing.query, listing.limit)
    return catalogue.select(listing.query)


def _whole(query: Query) -> str:
    """The page that has all articles of a query, or nothing where no single page has."""
    match [(facet, value) for facet, value in query._asdict().items() if value]:
        case []:
            return CHRONOLOGICAL
        case [(facet, value)] if facet in TAXONOMIES and TAXONOMIES[facet].folder:
            return TAXONOMIES[facet].page(value)
    return ""


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
