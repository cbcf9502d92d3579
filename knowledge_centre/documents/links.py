"""Cross-references as plain data: what a source says, and what all documents define."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge_centre.compat.sphinx import docname_join

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCUMENT = "document"
ANYTHING = frozenset({"any", "myst"})
"""Roles that look for a target in every domain, and among the documents."""


class Link(NamedTuple):
    """One cross-reference as the source has it, before it is resolved."""

    target: str
    """A docname where the link is known to lead to a document, else a label, a name or a path."""
    anchor: str
    """A place in the document."""
    domain: str
    role: str

    @property
    def is_document(self) -> bool:
        return self.role == DOCUMENT

    def document_from(self, docname: str) -> str | None:
        """The docname that it may mean where the document *docname* has it; ``None`` for a role that means none."""
        if self.is_document:
            return self.target
        return docname_join(docname, self.target) if self.role in ANYTHING else None


@dataclass(frozen=True)
class Targets:
    """What all documents define, to be asked by name."""

    objects: Mapping[str, list[tuple[str, str]]]
    """Names and entries of the domains in ``BY_NAME``, by the last word of the name."""
    others: Mapping[str, str]
    """A digest of all objects of each other domain."""
    labels: Mapping[str, list[tuple[Any, ...]]]
    """Of each document."""
