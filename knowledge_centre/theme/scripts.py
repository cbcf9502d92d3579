"""Scripts: the theme's own (as modules.py sends them), and of Sphinx's those that another one asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx_pages import inline_scripts
from knowledge_centre.documents.builders import for_site
from knowledge_centre.pipeline.build import build_of
from knowledge_centre.theme.minified import source_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

OF_TEXTS = ("code", "scrollers", "footnotes", "pictures", "share")
"""Those for what stands in texts. The search page has none, and an answer would wait behind each of these."""
SCRIPTS = ("site", *OF_TEXTS, "lists")
"""Those of every other page: together they weigh less than a small picture."""
REPLACED = ["documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"]
"""Sphinx's own: they serve its search and its keys, which this site has of its own."""
SPHINXS = re.compile(rb"\b(?:DOCUMENTATION_OPTIONS|Documentation\.|_ready|SphinxHighlight|SPHINX_HIGHLIGHT_ENABLED\b)")
"""What they define for others."""


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Sphinx's own search lists titles: what it looks for its passages in is not on these pages."""
    config.html_show_search_summary = False


def name_of(script: Any) -> str:
    """The name of a script below ``_static``; nothing for one within the page."""
    return str(getattr(script, "filename", script) or "").removeprefix("_static/").partition("?")[0]


def asks_for_sphinxs(app: Sphinx, name: str) -> bool:
    """Whether a script uses what Sphinx's define, as far as this machine has it. Some are made of a template."""
    known = build_of(app.env).asks_for_sphinxs
    if name not in known:
        found = (source_of(app, f"{name}{suffix}") for suffix in ("", ".jinja", "_t"))
        source = next(filter(None, found), None)
        known[name] = source is not None and SPHINXS.search(source.read_bytes()) is not None
    return known[name]


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Sphinx's scripts stay all together, in their order: one without another is an error in the console."""
    if getattr(app.builder, "search", False):  # Sphinx's own search, where this site's is left out
        return
    unused = {*app.config.knowledge_centre_replaced_scripts}
    if context.get("layout") == "search":
        unused.update(f"js/{name}.js" for name in OF_TEXTS)
    others = [script for script in context["script_files"] if name_of(script) not in unused]
    names = filter(None, map(name_of, others))
    inline = (SPHINXS.search(text.encode()) for text in inline_scripts(others))
    if not any(asks_for_sphinxs(app, name) for name in names) and not any(inline):
        context["script_files"] = others


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.theme.minified")
    app.add_config_value("knowledge_centre_replaced_scripts", REPLACED, "html", types=frozenset({list}))
    for name in SCRIPTS:
        app.add_js_file(f"js/{name}.js", type="module", priority=700)
    app.connect("config-inited", on_config_inited)
    app.connect("html-page-context", for_site(on_html_page_context), priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
