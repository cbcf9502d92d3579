"""What commands have to know of conf.py: which sources there are, where static files lie, how large articles may be."""

from __future__ import annotations

import posixpath
from contextlib import chdir
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge_centre.content.body_limits import LIMITS, Limits
from knowledge_centre.content.clock import now_in
from knowledge_centre.content.formats import SOURCES
from knowledge_centre.content.own_files import STATIC
from knowledge_centre.content.settings import SETTINGS, problems

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
    conf: Mapping[str, Any]
    """All that conf.py says."""


class Tags(set[str]):
    """Those of a build that is given none: what conf.py may ask and add to as ``tags``."""

    has = set.__contains__
    remove = set.discard


def conf_values(path: Path) -> dict[str, Any]:
    """What a conf.py sets. Sphinx takes a second to import, and is asked only for its words where this cannot be read.

    Raises :class:`ValueError` then.
    """
    path = path.absolute()  # it is read from its own folder
    names: dict[str, Any] = {"__file__": str(path), "tags": Tags()}
    try:
        with chdir(path.parent):
            exec(compile(path.read_bytes(), str(path), "exec"), names)  # noqa: S102 - as Sphinx does
    except (Exception, SystemExit):
        from knowledge_centre.compat import sphinx  # noqa: PLC0415

        return sphinx.conf_values(path)
    return names


def read_settings(site: Path) -> Settings:
    """The settings of the site in a folder; without a conf.py, what it would have.

    Raises :class:`ValueError` where conf.py cannot be read, has no time, or says what a build refuses.
    """
    path = site / "conf.py"
    given: dict[str, Any] = conf_values(path) if path.is_file() else {}
    # Names of an earlier release do nothing; the build tells them. Sphinx takes no language for "en".
    judged = {name: given[name] for name in SETTINGS if name in given and (name, given[name]) != ("language", None)}
    if wrong := list(problems(judged)):
        raise ValueError("\n".join(wrong))
    static = [posixpath.normpath(str(folder)) for folder in given.get("html_static_path", STATIC)]
    sources = given.get("source_suffix", {**SOURCES, **(NOTEBOOKS if "myst_nb" in given.get("extensions", ()) else {})})
    return Settings(
        now_in(given.get("knowledge_centre_timezone", "UTC")),
        Limits(
            given.get("knowledge_centre_max_article_bytes", LIMITS.size),
            given.get("knowledge_centre_max_nesting", LIMITS.nesting),
            given.get("knowledge_centre_max_picture_bytes", LIMITS.picture),
        ),
        tuple(folder for folder in static if not folder.startswith(("/", ".."))),
        sources if isinstance(sources, dict) else dict.fromkeys([sources] if isinstance(sources, str) else sources),
        given.get("knowledge_centre_trust_articles") is True,
        given,
    )
