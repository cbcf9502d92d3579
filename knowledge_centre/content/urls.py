"""Addresses: names at the top that are taken, whole addresses of the site, and what a web address is.

The pages of lists are named in ``taxonomies``, those of articles in ``collection``.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from knowledge_centre.content.taxonomies import TAXONOMIES

if TYPE_CHECKING:
    from collections.abc import Callable

WEB_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")
LONGEST = 255
"""Bytes in the name of a file, on most systems."""
MADE_FOLDERS = frozenset({"cards", "covers", "feeds", "search-index"})
"""Folders at the top of the output that features fill."""
OWN_FOLDERS = MADE_FOLDERS | {"_downloads", "_images", "_sources", "_static"}
"""Folders at the top of the output where no page stands: all in them is made by the build."""
OWN_FILES = ("llms.txt", "objects.inv", "opensearch.xml", "robots.txt", "searchindex.js", "sitemap.xml")
"""Files at the top of the output that are no pages."""
OWN_PAGES = ("404", "search", "subscribe", *sorted({one.index for one in TAXONOMIES.values()} - {""}))
"""Pages that no document stands for. Each keeps its address where the feature that makes it is left out."""


def normal(path: str) -> str:
    """The form in which ``x``, ``x.html``, ``x/`` and ``x/index.html`` are one address."""
    address = path.strip("/").removesuffix(".html")
    return "" if address == "index" else address.removesuffix("/index").casefold()


def picture_name(path: str) -> str:
    """The name of a picture in the output: ``articles/a/cover.png`` as ``cover-1f3a9c0b.png``."""
    file = PurePosixPath(path)
    return f"{file.stem}-{hashlib.md5(path.encode(), usedforsecurity=False).hexdigest()[:8]}{file.suffix}"


@dataclass(frozen=True, slots=True)
class SiteUrls:
    """Whole addresses of what is on the site."""

    root: str
    """The site's own, with a slash at its end; nothing where it is not known."""
    uri: Callable[[str], str]
    """From the name of a page to its address within the site, as the builder makes it."""
    has: Callable[[str], bool]
    """Whether the site has a page of that name."""

    def page(self, name: str) -> str:
        """The address of a page; nothing where there is none, or the site's is not known."""
        return self.root + self.uri(name) if self.root and self.has(name) else ""

    def file(self, path: str) -> str:
        """The address of a file, by its path in the output; nothing for no path, or where the site's is not known."""
        return self.root + quote(path) if self.root and path else ""


def site_address(setting: str) -> str:
    """The whole address of the site, with a slash at its end; nothing where ``html_baseurl`` tells no host."""
    return f"{setting.rstrip('/')}/" if urlsplit(setting).netloc else ""


def site_path(setting: str) -> str:
    """The path of the site on its host, with a slash at either end: where nothing is known of it, the top."""
    return f"{urlsplit(setting).path.rstrip('/')}/"


def is_web_address(text: str) -> bool:
    """Whether *text* is a whole address that a page may link to: of the web, or of somebody's mail."""
    try:
        parts = urlsplit(text)
        whole = parts.scheme == "mailto" or (bool(parts.hostname) and parts.port != 0)
    except ValueError:
        return False
    return whole and WEB_ADDRESS.fullmatch(text) is not None
