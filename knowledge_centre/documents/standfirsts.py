"""Standfirsts from first paragraphs say what the page shows of references, which is known once all documents are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.util.docutils import new_document

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx import suppress_logging
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.documents.reading import cut, first_paragraph_of, plain_text

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Keep a first paragraph with references, of an article without a summary of its own."""
    domain, docname = article_domain(app.env), app.env.current_document.docname
    article, paragraph = domain.collection.found.get(docname), first_paragraph_of(doctree)
    if article is None or article.front.summary or paragraph is None:
        return
    if next(paragraph.findall(addnodes.pending_xref), None) is not None:
        domain.table("first_paragraphs")[docname] = paragraph.deepcopy()


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> None:
    domain = article_domain(env)
    paragraphs: dict[str, nodes.paragraph] = domain.table("first_paragraphs")
    domain.say({docname: cut(shown(app, docname, one)) for docname, one in sorted(paragraphs.items())})


def shown(app: Sphinx, docname: str, paragraph: nodes.paragraph) -> str:
    """The words of a paragraph as its page will have them. What does not resolve is told when the page is written."""
    document = new_document(str(app.env.doc2path(docname)))
    document += paragraph.deepcopy()
    with suppress_logging():
        app.env.resolve_references(document, docname, app.builder)
    return plain_text(document)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.references")
    # After references marks what hidden articles explain.
    app.connect("doctree-read", on_doctree_read, priority=600)
    # Before anything asks the catalogue.
    app.connect("env-updated", on_env_updated, priority=200)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
