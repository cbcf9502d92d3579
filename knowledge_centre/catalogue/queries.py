"""The catalogue: every question that a page asks about the articles, answered from their records."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from babel.dates import format_date, format_interval, format_skeleton

from knowledge_centre.catalogue.order import natural, sort_key
from knowledge_centre.catalogue.similarity import Similarity
from knowledge_centre.catalogue.smart_quotes import printed
from knowledge_centre.content.records import Article, Card
from knowledge_centre.content.taxonomies import AUTHOR, CATEGORY, TAXONOMIES
from knowledge_centre.content.urls import picture_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from knowledge_centre.content.vocabulary import Vocabulary


class Query(NamedTuple):
    """Which articles a list shows: those that fit every field that is set."""

    tag: str = ""
    author: str = ""
    category: str = ""
    year: str = ""
    series: str = ""
    featured: str = ""


class Facet(NamedTuple):
    """One value that articles can be chosen by, and how many have it."""

    value: str
    label: str
    articles: int
    description: str = ""
    sort_name: str = ""
    """What an index has it under, where that is not its label."""


FACETS = Query._fields


class Catalogue:
    """The visible articles, newest first; of one date, in the order of their slugs.

    Nothing here looks at more articles than the answer needs, so that no page's cost grows with the site.
    """

    def __init__(self, articles: Iterable[Article], vocabulary: Vocabulary, language: str = "en") -> None:
        by_slug = sorted(articles, key=lambda article: article.slug)
        self.articles = tuple(sorted(by_slug, key=lambda article: article.front.date, reverse=True))
        self.vocabulary = vocabulary
        self.language = language
        self.by_slug = {article.slug: article for article in self.articles}
        self.by_docname = {article.docname: article for article in self.articles}
        self._position = {article.docname: place for place, article in enumerate(self.articles)}
        self._having: dict[str, dict[str, list[Article]]] = {facet: defaultdict(list) for facet in FACETS}
        for article in self.articles:
            for facet in FACETS:
                for value in article.front.values(facet):
                    self._having[facet][value].append(article)
        self._cards: dict[str, Card] = {}

    def select(self, query: Query, limit: int = 0) -> tuple[Article, ...]:
        """The articles that a query asks for, newest first; at most *limit* where it is not 0."""
        wanted = {facet: value for facet, value in query._asdict().items() if value}
        lists = [self._having[facet].get(value, []) for facet, value in wanted.items()]
        if len(lists) == 1:
            return tuple(lists[0][: limit or None])
        shortest = min(lists, key=len) if lists else self.articles
        fitting = (a for a in shortest if all(value in a.front.values(facet) for facet, value in wanted.items()))
        return tuple(islice(fitting, limit or None))

    def series(self, name: str) -> tuple[Article, ...]:
        """The parts of a series, the oldest first; of one date, in the order of their names, numbers as numbers."""
        parts = self._having["series"].get(name, ()) if name else ()
        return tuple(sorted(parts, key=lambda part: (part.front.date, natural(part.slug))))

    def facets(self, facet: str) -> tuple[Facet, ...]:
        """The values that the articles have for a facet: years newest first, the rest in the order of an index."""
        found = [self.facet(facet, value) for value in self._having[facet]]
        if facet == "year":
            return tuple(sorted(found, reverse=True))
        return tuple(sorted(found, key=lambda one: (sort_key(one.sort_name or one.label), one.value)))

    def count(self, facet: str, value: str) -> int:
        """How many articles have a value."""
        return len(self._having[facet].get(value, ()))

    def neighbours(self, tag: str, limit: int) -> tuple[Facet, ...]:
        """The tags that go with a tag, the nearest first: shared articles over the root of both counts' product (Ochiai 1957)."""
        shared: Counter[str] = Counter()
        for article in self._having["tag"].get(tag, ()):
            shared.update(article.front.tags)
        own = shared.pop(tag, 0)
        near = sorted(shared, key=lambda other: (-shared[other] / math.sqrt(own * self.count("tag", other)), other))
        return tuple(self.facet("tag", other) for other in near[:limit])

    @cached_property
    def similarity(self) -> Similarity:
        """How like the texts of two articles are."""
        return Similarity(self.articles)

    def newer(self, article: Article) -> Article | None:
        """The next article by date."""
        place = self._position[article.docname]
        return self.articles[place - 1] if place else None

    def older(self, article: Article) -> Article | None:
        """The previous article by date."""
        place = self._position[article.docname] + 1
        return self.articles[place] if place < len(self.articles) else None

    def card(self, article: Article) -> Card:
        """What a list shows of an article."""
        if article.docname not in self._cards:
            front, names = article.front, self.vocabulary.authors
            self._cards[article.docname] = Card(
                docname=article.docname,
                title=article.title,
                date=front.date.date(),
                date_text=display_date(front.date.date(), self.language),
                category=front.category,
                category_label=self.vocabulary.categories[front.category].label,
                category_page=CATEGORY.page(front.category),
                authors=tuple((author, names[author].name) for author in front.authors),
                summary=printed(article.summary, self.language),
                minutes=article.minutes,
                image=f"_images/{picture_name(article.image)}" if article.image else "",
                cover=f"covers/{article.slug}.svg",
                image_alt=front.image_alt,
                image_width=article.image_size[0],
                image_height=article.image_size[1],
                status=article.status,
            )
        return self._cards[article.docname]

    def cards(self, articles: Iterable[Article]) -> tuple[Card, ...]:
        return tuple(self.card(article) for article in articles)

    def facet(self, facet: str, value: str) -> Facet:
        """A value, described and counted."""
        label, description = self.vocabulary.described(TAXONOMIES[facet], value)
        known = self.vocabulary.authors.get(value) if facet == AUTHOR.name else None
        sort_name = known.sort_name if known else ""
        return Facet(value, label, self.count(facet, value), printed(description, self.language), sort_name)


@lru_cache(maxsize=4096)
def display_date(day: date, language: str) -> str:
    """A date for readers as their language writes it: "23 April 2025", "23. April 2025", "2025年4月23日"."""
    return format_date(day, "long", locale=date_locale(language))


@lru_cache(maxsize=4096)
def display_month(day: date, language: str) -> str:
    """The month of a date for readers, "April 2025" in English."""
    return format_skeleton("yMMMM", day, locale=date_locale(language))


@lru_cache(maxsize=4096)
def display_months(first: date, last: date, language: str) -> str:
    """Some months for readers, as their language writes the time from one to another."""
    start, end = first.replace(day=1), last.replace(day=1)
    if start == end:
        return display_month(start, language)
    return str(format_interval(start, end, "yMMMM", locale=date_locale(language)))


def display_month_name(day: date, language: str) -> str:
    """The name of a month where its year is known, "April" in English."""
    return format_date(day, "LLLL", locale=date_locale(language))


def date_locale(language: str) -> str:
    """Whose patterns a language follows: English without a country is that of most of them, not of the United States."""
    return "en_001" if language == "en" else language.replace("-", "_")
