"""Questions whose answer is known, to the site in ``roots/test-languages``: what is found first, soon, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import yaml

LIMITS = {"first": 1, "three": 3}
"""Among how many results the article has to be."""


class KnownItem(NamedTuple):
    """A question and its answer."""

    question: str
    slug: str
    """Of the article; empty where nothing is to be found."""
    limit: int

    def is_found(self, slugs: list[str]) -> bool:
        """Whether *slugs*, best first, are an answer to it."""
        return self.slug in slugs[: self.limit] if self.slug else not slugs


def known_items() -> list[KnownItem]:
    lists = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    wanted = [
        KnownItem(question, slug, limit)
        for kind, limit in LIMITS.items()
        for slug, questions in lists[kind].items()
        for question in questions
    ]
    return [*wanted, *(KnownItem(question, "", 0) for question in lists["nothing"])]
