"""What all commands share: the group that finds them, their common options, their exit codes, and how they speak."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from knowledge_centre.content.taxonomies import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

T = TypeVar("T")

DONE, FOUND, MISUSED = 0, 1, 2
"""The exit codes: all is well; something was found, or could not be done; the command was not given what it needs."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that each of them starts at once."""

    def __init__(self, *given: Any, commands_in: Mapping[str, str], **options: Any) -> None:
        super().__init__(*given, **options)
        self.commands_in = commands_in
        """The module of each command, by the command's name. The function there has the name of the command."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        return list(self.commands_in)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.commands_in:
            return None
        command = getattr(import_module(self.commands_in[cmd_name]), f"{cmd_name.replace('-', '_')}_command")
        assert isinstance(command, click.Command)
        return command


def existing_site(ctx: click.Context, parameter: click.Parameter, folder: Path) -> Path:
    """The folder of a site, or a sentence that says why it is none."""
    if not (folder / "conf.py").is_file() and not (folder / ARTICLES).is_dir():
        raise click.UsageError(f"There is no site in {folder}: give the folder that has conf.py and {ARTICLES}/.")
    return folder


site_argument = click.argument(
    "site", type=click.Path(path_type=Path), default=Path(), required=False, callback=existing_site
)


site_option = click.option(
    "-C",
    "--site",
    type=click.Path(path_type=Path),
    default=Path(),
    callback=existing_site,
    help="The site's folder.  [default: here]",
)
dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for programs.")


def say(text: str) -> None:
    """A sentence about the work, for people: never part of the result, so it is not in the way of a pipe."""
    click.echo(text, err=True)


def print_json(data: object) -> None:
    """The result for programs: one JSON text on standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def progress(things: Iterable[T], label: str, length: int | None = None) -> Iterator[T]:
    """The things one after the other, with a bar where a person looks on and nothing where none does."""
    if not sys.stderr.isatty():
        yield from things
        return
    with click.progressbar(things, length=length, label=label, file=sys.stderr) as bar:
        yield from bar


def run(group: click.Group, arguments: list[str] | None) -> int:
    """Run a command line; gives its exit code. What a command was not given is said in a sentence."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal need not have every letter
    try:
        code = group.main(arguments, prog_name="knowledge-centre", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        say("Stopped. Nothing was left half done.")
        return 130
    return code if isinstance(code, int) else DONE
