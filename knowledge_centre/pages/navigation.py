"""The ways on from an article: previous and next by date, related ones, and the "Why stop here?" call."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.catalogue.related import call_to, ways_on, ways_on_from
from knowledge_centre.content.kept_answers import KeptAnswers
from knowledge_centre.documents.builders import for_site
from knowledge_centre.pipeline.build import build_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue


def on_catalogue_page_context(app: Sphinx, catalogue: Catalogue, docname: str) -> dict[str, Any]:
    """The variable ``onward_links`` of an article's template."""
    if (article := catalogue.by_docname.get(docname)) is None:
        return {}
    called, near = ways_of(app, catalogue)[article.slug]
    target = catalogue.by_slug.get(called)
    newer, older = catalogue.newer(article), catalogue.older(article)
    links = {
        "next_read": call_to(catalogue, article, target),
        "next_read_card": catalogue.card(target) if target else None,
        "related": catalogue.cards(catalogue.by_slug[slug] for slug in near),
        "newer": (newer.docname, newer.title) if newer else None,
        "older": (older.docname, older.title) if older else None,
    }
    return {"onward_links": links}


def ways_of(app: Sphinx, catalogue: Catalogue) -> Mapping[str, tuple[str, Sequence[str]]]:
    """Where each article leads to: worked out for all of them when one that matters to it changed."""
    build = build_of(app.env)
    if not build.ways_on:
        kept = KeptAnswers(Path(app.doctreedir, "kept", "ways_on"))
        asked = repr(ways_on_from(catalogue)).encode()
        build.ways_on = kept.answer(asked, lambda: ways_on(catalogue))
        kept.keep()
    return build.ways_on


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
