"""What all commands share: the group that finds them, their common options, their exit codes, and how they speak."""

from __future__ import annotations

import errno
import json
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from knowledge_centre.content.diagnostics import printable
from knowledge_centre.content.taxonomies import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

T = TypeVar("T")

DONE, FOUND, MISUSED = 0, 1, 2
"""The exit codes: all is well; something was found, or could not be done; the command was not given what it needs."""


STOPPED = 130
"""The exit code after Ctrl-C, as shells have it."""
GROUPS = {
    "Start": ("init", "import", "upgrade"),
    "Write": ("check", "live", "serve", "move"),
    "Publish": ("redirects",),
}
"""The headings that ``--help`` lists commands under, each with its commands. Others come last."""
HELP = """\
\b
Exit codes:
  0    all is well
  1    something was found, or could not be done
  2    the command was not given what it needs
  130  it was stopped by Ctrl-C

\b
Completion of commands, options and names, for bash (zsh and fish likewise), in ~/.bashrc:
  eval "$(_KNOWLEDGE_CENTRE_COMPLETE=bash_source knowledge-centre)"

\b
Colours and bars are for terminals; NO_COLOR=1 switches colours off there too.
"""


def examples(*lines: str) -> str:
    """The end of a command's ``--help``: each line is an example, or what comes of it after ``  #``."""
    width = max(len(line.partition("  # ")[0]) for line in lines)
    told = (line.partition("  # ") for line in lines)
    rows = (f"  {line:{width}}  {words}".rstrip() for line, _sign, words in told)
    return "\b\nExamples:\n" + "\n".join(rows)


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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under their headings, each with its first sentence, whole."""
        known = {name: command for name in self.list_commands(ctx) if (command := self.get_command(ctx, name))}
        shown = [name for name, command in known.items() if not command.hidden]
        grouped = {name for names in GROUPS.values() for name in names}
        headings = {**GROUPS, "Others" if grouped & set(shown) else "Commands": [n for n in shown if n not in grouped]}
        width = max(map(len, shown), default=0)
        for heading, names in headings.items():
            if rows := [(f"{name:{width}}", known[name].get_short_help_str(200)) for name in names if name in shown]:
                with formatter.section(heading):
                    formatter.write_dl(rows)


def existing_site(ctx: click.Context, parameter: click.Parameter, folder: Path) -> Path:
    """The folder of a site, or a sentence that says why it is none."""
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{folder} is a file: give the folder that has conf.py and {ARTICLES}/.")
    if not (folder / "conf.py").is_file() and not (folder / ARTICLES).is_dir():
        raise click.UsageError(f"There is no site in {folder}: give the folder that has conf.py and {ARTICLES}/.")
    return folder


site_argument = click.argument(
    "site", type=click.Path(path_type=Path), default=Path(), required=False, callback=existing_site
)


any_folder_option = click.option(
    "-C", "--site", type=click.Path(path_type=Path), default=Path(), help="The site's folder.  [default: here]"
)
"""For a command that may be given the folder in another way too: it looks itself whether there is a site."""
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


def refuse(sentence: str) -> click.ClickException:
    """What a command raises that cannot do its work: the sentence is said, and the exit code is 1."""
    return click.ClickException(sentence)


def run(group: click.Group, arguments: list[str] | None) -> int:
    """Run a command line; gives its exit code. What a user can cause is said in a sentence, and is no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal need not have every letter
    plain: dict[str, Any] = {"color": False} if os.environ.get("NO_COLOR") else {}
    try:
        code = group.main(arguments, prog_name="knowledge-centre", standalone_mode=False, **plain)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        say("Stopped. Every file is whole: call it again, and it does the rest.")
        return STOPPED
    except OSError as error:
        say(f"Error: {unusable(error)}")
        return FOUND
    return code if isinstance(code, int) else DONE


ADVICE = {
    errno.EACCES: "have it readable and writable for you, or take another folder",
    errno.EPERM: "have it readable and writable for you, or take another folder",
    errno.EROFS: "take a folder that can be written to",
    errno.ENOSPC: "make room and call the command again; what was there is as it was",
    errno.EDQUOT: "make room and call the command again; what was there is as it was",
}


def unusable(error: OSError) -> str:
    """A sentence on a file that cannot be used: what the system says of it, and what to do."""
    name = f"{printable(os.fsdecode(error.filename))}: " if isinstance(error.filename, str | bytes) else ""
    advice = ADVICE.get(error.errno or 0)
    return f"{name}{error.strerror or error}{f': {advice}' if advice else ''}."
