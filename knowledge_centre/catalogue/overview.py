"""What stands above a list of articles: how many, of which years and categories, where to start, what is near."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from knowledge_centre.catalogue.lists import YEAR, article_list, values
from knowledge_centre.catalogue.paging import PAGE_SIZE, places
from knowledge_centre.content.taxonomies import CATEGORY, TAG

if TYPE_CHECKING:
    from knowledge_centre.catalogue.paging import Place
    from knowledge_centre.catalogue.queries import Catalogue, Query

NEIGHBOURS = 8
"""Topics that are shown beside a topic where nobody says how many."""
START = "Start here"


def overview(catalogue: Catalogue, query: Query, base: str) -> dict[str, Any]:
    """What there is of a query, whose list begins on the page *base*. A list of one page needs no ways into it."""
    found = catalogue.select(query)
    wanted = [(facet, value) for facet, value in query._asdict().items() if value]
    tag = catalogue.vocabulary.tags.get(query.tag)
    near = catalogue.neighbours(tag.id, NEIGHBOURS) if tag else ()
    pinned = [catalogue.by_slug[slug] for slug in tag.pinned if slug in catalogue.by_slug] if tag else []
    start = article_list(catalogue.cards(pinned), "titles", catalogue.language)
    is_long = len(found) > PAGE_SIZE
    counts = Counter(article.front.category for article in found if is_long and not query.category)
    categories = [one._replace(articles=counts[one.value]) for one in catalogue.facets(CATEGORY.name)]
    return {
        "style": "overview",
        "facet": "",
        "count": len(found),
        "years": years(catalogue, query, base),
        "categories": [one for one in categories if one.articles],
        "near": values(catalogue, TAG.name, near, "chips")["facets"],
        "start": {**start, "title": START} if pinned else None,
        "filters": wanted if is_long else [],
        "title": "",
        "more": None,
    }


def years(catalogue: Catalogue, query: Query, base: str) -> tuple[Place, ...]:
    """Where the years of a long list begin."""
    cards = catalogue.cards(catalogue.select(query))
    return places(cards, base, YEAR, lambda day: str(day.year)) if len(cards) > PAGE_SIZE else ()
