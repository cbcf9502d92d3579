"""Work that a build repeats for every page, done once. Without this extension the pages are the same, later.

Each shortcut names what it saves; the versions it was written for are pinned in requirements.txt.
"""

from __future__ import annotations

import gc
from functools import cache
from typing import TYPE_CHECKING, Any

import myst_parser.mdit_to_docutils.base as myst_renderer
from docutils.frontend import get_default_settings

from knowledge_centre import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from docutils.frontend import Values
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

THRESHOLD = 100_000
"""Objects made, less those dropped, before Python's garbage collector looks: a build makes millions and drops few.
The default of 700 costs about a quarter of the processor time."""


@cache
def settings_of(*components: Any) -> Values:
    """Docutils' default settings, of which the option parser that makes them takes over a millisecond.

    MyST-Parser asks for them for each document, for a fallback that Sphinx never uses.
    """
    return get_default_settings(*components)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """The links to style sheets and scripts are the same for all pages of a folder."""
    known = app.__dict__.setdefault("knowledge_centre_asset_tags", {})
    for name in ("css_tag", "js_tag"):
        context[name] = _remember(context[name], known.setdefault((name, context["content_root"]), {}))


def _remember(tag: Callable[[Any], str], known: dict[Any, str]) -> Callable[[Any], str]:
    def remembered(asset: Any) -> str:
        if asset not in known:
            known[asset] = tag(asset)
        return known[asset]

    return remembered


def setup(app: Sphinx) -> ExtensionMetadata:
    gc.set_threshold(THRESHOLD, *gc.get_threshold()[1:])
    myst_renderer.get_default_settings = settings_of  # type: ignore[attr-defined, assignment]
    app.connect("html-page-context", on_html_page_context)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
