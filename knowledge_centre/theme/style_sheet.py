"""One style sheet: the theme's, the code colours and the site's own, put together and minified.

A page waits for its style sheets; one file of them arrives sooner than twenty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import rcssmin
from sphinx.builders.html import StandaloneHTMLBuilder

from knowledge_centre import __version__
from knowledge_centre.compat.furo import get_pygments_stylesheet
from knowledge_centre.compat.sphinx import style_sheet, style_sheets
from knowledge_centre.pipeline.build import build_of
from knowledge_centre.theme.minified import minified, source_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

NAME = "site.css"
STYLES = (
    "tokens",
    "base",
    "drawer",
    "header",
    "footer",
    "sections",
    "prose",
    "blocks",
    "code",
    "listing",
    "facets",
    "timeline",
    "subscribe",
    "article",
    "onward",
    "share",
    "cite",
    "search",
    "print",
)
"""The theme's own sheets, after Furo's and before the site's."""
STAYS_APART = re.compile(r"@import|url\((?!\s*[\"']?(?:data:|#))")
"""A sheet that names other files by its own place."""
RARE = {"sphinx-design.min.css": re.compile(r'class="(?:[^"]* )?sd-(?!badge)')}
"""Sheets for pages whose text has such a class only."""


def text_of(app: Sphinx, name: str) -> str | None:
    """The text of a sheet that may go in with the others."""
    if name == "pygments.css":
        return str(get_pygments_stylesheet())
    source = None if name in RARE else source_of(app, name)
    text = source.read_text(encoding="utf-8") if source else None
    return None if text is None or STAYS_APART.search(text) else text


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Put the sheets together, in the order in which pages would link to them."""
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    together: dict[str, str] = {}
    for sheet in style_sheets(builder):
        name = str(sheet.filename).removeprefix("_static/")
        if "media" not in sheet.attributes and (text := text_of(app, name)) is not None:
            together[f"_static/{name}"] = text
    build_of(app.env).merged_sheets = frozenset(together)
    minified(app)[NAME] = rcssmin.cssmin("\n".join(together.values()))


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Link to the one sheet, and to those that stayed apart where they are used."""
    together = build_of(app.env).merged_sheets
    body = context.get("body", "")
    links: list[Any] = [style_sheet(NAME)]
    for sheet in context["css_files"]:
        name = str(getattr(sheet, "filename", sheet))
        rare = RARE.get(name.removeprefix("_static/"))
        if name not in together and (rare is None or rare.search(body)):
            links.append(sheet)
    context["css_files"] = links


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.theme.minified")
    for name in STYLES:
        app.add_css_file(f"css/{name}.css", priority=700)
    app.connect("write-started", on_write_started)
    app.connect("html-page-context", on_html_page_context, priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
