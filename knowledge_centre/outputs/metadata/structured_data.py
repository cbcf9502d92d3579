"""What search engines and other machines are told of a page: schema.org's terms, as plain data.

All of it is shown on the page as well. Who signs an article may be a desk as well as a person, and nothing in authors.yml
tells which, so nothing is guessed from names: the site says once, for all its authors, what they are.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""What ends a script, or a line of one, wherever it stands."""
SEARCH = "{search_term_string}"


class Site(NamedTuple):
    """What is told of the site itself. Without an address nothing is told that needs one."""

    name: str
    publisher: str
    language: str
    author_type: str = "Organization"
    description: str = ""
    address: str = ""
    """Of the home page."""
    search: str = ""
    """Of the search page."""


class Crumb(NamedTuple):
    name: str
    address: str = ""


class ImageData(NamedTuple):
    """A picture and its size in pixels, 0 where it is not known."""

    address: str
    width: int = 0
    height: int = 0


class AuthorData(NamedTuple):
    """An author, and the address of their page on the site."""

    name: str
    address: str = ""
    role: str = ""
    bio: str = ""
    url: str = ""
    """Their own address."""
    picture: str = ""


class Posting(NamedTuple):
    """What is told of an article. Its timestamps have an offset."""

    title: str
    description: str
    published: str
    updated: str
    authors: tuple[AuthorData, ...]
    section: str
    tags: tuple[str, ...]
    words: int
    minutes: int
    address: str = ""
    picture: ImageData | None = None


def article(site: Site, posting: Posting) -> dict[str, Any]:
    return thing(
        "BlogPosting",
        headline=posting.title,
        description=posting.description,
        url=posting.address,
        mainEntityOfPage=posting.address,
        datePublished=posting.published,
        dateModified=posting.updated,
        author=[author(site, one) for one in posting.authors],
        publisher=publisher(site),
        image=image(posting.picture),
        articleSection=posting.section,
        keywords=list(posting.tags),
        wordCount=posting.words,
        timeRequired=f"PT{posting.minutes}M",
        inLanguage=site.language,
        isPartOf=part(site),
    )


def home(site: Site, picture: ImageData | None) -> list[dict[str, Any]]:
    """The site and who publishes it."""
    action = thing(
        "SearchAction",
        target=thing("EntryPoint", urlTemplate=f"{site.search}?q={SEARCH}"),
        **{"query-input": f"required name={SEARCH[1:-1]}"},
    )
    website = {
        **part(site),
        **thing("WebSite", description=site.description, inLanguage=site.language, publisher=publisher(site)),
        **({"potentialAction": action} if site.search else {}),
    }
    return [website, {**publisher(site), **thing("Organization", image=image(picture))}]


def page(site: Site, kind: str, name: str, description: str, address: str) -> dict[str, Any]:
    """A page that is no article: *kind* is its type."""
    return thing(kind, name=name, description=description, url=address, inLanguage=site.language, isPartOf=part(site))


def profile(site: Site, who: AuthorData) -> dict[str, Any]:
    """An author in full, for their own page."""
    own = {"email": who.url} if who.url.startswith("mailto:") else {"sameAs": who.url}
    job = who.role if site.author_type == "Person" else ""
    return {**author(site, who), **thing(site.author_type, description=who.bio, jobTitle=job, image=who.picture, **own)}


def author(site: Site, who: AuthorData) -> dict[str, Any]:
    return thing(site.author_type, name=who.name, url=who.address)


def publisher(site: Site) -> dict[str, Any]:
    return thing("Organization", **_id(site, "organization"), name=site.publisher, url=site.address)


def part(site: Site) -> dict[str, Any]:
    """The site, of which every page is a part."""
    return thing("WebSite", **_id(site, "website"), name=site.name, url=site.address)


def image(picture: ImageData | None) -> dict[str, Any] | None:
    if picture is None:
        return None
    return thing("ImageObject", url=picture.address, width=picture.width, height=picture.height)


def breadcrumb(crumbs: Sequence[Crumb]) -> dict[str, Any]:
    """The way to the page. A trail of one place is none."""
    places = [thing("ListItem", position=n, name=one.name, item=one.address) for n, one in enumerate(crumbs, 1)]
    return thing("BreadcrumbList", itemListElement=places) if len(places) > 1 else {}


def thing(kind: str, **facts: Any) -> dict[str, Any]:
    """A thing of a type, and what is known of it."""
    return {"@type": kind, **{name: fact for name, fact in facts.items() if fact}}


def script(things: Sequence[Mapping[str, Any]]) -> str:
    """The text of a script element, which nothing in it can end."""
    graph = {"@context": "https://schema.org", "@graph": [thing for thing in things if thing]}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)


def _id(site: Site, name: str) -> dict[str, str]:
    return {"@id": f"{site.address}#{name}"} if site.address else {}
