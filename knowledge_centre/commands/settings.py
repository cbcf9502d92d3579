"""What ``lint`` has to know of conf.py: which sources there are, where static files lie, how large articles may be."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge_centre.compat.sphinx import conf_values
from knowledge_centre.content.body_limits import LIMITS, Limits
from knowledge_centre.content.clock import now_in
from knowledge_centre.content.formats import SOURCES
from knowledge_centre.content.own_files import STATIC

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

NOTEBOOKS = {".ipynb": "myst-nb"}
"""What the extension ``myst_nb`` adds."""


class Settings(NamedTuple):
    """Those of a site whose extensions have not said a word yet."""

    now: datetime
    limits: Limits
    static: tuple[str, ...]
    sources: Mapping[str, str | None]
    trusted: bool
    """Whether articles are."""


def read_settings(site: Path) -> Settings:
    """The settings of the site in a folder; without a conf.py, what it would have.

    Raises :class:`ValueError` where conf.py cannot be read, or has no time.
    """
    path = site / "conf.py"
    given: dict[str, Any] = conf_values(path) if path.is_file() else {}
    static = [posixpath.normpath(str(folder)) for folder in given.get("html_static_path", STATIC)]
    sources = given.get("source_suffix", {**SOURCES, **(NOTEBOOKS if "myst_nb" in given.get("extensions", ()) else {})})
    return Settings(
        now_in(given.get("knowledge_centre_timezone", "UTC")),
        Limits(
            given.get("knowledge_centre_max_article_bytes", LIMITS.size),
            given.get("knowledge_centre_max_nesting", LIMITS.nesting),
        ),
        tuple(folder for folder in static if not folder.startswith(("/", ".."))),
        sources if isinstance(sources, dict) else dict.fromkeys([sources] if isinstance(sources, str) else sources),
        given.get("knowledge_centre_trust_articles") is True,
    )
