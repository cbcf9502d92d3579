"""The addresses that articles had before, from ``redirect_from`` in their front matter, and what keeps them free.

The collection asks :func:`collisions`, so that lint and build say the same before anything is written. Documents and
files that only conf.py knows are in another :class:`PathRegistry`, when all is built.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.taxonomies import (
    ARTICLES,
    AUTHOR,
    CATEGORY,
    DESCRIBED,
    TAG,
    YEAR,
    feed_name,
    value_of,
)
from knowledge_centre.content.urls import LONGEST, OWN_FILES, OWN_FOLDERS, OWN_PAGES, normal
from knowledge_centre.content.vocabulary import is_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from knowledge_centre.content.diagnostics import Diagnostic
    from knowledge_centre.content.sources import ArticleSource, Collection
    from knowledge_centre.content.vocabulary import Vocabulary

LONGEST_PATH = 1000
"""Bytes in the path of a file below the output's folder. Some systems take 1024 for a whole path, most 4096."""
FEED_SUFFIXES = (".atom.xml", ".rss.xml", ".json")
FURTHER_FILE = re.compile(r"/page/[1-9][0-9]*(?:/index)?\.html$")
"""The second and later pages of a list."""


def files(path: str) -> tuple[str, str]:
    """The files of an old path. ``x``, ``x.html``, ``x/`` and ``x/index.html`` are one address, and it has two files,
    so that a link in any of these forms leads on at any host.

    For a path with another suffix, such as ``x.php``, the second file serves: hosts lead from ``x.php`` to ``x.php/``.
    """
    address = unquote(path).strip("/").removesuffix(".html").removesuffix("/index")
    return f"{address}.html", f"{address}/index.html"


def impossible(name: str) -> bool:
    """Whether a path, its percent signs decoded, cannot be a file of the output."""
    if "\\" in name or not name.isprintable() or len(name.encode()) > LONGEST_PATH:
        return True
    return name.startswith(".") or any(not part.strip(".") or len(part.encode()) > LONGEST for part in name.split("/"))


class PathRegistry:
    """The files of the output and their folders, in lower case, each with its owner in words."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.folders: dict[str, str] = {}
        self.lists: dict[str, str] = {}

    def add(self, names: Iterable[str], owner: str) -> None:
        """Add files. A file that has an owner keeps it."""
        for name in map(str.casefold, names):
            self.files.setdefault(name, owner)
            for folder in _folders(name):
                self.folders.setdefault(folder, owner)

    def add_page(self, page: str, owner: str) -> None:
        """Add a page of the site, at its address from either builder; a long list on it may have further pages."""
        self.add(files(page), owner)
        self.lists.setdefault(files(page)[0].casefold(), owner)

    def problem(self, names: Iterable[str]) -> str:
        """What keeps pages from standing in these files; nothing where none does."""
        names = [name.casefold() for name in names]
        if any(map(impossible, names)):
            return "no path that a page can stand at"
        for name in names:
            above = _folders(name)
            if OWN_FOLDERS.intersection(above):
                return f"in {above[0]}/, a folder that the site makes"
            owners = (self.files.get(name), self.folders.get(name), *map(self.files.get, above))
            if owner := next(filter(None, owners), None) or self.lists.get(FURTHER_FILE.sub(".html", name)):
                return f"the address of {owner}"
        return ""


def _folders(name: str) -> list[str]:
    """The folders that a file is in, the outermost first: ``a/b/c.html`` is in ``a`` and ``a/b``."""
    return list(accumulate(name.split("/")[:-1], "{}/{}".format))


def occupied_paths(site: Path, articles: Sequence[ArticleSource], vocabulary: Vocabulary) -> PathRegistry:
    """The files of the output that the articles, the vocabulary and the site's folder are known to make."""
    taken = PathRegistry()
    years = {str(article.source.front.date.year) for article in articles if article.source.front}
    values = [(AUTHOR, vocabulary.authors), (CATEGORY, vocabulary.categories), (TAG, vocabulary.tags), (YEAR, years)]
    for article in articles:
        taken.add_page(article.docname, article.path)
        taken.add((f"{name}.md" for name in files(article.docname)), article.path)
    for path in site.glob("*.md"):
        taken.add_page(path.stem, f"the page {path.name}")
    for taxonomy, ids in values:
        for id_ in ids:
            taken.add_page(taxonomy.page(id_), f"the page of {id_}")
    for page in ("index", *OWN_PAGES):
        taken.add_page(page, "a page of the site")
    taken.add(OWN_FILES, "a file of the site")
    return taken


