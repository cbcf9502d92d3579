"""What is in the book, and in which order: a part for each year, the newest first, and after them the other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.catalogue.queries import Query
from knowledge_centre.content.taxonomies import TAG, YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge_centre.catalogue.queries import Catalogue

OTHERS = "Other pages"


class Part(NamedTuple):
    """A part of the book, by the name of the document that stands for it while the book is written."""

    docname: str
    title: str
    documents: tuple[str, ...]


class Contents(NamedTuple):
    """The whole book."""

    root: str
    parts: tuple[Part, ...]

    @property
    def docnames(self) -> set[str]:
        inside = (docname for part in self.parts for docname in (part.docname, *part.documents))
        return {self.root, *inside}


def contents(catalogue: Catalogue, root: str, documents: Iterable[str]) -> Contents:
    """The articles under their years, as the site lists them; and of the *documents* those that readers wrote.

    The pages of topics are lists, and a book has none.
    """
    parts = [
        Part(YEAR.page(year.value), year.label, tuple(one.docname for one in catalogue.select(Query(year=year.value))))
        for year in catalogue.facets(YEAR.name)
    ]
    lists = f"{TAG.folder}/"
    others = sorted(
        name for name in documents if name != root and name not in catalogue.by_docname and not name.startswith(lists)
    )
    if others:
        parts.append(Part(YEAR.page("other"), OTHERS, tuple(others)))
    return Contents(root, tuple(parts))
