"""The documents that the book is written from: its first page, its parts, and articles with what stands over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes

from knowledge_centre.catalogue.queries import display_date
from knowledge_centre.catalogue.smart_quotes import printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge_centre.catalogue.queries import Catalogue
    from knowledge_centre.content.records import Article, Credit


def tree_of(parent: str, docnames: Iterable[str]) -> addnodes.toctree:
    """A toctree of documents, by their titles."""
    names = list(docnames)
    return addnodes.toctree(
        parent=parent,
        entries=[(None, name) for name in names],
        includefiles=names,
        maxdepth=2,
        caption=None,
        glob=False,
        hidden=False,
        includehidden=False,
        numbered=0,
        titlesonly=True,
    )


def page(source: str, docname: str, title: str, *children: nodes.Node) -> nodes.document:
    """A document of one section."""
    document = new_document(source)
    section = nodes.section("", nodes.title("", title), *children, ids=[nodes.make_id(f"part-{docname}")])
    document += section
    return document


def head(catalogue: Catalogue, article: Article) -> Iterator[nodes.paragraph]:
    """What an article's page has around its title: date and authors, summary, credit."""
    front, language = article.front, catalogue.language
    card = catalogue.card(article)
    facts = [card.date_text, ", ".join(name for _id, name in card.authors)]
    if front.updated:
        facts.append(f"Updated {display_date(front.updated.date(), language)}")
    yield nodes.paragraph("", " · ".join(facts), classes=["byline"])
    if front.summary:
        summary = nodes.emphasis("", printed(front.summary, language))
        yield nodes.paragraph("", "", summary, classes=["standfirst"])
    if front.credit:
        yield nodes.paragraph("", "", *credit(front.credit, language), classes=["credit"])


def credit(given: Credit, language: str) -> Iterator[nodes.Node]:
    """Whose idea an article retells, in the words of ``components/credit.html``."""
    named = given.title or given.name
    linked = nodes.reference("", named, refuri=given.url) if given.url else nodes.Text(named)
    if given.title:
        yield from (nodes.Text("After "), nodes.emphasis("", "", linked), nodes.Text(f" by {given.name}"))
    else:
        yield from (nodes.Text("After an idea of "), linked)
    rest = [given.role, display_date(given.date, language) if given.date else ""]
    yield nodes.Text("".join(f", {part}" for part in rest if part) + ".")


def with_head(document: nodes.document, catalogue: Catalogue, article: Article) -> nodes.document:
    """An article with its head below its title."""
    section = next(document.findall(nodes.section))
    section[1:1] = list(head(catalogue, article))
    return document


def without_trees(document: nodes.document) -> nodes.document:
    """A document of the book names no others: each is in the book once, in its place."""
    for toctree in list(document.findall(addnodes.toctree)):
        toctree.parent.remove(toctree)
    return document
