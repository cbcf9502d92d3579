"""What the one template of lists shows: articles under headings, or the values that articles are chosen by."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge_centre.catalogue.queries import display_month
from knowledge_centre.content.taxonomies import CHRONOLOGICAL, TAG, TAXONOMIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge_centre.catalogue.paging import Pager
    from knowledge_centre.catalogue.queries import Catalogue, Facet
    from knowledge_centre.content.records import Card

LATEST = 5
"""Articles that are offered to those who find nothing else."""
MONTH, YEAR = "%Y-%m", "%Y"
"""What the ids of headings are, as patterns of dates."""


class Group(NamedTuple):
    """Articles under one heading. ``anchor`` is the heading's id, where a page has one list only."""

    title: str
    cards: Sequence[Card]
    anchor: str = ""


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
    made = values(catalogue, facet, [one for one in found if one.value in shown], style)
    if len(shown) < len(found) and TAXONOMIES[facet].index:
        made["more"] = (TAXONOMIES[facet].index, len(found), TAXONOMIES[facet].label_plural.lower())
    return made


def values(catalogue: Catalogue, facet: str, found: Sequence[Facet], style: str) -> dict[str, Any]:
    """Some values of a facet, each with the name of its page."""
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
