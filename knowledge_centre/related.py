"""Which articles go together: the related ones, and the one that "Why stop here?" calls to."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from knowledge_centre.catalogue import Query
from knowledge_centre.records import NextRead

if TYPE_CHECKING:
    from knowledge_centre.catalogue import Catalogue
    from knowledge_centre.records import Article

CANDIDATES = 40
"""The newest articles of a tag, series or author that are looked at: a bound, so that the cost is one too."""
SAME_SERIES, SAME_AUTHOR = 3.0, 0.5


def related(catalogue: Catalogue, article: Article, limit: int = 3) -> tuple[Article, ...]:
    """The author's choice, then those that share most: tags by how rare they are, series, author.

    A shared tag counts ln(1 + N / n), N articles in all and n with the tag (the idf of Robertson and
    Spärck Jones without its smoothing). Of equal ones the nearest in date comes first.
    """
    chosen = [catalogue.by_slug[slug] for slug in article.front.related if slug in catalogue.by_slug]
    scores: dict[str, float] = defaultdict(float)
    for query, weight in _likenesses(catalogue, article):
        for other in catalogue.select(query, CANDIDATES):
            scores[other.slug] += weight
    for slug in (article.slug, *(other.slug for other in chosen)):
        scores.pop(slug, None)
    ranked = sorted(scores, key=lambda slug: (-round(scores[slug], 6), _days(article, catalogue.by_slug[slug]), slug))
    return tuple(islice((*chosen, *(catalogue.by_slug[slug] for slug in ranked)), limit))


def next_read(catalogue: Catalogue, article: Article) -> NextRead | None:
    """The author's choice, else the next part of the series, else the most related, else the next older or newer."""
    wish = article.front.next_read
    if wish and wish.url:
        return wish
    if wish and wish.slug in catalogue.by_slug:
        return _call(catalogue.by_slug[wish.slug], wish)
    series = catalogue.select(Query(series=article.front.series)) if article.front.series else ()
    later = [part for part in series if part.front.date > article.front.date]
    for other in (*later[-1:], *related(catalogue, article, 1), catalogue.older(article), catalogue.newer(article)):
        if other is not None:
            return _call(other)
    return None


def _call(target: Article, wish: NextRead | None = None) -> NextRead:
    wish = wish or NextRead()
    return NextRead(target.slug, "", wish.title or target.title, wish.lead or target.summary)


def _likenesses(catalogue: Catalogue, article: Article) -> list[tuple[Query, float]]:
    front = article.front
    total = len(catalogue.articles)
    found = [(Query(tag=tag), math.log(1 + total / catalogue.count("tag", tag))) for tag in front.tags]
    found += [(Query(author=author), SAME_AUTHOR) for author in front.authors]
    if front.series:
        found.append((Query(series=front.series), SAME_SERIES))
    return found


def _days(one: Article, other: Article) -> int:
    return abs((one.front.date - other.front.date).days)
