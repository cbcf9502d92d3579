"""The words of the search index, in parts by first letter: what typos are mended by and unfinished words completed by."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

WORD = re.compile(r"[^\W\d_]{3,30}")
"""Letters only: nobody mistypes a number into another that was meant."""
SIGNATURE = len(b"pagefind_dcd")
"""What stands before the JSON in each of Pagefind's unpacked files."""


def normalise(text: str) -> str:
    """The form in which words are compared: no capitals, no diacritics, no apostrophes (query.js does the same)."""
    plain = "".join(
        char for char in unicodedata.normalize("NFD", text) if not unicodedata.category(char).startswith("M")
    )
    return re.sub("['’]", "", plain).lower()


def fragments(index: Path) -> Iterator[dict[str, Any]]:
    """What Pagefind keeps of each page: its address, text, metadata and filters."""
    for path in sorted((index / "fragment").glob("*.pf_fragment")):
        yield json.loads(gzip.decompress(path.read_bytes())[SIGNATURE:])


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How many of the texts use each word."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(WORD.findall(normalise(text))))
    return counts


def write_words(index: Path, synonyms: Sequence[Sequence[str]]) -> None:
    """Write the words beside a finished index: a part for each first letter, and what the engine must know of it."""
    pages = [fragment["content"] for fragment in fragments(index)]
    parts: dict[str, list[str]] = defaultdict(list)
    for word, number in sorted(count_words(pages).items()):
        parts[word[0]].append(f"{word} {number}\n")
    folder = index / "words"
    folder.mkdir()
    for letter, lines in parts.items():
        (folder / f"{ord(letter):x}.txt").write_text("".join(lines), encoding="utf-8")
    names = [[" ".join(re.findall(r"\w+", normalise(name))) for name in group] for group in synonyms]
    site = {"articles": len(pages), "letters": sorted(parts), "synonyms": names}
    (folder / "site.json").write_text(json.dumps(site, ensure_ascii=False, sort_keys=True), encoding="utf-8")
