"""``lint``: every mistake in the articles' front matter, Markdown and vocabulary, without building the site."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from knowledge_centre.commands.frame import site_argument
from knowledge_centre.commands.settings import read_settings
from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.diagnostics import counted, report
from knowledge_centre.content.front_matter import MARKDOWN
from knowledge_centre.content.markdown_checks import lint_diagnostics
from knowledge_centre.content.old_urls import unknown_to_feeds

if TYPE_CHECKING:
    from pathlib import Path


def lint(site: Path) -> int:
    """Print every mistake in the articles of the site in a folder; the exit code is 1 where there is one, and 2 without settings."""
    try:
        settings = read_settings(site)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    collection = read_collection(
        site, settings.now, static=settings.static, limits=settings.limits, sources=settings.sources
    )
    bodies = (
        (one.path, told)
        for one in collection.found.values()
        if one.source.format is MARKDOWN
        for told in lint_diagnostics(one.source.body, one.source.body_line, trusted=settings.trusted)
    )
    others = (*(told.at(path) for path, told in bodies), *unknown_to_feeds(collection))
    mistakes = report([*collection.diagnostics, *others], sys.stdout)
    print(f"{counted(len(collection.found), 'article')}, {counted(mistakes, 'mistake')}", file=sys.stderr)
    return 1 if mistakes else 0


@click.command()
@site_argument
def lint_command(site: Path) -> int:
    """Check every article."""
    return lint(site)
