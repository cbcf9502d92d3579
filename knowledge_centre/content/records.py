"""The records that everything after the source reads: what an article says of itself, and what a list shows of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime


class Status(StrEnum):
    """Whether an article is public, and if not, why."""

    PUBLISHED = "published"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose idea an article retells."""

    name: str
    role: str = ""
    title: str = ""
    url: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class NextRead:
    """The call at an article's foot: to another article (``slug``) or to an address elsewhere (``url``)."""

    slug: str = ""
    url: str = ""
    title: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields at the top of an article, validated: ids exist, dates are in the site's time zone."""

    date: datetime
    authors: tuple[str, ...]
    category: str
    tags: tuple[str, ...] = ()
    title: str = ""
    """Empty where the title is the page's heading."""
    summary: str = ""
    """Empty where it is to be made from the first paragraph."""
    updated: datetime | None = None
    expires: datetime | None = None
    review_by: datetime | None = None
    draft: bool = False
    featured: bool = False
    image: str = ""
    image_alt: str = ""
    series: str = ""
    related: tuple[str, ...] = ()
    next_read: NextRead | None = None
    credit: Credit | None = None
    redirect_from: tuple[str, ...] = ()
    id: str = ""
    """What feeds know the article by, where that is not its slug."""
    canonical_url: str = ""
    search: bool = True
    """Whether search finds it; lists show it either way."""
    keywords: tuple[str, ...] = ()
    """Words that it is to be found by though its text has others; no page shows them."""
    check: Mapping[str, str] = field(default_factory=dict)
    """The rules that are turned off for the article, each with its reason."""
    passthrough: Mapping[str, Any] = field(default_factory=dict)
    """The keys that are Sphinx's and MyST's own."""

    def values(self, taxonomy: str) -> tuple[str, ...]:
        """What the article has of a taxonomy."""
        match taxonomy:
            case "tag":
                return self.tags
            case "author":
                return self.authors
            case "category":
                return (self.category,)
            case "year":
                return (str(self.date.year),)
            case "series":
                return (self.series,) if self.series else ()
        return ("true" if self.featured else "false",)

    def status(self, now: datetime) -> Status:
        """The one place that decides what is public. *now* is an aware time."""
        if self.draft:
            return Status.DRAFT
        if self.date > now:
            return Status.SCHEDULED
        if self.expires is not None and self.expires <= now:
            return Status.EXPIRED
        return Status.PUBLISHED


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """What is known once the whole document is read."""

    title: str
    summary: str
    """The first paragraph, cut: the standfirst of an article that gives none."""
    words: int
    """Words, and for scripts without spaces the words that as many characters stand for."""
    digest: str
    """Of the text and its anchors, so that the search index knows whether it changed."""
    terms: tuple[str, ...] = ()
    """Its keywords, those it uses most first: see similarity."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its address, its front matter and what is known of its text."""

    docname: str
    slug: str
    front: FrontMatter
    reading: ParsedArticle
    status: Status = Status.PUBLISHED
    image: str = ""
    """The path of its image, relative to the site's folder."""
    image_size: tuple[int, int] = (0, 0)
    """Its width and height in pixels, 0 where they are not known."""

    @property
    def title(self) -> str:
        return self.reading.title

    @property
    def summary(self) -> str:
        return self.front.summary or self.reading.summary

    @property
    def minutes(self) -> int:
        """Minutes to read it, at 238 words a minute (Brysbaert 2019, silent reading of English non-fiction)."""
        return max(1, round(self.reading.words / 238))


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """What a list shows of an article, ready for the template."""

    docname: str
    title: str
    date: date
    date_text: str
    category: str
    category_label: str
    category_page: str
    authors: tuple[tuple[str, str], ...]
    """Pairs of id and name."""
    summary: str
    minutes: int
    image: str
    """The address of its own picture in the output, relative to the site's root."""
    cover: str
    """The address of the cover that is made for it."""
    image_alt: str
    image_width: int
    """In pixels, as the height: the file's own, 0 where it is not known."""
    image_height: int
    status: Status

    def __repr__(self) -> str:
        return _told(self)


@lru_cache(maxsize=20_000)
def _told(card: Card) -> str:
    """Many pages show a card, and the digest of each has it in words."""
    return f"Card{tuple(getattr(card, name) for name in card.__slots__)}"
