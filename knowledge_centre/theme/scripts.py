"""Scripts: the theme's own, without the comments that are for those who read the source, and none that no page needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rjsmin

from knowledge_centre import __version__
from knowledge_centre.documents.builders import for_site, is_site
from knowledge_centre.theme.minified import THEME, minified, source_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

SCRIPTS = ("site", "code", "scrollers", "footnotes", "share")
"""Those of every page: together they weigh less than a small picture."""
REPLACED = ["documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"]
"""Sphinx's own: they serve its search and its keys, which this site has of its own."""


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Sphinx's own search lists titles: what it looks for its passages in is not on these pages."""
    config.html_show_search_summary = False


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Minify the theme's scripts. Those of the site, which win over them, and of other extensions are sent as they are."""
    if is_site(builder):
        for script in sorted((THEME / "static").rglob("*.js")):
            name = script.relative_to(THEME / "static").as_posix()
            if (source := source_of(app, name)) and source.samefile(script):
                minified(app)[name] = rjsmin.jsmin(script.read_text(encoding="utf-8"))


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if not getattr(app.builder, "search", False):  # Sphinx's own search, where this site's is left out
        unused = app.config.knowledge_centre_replaced_scripts
        context["script_files"] = [
            script
            for script in context["script_files"]
            if str(getattr(script, "filename", script)).removeprefix("_static/") not in unused
        ]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.theme.minified")
    app.add_config_value("knowledge_centre_replaced_scripts", REPLACED, "html", types=frozenset({list}))
    for name in SCRIPTS:
        app.add_js_file(f"js/{name}.js", type="module", priority=700)
    app.connect("config-inited", on_config_inited)
    app.connect("write-started", on_write_started)
    app.connect("html-page-context", for_site(on_html_page_context), priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
