"""All articles as one book, to keep and to print: Sphinx's singlehtml, epub, latex, texinfo and man."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.latex import LaTeXBuilder

from knowledge_centre import __version__
from knowledge_centre.book import epub, latex, raw_html
from knowledge_centre.book.binding import bind
from knowledge_centre.book.drawings import setup_drawings
from knowledge_centre.book.links import setup_links
from knowledge_centre.book.own_output import on_build_finished
from knowledge_centre.book.single_page import BookPageBuilder
from knowledge_centre.documents.builders import is_book

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def on_config_inited(app: Sphinx, config: Config) -> None:
    epub.describe(app, config)
    latex.describe(config)


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """All documents are read, and what was read is kept: from here on Sphinx sees the book."""
    if not is_book(builder):
        return
    bind(app)
    if builder.name == "epub":
        epub.prepare(app)
    if isinstance(builder, LaTeXBuilder):
        latex.prepare(builder)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """The site's own sheets, which have its colours, are those of the book; other ones are for the pages of the site."""
    if is_book(app.builder):
        names = [file if isinstance(file, str) else file[0] for file in app.config.html_css_files]
        context["book_sheets"] = [name for name in names if "://" not in name]
        if app.builder.name == "epub" and "body" in context:
            context["body"] = raw_html.as_xml(context["body"])


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pages.listings")
    app.add_html_theme("knowledge_centre_book", str(Path(__file__).parent / "theme"))
    app.add_builder(epub.BookEpubBuilder, override=True)
    app.add_builder(BookPageBuilder, override=True)
    setup_drawings(app)
    setup_links(app)
    app.connect("config-inited", on_config_inited)
    app.connect("write-started", on_write_started, priority=100)
    app.connect("html-page-context", on_html_page_context)
    app.connect("doctree-resolved", raw_html.on_doctree_resolved)
    # After other extensions, some of which read finished pages.
    app.connect("build-finished", on_build_finished, priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
