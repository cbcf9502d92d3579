"""What the one template of lists shows: articles under headings, or the values that articles are chosen by."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge_centre.catalogue.paging import months_of, paginate
from knowledge_centre.catalogue.queries import Query, display_month
from knowledge_centre.content.taxonomies import CHRONOLOGICAL, TAG, TAXONOMIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge_centre.catalogue.paging import Pager
    from knowledge_centre.catalogue.queries import Catalogue, Facet
    from knowledge_centre.content.records import Article, Card

LATEST = 5
"""Articles that are offered to those who find nothing else."""
NEIGHBOURS = 8
"""Topics that are shown beside a topic where nobody says how many."""
MONTH, YEAR = "%Y-%m", "%Y"
"""What the ids of headings are, as patterns of dates."""


class Group(NamedTuple):
    """Articles under one heading. ``anchor`` is the heading's id, where a page has one list only."""

    title: str
    cards: Sequence[Card]
    anchor: str = ""


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
    """Cards under headings, and a pager: of months in a timeline, of years in a list that goes on on further pages."""
    groups = [Group("", cards)]
    if style == "timeline" and cards:
        months = groupby(cards, key=lambda card: card.date.replace(day=1))
        groups = [Group(display_month(month, language), tuple(some), month.strftime(MONTH)) for month, some in months]
    elif style == "list" and pager:
        years = groupby(cards, key=lambda card: card.date.strftime(YEAR))
        groups = [Group(year, tuple(some), year) for year, some in years]
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
    first, pager = paginate(cards, docname, months_of(catalogue.language))[0] if listing.paginated else (cards, None)
    made = article_list(first, listing.style, catalogue.language, pager)
    made["anchors"] = listing.paginated
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
