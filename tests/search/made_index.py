"""An index of a few texts, made without Sphinx, for the search engine of the browser to be asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.search import stop_words
from knowledge_centre.search.characters import fold
from knowledge_centre.search.contributions import Said, contribution
from knowledge_centre.search.index_files import Indexed, Words, index_files
from knowledge_centre.search.kept_state import Merged
from knowledge_centre.search.merging import merged
from knowledge_centre.search.spelling import spelling
from knowledge_centre.search.stems import browsers_stemmer, stem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Text(NamedTuple):
    """An article; the first of several is the oldest."""

    title: str
    html: str
    topics: tuple[str, ...] = ()
    year: int = 2025

    @property
    def slug(self) -> str:
        return fold(self.title).replace(" ", "-")


def make_index(
    folder: Path, texts: Sequence[Text], synonyms: Sequence[Sequence[str]] = (), language: str = "en"
) -> None:
    """Write all files of the index below a folder, as a build does."""
    stopped = stop_words(language)
    made = [contribution(Said(text.title, text.topics), text.html, stopped) for text in texts]
    entries = merged(one.terms for one in made)
    articles = [(text.slug, "", one.words) for text, one in zip(texts, made, strict=True)]
    indexed = [
        Indexed(
            text.slug,
            "made",
            f"articles/{text.slug}.html",
            text.title,
            {"byline": "Ada"},
            {"tag": {fold(topic): topic for topic in text.topics}, "year": {str(text.year): str(text.year)}},
            date(text.year, 1, 1).toordinal(),
        )
        for text in texts
    ]
    everything = index_files(
        indexed,
        Merged("", articles, entries, {term: stem(term, language) for term in entries}, spelling(entries)),
        lambda number: made[number],
        Words(language, browsers_stemmer(language), stopped, synonyms),
    )
    for file in everything:
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = file.make()
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
