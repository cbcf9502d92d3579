"""What a page weighs as a host sends it, read from the built files: its markup, styles, scripts and pictures."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from audit.pages import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bs4 import BeautifulSoup

LIMITS = {"html": 25_000, "css": 25_000, "js": 8_000}
"""Bytes, compressed: markup beyond the text, all styles of a page, all scripts before search is opened."""
TEXT = "main, [role='main']"
FETCHED = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}
"""The relations whose links a browser follows by itself."""
STATIC_IMPORT = re.compile(r"""(?<![\w$.])(?:import|export)\s*(?:[\w$*{},\s]*?\bfrom\s*)?["']([^"']+)["']""")
CSS_ADDRESS = re.compile(r"""@import\s*["']([^"']+)|url\(\s*["']?([^"')]+)""")
CSS_IMPORT = re.compile(r"""@import\s*(?:url\(\s*)?["']?([^"');]+)""")


@dataclass(frozen=True)
class Weight:
    """The figures of one page; sizes are in bytes."""

    html: int
    css: int
    js: int
    leaving: tuple[str, ...] = ()
    """Addresses of other origins that the page would fetch."""
    unsized: tuple[str, ...] = ()
    """Pictures without both width and height, around which the text would jump."""
    searching: bool = False
    """On the search page search is open already, so the limit of the scripts is not for it."""

    def problems(self) -> dict[str, str]:
        """What is over its limit, by figure."""
        found = {
            name: f"{size / 1000:.1f} kB, {limit / 1000:.0f} at most"
            for name, limit in LIMITS.items()
            if (size := getattr(self, name)) > limit and not (name == "js" and self.searching)
        }
        if self.leaving:
            found["leaving"] = ", ".join(sorted(set(self.leaving)))
        if self.unsized:
            found["unsized"] = ", ".join(sorted(set(self.unsized)))
        return found


def weigh(site: Path, name: str) -> Weight:
    """The weight of the page *name* of the site in the folder *site*."""
    path = site / name
    page = parse(path)
    part = page.select_one(TEXT)
    text = " ".join(part.stripped_strings) if part else ""
    styles = _reached(site, name, _addresses(page, "link[rel~='stylesheet'][href]", "href"), CSS_IMPORT)
    scripts = [
        *_reached(site, name, _addresses(page, "script[src]:not([type='module'])", "src"), None),
        *_reached(site, name, _addresses(page, "script[src][type='module']", "src"), STATIC_IMPORT),
        *_reached(site, name, _addresses(page, "link[rel~='modulepreload'][href]", "href"), STATIC_IMPORT),
    ]
    return Weight(
        html=packed(path) - len(gzip.compress(text.encode(), 9)),
        css=sum(map(packed, styles)),
        js=sum(map(packed, dict.fromkeys(scripts))),
        leaving=(*filter(_outside, _fetched(page)), *_leaving_styles(styles)),
        unsized=tuple(str(image.get("src")) for image in page.select("img:not([width][height])")),
        searching=page.select_one("#search-results") is not None,
    )


@cache
def packed(path: Path) -> int:
    """The bytes of a file as a host sends it."""
    return len(gzip.compress(path.read_bytes(), 9))


def static_imports(script: str) -> list[str]:
    """What a module loads before it runs; ``import()`` is for later and not among it."""
    return STATIC_IMPORT.findall(script)


def _addresses(page: BeautifulSoup, selector: str, attribute: str) -> Iterator[str]:
    return (str(node[attribute]) for node in page.select(selector))


def _outside(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme in {"http", "https"}


def _reached(site: Path, name: str, addresses: Iterable[str], imports: re.Pattern[str] | None) -> list[Path]:
    """The files of this site that addresses on a page lead to, and those that they import in turn, each once."""
    found: list[Path] = []
    waiting = [urljoin(f"/{name}", address) for address in addresses if not _outside(address)]
    while waiting:
        here = urlsplit(waiting.pop(0)).path
        path = _file(site, unquote(here))
        if path in found:
            continue
        found.append(path)
        if imports:
            more = imports.findall(path.read_text(encoding="utf-8"))
            waiting += [urljoin(here, address) for address in more if not _outside(address)]
    return found


def _file(site: Path, address: str) -> Path:
    """The file at an address. 404.html has whole ones, below the folder in which the host serves the site."""
    parts = address.strip("/").split("/")
    below = (site / "/".join(parts[start:]) for start in range(len(parts)))
    return next(filter(Path.is_file, below), site / address.lstrip("/"))


def _fetched(page: BeautifulSoup) -> Iterator[str]:
    """Every address that a browser asks for by itself."""
    for link in page.select("link[href]"):
        if FETCHED & set(link.get_attribute_list("rel")):
            yield str(link["href"])
    for node in page.select("script, img, source, iframe, video, audio, embed, track, object, input"):
        yield from (str(node[key]) for key in ("src", "poster", "data") if node.get(key))
        if srcset := node.get("srcset"):
            yield from (part.split()[0] for part in str(srcset).split(",") if part.strip())


def _leaving_styles(styles: Iterable[Path]) -> Iterator[str]:
    for path in styles:
        for found in CSS_ADDRESS.findall(path.read_text(encoding="utf-8")):
            yield from filter(_outside, found)
