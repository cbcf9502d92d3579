"""The records of feeds: what a feed says of itself and of each article. Addresses in them are whole ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Format(NamedTuple):
    """A format, the end of its files' names and its media type."""

    name: str
    suffix: str
    type: str


ATOM = Format("Atom", ".atom.xml", "application/atom+xml")
RSS = Format("RSS", ".rss.xml", "application/rss+xml")
JSON = Format("JSON Feed", ".json", "application/feed+json")
FORMATS = (ATOM, RSS, JSON)


class Person(NamedTuple):
    name: str
    url: str
    picture: str = ""


class Term(NamedTuple):
    """A category or topic; the scheme tells which of the two."""

    scheme: str
    id: str
    label: str


class Enclosure(NamedTuple):
    """A file that comes with an entry."""

    url: str
    type: str
    length: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article."""

    id: str
    url: str
    title: str
    published: datetime
    updated: datetime
    summary: str = ""
    content: str = ""
    """HTML."""
    authors: tuple[Person, ...] = ()
    terms: tuple[Term, ...] = ()
    image: str = ""
    picture: Enclosure | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """One list of articles, the newest first."""

    id: str
    address: str
    """Its own, without the suffix of the format."""
    page: str
    """The address of the page that shows the same list."""
    title: str
    subtitle: str
    rights: str
    language: str
    style_sheet: str
    """For those who open it in a browser: relative, so that it is found wherever the feed is."""
    entries: tuple[Entry, ...] = ()
