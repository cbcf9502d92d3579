"""What the head of one page says, from what the page shows: for previews of links and as structured data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from babel.core import get_global

from knowledge_centre.content.taxonomies import TAXONOMIES, first_page
from knowledge_centre.outputs.metadata import structured_data as data
from knowledge_centre.outputs.metadata.citation import Citation, Cited, cite
from knowledge_centre.outputs.metadata.descriptions import describe
from knowledge_centre.outputs.metadata.structured_data import AuthorData, Crumb, ImageData, Posting, Site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_centre.content.records import Card
    from knowledge_centre.content.urls import SiteUrls

CARD = 1200, 630
"""The size of a social card."""
TYPES = {"search": "SearchResultsPage", **{one.index: "CollectionPage" for one in TAXONOMIES.values()}}
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
    urls: SiteUrls


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
        first, number = first_page(self.name)
        kind = TYPES.get(first, "WebPage")
        if self.context.get("kind") or number > 1:
            kind = "CollectionPage"
        if self.context.get("kind") != "author":
            return [data.page(site, kind, self.heading, self.description, self.address), trail]
        page = data.page(site, "ProfilePage", self.heading, self.description, self.address)
        return [{**page, "mainEntity": data.profile(site, self._signed(self.context["author"]))}, trail]

    def crumbs(self) -> list[Crumb]:
        return [Crumb(name, self.settings.urls.page(page)) for name, page in self.context["breadcrumbs"]]

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
            known.urls.page(known.home),
            known.urls.page("search"),
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
            address=self.settings.urls.page(author["page"]),
            role=author["role"],
            bio=author["bio"],
            url=author["url"],
            picture=self.settings.urls.file(author["avatar_image"]),
        )

    def _own_picture(self) -> ImageData | None:
        """The picture of the article's front matter."""
        card: Card | None = self.article["card"] if self.article else None
        if card is None or not card.image or not self.settings.urls.root:
            return None
        return ImageData(self.settings.urls.file(card.image), card.image_width, card.image_height)

    def _preview(self) -> tuple[ImageData | None, str]:
        """What stands for the page where a link to it is shown, and its text: the card, else a picture of pixels."""
        card = self.context.get("social_card")
        if card and self.settings.urls.root:
            return ImageData(self.settings.urls.file(card), *CARD), self.heading
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
