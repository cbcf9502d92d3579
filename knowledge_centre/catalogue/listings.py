"""The lists that documents ask for, each a query or the values of a facet, and what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge_centre.catalogue.indexes import index_list
from knowledge_centre.catalogue.lists import article_list, facet_list, values
from knowledge_centre.catalogue.overview import NEIGHBOURS, overview
from knowledge_centre.catalogue.paging import months_of, paginate
from knowledge_centre.catalogue.queries import Query
from knowledge_centre.content.taxonomies import CHRONOLOGICAL, TAXONOMIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge_centre.catalogue.queries import Catalogue
    from knowledge_centre.content.records import Article, Card

NEWEST = 3
"""Articles that are shown of each value in the style "latest"."""


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


def document_lists(catalogue: Catalogue, listings: Sequence[Listing], docname: str) -> list[dict[str, Any]]:
    """The lists of a document, in its order."""
    made = []
    shown: set[str] = set()
    for listing in listings:
        if listing.near:
            near = catalogue.neighbours(listing.near, listing.limit or NEIGHBOURS)
            one = values(catalogue, listing.facet, near, listing.style)
        elif listing.style == "index":
            one = index_list(catalogue, listing.facet)
        elif listing.facet:
            one = facet_list(catalogue, listing.facet, listing.limit, listing.style)
            if listing.style == "latest":
                one["latest"] = {row.value: newest(catalogue, listing.facet, row.value) for row, _page in one["facets"]}
        elif listing.style == "ask":
            one = {"style": "ask", "facet": "", "more": None}
        elif listing.style == "overview":
            one = overview(catalogue, listing.query, docname)
        else:
            one = _articles(catalogue, listing, docname, shown)
        made.append({**one, "title": listing.title})
    return made


def newest(catalogue: Catalogue, facet: str, value: str) -> tuple[Card, ...]:
    """The first of what a value has."""
    return catalogue.cards(catalogue.select(Query(**{facet: value}), NEWEST))


def _articles(catalogue: Catalogue, listing: Listing, docname: str, shown: set[str]) -> dict[str, Any]:
    """The articles of one list; they are added to those that the document has *shown*."""
    found = select(catalogue, listing)
    some = [article for article in found if article.docname not in shown] if listing.skip_shown else found
    cards = catalogue.cards(some[: listing.limit or None])
    if listing.style != "since":  # most readers see none of it
        shown.update(card.docname for card in cards)
    first, pager = paginate(cards, docname, months_of(catalogue.language))[0] if listing.paginated else (cards, None)
    made = article_list(first, listing.style, catalogue.language, pager)
    made["anchors"] = listing.paginated
    if listing.style not in {"lead", "since"} and len(cards) < len(some) and (page := _whole(listing.query)):
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
