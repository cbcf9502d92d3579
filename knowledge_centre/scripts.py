"""Scripts: without the comments that are for those who read the source, and on the pages that use them only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rjsmin
from sphinx.builders.html import StandaloneHTMLBuilder

from knowledge_centre import __version__
from knowledge_centre.static_sources import shortened

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

USED_BY = {
    "js/code.js": re.compile(r'<div class="highlight"'),
    "js/scrollers.js": re.compile(r'<div class="highlight"|class="table-wrapper'),
    "js/footnotes.js": re.compile(r'class="[^"]*footnote-reference'),
    "design-tabs.js": re.compile(r'class="sd-tab'),
}
"""Scripts for pages whose text has such an element only."""
REPLACED = ["documentation_options.js", "doctools.js", "sphinx_highlight.js"]
"""Sphinx's own: they serve its search and its keys, which this site has of its own."""


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Shorten the site's own scripts."""
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    for source in (Path(app.confdir / path) for path in app.config.html_static_path):
        for script in source.rglob("*.js"):
            name = script.relative_to(source).as_posix()
            shortened(app)[name] = rjsmin.jsmin(script.read_text(encoding="utf-8"))


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add what the page uses; leave out what no page does."""
    body = context.get("body", "")
    for name, used in USED_BY.items():
        if name.startswith("js/") and used.search(body):
            app.add_js_file(name, type="module")
    if "article" in context:
        app.add_js_file("js/share.js", type="module")


def on_html_page_context_last(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    body = context.get("body", "")
    unused = {name for name, used in USED_BY.items() if not used.search(body)}
    if not getattr(app.builder, "search", False):  # Sphinx's own search, where this site's is left out
        unused.update(app.config.knowledge_centre_replaced_scripts)
    context["script_files"] = [
        script
        for script in context["script_files"]
        if str(getattr(script, "filename", script)).removeprefix("_static/") not in unused
    ]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.static_sources")
    app.add_config_value("knowledge_centre_replaced_scripts", REPLACED, "html", types=frozenset({list}))
    app.connect("write-started", on_write_started)
    app.connect("html-page-context", on_html_page_context)
    app.connect("html-page-context", on_html_page_context_last, priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
