"""What the head of one page says, from what the page shows: for previews of links and as structured data."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from babel.core import get_global

from knowledge_centre.content.urls import INDEXES
from knowledge_centre.outputs.metadata import structured_data as data
from knowledge_centre.outputs.metadata.citation import Citation, Cited, cite
from knowledge_centre.outputs.metadata.descriptions import describe
from knowledge_centre.outputs.metadata.structured_data import AuthorData, Crumb, ImageData, Posting, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from knowledge_centre.content.records import Card

CARD = 1200, 630
"""The size of a social card."""
SECTIONS = {"tag": ("Topics", INDEXES["tag"]), "author": ("Authors", INDEXES["author"])}
"""Where components/breadcrumb.html says that the lists of a kind belong; all others are among the articles."""
TYPES = {"search": "SearchResultsPage", **dict.fromkeys(INDEXES.values(), "CollectionPage")}
NOT_FOUND = "404"


@dataclass(frozen=True)
class Settings:
    """What is the same for every page."""

    name: str
    publisher: str
    language: str
    author_type: str
    home: str
    """The name of the home page."""
    tagline: str
    base: str
    """The site's address; nothing where it is not known, or not whole."""
    uri: Callable[[str], str]
    """From the name of a page to its address within the site."""
    has: Callable[[str], bool]
    """Whether the site has a page of that name."""

    def page(self, name: str) -> str:
        """The whole address of a page, if there is one."""
        return posixpath.join(self.base, self.uri(name)) if self.base and self.has(name) else ""

    def file(self, path: str) -> str:
        """The whole address of a file."""
        return posixpath.join(self.base, quote(path)) if self.base else ""


@dataclass(frozen=True)
class Head:
    """The head of a page: its name, its template's variables, its heading, and its first paragraph if it has one."""

    settings: Settings
    name: str
    context: Mapping[str, Any]
    heading: str
    paragraph: str = ""

    @property
    def article(self) -> dict[str, Any] | None:
        return self.context.get("article")

    @property
    def address(self) -> str:
        """The page's own; of an article that was published elsewhere first, the one there."""
        return whole(self.context.get("pageurl") or "")

    @cached_property
    def description(self) -> str:
        paragraph = self.paragraph or (self.settings.tagline if self.name == self.settings.home else "")
        return describe(self.name, self.context, self.heading, self.settings.name, paragraph)

    def variables(self) -> dict[str, Any]:
        """What components/metadata.html shows."""
        picture, alternative = self._preview()
        variables: dict[str, Any] = {
            "title": self.settings.name if self.name == self.settings.home else self.heading,
            "description": self.description,
            "url": self.address,
            "locale": open_graph_locale(self.settings.language),
            "image": picture,
            "image_alt": alternative,
            "json": "" if self.name == NOT_FOUND else data.script(self.graph()),
        }
        if self.article:
            published, updated = self.context["timestamps"]
            signed = [(one.name, one.address) for one in self._authors(self.article)]
            variables |= {"published": published, "updated": updated, "authors": signed}
        return variables

    def graph(self) -> list[dict[str, Any]]:
        """The page as things of schema.org."""
        site, trail = self._site(), data.breadcrumb(self.crumbs())
        if self.article:
            return [data.article(site, self._posting(self.article)), trail]
        if self.name == self.settings.home:
            return data.home(site, self._preview()[0])
        base = self.name.partition("/page/")[0]
        kind = TYPES.get(base) or TYPES.get(f"{base}/index", "WebPage")
        if self.context.get("kind") or base != self.name:
            kind = "CollectionPage"
        if self.context.get("kind") != "author":
            return [data.page(site, kind, self.heading, self.description, self.address), trail]
        page = data.page(site, "ProfilePage", self.heading, self.description, self.address)
        return [{**page, "mainEntity": data.profile(site, self._signed(self.context["author"]))}, trail]

    def crumbs(self) -> list[Crumb]:
        """What components/breadcrumb.html shows."""
        kind = self.context.get("kind")
        ways = [(self.settings.name, self.settings.home)]
        if self.article:
            card: Card = self.article["card"]
            ways.append((card.category_label, f"categories/{card.category}"))
        elif kind:
            ways.append(SECTIONS.get(kind, ("Articles", INDEXES["year"])))
        return [Crumb(name, self.settings.page(page)) for name, page in ways]

    def citation(self) -> Citation:
        """How to cite the article that the page is."""
        assert self.article is not None
        card: Card = self.article["card"]
        names = tuple(name for _id, name in card.authors)
        cited = Cited(self.article["slug"], card.title, names, card.date, self.settings.name, self.address)
        return cite(cited, self.settings.language)

    def _site(self) -> Site:
        known = self.settings
        described = self.description if self.name == known.home else ""
        return Site(
            known.name,
            known.publisher,
            known.language,
            known.author_type,
            described,
            known.page(known.home),
            known.page("search"),
        )

    def _posting(self, article: Mapping[str, Any]) -> Posting:
        card: Card = article["card"]
        published, updated = self.context["timestamps"]
        return Posting(
            title=card.title,
            description=card.summary or self.description,
            published=published,
            updated=updated,
            authors=self._authors(article),
            section=card.category_label,
            tags=tuple(tag.label for tag in article["tags"]),
            words=self.context["words"],
            minutes=card.minutes,
            address=self.address,
            picture=self._own_picture() or self._preview()[0],
        )

    def _authors(self, article: Mapping[str, Any]) -> tuple[AuthorData, ...]:
        return tuple(self._signed(author) for author in article["authors"])

    def _signed(self, author: Mapping[str, Any]) -> AuthorData:
        return AuthorData(
            name=author["name"],
            address=self.settings.page(f"authors/{author['id']}"),
            role=author["role"],
            bio=author["bio"],
            url=author["url"],
            picture=self.settings.file(author["avatar_image"]) if author["avatar_image"] else "",
        )

    def _own_picture(self) -> ImageData | None:
        """The picture of the article's front matter."""
        card: Card | None = self.article["card"] if self.article else None
        if card is None or not card.image or not self.settings.base:
            return None
        return ImageData(self.settings.file(card.image), card.image_width, card.image_height)

    def _preview(self) -> tuple[ImageData | None, str]:
        """What stands for the page where a link to it is shown, and its text: the card, else a picture of pixels."""
        card = self.context.get("social_card")
        if card and self.settings.base:
            return ImageData(self.settings.file(card), *CARD), self.heading
        own = self._own_picture()
        if own is None or own.address.lower().endswith(".svg"):
            return None, ""
        return own, self.article["card"].image_alt if self.article else ""


def open_graph_locale(language: str) -> str:
    """A language and a territory, as ``og:locale`` wants them; without one, that where most speak the language."""
    tag = language.replace("-", "_")
    return "_".join(get_global("likely_subtags").get(tag, tag).split("_")[::2]) if "_" not in tag else tag


def whole(address: str) -> str:
    """An address if it tells the host; else nothing."""
    return address if urlsplit(address).netloc else ""
