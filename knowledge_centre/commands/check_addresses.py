"""Addresses as ``check`` looks at them: what was published leads somewhere, and new ones are recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.content.published_urls import (
    FEED,
    Built,
    ends_in_slash,
    expired_pages,
    gone,
    lasting,
)
from knowledge_centre.content.site_addresses import addresses, all_known
from knowledge_centre.content.taxonomies import ARTICLES, value_of
from knowledge_centre.content.urls import normal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from knowledge_centre.commands.settings import Settings
    from knowledge_centre.content.diagnostics import Diagnostic
    from knowledge_centre.content.sources import Collection


class Addresses(NamedTuple):
    """What comes of a look at them."""

    mistakes: list[Diagnostic]
    new: list[str]
    """Those that the list does not have."""
    listed: list[str]
    """All that it is to have: those that it had, without what was never committed and is gone again, and the new ones."""


def look_at_addresses(
    listed: dict[str, int],
    settings: Settings,
    collection: Collection,
    documents: Mapping[str, str],
    built: Built | None,
    *,
    committed: Callable[[], set[str] | None],
) -> Addresses:
    """Compare the list with the site: with what was *built*, or with what would be.

    *committed* tells what the list had when it was committed last, and is asked only where it matters.
    """
    now = built or addresses(collection, documents.values(), settings.conf, slash=ends_in_slash(listed))
    judged = listed if built or all_known(settings.conf) else {one: line for one, line in listed.items() if _named(one)}
    lost = list(gone(judged, now, expired_pages(collection)))
    if lost and (before := committed()) is not None:
        unpublished = {address for address, line in listed.items() if address not in before}
        lost = [one for one in lost if one.message.removesuffix(" is gone") not in unpublished]
        kept = {address for address in listed if address not in unpublished or address in now.pages}
    else:
        kept = set(listed)
    new = sorted(now.pages - kept)
    return Addresses(lost, [one for one in new if one not in listed], sorted(kept | now.pages))


def built_addresses(output: Path) -> Built:
    """The addresses in the folder of a built site, whichever builder made it."""
    from knowledge_centre.pipeline.manifest import Manifest  # noqa: PLC0415 - with it comes Sphinx, which takes its time

    manifest = Manifest.load(output)
    pages = {f"{name}.html" if (output / f"{name}.html").is_file() else f"{name}/" for name in lasting(manifest.pages)}
    feeds = {name for name in manifest.files if name.endswith(FEED)}
    return Built(frozenset(pages | feeds), frozenset(name for name in manifest.files if name.endswith(".html")))


def _named(address: str) -> bool:
    """Whether an address is one of those that articles, their values and the site's own pages give."""
    name = normal(address.removesuffix(FEED))
    return name.partition("/")[0] in {ARTICLES, "feeds"} or value_of(name)[0] is not None
