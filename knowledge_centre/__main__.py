"""The command line: ``knowledge-centre``, or ``python -m knowledge_centre`` where the package is not installed."""

from __future__ import annotations

import sys

import click

from knowledge_centre import __version__
from knowledge_centre.commands.frame import HELP, LazyGroup, run

COMMANDS = {
    "init": "knowledge_centre.commands.init",
    "import": "knowledge_centre.commands.import_",
    "upgrade": "knowledge_centre.commands.upgrade",
    "check": "knowledge_centre.commands.check",
    "lint": "knowledge_centre.commands.check",
    "serve": "knowledge_centre.commands.serve",
    "move": "knowledge_centre.commands.move",
    "redirects": "knowledge_centre.commands.redirects",
    "live": "knowledge_centre.commands.live",
}
"""Where each command is, in the order of ``--help``."""


@click.group(cls=LazyGroup, commands_in=COMMANDS, epilog=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
def knowledge_centre() -> None:
    """Makes and keeps a knowledge centre: dated, signed articles in a Sphinx project.

    "knowledge-centre COMMAND --help" shows what a command takes, with examples.
    """


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code, 2 where it was not given what it needs."""
    return run(knowledge_centre, arguments)


if __name__ == "__main__":
    sys.exit(main())
