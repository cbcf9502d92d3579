"""The command line: ``python -m knowledge_centre lint`` checks every article without building the site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from knowledge_centre.collection import read_collection
from knowledge_centre.mistakes import counted
from knowledge_centre.now import now_in


def lint(site: Path) -> int:
    """Print every mistake in the articles of the site in a folder; the exit code is 1 where there is one."""
    collection = read_collection(site, now_in("UTC"))
    for mistake in collection.mistakes:
        print(mistake)
    found, mistakes = len(collection.found), len(collection.mistakes)
    print(f"{counted(found, 'article')}, {counted(mistakes, 'mistake')}", file=sys.stderr)
    return 1 if mistakes else 0


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="knowledge_centre", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("lint", help="check the front matter of every article")
    command.add_argument("site", type=Path, nargs="?", default=Path(), help="the site's folder (default: here)")
    options = parser.parse_args(arguments)
    return lint(options.site)


if __name__ == "__main__":
    sys.exit(main())