class OldPage(NamedTuple):
    """An address that a page had before."""

    path: str
    """As it was written."""
    page: str
    """What stands there now."""
    told: Diagnostic
    """Where it was written."""

    def refused(self, problem: str) -> Diagnostic:
        """What is told of an old path where no redirect can stand."""
        return replace(self.told, message=f"{quoted(self.path)} is {problem}", remedy="leave it out.")


def of_articles(articles: Iterable[ArticleSource]) -> Iterator[OldPage]:
    for article in sorted(articles, key=lambda article: article.docname):
        for path in distinct(article.front.redirect_from):
            yield OldPage(path, article.docname, article.diagnostic("redirect_from", ""))


def of_vocabulary(vocabulary: Vocabulary) -> Iterator[OldPage]:
    """Those of topics, authors and categories."""
    pages = {one.plural: one.page for one in DESCRIBED}
    for kind, value, path, told in vocabulary.moved:
        yield OldPage(path, pages[kind](value), told)


def collisions(taken: PathRegistry, old: Iterable[OldPage]) -> Iterator[Diagnostic]:
    """The old paths where no redirect can stand; the others are added to *taken*."""
    for one in old:
        if problem := taken.problem(files(one.path)):
            yield one.refused(problem)
        else:
            taken.add(files(one.path), f"a redirect of {one.told.path}")


def distinct(paths: Iterable[str]) -> Iterable[str]:
    """One path of each address."""
    return {files(path)[0].casefold(): path for path in paths}.values()


def old_pages(collection: Collection) -> Iterator[OldPage]:
    """The old addresses of the visible articles, and of the topics, authors and categories that they have."""
    yield from of_articles(collection.visible)
    visible = list(collection.visible)
    pages = {one.page(value) for one in DESCRIBED for article in visible for value in article.front.values(one.name)}
    yield from (one for one in of_vocabulary(collection.vocabulary) if one.page in pages)


def old_feeds(collection: Collection) -> Iterator[tuple[str, str]]:
    """The feeds of topics, authors and categories that had another id: the name then, and the one now.

    A host of files cannot lead programs on, so that the same feed stands at both.
    """
    for one in old_pages(collection):
        (now, value), (before, old) = value_of(one.page), value_of(normal(one.path))
        if now is not None and now is before:
            yield feed_name(now, old), feed_name(now, value)


def unknown_to_feeds(collection: Collection) -> Iterator[Diagnostic]:
    """Articles that were renamed and do not say what feeds know them by: subscribers would get them again."""
    for article in collection.found.values():
        front = article.source.front
        for path in front.redirect_from if front and not front.id else ():
            folder, _slash, slug = files(path)[0].removesuffix(".html").rpartition("/")
            if folder == ARTICLES and is_slug(slug) and f"{folder}/{slug}" not in collection.found:
                message = f"feeds know this article as {quoted(slug)}, and would show it again"
                yield article.diagnostic("redirect_from", message, f'add "id: {slug}", or the first slug that it had.')
                break


def rules(collection: Collection, suffix: str) -> list[dict[str, Any]]:
    """The redirects for Read the Docs, which then sends a browser on before it gets a page.

    Its configuration file has no redirects. Its API takes one of these objects in each request
    (https://docs.readthedocs.com/platform/stable/api/v3.html#redirect-create). "Page" rules begin below the language
    and the version. A page of ours stands at each old address, and without ``force`` a rule works only where no page
    stands. A project of the community plan may have 100 rules, and previews have none
    (https://docs.readthedocs.com/platform/stable/user-defined-redirects.html#limitations-and-observations).
    """
    pages = [(unquote(one.path), f"{one.page}{suffix}", one.told.path) for one in old_pages(collection)]
    feeds = [(f"{old}{form}", f"{now}{form}", "a feed") for old, now in old_feeds(collection) for form in FEED_SUFFIXES]
    return [
        {
            "type": "page",
            "from_url": f"/{old}",
            "to_url": f"/{now}",
            "http_status": 301,
            "force": True,
            "description": where,
        }
        for old, now, where in (*pages, *feeds)
    ]
