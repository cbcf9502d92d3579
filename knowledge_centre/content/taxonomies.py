"""What articles are chosen by, the facets of search: categories, tags, authors, years, series.

Their names, their labels, their folders and the names of their pages are said here only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ARTICLES = "articles"
"""The folder of the articles, in the sources and in the output."""
CHRONOLOGICAL = f"{ARTICLES}/index"
"""The page that lists all articles by date."""
FURTHER = re.compile(r"/page/\d+$")
"""What the names of a list's second and later pages end in."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One way to choose articles. The search page's program is given ``name`` and ``label``."""

    name: str
    """In the options of lists, in the addresses of feeds and in those of the search page."""
    plural: str
    """The name of its file beside the articles, for those that have one: ``tags.yml``."""
    label: str
    label_plural: str
    folder: str = ""
    """Where the pages of its values stand; nothing for one without such pages."""
    index: str = CHRONOLOGICAL
    """The page that leads to all its values."""
    made_by: str = "knowledge_centre.pages.archives"
    """The extension that makes its pages, which may be left out."""
    section: tuple[str, str] = ("Articles", CHRONOLOGICAL)
    """What stands before a value's page in the breadcrumb: a name and a page."""
    about: str = ""
    """What a value's page holds, where no one has described it; ``{}`` is its label."""

    def page(self, value: str) -> str:
        """The page of one value: ``archive/2025``."""
        return f"{self.folder}/{value}"


CATEGORY = Taxonomy("category", "categories", "Category", "Categories", "categories", about="Articles in {}.")
TAG = Taxonomy(
    "tag",
    "tags",
    "Topic",
    "Topics",
    folder="_tags",
    index="_tags/tagsindex",
    made_by="knowledge_centre.pages.tags",
    section=("Topics", "_tags/tagsindex"),
    about="Articles about {}.",
)
AUTHOR = Taxonomy(
    "author",
    "authors",
    "Author",
    "Authors",
    folder="authors",
    index="authors/index",
    section=("Authors", "authors/index"),
    about="Articles by {}.",
)
YEAR = Taxonomy("year", "years", "Year", "Years", "archive")
SERIES = Taxonomy("series", "series", "Series", "Series", index="")
TAXONOMIES = {one.name: one for one in (CATEGORY, TAG, AUTHOR, YEAR, SERIES)}
DESCRIBED = (AUTHOR, CATEGORY, TAG)
"""Those whose values are described in files beside the articles."""
SEARCHED = (CATEGORY, TAG, AUTHOR, YEAR)
"""Those that search can narrow an answer by, in this order."""

FOLLOWED = (CATEGORY, TAG, AUTHOR)
"""Those whose values have feeds."""


def feed_name(taxonomy: Taxonomy, value: str) -> str:
    """The address of the feeds of a value, without the suffix of a format."""
    return f"feeds/{taxonomy.name}/{value}"


def value_of(page: str) -> tuple[Taxonomy | None, str]:
    """The taxonomy and the value that a page is the list of, whichever of the list's pages it is."""
    folder, _slash, rest = page.partition("/")
    for taxonomy in TAXONOMIES.values():
        if taxonomy.folder == folder and rest and page != taxonomy.index:
            return taxonomy, FURTHER.sub("", rest)
    return None, ""


def numbered_page(base: str, number: int) -> str:
    """A page of the list at *base*: ``archive/2025``, ``archive/2025/page/2``; after an index, ``articles/page/2``."""
    return base if number == 1 else f"{base.removesuffix('/index')}/page/{number}"


def first_page(page: str) -> tuple[str, int]:
    """The first page of the list that a page belongs to, and the number of the page: the reverse of numbered_page."""
    found = FURTHER.search(page)
    if found is None:
        return page, 1
    base = page[: found.start()]
    indexes = {taxonomy.index for taxonomy in TAXONOMIES.values()}
    return f"{base}/index" if f"{base}/index" in indexes else base, int(found[0].rpartition("/")[2])
