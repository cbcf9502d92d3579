"""Addresses that stay: those of the built site, compared with the committed list of what was published once.

A page may be renamed, merged or withdrawn; its address may not simply vanish. ``articles/addresses.txt`` has the
addresses that people may have kept, and ``make check-addresses`` fails where one leads nowhere any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.content.clock import now_in
from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.diagnostics import Mistake
from knowledge_centre.content.taxonomies import ARTICLES, FURTHER, SEARCHED
from knowledge_centre.content.urls import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LIST = f"{ARTICLES}/addresses.txt"
HEADER = """\
# The addresses that this site has published. "make check-addresses" fails where one of them leads nowhere.
# "make accept-addresses" adds the new ones. It takes none away: delete the line of a page that is to be gone for good.
"""
UNLISTED = frozenset({"404"})


class Built(NamedTuple):
    """What stands at the addresses of a built site."""

    pages: frozenset[str]
    """Addresses of pages, relative to the root."""
    others: frozenset[str]
    """Other pages that are files only: redirects."""


def lasting(names: Iterable[str]) -> Iterator[str]:
    """Of the names of pages, those that are there to stay: further pages come and go with the length of a list."""
    return (name for name in names if not FURTHER.search(name) and not name.endswith("/") and name not in UNLISTED)


def listed_addresses(site: Path) -> dict[str, int]:
    """The addresses of the list and their lines."""
    lines = (site / LIST).read_text(encoding="utf-8").splitlines()
    numbered = ((line.strip(), number) for number, line in enumerate(lines, 1))
    return {address: number for address, number in numbered if address and not address.startswith("#")}


def gone(listed: dict[str, int], built: Built, expired: set[str]) -> Iterator[Mistake]:
    """The addresses that lead nowhere, but for pages that went with an article whose time was up."""
    for address, line in listed.items():
        file = f"{address}index.html" if address.endswith("/") else address
        if address not in built.pages and file not in built.others and normal(address) not in expired:
            advice = f'add "redirect_from: [{address}]" to the article that has its readers now'
            message = f"{address} is gone: {advice}, or delete this line if nothing is to be there any more."
            yield Mistake(LIST, line, message)


def expired_pages(site: Path) -> set[str]:
    """The pages that there would be if no article ever expired: the clock alone breaks no check.

    No clock is asked: an article that is no draft and has an ``expires`` is only ever missing because of it.
    """
    pages: set[str] = set()
    for found in read_collection(site, now_in("UTC")).found.values():
        front = found.source.front
        if front is not None and front.expires is not None and not front.draft:
            pages.add(found.docname)
            pages |= {one.page(value) for one in SEARCHED for value in front.values(one.name)}
    return pages
