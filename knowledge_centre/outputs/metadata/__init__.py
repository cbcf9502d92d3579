"""What the head of each page says of it, for search engines and for those who share it; and how to cite an article.

Everything is taken from what the page shows, so that a page whose head would say something else is written again.
Addresses have to be whole there: where ``html_baseurl`` does not tell the site's, they are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from sphinx.config import ENUM

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx import default_author
from knowledge_centre.content.settings import AUTHOR_TYPES
from knowledge_centre.documents.builders import for_site, is_site
from knowledge_centre.documents.reading import first_paragraph, title_text
from knowledge_centre.outputs.metadata.heads import Head, Settings
from knowledge_centre.pipeline.build import build_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue

OWN_DESCRIPTION = 'name="description"'
"""Of a document that gives its own, as MyST's ``html_meta``."""


def on_catalogue_page_context(app: Sphinx, catalogue: Catalogue, docname: str) -> dict[str, Any]:
    """What the head of an article tells and the page itself does not need: its timestamps, and how long it is."""
    if (article := catalogue.by_docname.get(docname)) is None:
        return {}
    front = article.front
    updated = front.updated.isoformat() if front.updated else ""
    return {"timestamps": (front.date.isoformat(), updated), "words": article.reading.words}


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """The variables ``metadata``, and for an article ``citation``."""
    if not is_site(app.builder):
        return
    head = Head(
        settings(app),
        pagename,
        context,
        # Sphinx's own title is HTML, that of a page without a document is not.
        heading=context.get("title", "") if doctree is None else title_text(app.env.titles[pagename]),
        paragraph="" if doctree is None else first_paragraph(doctree),
    )
    variables = head.variables()
    variables["json"] = Markup(variables["json"])  # noqa: S704 (what could end the script is escaped)
    variables["described"] = OWN_DESCRIPTION in context.get("metatags", "")
    context["metadata"] = variables
    if head.article:
        context["citation"] = head.citation()


def settings(app: Sphinx) -> Settings:
    """What is the same for every page of this build."""
    config = app.config
    return Settings(
        name=config.project,
        publisher=config.project if config.author == default_author() else config.author,
        language=config.language.replace("_", "-"),
        author_type=config.knowledge_centre_author_type,
        home=config.root_doc,
        tagline=config.html_context.get("tagline", ""),
        urls=build_of(app.env).urls,
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pages.byline")
    app.add_config_value("knowledge_centre_author_type", AUTHOR_TYPES[0], "html", types=ENUM(*AUTHOR_TYPES))
    app.connect("catalogue-page-context", on_catalogue_page_context)
    # After the variables of the page, and after those that change its address.
    app.connect("html-page-context", for_site(on_html_page_context), priority=600)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
