"""The ways on from an article: previous and next by date, related ones, and the "Why stop here?" call."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.catalogue.related import next_read, related
from knowledge_centre.documents.builders import for_site

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue


def on_catalogue_page_context(app: Sphinx, catalogue: Catalogue, docname: str) -> dict[str, Any]:
    """The variable ``onward_links`` of an article's template."""
    if (article := catalogue.by_docname.get(docname)) is None:
        return {}
    call = next_read(catalogue, article)
    newer, older = catalogue.newer(article), catalogue.older(article)
    called = catalogue.by_slug[call.slug] if call and call.slug else None
    links = {
        "next_read": call,
        "next_read_card": catalogue.card(called) if called else None,
        "related": catalogue.cards(related(catalogue, article, but=called)),
        "newer": (newer.docname, newer.title) if newer else None,
        "older": (older.docname, older.title) if older else None,
    }
    return {"onward_links": links}


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Previous and next where the theme looks for them: its links at the foot and those in the head."""
    if (links := context.get("onward_links")) is None:
        return
    for key, way in (("prev", links["older"]), ("next", links["newer"])):
        if way:
            context[key] = {"link": context["pathto"](way[0]), "title": escape(way[1])}


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline")
    app.connect("catalogue-page-context", on_catalogue_page_context)
    app.connect("html-page-context", for_site(on_html_page_context))
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
