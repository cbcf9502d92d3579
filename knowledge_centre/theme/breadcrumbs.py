"""Where a page is: the site, then its section, which the header marks. Said once, for the page and for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.content.taxonomies import CATEGORY, TAXONOMIES, first_page
from knowledge_centre.documents.builders import for_site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def breadcrumbs(site: tuple[str, str], context: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names and pages: of the *site*, then of an article's category or a list's section.

    On the later pages of a list, its first page follows, and which this one is.
    """
    if article := context.get("article"):
        return [site, (article["card"].category_label, article["card"].category_page)]
    kind = context.get("kind")
    found = [site, TAXONOMIES[kind].section] if kind else [site]
    if position := context.get("position"):
        found += [
            (context["list_title"], context["list_page"]),
            (position[0].upper() + position[1:], context["pagename"]),
        ]
    return found


def section(pagename: str, context: Mapping[str, Any]) -> str:
    """The page that leads the section of the site that a page is in, as the header may link to it."""
    if context.get("article"):
        return CATEGORY.section[1]
    kind = context.get("kind")
    return TAXONOMIES[kind].section[1] if kind else first_page(pagename)[0]


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    context["breadcrumbs"] = breadcrumbs((app.config.project, app.config.root_doc), context)
    context["section"] = section(pagename, context)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("html-page-context", for_site(on_html_page_context))
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
