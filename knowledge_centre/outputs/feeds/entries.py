"""From the catalogue's records to those of feeds: what an entry says of its article, and how it reads in full."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_centre.content.fingerprints import digest
from knowledge_centre.content.vocabulary import avatar_address
from knowledge_centre.documents.article_html import full_text
from knowledge_centre.outputs.feeds.records import Enclosure, Entry, Person, Term

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.builders.html import StandaloneHTMLBuilder

    from knowledge_centre.catalogue.queries import Catalogue
    from knowledge_centre.content.urls import SiteUrls

NOWHERE = "https://address-of-this-site.invalid/"
"""Stands for the site's address while that is not known: in a finished feed, relative addresses take its place."""
TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""Of the pictures that an article may have; Python's own list is another one on each machine."""


class Entries:
    """The entries of one build. What is asked for twice is made once."""

    def __init__(
        self,
        builder: StandaloneHTMLBuilder,
        catalogue: Catalogue,
        tag_uri: str,
        urls: SiteUrls,
        texts: tuple[Callable[[str], str], Callable[[str], str]],
    ) -> None:
        self.builder, self.catalogue, self.tag_uri = builder, catalogue, tag_uri
        self.text, self.text_digest = texts
        self.urls = dataclasses.replace(urls, root=urls.root or NOWHERE)
        self.docnames = {one.front.id or one.slug: one.docname for one in catalogue.articles}
        self.outline, self.in_full, self.mark = cache(self._outline), cache(self._in_full), cache(self._mark)

    def _outline(self, slug: str) -> Entry:
        """All that the entry says, with a fingerprint for its text: while the outline is the same, so is the entry."""
        article, vocabulary = self.catalogue.by_slug[slug], self.catalogue.vocabulary
        front = article.front
        card = self.catalogue.card(article)
        cover = card.cover if self.builder.config.html_context.get("covers") else ""
        category = vocabulary.categories[front.category]
        return Entry(
            id=f"{self.tag_uri}articles/{front.id or article.slug}",
            url=self.urls.page(article.docname),
            title=article.title,
            published=front.date,
            updated=front.updated or front.date,
            summary=card.summary,
            content=self.text_digest(article.docname),
            authors=tuple(self._person(author) for author in front.authors),
            terms=(
                Term(f"{self.tag_uri}categories", category.id, category.label),
                *(Term(f"{self.tag_uri}tags", tag, vocabulary.tags[tag].label) for tag in front.tags),
            ),
            image=self.urls.file(card.image or cover),
            picture=self._picture(card.image),
        )

    def _mark(self, slug: str) -> str:
        """A digest of an outline."""
        return digest(self.outline(slug))

    def _in_full(self, outline: Entry) -> Entry:
        """The entry itself."""
        docname = self.docnames[outline.id.rpartition("/")[2]]
        return dataclasses.replace(outline, content=full_text(self.text(docname), outline.url))

    def _person(self, id_: str) -> Person:
        author = self.catalogue.vocabulary.authors[id_]
        return Person(author.name, self.urls.page(author.page), self.urls.file(avatar_address(author)))

    def _picture(self, name: str) -> Enclosure | None:
        """The article's own picture. One made for it says nothing, so nobody need fetch it."""
        path = Path(self.builder.outdir, name)
        if not name or not path.is_file():
            return None
        return Enclosure(self.urls.file(name), TYPES[path.suffix.lower()], path.stat().st_size)
