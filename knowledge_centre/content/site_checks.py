"""What is wrong with the texts of a site's articles, each by itself and in its links to others, without a build."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from knowledge_centre.content.article_links import LinkCheck, Places, linked_text
from knowledge_centre.content.exemptions import kept, needless
from knowledge_centre.content.front_matter import MARKDOWN
from knowledge_centre.content.markdown_checks import text_diagnostics
from knowledge_centre.content.markdown_text import read_markdown
from knowledge_centre.content.own_files import OwnFiles
from knowledge_centre.content.yaml_source import decoded

if TYPE_CHECKING:
    from collections.abc import Collection as Group
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from knowledge_centre.content.article_links import LinkedText
    from knowledge_centre.content.diagnostics import Diagnostic
    from knowledge_centre.content.markdown_text import MarkdownText
    from knowledge_centre.content.sources import ArticleSource, Collection

ANY = Places(complete=False)


class TextChecks:
    """The checks of one site. Each text is parsed once, and only where it is asked for."""

    def __init__(
        self,
        site: Path,
        collection: Collection,
        documents: Mapping[str, str],
        *,
        static: tuple[str, ...],
        trusted: bool,
        links: bool,
        most: int,
    ) -> None:
        self.site, self.collection, self.trusted, self.links, self.most = site, collection, trusted, links, most
        self.documents = documents
        self.linked: dict[str, LinkedText] = {}
        self.by_path = {one.path: one for one in collection.found.values()}
        self.static = static

    def mistakes(
        self,
        articles: Group[ArticleSource],
        others: Iterable[str] = (),
        shown: Iterable[ArticleSource] | None = None,
    ) -> Iterator[Diagnostic]:
        """What is wrong with the texts of some articles, and with the links of other pages, by their paths.

        *shown* are the same articles, for those who want to see how far it is.
        """
        for article in articles if shown is None else shown:
            if article.source.format is MARKDOWN and article.source.body:
                yield from self._in_text(article)
        if self.links:
            yield from self._in_links([*(article.path for article in articles), *others])

    def _in_text(self, article: ArticleSource) -> Iterator[Diagnostic]:
        source = article.source
        text = read_markdown(source.body, source.body_line)
        self._keep(article.path, text, source.body, source.body_line)
        told = text_diagnostics(text, source.body_line, trusted=self.trusted)
        off = source.front.check if source.front else {}
        if off:
            told = [*kept(told, off), *needless(told, off, source.places["check"])]
        yield from (one.at(article.path) for one in told)

    def _keep(self, path: str, text: MarkdownText, body: str, first_line: int) -> None:
        front = self.by_path[path].source.front if path in self.by_path else None
        self.linked[path] = linked_text(path, text, body, first_line, front.title if front else "")

    def _read(self, path: str) -> LinkedText | None:
        """A page's links and places; nothing for one that is no Markdown."""
        if path not in self.linked and path.endswith(".md"):
            article = self.by_path.get(path)
            try:
                body = article.source.body if article else decoded((self.site / path).read_bytes())
            except (OSError, UnicodeDecodeError):
                return None
            first_line = article.source.body_line if article else 1
            self._keep(path, read_markdown(body, first_line), body, first_line)
        return self.linked.get(path)

    def _in_links(self, paths: list[str]) -> Iterator[Diagnostic]:
        collection = self.collection
        pages = {**{one.path: docname for docname, one in collection.found.items()}, **self.documents}
        pages = {path: docname for path, docname in pages.items() if path}
        suffixes = {posixpath.splitext(path)[1] for path in pages} | {".md"}
        own = OwnFiles(self.site, self.static)
        for path in paths:
            if (page := self._read(path)) is None:
                continue
            places = self._places(page, pages)
            yield from LinkCheck(own, pages, places, frozenset(suffixes), self.most).mistakes(page)

    def _places(self, page: LinkedText, pages: Mapping[str, str]) -> Mapping[str, Places]:
        """The places of the pages that a page's links may lead to: of all where one may lead to any."""
        aims = {link.file_from(page.path) for link in page.links if link.anchor and link.path}
        if any(not link.path for link in page.links if not page.places.has(link.anchor)):
            aims = set(pages)
        found = {path: self._read(path) for path in aims if path in pages}
        return {path: one.places if one else ANY for path, one in found.items()}
