"""Tables on narrow screens: which cells need room for their words, and what each says where its row is a stack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from knowledge_centre import __version__
from knowledge_centre.documents.builders import for_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

STACKED = "stacked"
"""The class by which an author has the rows of a table stacked on a phone."""
LONG, LONG_CLASS = 24, "is-long"
"""A cell with more characters than this has a least width."""
LABEL = "label"
"""The attribute of a cell that has the heading of its column."""


def prepare(table: nodes.table) -> None:
    """Mark the long cells and, in a table that is stacked, give each cell the heading of its column."""
    headings: list[str] = []
    for row in table.findall(nodes.row):
        entries = [entry for entry in row if isinstance(entry, nodes.entry)]
        for entry in entries:
            if len(entry.astext()) > LONG:
                entry["classes"].append(LONG_CLASS)
        if isinstance(row.parent, nodes.thead):
            headings = [entry.astext() for entry in entries]
        elif STACKED in table["classes"] and len(entries) == len(headings):  # none is merged with another
            for entry, heading in zip(entries, headings, strict=True):
                entry[LABEL] = heading


def on_doctree_resolved(_app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    for table in doctree.findall(nodes.table):
        prepare(table)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("doctree-resolved", for_site(on_doctree_resolved))
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
