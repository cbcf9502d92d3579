"""Stand-in."""

from __future__ import annotations

from functools import cache
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]


@cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer({"en": "english", "de": "german"}[language])


def stem(term: str, language: str) -> str:
    if not term.isalpha() or language not in {"en", "de"}:
        return term
    return str(_stemmer(language).stemWord(term))
