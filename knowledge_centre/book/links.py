"""What leads out of the book, to lists, searches and feeds of the site, is plain text in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from knowledge_centre.compat.sphinx import application
from knowledge_centre.documents.builders import is_book
from knowledge_centre.documents.link_targets import link_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class LeftOutDocuments(SphinxPostTransform):
    """A link to a document that is not in the book shows its text, or the title of the document."""

    default_priority = 6  # before MyST resolves its links, at 9

    def run(self, **_kwargs: Any) -> None:
        if not is_book(application(self.env).builder):
            return
        for node in list(self.document.findall(addnodes.pending_xref)):
            link = link_of(node, node.get("refdoc", self.env.current_document.docname))
            if link.is_document and link.target in self.env.titles and link.target not in self.env.found_docs:
                text = node.astext() if node.get("refexplicit") else ""
                node.replace_self(nodes.inline("", text or self.env.titles[link.target].astext()))


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """An address of the site that an author wrote as such leads nowhere in a book."""
    if not is_book(app.builder):
        return
    for link in list(doctree.findall(nodes.reference)):
        address = link.get("refuri", "")
        if address and not link.get("internal") and not urlsplit(address).scheme and not address.startswith("#"):
            link.replace_self(link.children or nodes.Text(address))


def setup_links(app: Sphinx) -> None:
    app.add_post_transform(LeftOutDocuments)
    app.connect("doctree-resolved", on_doctree_resolved)
