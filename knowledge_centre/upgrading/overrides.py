"""A site's own files that take the place of the theme's: whose original is another one now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge_centre.theme.minified import THEME
from knowledge_centre.upgrading.versions import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

STATIC = "static"


class Override(NamedTuple):
    """A file of the site that stands for one of the theme's."""

    path: str
    """In the site."""
    original: str
    """In the theme."""


def overrides(site: Path, given: Mapping[str, Any], known: Mapping[str, str]) -> Iterator[Override]:
    """Those of a site, by what its conf.py says; *known* has what the theme ever had."""
    places = (("templates_path", ["_templates"], ""), ("html_static_path", ["_static"], f"{STATIC}/"))
    for setting, usual, start in places:
        for folder in given.get(setting, usual):
            for path in sorted((site / folder).rglob("*")):
                original = start + path.relative_to(site / folder).as_posix()
                if path.is_file() and original in known:
                    yield Override(path.relative_to(site).as_posix(), original)


def to_look_at(
    site: Path, found: Iterator[Override], before: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """The path of each own file whose original changed, and what to do about it."""
    for path, original in found:
        if before.get(original) == now.get(original):
            continue
        if original not in now:
            yield path, "nothing shows it any more: the theme has no such file now"
        elif digest(site / path) == now[original]:
            yield path, "it is what the theme has now: delete it"
        elif digest(site / path) == before.get(original):
            yield (
                path,
                f"its original changed, and this is the old one as it was: delete it, or copy {THEME / original}",
            )
        else:
            yield path, f"its original changed: compare it with {THEME / original}"
