"""How like the texts of articles are, by the keywords that both use most."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge_centre.content.records import Article

CANDIDATES = 40
"""The newest articles of a word, tag, series or author that are looked at: a bound, so that the cost is one too."""


class Similarity:
    """The keywords of all articles, newest first.

    A word counts ln(1 + N / n), N articles in all and n with the word among theirs (the idf of Robertson and
    Spärck Jones without its smoothing). The likeness of two articles is the cosine of their words: 0 where they
    share none, 1 where all are the same. A word that many have counts for the newest CANDIDATES of them.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        counts = Counter(word for article in articles for word in article.reading.terms)
        self._articles = articles
        self._squares = {word: math.log(1 + len(articles) / count) ** 2 for word, count in counts.items()}
        self._lengths = [math.sqrt(self._sum(article.reading.terms)) for article in articles]
        self._having: dict[str, list[int]] = defaultdict(list)
        for place, article in enumerate(articles):
            for word in article.reading.terms:
                if len(having := self._having[word]) < CANDIDATES:
                    having.append(place)

    def near(self, article: Article, least: float) -> Iterator[tuple[Article, float]]:
        """The articles at least so like one, with their likeness; the article itself may be among them."""
        products: dict[int, float] = defaultdict(float)
        for word in article.reading.terms:
            square = self._squares[word]
            for place in self._having[word]:
                products[place] += square
        length = math.sqrt(self._sum(article.reading.terms))
        lengths, enough = self._lengths, least * length
        for place, product in products.items():
            if product >= enough * lengths[place]:
                yield self._articles[place], product / length / lengths[place]

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self._squares[word] for word in words)
