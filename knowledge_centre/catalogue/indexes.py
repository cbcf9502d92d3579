"""The index of all topics or all people: by groups and letters where there are many, with the most used first."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from knowledge_centre.catalogue.lists import values
from knowledge_centre.catalogue.order import OTHER, letter
from knowledge_centre.catalogue.queries import Query
from knowledge_centre.content.taxonomies import AUTHOR, TAG, TAXONOMIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge_centre.catalogue.queries import Catalogue, Facet

FEW = 40
"""So many can be looked over as they are, each with its description."""
MOST = 12
"""How many come before all, where there are more than few."""


def index_list(catalogue: Catalogue, facet: str) -> dict[str, Any]:
    """Every value of a facet under its group, its letter, or no heading where there are few."""
    found = catalogue.facets(facet)
    many = len(found) > FEW
    style = "rows" if many else "facets"
    sections = [
        {"title": title, "anchor": anchor, "listing": values(catalogue, facet, some, style)}
        for title, anchor, some in _sections(catalogue, facet, found, many=many)
    ]
    made = values(catalogue, facet, found, "index")
    noun = TAXONOMIES[facet].label.lower()
    return {**made, "noun": noun, "most": _most(catalogue, facet, found) if many else None, "sections": sections}


def _sections(
    catalogue: Catalogue, facet: str, found: Sequence[Facet], *, many: bool
) -> Iterator[tuple[str, str, Sequence[Facet]]]:
    """Titles, ids and values: the groups of tags.yml in its order, then what is in none."""
    tags = catalogue.vocabulary.tags.values() if facet == TAG.name else ()
    group_of = {tag.id: tag.group for tag in tags if tag.group}
    in_groups = [one for one in found if one.value in group_of]
    for number, group in enumerate(dict.fromkeys(group_of.values()), 1):
        if some := [one for one in in_groups if group_of[one.value] == group]:
            yield group, f"group-{number}", some
    rest = [one for one in found if one not in in_groups]
    if many:
        for first, names in groupby(rest, key=lambda one: letter(one.sort_name or one.label)):
            yield first, f"letter-{'other' if first == OTHER else first.lower()}", tuple(names)
    elif rest or not found:
        yield "Others" if in_groups else "", "others", rest


def _most(catalogue: Catalogue, facet: str, found: Sequence[Facet]) -> dict[str, Any]:
    """The values to begin with: what most articles have; of people, those who wrote most in the newest year."""
    if facet != AUTHOR.name:
        most = sorted(found, key=lambda one: -one.articles)[:MOST]
        return {**values(catalogue, facet, most, "chips"), "title": "Most used"}
    year = catalogue.facets("year")[0].value
    written = Counter(author for article in catalogue.select(Query(year=year)) for author in article.front.authors)
    active = [one._replace(articles=written[one.value]) for one in found if written[one.value]]
    most = sorted(active, key=lambda one: -one.articles)[:MOST]
    return {**values(catalogue, facet, most, "chips"), "title": f"Active in {year}"}
