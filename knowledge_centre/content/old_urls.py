"""The addresses that articles had before, from ``redirect_from`` in their front matter, and what keeps them free.

The collection asks :func:`collisions`, so that lint and build say the same before anything is written. What only
conf.py tells, such as further documents and files, is asked of :class:`PathRegistry` again when all is built.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from knowledge_centre.content.taxonomies import AUTHOR, CATEGORY, TAG, YEAR
from knowledge_centre.content.urls import LONGEST, OWN_FILES, OWN_FOLDERS, OWN_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from knowledge_centre.content.diagnostics import Mistake
    from knowledge_centre.content.sources import ArticleSource, Collection
    from knowledge_centre.content.vocabulary import Vocabulary

LONGEST_PATH = 1000
"""Bytes in the whole name, which has the folder of the output before it: some systems take 1024, most 4096."""
FURTHER = re.compile(r"/page/[1-9][0-9]*(?:/index)?\.html$")
"""The second and later pages of a list."""


def files(path: str) -> tuple[str, str]:
    """The files that an old path asks for: ``x``, ``x.html``, ``x/`` and ``x/index.html`` are one address to the
    collection, so both files lead on, whichever of the four a link has and whatever the host makes of it.

    A path with another suffix, such as ``x.php``, is reached as a folder: hosts lead from ``x.php`` to ``x.php/``.
    """
    address = unquote(path).strip("/").removesuffix(".html").removesuffix("/index")
    return f"{address}.html", f"{address}/index.html"


def impossible(name: str) -> bool:
    """Whether a path cannot be a file of the output: what percent signs stood for is known only now."""
    if "\\" in name or not name.isprintable() or len(name.encode()) > LONGEST_PATH:
        return True
    return name.startswith(".") or any(not part.strip(".") or len(part.encode()) > LONGEST for part in name.split("/"))


class PathRegistry:
    """The files of the output and whose they are, whatever the case of their letters, and the folders they are in."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.folders: dict[str, str] = {}
        self.lists: dict[str, str] = {}

    def add(self, names: Iterable[str], owner: str) -> None:
        """Add files. Who has an address first keeps it."""
        for name in map(str.casefold, names):
            self.files.setdefault(name, owner)
            for folder in _folders(name):
                self.folders.setdefault(folder, owner)

    def add_page(self, page: str, owner: str) -> None:
        """Add a page of the site, for whichever builder, and those that a long list on it may go on on."""
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
            if owner := next(filter(None, owners), None) or self.lists.get(FURTHER.sub(".html", name)):
                return f"the address of {owner}"
        return ""


def _folders(name: str) -> list[str]:
    """The folders that a file is in, the outermost first: ``a/b/c.html`` is in ``a`` and ``a/b``."""
    return list(accumulate(name.split("/")[:-1], "{}/{}".format))


def occupied_paths(site: Path, found: Iterable[ArticleSource], vocabulary: Vocabulary) -> PathRegistry:
    """What stands in the output, as far as the articles, the vocabulary and the site's folder tell."""
    articles, taken = list(found), PathRegistry()
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


def refused(article: ArticleSource, path: str, problem: str) -> Mistake:
    """What the author is told of an old path that cannot lead on."""
    return article.mistake("redirect_from", f'"{path}" is {problem}: leave it out.')


def collisions(taken: PathRegistry, articles: Iterable[ArticleSource]) -> Iterator[Mistake]:
    """The old paths that cannot lead on; the others are *taken* then."""
    for article in articles:
        for path in distinct(article.front.redirect_from):
            if problem := taken.problem(files(path)):
                yield refused(article, path, problem)
            else:
                taken.add(files(path), f"a redirect of {article.path}")


def distinct(paths: Iterable[str]) -> Iterable[str]:
    """One path of each address."""
    return {files(path)[0].casefold(): path for path in paths}.values()


def old_paths(collection: Collection) -> Iterator[tuple[ArticleSource, str]]:
    """The old paths of the visible articles, one of each address."""
    for found in sorted(collection.visible, key=lambda one: one.docname):
        yield from ((found, path) for path in distinct(found.front.redirect_from))


def rules(collection: Collection, suffix: str) -> list[dict[str, Any]]:
    """The redirects as Read the Docs takes them: with its own, a browser is sent on before it gets a page.

    Its dashboard adds them one by one and its configuration file has none; its API takes one object of these fields
    a request (https://docs.readthedocs.com/platform/stable/api/v3.html#redirect-create). "Page" rules begin below the
    language and the version. ``force`` is there because a page of ours stands at each old address, and other rules
    are asked only where nothing stands. A project of the community plan may have 100 rules, and previews have none
    (https://docs.readthedocs.com/platform/stable/user-defined-redirects.html#limitations-and-observations).
    """
    return [
        {
            "type": "page",
            "from_url": f"/{unquote(path)}",
            "to_url": f"/{found.docname}{suffix}",
            "http_status": 301,
            "force": True,
            "description": found.path,
        }
        for found, path in old_paths(collection)
    ]
