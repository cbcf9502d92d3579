"""The book as one page. Two articles may have a heading of the same name, so each id begins with its document's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.environment.adapters.toctree import global_toctree_for_doc

from knowledge_centre.book.own_output import BookTemplates

if TYPE_CHECKING:
    from collections.abc import Iterator


class BookPageBuilder(BookTemplates, SingleFileHTMLBuilder):
    """Sphinx's own, with a theme of its own and ids that are there once."""

    search = False

    def get_theme_config(self) -> tuple[str, dict[str, Any]]:
        return "knowledge_centre_book", {}

    def dump_inventory(self) -> None:
        """Other projects link to the site."""

    def assemble_doctree(self) -> nodes.document:
        document = super().assemble_doctree()
        for docname, node in parts(document, self.config.root_doc):
            node["ids"] = [unique(docname, one) for one in node["ids"]]
            for name in ("refid", "refuri"):
                if name in node:
                    node[name] = moved(docname, node[name], is_id=name == "refid")
            if "backrefs" in node:
                node["backrefs"] = [unique(docname, one) for one in node["backrefs"]]
        self._insert_contents(document)
        return document

    def _insert_contents(self, document: nodes.document) -> None:
        """Below the name of the book: Sphinx puts the documents where their names were."""
        root = self.config.root_doc
        tree = global_toctree_for_doc(self.env, root, self, tags=self.tags, collapse=False)
        if tree is not None:
            first = next(document.findall(addnodes.start_of_file))
            first.parent.insert(first.parent.index(first), nodes.compound("", tree, classes=["toctree-wrapper"]))


def parts(node: nodes.Node, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """Every element, with the document that it is from."""
    if isinstance(node, addnodes.start_of_file):
        docname = node["docname"]
    if isinstance(node, nodes.Element):
        yield docname, node
        for child in node.children:
            yield from parts(child, docname)


def unique(docname: str, name: str) -> str:
    return f"{docname}/{name}"


def moved(docname: str, address: str, *, is_id: bool) -> str:
    """An address within the page, of an id in *docname* or, as ``#document-name#id``, in another document."""
    if is_id:
        return unique(docname, address)
    if address.startswith("#document-") and "#" in address[1:]:
        other, _hash, name = address.removeprefix("#document-").partition("#")
        return f"#{unique(other, name)}"
    if address.startswith("#") and not address.startswith("#document-") and len(address) > 1:
        return f"#{unique(docname, address[1:])}"
    return address
