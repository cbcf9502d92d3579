"""Makes articles as people write them, as many as asked for: words by Zipf's law, sections, lists, code, links, tags."""

from __future__ import annotations

import random
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WORDS_AN_ARTICLE = 1_000
VOCABULARY = 30_000
TAGS, TAGS_AN_ARTICLE = 200, 4
AUTHORS, CATEGORIES = 12, 4
COMMON = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "is",
    "that",
    "it",
    "for",
    "was",
    "on",
    "are",
    "as",
    "with",
    "be",
    "at",
    "by",
    "this",
    "have",
    "from",
    "or",
    "had",
    "not",
    "but",
    "what",
    "all",
    "were",
    "when",
    "we",
    "there",
    "can",
    "an",
    "your",
    "which",
    "their",
    "if",
    "do",
    "will",
    "each",
    "how",
    "them",
    "then",
    "these",
    "so",
    "some",
    "would",
    "into",
    "has",
    "more",
    "two",
    "him",
    "see",
    "could",
    "no",
    "my",
    "than",
    "been",
    "who",
    "its",
    "now",
    "did",
    "may",
    "over",
    "our",
    "out",
    "up",
    "only",
    "about",
    "any",
    "after",
    "most",
    "other",
    "such",
    "should",
    "where",
    "why",
    "while",
]
"""The words that every second word of English is: the highest ranks, as in English."""
SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ka",
    "le",
    "mi",
    "no",
    "pu",
    "ra",
    "se",
    "ti",
    "vo",
    "wu",
    "lan",
    "mer",
    "tin",
    "son",
    "ter",
    "ing",
    "ment",
    "ser",
    "val",
    "pro",
    "con",
    "per",
    "dis",
]


class Corpus:
    """Articles of one seed: the same number gives the same files."""

    def __init__(self, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.words = [*COMMON, *(self._word(rank) for rank in range(len(COMMON), VOCABULARY))]
        # Zipf's law with exponent 1: the word of rank r is used in proportion to 1 / r.
        self.weights = list(accumulate(1 / (rank + 1) for rank in range(VOCABULARY)))

    def _word(self, rank: int) -> str:
        length = 1 + min(4, rank.bit_length() // 4)
        return "".join(self.random.choice(SYLLABLES) for _ in range(length)) + (str(rank) if rank > 5_000 else "")

    def some(self, number: int) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=number))

    def sentence(self) -> str:
        return self.some(self.random.randint(8, 22)).capitalize() + "."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(3, 6)))

    def body(self, number: int) -> str:
        """About a thousand words in five sections, with what articles have besides text."""
        parts = [self.paragraph()]
        for section in range(5):
            parts += [f"## {self.some(4).capitalize()}", *(self.paragraph() for _ in range(3))]
            if section == 1:
                parts.append("\n".join(f"- **{self.some(2)}**: {self.sentence()}" for _ in range(4)))
            if section == 2:
                parts.append(
                    f'```python\ndef {self.random.choice(SYLLABLES)}(value: int) -> int:\n    """{self.some(5)}"""\n    return value + 1\n```'
                )
            if section == 3:
                parts.append(f":::{{note}}\n{self.sentence()}\n:::")
            if section == 4 and number:
                parts.append(f"See [{self.some(3)}](article-{self.random.randrange(number)}.md).")
        return "\n\n".join(parts)

    def front_matter(self, number: int) -> str:
        tags = ", ".join(f"tag-{tag}" for tag in sorted(self.random.sample(range(TAGS), TAGS_AN_ARTICLE)))
        day = f"{2015 + number % 10}-{1 + number * 7 % 12:02}-{1 + number * 3 % 28:02}"
        return (
            f"---\ntitle: {self.some(6).capitalize()} {number}\ndate: {day}\nauthor: author-{number % AUTHORS}\n"
            f"category: category-{number % CATEGORIES}\ntags: [{tags}]\nsummary: {self.sentence()[:280]}\n---\n"
        )

    def write(self, folder: Path, number: int) -> None:
        """Write that many articles and their vocabulary into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, count in (("tag", TAGS), ("category", CATEGORIES)):
            plural = "tags" if name == "tag" else "categories"
            lines = [f"{name}-{n}: {{label: {self.some(2).capitalize()} {n}}}\n" for n in range(count)]
            (folder / f"{plural}.yml").write_text("".join(lines), encoding="utf-8")
        people = [f"author-{n}: {{name: {self.some(2).title()}, role: {self.some(2)}}}\n" for n in range(AUTHORS)]
        (folder / "authors.yml").write_text("".join(people), encoding="utf-8")
        for one in range(number):
            text = f"{self.front_matter(one)}\n{self.body(one)}\n"
            (folder / f"article-{one}.md").write_text(text, encoding="utf-8")
