"""The addresses that a site has, told from its articles, vocabulary and settings alone: nothing is built."""

from __future__ import annotations

import fnmatch
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from knowledge_centre.content.old_urls import files, old_feeds, old_pages
from knowledge_centre.content.own_files import MADE
from knowledge_centre.content.published_urls import FEED, Built, lasting
from knowledge_centre.content.taxonomies import (
    ARTICLES,
    AUTHOR,
    CATEGORY,
    CHRONOLOGICAL,
    FOLLOWED,
    TAG,
    YEAR,
    feed_name,
)

if TYPE_CHECKING:
    from collections.abc import Collection as Names
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from knowledge_centre.content.sources import Collection

FEATURES = "knowledge_centre."
NO_PAGES = ("knowledge_centre", "myst_", "sphinx.ext.", "sphinx_copybutton", "sphinx_design", "sphinx_tags")
"""How extensions begin that make no pages but those that are named here."""


def other_documents(site: Path, conf: Mapping[str, Any], suffixes: Names[str]) -> dict[str, str]:
    """The documents that are no articles: the docname of each, by its path."""
    excluded = [str(one) for one in conf.get("exclude_patterns", ())]
    found: dict[str, str] = {}
    for pattern in conf.get("include_patterns", ["**"]):
        if str(pattern).startswith(f"{ARTICLES}/"):
            continue
        for path in sorted(_matching(site, str(pattern))):
            name = path.relative_to(site).as_posix()
            parts = name.split("/")
            hidden = any(part.startswith(".") or part in MADE for part in parts) or parts[0] in {ARTICLES, TAG.folder}
            wanted = path.suffix in suffixes and path.is_file() and not hidden
            if wanted and not any(fnmatch.fnmatch(name, one) or fnmatch.fnmatch(parts[0], one) for one in excluded):
                found[name] = name.removesuffix(path.suffix)
    return found


def _matching(site: Path, pattern: str) -> Iterator[Path]:
    """Files that fit a pattern; folders that programs fill are not looked into."""
    if not pattern.startswith("**"):
        with suppress(NotImplementedError, ValueError):  # such as "/usr/**", which nothing in the site fits
            yield from site.glob(pattern)
        return
    for path in site.iterdir():
        if path.is_file():
            yield path
        elif path.name not in MADE and not path.name.startswith((".", "_")) and not (path / "pyvenv.cfg").exists():
            yield from path.rglob("*")


def addresses(collection: Collection, documents: Names[str], conf: Mapping[str, Any], *, slash: bool) -> Built:
    """What stands where when this is built; *slash* where addresses end in one."""
    extensions = {str(one) for one in conf.get("extensions", ())}
    pages = set(
        lasting([*documents, *_pages(collection, extensions), *map(str, conf.get("html_additional_pages", ()))])
    )
    if conf.get("html_use_index", True):
        pages.add("genindex")
    named = {_address(name, slash=slash) for name in pages}
    others: set[str] = set()
    if FEATURES + "outputs.redirects" in extensions:
        others.update(file for one in old_pages(collection) for file in files(one.path))
    if FEATURES + "outputs.feeds" in extensions:
        named.update(f"{name}{FEED}" for name in _feeds(collection))
        others.update(f"{name}{FEED}" for name, _now in old_feeds(collection))
    return Built(frozenset(named), frozenset(others))


def all_known(conf: Mapping[str, Any]) -> bool:
    """Whether no extension, and no folder of whole pages, may add what is not named here."""
    others = [one for one in conf.get("extensions", ()) if not str(one).startswith(NO_PAGES)]
    return not others and not conf.get("html_extra_path")


def _address(name: str, *, slash: bool) -> str:
    return f"{name}/" if slash and name != "index" and not name.endswith("/index") else f"{name}.html"


def _pages(collection: Collection, extensions: Names[str]) -> Iterator[str]:
    def values(taxonomy: str) -> set[str]:
        return {
            value for article in collection.visible if article.source.front for value in article.front.values(taxonomy)
        }

    yield from (article.docname for article in collection.visible)
    if FEATURES + "pages.archives" in extensions:
        yield from (CHRONOLOGICAL, AUTHOR.index)
        for taxonomy in (YEAR, CATEGORY, AUTHOR):
            yield from map(taxonomy.page, values(taxonomy.name))
    if FEATURES + "pages.tags" in extensions:
        yield TAG.index
        yield from map(TAG.page, values(TAG.name))
    if FEATURES + "search" in extensions:
        yield "search"
    if FEATURES + "outputs.feeds" in extensions:
        yield "subscribe"


def _feeds(collection: Collection) -> Iterator[str]:
    yield "feeds/all"
    for article in collection.visible:
        if article.source.front:
            for taxonomy in FOLLOWED:
                yield from (feed_name(taxonomy, value) for value in article.front.values(taxonomy.name))
