"""The textbook's ranking, to measure search against: BM25 over Porter's stems, without stop words, titles counted twice.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009; the parameters are in the middle
of what is usual.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

import snowballstemmer
from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

K1, B = 1.4, 0.6
DEPTH = 10
porter = cache(snowballstemmer.stemmer("porter").stemWord)


class Textbook:
    """A collection's documents, to be asked."""

    def __init__(self, documents: Sequence[dict[str, Any]]) -> None:
        self.postings: dict[str, dict[str, int]] = defaultdict(dict)
        self.lengths: dict[str, int] = {}
        for one in documents:
            counts = Counter(stems(f"{one['title']} {one['title']} {one['text']}"))
            self.lengths[str(one["name"])] = counts.total()
            for stem, count in counts.items():
                self.postings[stem][str(one["name"])] = count
        self.average = sum(self.lengths.values()) / len(self.lengths)

    def ask(self, question: str) -> list[str]:
        """The names of the best documents, best first."""
        scores: dict[str, float] = defaultdict(float)
        for stem, asked in Counter(stems(question)).items():
            for name, count in self.postings.get(stem, {}).items():
                norm = K1 * (1 - B + B * self.lengths[name] / self.average)
                scores[name] += asked * self.idf(stem) * count * (K1 + 1) / (count + norm)
        return sorted(scores, key=lambda name: (-scores[name], name))[:DEPTH]

    def idf(self, stem: str) -> float:
        having = len(self.postings[stem])
        return math.log(1 + (len(self.lengths) - having + 0.5) / (having + 0.5))


def stems(text: str) -> Iterator[str]:
    return (porter(word) for word in re.findall(r"\w+", text.lower()) if word not in SearchEnglish.stopwords)
