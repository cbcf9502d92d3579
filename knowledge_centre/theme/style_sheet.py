"""One style sheet: Furo's, the extensions', the theme's and the site's own, put together.

A page waits for its style sheets; one file of them arrives sooner than twenty. Each is in a layer of the cascade, so that
the theme's rules win over Furo's without long selectors, and a site's own over all. What the theme does not ship is not
minified, and what cannot be a part of another sheet is linked to as it is.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rcssmin

from knowledge_centre import __version__
from knowledge_centre.compat.furo import css_variables, get_pygments_stylesheet, overwrite_pygments_css
from knowledge_centre.compat.sphinx import disconnect
from knowledge_centre.compat.sphinx_pages import style_sheet, style_sheets
from knowledge_centre.documents.builders import for_site, is_site
from knowledge_centre.pipeline.build import build_of
from knowledge_centre.theme.minified import minified, source_of
from knowledge_centre.theme.sheet_text import can_be_layered, can_be_moved
from knowledge_centre.theme.widths import SHEET, widths_sheet

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

NAME = "site.css"
STYLES = (
    *("tokens", "furo", "base", "drawer", "header", "footer", "sections", "prose", "blocks", "code", "listing"),
    *("facets", "timeline", "subscribe", "article", "onward", "share", "cite", "search", "print"),
)
"""The theme's own sheets, after Furo's and before the site's."""
LAYERS = ("tokens", "furo", "extensions", "theme")
"""From the weakest to the strongest. A site's own sheets are in none, and so win over all of these."""
FORMULAS = "css/formulas.css"
LAYER_OF = {
    **{f"css/{name}.css": "theme" for name in STYLES},
    **dict.fromkeys((FORMULAS, SHEET), "theme"),
    "css/tokens.css": "tokens",
    **dict.fromkeys(("pygments.css", "styles/furo.css", "css/furo.css"), "furo"),
}
"""Others are extensions', Furo's rules for some of those among them, or the site's own."""
PLAIN = frozenset({"rel", "type"})
"""The attributes of a link that say nothing of when a sheet counts, or which bytes it has."""
RARE = {
    FORMULAS: re.compile("<math"),
    "sphinx-design.min.css": re.compile(r'class="(?:[^"]* )?sd-(?!badge)'),
    SHEET: re.compile(r'class="(?:[^"]* )?width-'),
}
"""Sheets for pages whose text has such a class only."""


def text_of(app: Sphinx, name: str) -> str | None:
    """The text of a sheet; nothing where it is another server's, or in no encoding that one sheet could have."""
    if name == "pygments.css":
        return str(get_pygments_stylesheet())
    if name == SHEET:
        return widths_sheet()
    source = source_of(app, name)
    try:
        return source.read_text(encoding="utf-8-sig") if source else None
    except UnicodeDecodeError:
        return None


def layer_of(app: Sphinx, name: str) -> str:
    """The layer of a sheet. The site's own, in none, are those that conf.py names, or whose folder it names."""
    folders = (app.confdir / folder for folder in app.config.html_static_path if not Path(folder).is_absolute())
    own = name in dict(app.config.html_css_files) or any((folder / name).is_file() for folder in folders)
    return LAYER_OF.get(name, "" if own else "extensions")


def layered(layer: str, text: str) -> str:
    return f"@layer {layer}{{{text}}}" if layer and text else text


def shipped(name: str, text: str) -> str:
    """The text as it is sent: what came with the theme and Furo is minified, all else is as it is."""
    minified_text: str = rcssmin.cssmin(text) if name in LAYER_OF else text
    return minified_text


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Put the sheets of each layer together, in the order in which pages would link to them."""
    if not is_site(builder):
        return
    # Sphinx's sheet for code, which Furo would write over in every build, is not written: Furo's is a file like others.
    disconnect(app, "build-finished", overwrite_pygments_css)
    vars(builder)["create_pygments_style_file"] = lambda: None
    minified(app)["pygments.css"] = rcssmin.cssmin(str(get_pygments_stylesheet()))
    # The tokens come last, beside the site's own, which have the same names: that packs better.
    together: dict[str, dict[str, str]] = {layer: {} for layer in (*LAYERS[1:], LAYERS[0], "")}
    together[""]["furo"] = rcssmin.cssmin(css_variables(builder))
    for sheet in style_sheets(builder):
        name = str(sheet.filename).removeprefix("_static/")
        layer = layer_of(app, name)
        if (text := text_of(app, name)) is None:
            continue
        if not sheet.attributes.keys() - PLAIN and name not in RARE and can_be_moved(text):
            together[layer][f"_static/{name}"] = shipped(name, text)
        elif layer and can_be_layered(text) and "integrity" not in sheet.attributes:
            minified(app)[name] = layered(layer, shipped(name, text))
    build_of(app.env).merged_sheets = frozenset().union(*together.values())
    parts = [layered(layer, "\n".join(sheets.values())) for layer, sheets in together.items()]
    minified(app)[NAME] = "".join([f"@layer {','.join(LAYERS)};", *parts])


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
    for name in (*(f"css/{name}.css" for name in STYLES), FORMULAS, SHEET):
        app.add_css_file(name, priority=700)
    app.connect("write-started", on_write_started)
    app.connect("html-page-context", for_site(on_html_page_context), priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
