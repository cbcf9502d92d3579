"""What a built site weighs: its files, its pages, its search."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Weight(NamedTuple):
    """All but the first in bytes, as the files are, not packed."""

    pages: int
    """How many."""
    output: int
    middle: int
    """Of the page in the middle of all, by weight."""
    largest: int
    search: int
    """Of what is there for search alone; what a reader fetches of it is measured by ``make bench-search``."""


def weigh(folder: Path, search: Iterable[str] = ()) -> Weight:
    """Weigh the site in a folder. *search* are patterns of the files that only search needs."""
    pages = sorted(path.stat().st_size for path in folder.rglob("*.html"))
    if not pages:
        raise RuntimeError("The build went well and made no page.")
    index = {path for pattern in search for path in folder.glob(pattern) if path.is_file()}
    return Weight(
        len(pages),
        sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        int(statistics.median(pages)),
        pages[-1],
        sum(path.stat().st_size for path in index),
    )
