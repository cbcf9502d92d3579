"""Stand-in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple


class Token(NamedTuple):
    term: str
    place: int
    span: int


CHUNK = re.compile(r"[^\W_]+(?:[-'’._][^\W_]+)*")
PART = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))[:40]


@lru_cache(maxsize=100_000)
def _chunk(chunk: str) -> tuple[tuple[tuple[str, int, int], ...], int]:
    parts = [fold(p) for p in PART.findall(chunk)]
    found = [(p, i, 1) for i, p in enumerate(parts)]
    if len(parts) > 1:
        found.append((fold(chunk), 0, len(parts)))
        found.append(("".join(parts)[:40], 0, len(parts)))
    return tuple(found), len(parts)


def cut(text: str) -> list[Token]:
    place, tokens = 0, []
    for chunk in CHUNK.findall(text):
        found, width = _chunk(chunk)
        for term, at, span in found:
            tokens.append(Token(term, place + at, span))
        place += width
    return tokens
