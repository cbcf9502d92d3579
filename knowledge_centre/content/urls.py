"""Addresses: the names of the site's pages (a contract), without the suffix that the builder adds, and whole ones."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

WEB_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")
LONGEST = 255
"""Bytes in the name of a file, on most systems."""
ARTICLES = "articles"
FOLDERS = {"tag": "_tags", "author": "authors", "category": "categories", "year": "archive"}
"""Where the page of each value of a facet stands."""
INDEXES = {
    "tag": "_tags/tagsindex",
    "author": "authors/index",
    "category": f"{ARTICLES}/index",
    "year": f"{ARTICLES}/index",
}
"""The page that leads to all values of a facet."""
FURTHER = re.compile(r"/page/\d+$")
"""What the names of a list's second and later pages end in."""
OWN_FOLDERS = frozenset({"_downloads", "_images", "_sources", "_static", "cards", "covers", "feeds", "pagefind"})
"""Folders at the top of the output where no page stands: all in them is made by the build."""
OWN_FILES = ("llms.txt", "objects.inv", "robots.txt", "searchindex.js", "sitemap.xml")
"""Files at the top of the output that are no pages."""
OWN_PAGES = ("404", "search", "subscribe", *sorted({*INDEXES.values()}))
"""Pages that no document stands for. Each keeps its address where the feature that makes it is left out."""


def facet_page(facet: str, value: str) -> str:
    """The page of one value: ``archive/2025``."""
    return f"{FOLDERS[facet]}/{value}"


def numbered_page(base: str, number: int) -> str:
    """A page of the list at *base*: ``archive/2025``, ``archive/2025/page/2``; after an index, ``articles/page/2``."""
    return base if number == 1 else f"{base.removesuffix('/index')}/page/{number}"


def value_of(page: str) -> tuple[str, str]:
    """The facet and the value that a page is the list of, whichever of its pages; two empty texts for another page."""
    folder, _slash, rest = page.partition("/")
    facet = next((name for name, place in FOLDERS.items() if place == folder), "")
    return (facet, FURTHER.sub("", rest)) if facet and page not in INDEXES.values() else ("", "")


def normal(path: str) -> str:
    """The form in which ``x``, ``x.html``, ``x/`` and ``x/index.html`` are one address."""
    address = path.strip("/").removesuffix(".html")
    return "" if address == "index" else address.removesuffix("/index").casefold()


def picture_name(path: str) -> str:
    """The name of a picture in the output: ``articles/a/cover.png`` as ``cover-1f3a9c0b.png``."""
    file = PurePosixPath(path)
    return f"{file.stem}-{hashlib.md5(path.encode(), usedforsecurity=False).hexdigest()[:8]}{file.suffix}"


def site_address(setting: str) -> str:
    """The whole address of the site, with a slash at its end; nothing where ``html_baseurl`` tells no host."""
    return f"{setting.rstrip('/')}/" if urlsplit(setting).netloc else ""


def is_web_address(text: str) -> bool:
    """Whether *text* is a whole address that a page may link to: of the web, or of somebody's mail."""
    try:
        parts = urlsplit(text)
        whole = parts.scheme == "mailto" or (bool(parts.hostname) and parts.port != 0)
    except ValueError:
        return False
    return whole and WEB_ADDRESS.fullmatch(text) is not None
