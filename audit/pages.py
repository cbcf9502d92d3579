"""A page of each kind, found in a built site by what is on it: nothing here names an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NONSENSE = "xqzzkvw"
"""A word that no article has, nor anything near it."""
WORD = re.compile(r"[A-Za-z]{4,}")
FIXED = {
    "index": "articles/index.html",
    "topics": "_tags/tagsindex.html",
    "authors": "authors/index.html",
    "about": "about.html",
    "subscribe": "subscribe.html",
    "404": "404.html",
}
LARGEST = {"topic": "_tags", "author": "authors", "category": "categories"}
"""Kinds of which there are many: the page with the most on it stands for them."""
KINDS = (
    *("home", "article", "plain", "index", "year", "topics", "topic", "authors", "author", "category"),
    *("search", "nothing", "404", "about", "subscribe"),
)


class Page(NamedTuple):
    """One page that stands for its kind."""

    kind: str
    address: str
    """Relative to the site's root, with a question where there is one."""

    @property
    def file(self) -> str:
        return self.address.partition("?")[0]


@dataclass(frozen=True)
class Story:
    """An article as its built page has it."""

    path: Path
    date: str
    title: str
    pictures: bool
    code: bool


def find_pages(site: Path, only: Iterable[str] = ()) -> tuple[list[Page], list[str]]:
    """A page of each kind, or of the kinds named, and the kinds that the site has no page of."""
    wanted = [kind for kind in KINDS if not only or kind in only]
    found = dict(_addresses(site))
    return [Page(kind, found[kind]) for kind in wanted if kind in found], [kind for kind in wanted if kind not in found]


def parse(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")


def stories(site: Path) -> list[Story]:
    """The articles, newest first; a page at an article's old address is none."""
    paths = (path for path in (site / "articles").glob("*.html") if path.stem != "index")
    found = (story for path in paths if (story := _story(path)) is not None)
    return sorted(found, key=lambda story: (story.date, story.path.name), reverse=True)


def _story(path: Path) -> Story | None:
    page = parse(path)
    if page.select_one("article.h-entry") is None:
        return None
    body = page.select_one(".e-content") or page
    # What a list or a cover shows is every article's; a picture or code of its own is in the text.
    return Story(
        path, _date(page), _words(page.h1), body.select_one("img") is not None, body.select_one("pre") is not None
    )


def _date(page: Tag) -> str:
    time = page.select_one("time.dt-published[datetime]") or page.select_one("time[datetime]")
    return str(time["datetime"]) if time else ""


def _words(node: Tag | None) -> str:
    return node.get_text(" ") if node else ""


def _addresses(site: Path) -> Iterator[tuple[str, str]]:
    """Each kind that is there, with its address."""
    if (site / "index.html").is_file():
        yield "home", "index.html"
    articles = stories(site)
    rich = [one for one in articles if one.pictures and one.code]
    plain = sorted(
        (one for one in articles if not one.pictures), key=lambda one: one.code
    )  # without code, if there is one
    for kind, chosen in (("article", rich), ("plain", plain)):
        if chosen:
            yield kind, f"articles/{chosen[0].path.name}"
    for kind, address in FIXED.items():
        if (site / address).is_file():
            yield kind, address
    if years := sorted((site / "archive").glob("*.html")):
        yield "year", f"archive/{years[-1].name}"
    for kind, folder in LARGEST.items():
        pages = [path for path in (site / folder).glob("*.html") if f"{folder}/{path.name}" not in FIXED.values()]
        if pages:
            yield kind, f"{folder}/{max(pages, key=lambda path: (path.stat().st_size, path.name)).name}"
    if (site / "search.html").is_file():
        if words := [word for one in articles for word in WORD.findall(one.title)]:
            yield "search", f"search.html?{urlencode({'q': max(words[:8], key=len).lower()})}"
        yield "nothing", f"search.html?{urlencode({'q': NONSENSE})}"
