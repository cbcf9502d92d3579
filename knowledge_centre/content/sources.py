"""The articles as read from their files: one alone, and all of a site on one day."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import Diagnostic
from knowledge_centre.content.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from knowledge_centre.content.front_matter import SourceText
    from knowledge_centre.content.records import FrontMatter, Status


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """One article as its file has it."""

    docname: str
    path: str
    """Relative to the site's folder."""
    source: SourceText
    status: Status
    image: str = ""
    """The path of its image, relative to the site's folder."""
    image_size: tuple[int, int] = (0, 0)
    """In pixels; 0 where it is not known."""
    seen: tuple[int, int] = (-1, -1)
    """Time of change and size of the file, from before it was read: by these a later change is known."""

    @property
    def slug(self) -> str:
        return self.docname.rpartition("/")[2]

    @property
    def identity(self) -> str:
        """What feeds know it by."""
        return self.front.id or self.slug

    def date_diagnostics(self, now: datetime) -> Iterator[Diagnostic]:
        """Dates that contradict each other, or the day of the build."""
        front = self.source.front
        if front is None:
            return
        if front.updated and front.updated.date() < front.date.date():
            yield self._of_date("updated", 'this is before "date"', "write a later day, or leave it out.")
        elif front.updated and front.updated > now:
            yield self._of_date("updated", "this is in the future", "write the day of the last change.")
        if front.expires and front.expires <= front.date:
            yield self._of_date(
                "expires", 'this is not after "date": nobody would see the article', "write a later day."
            )

    def _of_date(self, key: str, message: str, remedy: str) -> Diagnostic:
        return Diagnostic(self.path, *self.source.places[key], f"front-matter/{key}", message, remedy)

    def diagnostic(self, key: str, message: str, remedy: str = "") -> Diagnostic:
        """A diagnostic of a key whose value doesn't fit other files."""
        return Diagnostic(self.path, *self.source.places[key], f"reference/{key}", message, remedy)

    @property
    def front(self) -> FrontMatter:
        """The validated fields, which an article has once the collection has no diagnostics."""
        assert self.source.front is not None
        return self.source.front


@dataclass(frozen=True)
class Collection:
    """The articles of a site on one day."""

    found: Mapping[str, ArticleSource] = field(default_factory=dict)
    """Every article, visible or not, by docname."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    diagnostics: tuple[Diagnostic, ...] = ()
    hidden: frozenset[str] = frozenset()
    """Docnames that must not be read: drafts, future and expired articles."""
    docnames: Mapping[str, str] = field(default_factory=dict)
    """The docname of each article's path: ``articles/x/index.md`` is ``articles/x``."""

    @cached_property
    def hidden_files(self) -> frozenset[str]:
        """The paths of the hidden articles' files, in lower case."""
        return frozenset(path.casefold() for path, docname in self.docnames.items() if docname in self.hidden)

    @property
    def visible(self) -> Iterator[ArticleSource]:
        return (article for docname, article in self.found.items() if docname not in self.hidden)
