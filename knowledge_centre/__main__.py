"""The command line: ``python -m knowledge_centre lint`` checks every article without building the site, and others."""

from __future__ import annotations

import argparse
import json
import sys
from io import TextIOWrapper
from pathlib import Path

from knowledge_centre import published_addresses
from knowledge_centre.addresses import ARTICLES
from knowledge_centre.collection import read_collection
from knowledge_centre.mistakes import counted
from knowledge_centre.now import now_in
from knowledge_centre.old_addresses import rules


def lint(options: argparse.Namespace) -> int:
    """Print every mistake in the articles of the site in a folder; the exit code is 1 where there is one."""
    collection = read_collection(options.site, now_in("UTC"))
    for mistake in collection.mistakes:
        print(mistake)
    found, mistakes = len(collection.found), len(collection.mistakes)
    print(f"{counted(found, 'article')}, {counted(mistakes, 'mistake')}", file=sys.stderr)
    return 1 if mistakes else 0


def redirects(options: argparse.Namespace) -> int:
    """Print the redirects for Read the Docs, a line of JSON for each request to its API."""
    collection = read_collection(options.site, now_in("UTC"))
    if collection.mistakes:
        return lint(options)
    for rule in rules(collection, "/" if options.dirhtml else ".html"):
        print(json.dumps(rule, ensure_ascii=False))
    return 0


def check_addresses(options: argparse.Namespace) -> int:
    """Print every published address that leads nowhere in the built site; the exit code is 1 where there is one."""
    return published_addresses.check(options.site, options.output or options.site / "_build/html")


def accept_addresses(options: argparse.Namespace) -> int:
    """Add the pages of the built site to the list of published addresses."""
    return published_addresses.accept(options.site, options.output or options.site / "_build/html")


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The command and its options; ``run`` is the function that does it."""
    parser = argparse.ArgumentParser(prog="knowledge_centre", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for run, summary in {
        lint: "check the front matter of every article",
        check_addresses: "tell which published addresses lead nowhere in the built site",
        accept_addresses: "add the built site's pages to the list of published addresses",
        redirects: "print the redirects as Read the Docs takes them, a request a line",
    }.items():
        command = commands.add_parser(run.__name__.replace("_", "-"), help=summary)
        command.add_argument("site", type=Path, nargs="?", default=Path(), help="the site's folder (default: here)")
        command.set_defaults(run=run)
        if run in {check_addresses, accept_addresses}:
            command.add_argument("--output", type=Path, help="the built site (default: _build/html in its folder)")
        if run is redirects:
            command.add_argument("--dirhtml", action="store_true", help="the pages' addresses end in a slash")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code, 2 where there is no site to run it on."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # names of files need not be text
    options = parse(arguments)
    if not (options.site / "conf.py").is_file() and not (options.site / ARTICLES).is_dir():
        print(f"There is no site in {options.site}: give the folder that has conf.py and {ARTICLES}/.", file=sys.stderr)
        return 2
    code: int = options.run(options)
    return code


if __name__ == "__main__":
    sys.exit(main())
