"""What is read of a blog, whichever system it is of: its posts with their fields in our words, and what is told of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from knowledge_centre.content.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo
    from pathlib import Path

BY_HAND = "by-hand"
"""The build fails until somebody mends it."""
LOOK = "look"
"""It builds; somebody should look at how it reads."""
LEFT_OUT = "left-out"
"""A post that is no article now, or a file that is not beside one."""


@dataclass(slots=True)
class Notes:
    """What there is to tell. The rule of each line is one of the three above."""

    lines: list[Diagnostic] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    """How often something was done that needs nobody's look."""

    def tell(self, rule: str, path: str, line: int, message: str, remedy: str = "") -> None:
        told = Diagnostic(path, max(line, 1), 0, rule, message, remedy)
        if told not in self.lines:
            self.lines.append(told)

    def of(self, *rules: str) -> list[Diagnostic]:
        return sorted(line for line in self.lines if line.rule in rules)


@dataclass(frozen=True, slots=True)
class Person:
    """An author as the blog knows them; what it does not say is empty."""

    name: str
    role: str = ""
    url: str = ""
    bio: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """One post of the blog."""

    path: str
    """Of its file, relative to the blog's folder: the key by which it is known when the blog is imported again."""
    line: int
    """The line of the file that the body starts at."""
    body: str
    slug: str
    title: str
    """Empty where it is a heading in the body."""
    date: str
    """As front matter has it here."""
    addresses: tuple[str, ...] = ()
    """Where it stood, as paths from the blog's root; its last address first."""
    authors: tuple[str, ...] = ()
    """Names, or keys of the blog's people."""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    front: Mapping[str, Any] = field(default_factory=dict)
    """Other fields of our front matter: updated, expires, draft, summary, series, canonical_url, keywords, featured."""
    image: str = ""
    """The picture at its head, as the blog names it."""
    image_alt: str = ""
    syntax: frozenset[str] = frozenset()
    """What its text may have besides Markdown: see templates, asides and markdown."""
    key: str = ""
    """What it is known by where several posts are in one file."""
    pieces: tuple[Any, ...] = ()
    """What its reader took out of the text, to be put back when all else is done: see pieces."""

    @property
    def identity(self) -> str:
        return self.key or self.path


@dataclass(slots=True)
class Blog:
    """A blog, read."""

    system: str
    folder: Path
    posts: list[Post]
    title: str = ""
    address: str = ""
    """Whole, without a slash at its end; empty where it is not known."""
    zone: tzinfo | None = None
    people: dict[str, Person] = field(default_factory=dict)
    """By the key that posts name them by."""
    author: str = ""
    """Who wrote what names nobody."""
    static: tuple[str, ...] = ("",)
    """The folders whose files stand at the blog's root, relative to its own."""
    uploads: Path | None = None
    """A copy of what WordPress keeps in wp-content/uploads, which its export has not."""
    values: dict[str, str] = field(default_factory=dict)
    """What variables in texts stand for: ``site.baseurl``."""
    labels: dict[str, str] = field(default_factory=dict)
    """The names of tags and categories that posts name by a slug."""
