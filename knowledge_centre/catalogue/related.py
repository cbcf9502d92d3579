"""Which articles go together: the related ones, and the one that "Why stop here?" calls to."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache
from heapq import nlargest
from itertools import islice
from typing import TYPE_CHECKING

from knowledge_centre.catalogue.queries import Query
from knowledge_centre.catalogue.similarity import CANDIDATES
from knowledge_centre.content.records import NextRead

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from knowledge_centre.catalogue.queries import Catalogue
    from knowledge_centre.content.records import Article

SAME_SERIES, SAME_AUTHOR = 3.0, 0.5
STRONG, FAINT = 0.25, 0.05
"""The likeness of two texts that counts as much as a tag that no third article has, and the one that is only chance."""
NEW, HALF_LIFE = 0.25, 365
"""What the newest article of all has ahead of an old one, and the days in which that halves."""


def related(catalogue: Catalogue, article: Article, limit: int = 3, but: Article | None = None) -> tuple[Article, ...]:
    """The author's choice, then those that share most with it: tags that few others have, the words that the text
    uses most, a series, an author; of two that share about as much, the newer.

    *but* is one that the page shows already; it is left out, unless the author chose it.
    A shared tag counts ln(1 + N / n), N articles in all and n with the tag (the idf of Robertson and Spärck Jones
    without its smoothing). Texts count in proportion to their likeness, a strong one as a tag with n = 2.
    """
    chosen = [catalogue.by_slug[slug] for slug in article.front.related if slug in catalogue.by_slug]
    unwanted = {article.slug, but.slug if but else "", *(other.slug for other in chosen)}
    scores = {slug: score for slug, score in _shared(catalogue, article.slug).items() if slug not in unwanted}
    least = min(nlargest(limit, scores.values()), default=0) - NEW  # news could not lift what has less
    likely = [catalogue.by_slug[slug] for slug, score in scores.items() if score >= least]
    newest = catalogue.articles[0].front.date
    ranked = sorted(likely, key=lambda other: (-round(scores[other.slug] + _news(other, newest), 6), other.slug))
    return tuple(islice((*chosen, *ranked), limit))


def next_article(catalogue: Catalogue, article: Article) -> Article | None:
    """The author's choice, else the next part of the series, else the most related, else the next older or newer.

    None where the author chose an address elsewhere.
    """
    wish = article.front.next_read
    if wish and wish.url:
        return None
    if wish and wish.slug in catalogue.by_slug:
        return catalogue.by_slug[wish.slug]
    return next(_onward(catalogue, article), None)


def call_to(catalogue: Catalogue, article: Article, target: Article | None) -> NextRead | None:
    """The words of the call to an article, or to the address that the author chose."""
    wish = article.front.next_read
    if wish and wish.url:
        return wish
    if target is None:
        return None
    words = wish if wish and wish.slug == target.slug else NextRead()
    card = catalogue.card(target)
    return NextRead(target.slug, "", words.title or card.title, words.lead or card.summary)


def ways_on(catalogue: Catalogue) -> dict[str, tuple[str, list[str]]]:
    """By slug, the slugs of the next article, if there is one, and of the related ones."""
    found = {}
    for article in catalogue.articles:
        target = next_article(catalogue, article)
        near = [other.slug for other in related(catalogue, article, but=target)]
        found[article.slug] = target.slug if target else "", near
    return found


def ways_on_from(catalogue: Catalogue) -> list[object]:
    """All that these follow from."""
    return [
        (
            one.slug,
            front.date,
            front.tags,
            front.authors,
            front.series,
            front.related,
            front.next_read,
            one.reading.terms,
        )
        for one in catalogue.articles
        for front in (one.front,)
    ]


def _onward(catalogue: Catalogue, article: Article) -> Iterator[Article]:
    """Articles to go on with, the best first."""
    series = catalogue.series(article.front.series)
    later = series.index(article) + 1 if series else 0
    yield from series[later : later + 1]
    yield from related(catalogue, article, 1)
    yield from filter(None, (catalogue.older(article), catalogue.newer(article)))


@lru_cache(maxsize=1)
def _shared(catalogue: Catalogue, slug: str) -> Mapping[str, float]:
    """By slug, what others share with an article. Looks at a bounded number of them, whatever the site's size.

    Kept for one article: a page asks for its next read and then for its related ones.
    """
    article = catalogue.by_slug[slug]
    scores: dict[str, float] = defaultdict(float)
    for query, weight in _facets(catalogue, article):
        for other in catalogue.select(query, CANDIDATES):
            scores[other.slug] += weight
    rare = math.log(1 + len(catalogue.articles) / 2)
    for other, likeness in catalogue.similarity.near(article, FAINT):
        scores[other.slug] += rare * likeness / STRONG
    return scores


def _facets(catalogue: Catalogue, article: Article) -> list[tuple[Query, float]]:
    """What others may share with an article, and how much each counts."""
    front = article.front
    total = len(catalogue.articles)
    found = [(Query(tag=tag), math.log(1 + total / catalogue.count("tag", tag))) for tag in front.tags]
    found += [(Query(author=author), SAME_AUTHOR) for author in front.authors]
    if front.series:
        found.append((Query(series=front.series), SAME_SERIES))
    return found


def _news(article: Article, newest: datetime) -> float:
    """What an article counts for being new: relative to the newest of all, so that the clock changes no page."""
    return NEW * math.exp2(-(newest - article.front.date).days / HALF_LIFE)
