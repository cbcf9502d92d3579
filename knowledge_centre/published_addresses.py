"""Addresses that stay: those of the built site, compared with the committed list of what was published once.

A page may be renamed, merged or withdrawn; its address may not simply vanish. ``articles/addresses.txt`` has the
addresses that people may have kept, and ``make check-addresses`` fails where one leads nowhere any more.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.addresses import ARTICLES, facet_page, normal
from knowledge_centre.collection import read_collection
from knowledge_centre.ledger import NAME, Ledger
from knowledge_centre.mistakes import Mistake, counted
from knowledge_centre.now import now_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LIST = f"{ARTICLES}/addresses.txt"
HEADER = """\
# The addresses that this site has published. "make check-addresses" fails where one of them leads nowhere.
# "make accept-addresses" adds the new ones. It takes none away: delete the line of a page that is to be gone for good.
"""
FURTHER = re.compile(r"/page/\d+$")
"""The second and later pages of a list, which come and go with its length."""
UNLISTED = frozenset({"404"})


class Built(NamedTuple):
    """What stands at the addresses of a built site."""

    pages: frozenset[str]
    """Addresses of pages, relative to the root."""
    others: frozenset[str]
    """Other pages that are files only: redirects."""


def lasting(names: Iterable[str]) -> Iterator[str]:
    """Of the names of pages, those of pages that are there to stay."""
    return (name for name in names if not FURTHER.search(name) and not name.endswith("/") and name not in UNLISTED)


def built_addresses(output: Path) -> Built:
    """The addresses in the folder of a built site, whichever builder made it."""
    ledger = Ledger.load(output)
    pages = {f"{name}.html" if (output / f"{name}.html").is_file() else f"{name}/" for name in lasting(ledger.pages)}
    return Built(frozenset(pages), frozenset(name for name in ledger.files if name.endswith(".html")))


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
            pages |= {found.docname, facet_page("category", front.category), facet_page("year", str(front.date.year))}
            pages |= {facet_page("tag", tag) for tag in front.tags}
            pages |= {facet_page("author", author) for author in front.authors}
    return pages


def check(site: Path, output: Path) -> int:
    """Print every published address that leads nowhere; the exit code is 1 where there is one."""
    if not (output / NAME).is_file():
        print(f"There is no site in {output}: run make html first.", file=sys.stderr)
        return 1
    if not (site / LIST).is_file():
        print(f"There is no {LIST} yet: make accept-addresses writes it.", file=sys.stderr)
        return 0
    built, listed = built_addresses(output), listed_addresses(site)
    mistakes = list(gone(listed, built, expired_pages(site)))
    print(*mistakes, sep="\n", end="\n" * bool(mistakes))
    if new := sorted(built.pages - listed.keys()):
        print(f"{counted(len(new), 'new page')}, to be recorded by make accept-addresses:", file=sys.stderr)
        print(*(f"  {address}" for address in new), sep="\n", file=sys.stderr)
    print(f"{counted(len(listed), 'published page')}, {len(mistakes)} gone", file=sys.stderr)
    return 1 if mistakes else 0


def accept(site: Path, output: Path) -> int:
    """Add the pages of the built site to the list. What is gone stays in it, and is told as by :func:`check`."""
    path = site / LIST
    if (output / NAME).is_file():
        listed = listed_addresses(site).keys() if path.is_file() else set()
        text = HEADER + "".join(f"{address}\n" for address in sorted(listed | built_addresses(output).pages))
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return check(site, output)
