"""The EPUB: what its metadata says, its cover, and which pages are in it."""

from __future__ import annotations

import html
import re
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from sphinx.builders.epub3 import Epub3Builder, validate_config_values

from knowledge_centre.book.binding import edition_of
from knowledge_centre.book.cover import draw_cover
from knowledge_centre.book.own_output import BookTemplates
from knowledge_centre.compat.sphinx import disconnect, give
from knowledge_centre.content.clock import now_in
from knowledge_centre.pictures.covers import palettes_of
from knowledge_centre.pictures.covers.design import PALETTES
from knowledge_centre.pictures.social_cards.fonts import find_fonts
from knowledge_centre.pipeline.build_lock import NAME as LOCK

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.config import Config

COVER = "cover.png"
ITEM = re.compile('<item id="epub-[^"]*" href="(?P<href>[^"]*)" media-type="[^"]*"')
PROPERTIES = {"mathml": "<math", "scripted": "<script", "svg": "<svg"}
"""What the manifest says of a page, and the tag that makes it so."""


class BookEpubBuilder(BookTemplates, Epub3Builder):
    """Sphinx's own, which would write every document of the site, and pack what earlier builds left."""

    def get_outdated_docs(self) -> str:  # type: ignore[override]
        return "all documents"

    def prepare_writing(self, _docnames: Set[str]) -> None:
        for stale in [*self.outdir.rglob("*.xhtml"), *self.outdir.glob(f"{self.imagedir}/*")]:
            stale.unlink()
        super().prepare_writing(self.env.found_docs)

    def write_documents(self, _docnames: Set[str]) -> None:
        super().write_documents(self.env.found_docs)

    def content_metadata(self) -> dict[str, Any]:
        """The version of a book is the day it was made, unless conf.py has one."""
        made = now_in(self.config.knowledge_centre_timezone)
        return {**super().content_metadata(), "version": self.config.version or f"{made:%Y.%m.%d}"}

    def build_content(self) -> None:
        """EPUB wants to be told which pages have formulas and drawings in them, and which picture is the cover."""
        super().build_content()
        path = self.outdir / "content.opf"
        path.write_text(ITEM.sub(self._with_properties, path.read_text(encoding="utf-8")), encoding="utf-8")

    def _with_properties(self, item: re.Match[str]) -> str:
        name = unquote(html.unescape(item["href"]))
        text = (self.outdir / name).read_text(encoding="utf-8") if name.endswith(self.out_suffix) else ""
        properties = [one for one, tag in PROPERTIES.items() if tag in text]
        properties += ["cover-image"] * (name == COVER)
        return f'{item[0]} properties="{" ".join(properties)}"' if properties else item[0]

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """Sphinx gives the table of contents the name of an element for the identity of the book."""
        return {**super().toc_metadata(level, navpoints), "uid": html.escape(self.config.epub_identifier)}


def describe(app: Sphinx, config: Config) -> None:
    """Metadata, for all builds alike: of another setting than before, Sphinx would read all documents again."""
    tag = getattr(config, "knowledge_centre_tag_uri", "")
    identity = f"{tag}book" if tag else uuid.uuid5(uuid.NAMESPACE_URL, config.html_baseurl or config.project).urn
    give(
        config,
        epub_theme="knowledge_centre_book",
        epub_cover=(COVER, "epub-cover.html"),
        epub_identifier=identity,
        epub_uid="book",
        epub_description=config.html_context.get("tagline") or config.project,
        epub_contributor=config.author,
        epub_tocdup=False,
        epub_show_urls="no",
    )
    if not config.version:
        disconnect(app, "builder-inited", validate_config_values)  # it asks for one: see content_metadata


def prepare(app: Sphinx) -> None:
    """Draw the cover, and leave out what is in the folder for the build alone."""
    app.config.epub_exclude_files = [*app.config.epub_exclude_files, LOCK]
    if app.config.epub_cover and app.config.epub_cover[0] == COVER:
        config = app.config
        palettes = palettes_of(config) if "knowledge_centre_cover_palettes" in config else list(PALETTES)
        tagline = config.html_context.get("tagline", "")
        drawn = draw_cover(config.project, tagline, edition_of(config), palettes[0], find_fonts(config.language))
        Path(app.outdir, COVER).write_bytes(drawn)
