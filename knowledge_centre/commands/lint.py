"""``lint``: every mistake in the articles' front matter, Markdown and vocabulary, without building the site."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

from knowledge_centre.content.clock import now_in
from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.diagnostics import counted, report
from knowledge_centre.content.markdown_checks import lint_diagnostics
from knowledge_centre.content.old_urls import unknown_to_feeds

if TYPE_CHECKING:
    from pathlib import Path


def lint(site: Path) -> int:
    """Print every mistake in the articles of the site in a folder; the exit code is 1 where there is one, and 2 without a clock."""
    try:
        now = now_in("UTC")
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    collection = read_collection(site, now)
    trusted, found = trusts_articles(site), collection.found.values()
    bodies = (
        (one.path, told)
        for one in found
        for told in lint_diagnostics(one.source.body, one.source.body_line, trusted=trusted)
    )
    others = (*(told.at(path) for path, told in bodies), *unknown_to_feeds(collection))
    mistakes = report([*collection.diagnostics, *others], sys.stdout)
    print(f"{counted(len(collection.found), 'article')}, {counted(mistakes, 'mistake')}", file=sys.stderr)
    return 1 if mistakes else 0


def trusts_articles(site: Path) -> bool:
    """Whether conf.py, which is not run, says in as many words that articles are trusted."""
    try:
        settings = ast.parse((site / "conf.py").read_bytes())
    except (OSError, SyntaxError, ValueError):
        return False
    return any(
        ast.unparse(line).partition("#")[0].strip() == "knowledge_centre_trust_articles = True"
        for line in settings.body
    )
