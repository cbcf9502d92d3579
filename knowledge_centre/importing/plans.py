"""What an import is about to write, and what it did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from knowledge_centre.content.taxonomies import ARTICLES
from knowledge_centre.importing.records import Notes

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_centre.importing.records import Post


@dataclass(slots=True)
class Result:
    """What an import did, or would do."""

    system: str
    new: list[str] = field(default_factory=list)
    """Paths of articles."""
    updated: list[str] = field(default_factory=list)
    unchanged: int = 0
    pictures: int = 0
    added: dict[str, int] = field(default_factory=dict)
    """New entries of each vocabulary file."""
    notes: Notes = field(default_factory=Notes)


@dataclass(slots=True)
class Planned:
    """A post on its way."""

    post: Post
    path: str = ""
    """Of its article, relative to the site."""
    body: str = ""
    front: dict[str, Any] = field(default_factory=dict)
    pictures: dict[str, Path] = field(default_factory=dict)
    made_from: str = ""
    is_known: bool = False

    @property
    def docname(self) -> str:
        return f"{ARTICLES}/{slug_in(self.path)}"


def slug_in(path: str) -> str:
    """The slug of the article at a path, relative to the site."""
    return path.removeprefix(f"{ARTICLES}/").removesuffix(".md").removesuffix("/index")
