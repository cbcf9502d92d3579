"""``check --fix``: articles are mended one by one, each written whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.fixes import fixed
from knowledge_centre.content.front_matter import MARKDOWN
from knowledge_centre.content.whole_files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_centre.commands.settings import Settings
    from knowledge_centre.content.diagnostics import Diagnostic


def fix_articles(site: Path, settings: Settings, paths: frozenset[str] | None, *, write: bool) -> list[Diagnostic]:
    """Mend the articles at some paths, or all. Gives what was wrong; without *write*, files stay as they are.

    Links are followed, so that a file in two places stays one file.
    """
    collection = read_collection(
        site, settings.now, static=settings.static, limits=settings.limits, sources=settings.sources
    )
    zone = settings.now.tzinfo
    assert zone is not None
    told: list[Diagnostic] = []
    for one in collection.found.values():
        if one.source.format is MARKDOWN and (paths is None or one.path in paths):
            path = (site / one.path).resolve()
            before = path.read_bytes()
            after, some = fixed(before, collection.vocabulary, zone)
            told += [each.at(one.path) for each in some]
            if write and after != before:
                write_whole(path, after)
    return sorted(told)
