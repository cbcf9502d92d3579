"""The command line: ``python -m knowledge_centre lint`` checks every article without building the site, and others."""

from __future__ import annotations

import argparse
import sys
from io import TextIOWrapper
from pathlib import Path

from knowledge_centre.commands.addresses import accept, check
from knowledge_centre.commands.lint import lint
from knowledge_centre.commands.redirects import redirects
from knowledge_centre.content.taxonomies import ARTICLES


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The command and its options; ``run`` is the function that does it."""
    parser = argparse.ArgumentParser(prog="knowledge_centre", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    def add(name: str, summary: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=summary)
        command.add_argument("site", type=Path, nargs="?", default=Path(), help="the site's folder (default: here)")
        return command

    add("lint", "check every article").set_defaults(run=lambda given: lint(given.site))
    for name, run, summary in (
        ("check-addresses", check, "tell which published addresses lead nowhere in the built site"),
        ("accept-addresses", accept, "add the built site's pages to the list of published addresses"),
    ):
        command = add(name, summary)
        command.add_argument("--output", type=Path, help="the built site (default: _build/html in its folder)")
        command.set_defaults(run=lambda given, run=run: run(given.site, given.output or given.site / "_build/html"))
    command = add("redirects", "print the redirects as Read the Docs takes them, a request a line")
    command.add_argument("--dirhtml", action="store_true", help="the pages' addresses end in a slash")
    command.set_defaults(run=lambda given: redirects(given.site, dirhtml=given.dirhtml))
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code, 2 where there is no site to run it on."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal need not have every letter
    options = parse(arguments)
    if not (options.site / "conf.py").is_file() and not (options.site / ARTICLES).is_dir():
        print(f"There is no site in {options.site}: give the folder that has conf.py and {ARTICLES}/.", file=sys.stderr)
        return 2
    code: int = options.run(options)
    return code


if __name__ == "__main__":
    sys.exit(main())
