"""The files of the index: their names, what is in each, and the directory that leads to them."""

from __future__ import annotations

import base64
import json
import zlib
from collections import defaultdict
from functools import lru_cache, partial
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.compat.sphinx_search import stemmer_module
from knowledge_centre.content.fingerprints import digest
from knowledge_centre.content.taxonomies import YEAR
from knowledge_centre.pipeline.output_files import File
from knowledge_centre.search.contributions import packed
from knowledge_centre.search.cutting import cut
from knowledge_centre.search.parts import parts
from knowledge_centre.search.postings import length_byte
from knowledge_centre.search.spelling import BASE36

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from knowledge_centre.search.contributions import Contribution
    from knowledge_centre.search.kept_state import Merged

INDEX = "search-index"
"""The folder of the index in the output."""
VERSION = 1
RANGE = 64
"""Heads are named by number, and say which articles have the numbers of so many: an older directory says others."""


class Indexed(NamedTuple):
    """An article of the index, as its results show it."""

    docname: str
    state: str
    """A digest of what its contribution is made from."""
    address: str
    title: str
    shown: dict[str, str]
    values: dict[str, dict[str, str]]
    """Of each facet, its values and what they are called."""
    day: int
    """Of its date, counted from the first of January of the year 1."""

    @property
    def text(self) -> str:
        """The name of its text: an older head leads to the older text, or to none."""
        return digest(self.docname, self.state)[:10]


class Words(NamedTuple):
    """What the reader's side has to know of words."""

    language: str
    stemmer: str
    """The name of the stemmer that browsers are given, if there is one."""
    stop_words: Sequence[str]
    synonyms: Sequence[Sequence[str]]


def index_files(
    articles: Sequence[Indexed],
    merged: Merged,
    contribution_of: Callable[[int], Contribution],
    words: Words,
) -> Iterator[File]:
    """All files, the directory last. Those that another article number may be about come after those named by content."""
    keys = []
    for part in parts(merged.entries, merged.stems, len(articles)):
        name = part.name
        keys.append(f"{part.first} {name} {base36(-(-len(part.places) // 500))}\n")
        yield File(f"{INDEX}/terms/{name}.bin", "", partial(zlib.compress, part.terms, 9))
        yield File(f"{INDEX}/places/{name}.bin", "", partial(zlib.compress, part.places, 9))
        for piece, places in part.pieces():
            yield File(f"{INDEX}/places/{name}-{piece}.bin", "", partial(zlib.compress, places, 9))
    # Browsers keep these for good: outputs/content_security/server_files.py has their folders.
    named: dict[str, dict[str, str]] = {"spelling": {}, "facets": {}, "days": {}}
    for folder, contents in (
        ("spelling", {letter: text.encode() for letter, text in sorted(merged.spelling.items())}),
        ("facets", {facet: _json(steps).encode() for facet, steps in facets(articles).items()}),
        ("days", {"all": days(articles).encode()}),
    ):
        for of, data in contents.items():
            named[folder][of] = name = sha256(data).hexdigest()[:10]
            yield File(f"{INDEX}/{folder}/{name}.bin", "", partial(zlib.compress, data, 9))
    for number, article in enumerate(articles):
        yield File(f"{INDEX}/texts/{article.text}.bin", "", partial(_text, contribution_of, number))
    ranges = [digest([one.docname for one in some])[:6] for some in batched(articles, RANGE)]
    for number, article in enumerate(articles):
        shown = head(article, ranges[number // RANGE])
        yield File(f"{INDEX}/heads/{number}.bin", shown, partial(packed, shown))
    lengths = merged.lengths
    if words.stemmer:
        module = stemmer_module(words.stemmer)
        yield File(f"{INDEX}/{words.stemmer}-stemmer.js", module, lambda: module)
    stop_words = frozenset(words.stop_words)
    directory = {
        "version": VERSION,
        "articles": len(articles),
        "average": round(sum(lengths) / len(lengths), 2) if lengths else 0,
        "lengths": base64.b64encode(bytes(map(length_byte, lengths))).decode(),
        "titles": base64.b64encode(bytes(min(telling_words(one.title, stop_words), 255) for one in articles)).decode(),
        "ranges": " ".join(ranges),
        "parts": "".join(keys),
        **named,
        "years": years(articles),
        "synonyms": [[name_parts(name) for name in group] for group in words.synonyms],
        "stopWords": " ".join(words.stop_words),
        "language": words.language,
        "stemmer": words.stemmer,
    }
    text = _json(directory)
    yield File(f"{INDEX}/index.json", text, lambda: text)


def head(article: Indexed, range_: str) -> dict[str, object]:
    return {"u": article.address, "t": article.title, "m": article.shown, "x": article.text, "r": range_}


def batched(articles: Sequence[Indexed], size: int) -> Iterator[Sequence[Indexed]]:
    return (articles[first : first + size] for first in range(0, len(articles), size))


def _text(contribution_of: Callable[[int], Contribution], number: int) -> bytes:
    return contribution_of(number).text


def facets(articles: Sequence[Indexed]) -> dict[str, dict[str, tuple[str, str]]]:
    """For each facet, what a value is called and which articles have it: the steps from one to the next, in base 36.

    Not for years, which the directory has already.
    """
    last: defaultdict[tuple[str, str], int] = defaultdict(int)
    labels = dict[tuple[str, str], str]()
    steps: dict[str, defaultdict[str, list[str]]] = {}
    for number, article in enumerate(articles):
        for facet, values in article.values.items():
            for value, label in values.items() if facet != YEAR.name else ():
                steps.setdefault(facet, defaultdict(list))[value].append(base36(number - last[facet, value]))
                last[facet, value] = number
                labels[facet, value] = label
    return {
        facet: {value: (labels[facet, value], " ".join(some)) for value, some in sorted(of.items())}
        for facet, of in steps.items()
    }


def years(articles: Sequence[Indexed]) -> list[tuple[int, int]]:
    """Each year with the number of its first article, ascending."""
    found: dict[int, int] = {}
    for number, article in enumerate(articles):
        found.setdefault(int(min(article.values[YEAR.name])), number)
    return sorted(found.items())


def days(articles: Sequence[Indexed]) -> str:
    """Their days, as the steps from one to the next in base 36: sites that are searched together are put in order by them."""
    steps = pairwise([0, *(article.day for article in articles)])
    return " ".join(base36(day - before) for before, day in steps)


@lru_cache(maxsize=20_000)
def telling_words(title: str, stop_words: frozenset[str]) -> int:
    """How many different words of a title tell something: the last sign of a script without spaces is in the pair before."""
    terms = name_parts(title)
    signs = {term for before, term in pairwise(terms) if len(term) == 1 and before.endswith(term)}
    return len({*terms} - signs - stop_words)


def name_parts(name: str) -> list[str]:
    """The words of a name, as a question's are cut; of two at one place the longer, "c++" rather than "c"."""
    found: dict[int, str] = {}
    for term, place, span in cut(name):
        if span == 1 and len(term) > len(found.get(place, "")):
            found[place] = term
    return [found[place] for place in sorted(found)]


def base36(number: int) -> str:
    return (base36(number // 36) if number >= 36 else "") + BASE36[number % 36]


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
