"""Names for the boxes of task lists: MyST gives them none, so a screen reader could not tell which are ticked of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from knowledge_centre import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

BOX = '<input class="task-list-item-checkbox"'


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Name each box by what it says; the item's text follows it."""
    for raw in doctree.findall(nodes.raw):
        if (html := raw.astext()).startswith(BOX):
            name = "Done" if "checked" in html else "To do"
            raw.children[:] = [nodes.Text(html.replace(BOX, f'{BOX} aria-label="{name}"'))]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("doctree-resolved", on_doctree_resolved)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
