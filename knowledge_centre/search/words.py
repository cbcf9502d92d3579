"""The words of the search index, in parts by first letter: what typos are mended by and unfinished words completed by."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

WORD = re.compile(r"[^\W\d_]{3,30}")
"""Letters only: nobody mistypes a number into another that was meant."""
SIGNATURE = len(b"pagefind_dcd")
"""What stands before the JSON in each of Pagefind's unpacked files."""


def fold_word(text: str) -> str:
    """The form in which words are compared: no capitals, no diacritics, no apostrophes (query.js does the same)."""
    plain = text.replace("'", "").replace("’", "")
    if not plain.isascii():
        plain = _marks().sub("", unicodedata.normalize("NFD", plain))
    return plain.lower()


@cache
def _marks() -> re.Pattern[str]:
    """The combining marks of the Basic Multilingual Plane: of all living scripts, and quick to look for."""
    codes = (code for code in range(0x300, 0x10000) if unicodedata.category(chr(code)).startswith("M"))
    return re.compile(f"[{''.join(map(chr, codes))}]+")


class Indexed(NamedTuple):
    """One article of the index: its address in the output, and its values of each facet."""

    address: str
    values: dict[str, tuple[str, ...]]


def fragments(index: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """What Pagefind keeps of each page, by its file: address, text, metadata."""
    for path in sorted((index / "fragment").glob("*.pf_fragment")):
        yield path, json.loads(gzip.decompress(path.read_bytes())[SIGNATURE:])


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How many of the texts use each word."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(WORD.findall(fold_word(text))))
    return counts


def write_words(index: Path, articles: Sequence[Indexed], synonyms: Sequence[Sequence[str]]) -> None:
    """Write beside a finished index what the search engine asks of it besides.

    The words, a part for each first letter; the ids of the *articles*, newest first; the values of each facet
    with the places of their articles in that order, as base-36 steps; and what there is of all that.
    """
    folder = index / "words"
    folder.mkdir()
    pages = {str(page["url"]).strip("/"): (path.stem, page["content"]) for path, page in fragments(index)}
    parts: dict[str, list[str]] = defaultdict(list)
    for word, number in sorted(count_words(text for _id, text in pages.values()).items()):
        parts[word[0]].append(f"{word} {number}\n")
    for letter, lines in parts.items():
        _write(folder / f"{ord(letter):x}.txt", "".join(lines))
    _write(folder / "order.txt", "\n".join(pages[one.address.strip("/")][0] for one in articles))
    for facet in articles[0].values:
        _write(folder / f"{facet}.json", json.dumps(places(one.values[facet] for one in articles), ensure_ascii=False))
    names = [[" ".join(re.findall(r"\w+", fold_word(name))) for name in group] for group in synonyms]
    site = {"articles": len(articles), "letters": sorted(parts), "synonyms": names}
    _write(folder / "site.json", json.dumps(site, ensure_ascii=False, sort_keys=True))


def places(values: Iterable[Sequence[str]]) -> dict[str, str]:
    """Where each value occurs: the steps from one place to the next, in base 36 (short, and alike, so that they pack)."""
    last: dict[str, int] = {}
    steps: dict[str, list[str]] = defaultdict(list)
    for place, some in enumerate(values):
        for value in some:
            steps[value].append(base36(place - last.get(value, 0)))
            last[value] = place
    return {value: " ".join(some) for value, some in sorted(steps.items())}


def base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (base36(number // 36) if number >= 36 else "") + digits[number % 36]


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
