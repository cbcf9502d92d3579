"""Addresses that stay: those of the site as it is now, compared with the committed list of what was published once.

A page may be renamed, merged or withdrawn; its address may not simply vanish. ``articles/addresses.txt`` has the
addresses that people may have kept, and ``check`` fails where one leads nowhere any more.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.content.diagnostics import Diagnostic
from knowledge_centre.content.taxonomies import ARTICLES, FURTHER, SEARCHED
from knowledge_centre.content.urls import normal
from knowledge_centre.content.whole_files import write_if_changed
from knowledge_centre.content.yaml_source import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from knowledge_centre.content.sources import Collection

LIST = f"{ARTICLES}/addresses.txt"
HEADER = """\
# The addresses that this site has published; of each feed, the Atom one. "knowledge-centre check" adds new ones, and
# fails where one leads nowhere any more. It takes none away that was committed: delete the line of what is to be gone
# for good.
"""
UNLISTED = frozenset({"404"})
FEED = ".atom.xml"
"""The format of feeds that stands for all of them."""


class Built(NamedTuple):
    """What stands at the addresses of a site."""

    pages: frozenset[str]
    """Addresses that stay, relative to the root: pages, and feeds in the format that stands for all."""
    others: frozenset[str]
    """Other files that lead on: redirects."""


def lasting(names: Iterable[str]) -> Iterator[str]:
    """Of the names of pages, those that are there to stay: further pages come and go with the length of a list."""
    return (name for name in names if not FURTHER.search(name) and not name.endswith("/") and name not in UNLISTED)


def listed_addresses(site: Path) -> dict[str, int]:
    """The addresses of the list and their lines; none where there is no list.

    Raises :class:`UnicodeDecodeError` where it is not UTF-8.
    """
    path = site / LIST
    lines = decoded(path.read_bytes()).splitlines() if path.is_file() else []
    numbered = ((line.strip(), number) for number, line in enumerate(lines, 1))
    return {address: number for address, number in numbered if address and not address.startswith("#")}


def ends_in_slash(listed: Iterable[str]) -> bool:
    """Whether the list is of a site whose pages' addresses end in a slash."""
    return any(address.endswith("/") for address in listed)


def gone(listed: dict[str, int], built: Built, expired: set[str]) -> Iterator[Diagnostic]:
    """The listed addresses that lead nowhere, except those of *expired* pages."""
    for address, line in listed.items():
        file = f"{address}index.html" if address.endswith("/") else address
        if address in built.pages or file in built.others or normal(address.removesuffix(FEED)) in expired:
            continue
        if address.endswith(FEED):
            remedy = "bring back what it is the feed of, or move it: see knowledge-centre move --help."
        else:
            advice = f'add "redirect_from: [{address}]" to what has its readers now'
            remedy = f"{advice}, or delete this line if nothing is to be there any more."
        yield Diagnostic(LIST, line, 1, "published-address", f"{address} is gone", remedy)


def expired_pages(collection: Collection) -> set[str]:
    """The pages that may be missing because an article has expired, or will: these are not errors.

    The time makes no difference: every article counts that has an ``expires`` and is no draft.
    """
    pages: set[str] = set()
    for article in collection.found.values():
        front = article.source.front
        if front is not None and front.expires is not None and not front.draft:
            pages.add(article.docname)
            pages |= {one.page(value) for one in SEARCHED for value in front.values(one.name)}
            pages |= {f"feeds/{one.name}/{value}" for one in SEARCHED for value in front.values(one.name)}
    return pages


def committed(site: Path) -> set[str] | None:
    """The addresses of the list as it was committed last; ``None`` where no one can tell."""
    command = ["git", "-C", str(site), "show", f"HEAD:./{LIST}"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=10)
        lines = [line.strip() for line in decoded(done.stdout).splitlines()]
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return {line for line in lines if line and not line.startswith("#")} if done.returncode == 0 else None


def record(site: Path, addresses: Iterable[str]) -> None:
    """Have the list hold these, each once and in order."""
    write_if_changed(site / LIST, (HEADER + "".join(f"{one}\n" for one in sorted(set(addresses)))).encode())
