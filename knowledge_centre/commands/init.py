"""``init``: a site in an empty folder; and what a Sphinx project lacks to be one."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from knowledge_centre.commands.frame import DONE, MISUSED, dry_run_option, examples, json_option, print_json, say
from knowledge_centre.compat.sphinx import conf_values
from knowledge_centre.content.diagnostics import counted
from knowledge_centre.starter import GUIDES, answers
from knowledge_centre.starter.answers import Answers
from knowledge_centre.starter.files import SETTINGS
from knowledge_centre.starter.pins import Pin, pin
from knowledge_centre.starter.sites import REQUIREMENTS, Plan, has_target, plan, written

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

MADE = "make html && make serve"
UNMADE = "python -m sphinx . _build/html && python -m knowledge_centre serve"
"""The same where the folder has a Makefile of somebody's own."""

QUESTIONS: dict[str, tuple[str, Callable[[str], str]]] = {
    "name": ("Name of the site", answers.site_name),
    "colour": ("Its colour, as CSS writes it", answers.colour),
    "language": ("Its language, by its code", answers.language),
    "timezone": ("Its time zone", answers.timezone),
    "url": ("Its address, if there is one yet", answers.address),
}
"""What is asked where no option says it, and what looks at the answer."""


def told(look: Callable[[str], T]) -> Callable[[str], T]:
    """The same look, whose sentence click shows: where a question was asked, it is asked again then."""

    def looked(text: str) -> T:
        try:
            return look(text)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    return looked


def checked(look: Callable[[str], T]) -> Callable[[click.Context, click.Parameter, str | None], T | None]:
    """The same for the value of an option."""
    return lambda _context, _parameter, text: None if text is None else told(look)(text)


def known(folder: Path) -> dict[str, str]:
    """What need not be asked, as the folder's own conf.py says it. Raises :class:`ValueError` where it cannot be read."""
    given: dict[str, Any] = conf_values(folder / SETTINGS) if (folder / SETTINGS).is_file() else {}
    names = {"name": "project", "language": "language", "timezone": "knowledge_centre_timezone"}
    return {key: given[name] for key, name in names.items() if isinstance(given.get(name), str)}


def asked(folder: Path, given: dict[str, str | None], *, ask: bool) -> dict[str, str]:
    """The answers: those that were given, those that are known, and the others as somebody says or as they come."""
    found = {**known(folder), **{key: value for key, value in given.items() if value is not None}}
    usual = {"name": answers.name_of_folder(folder), "colour": answers.COLOUR, "language": "en", "url": ""}
    usual["timezone"] = answers.zone_of_machine()
    for key, (question, look) in QUESTIONS.items():
        if key in found:
            continue
        found[key] = (
            click.prompt(question, usual[key], value_proc=told(look), show_default=bool(usual[key]), err=True)
            if ask
            else usual[key]
        )
    return found


@click.command(
    epilog=examples(
        "knowledge-centre init  # asks for the name, colour, language, time zone and address",
        'knowledge-centre init docs --name "Payments knowledge" --colour "#6b21a8" --yes  # asks nothing',
        "knowledge-centre init --dry-run --yes  # says what would be written",
    )
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path(), required=False)
@click.option("--name", callback=checked(answers.site_name), help="What the site is called.")
@click.option("--colour", callback=checked(answers.colour), help='Its colour, as CSS writes it: "#6b21a8".')
@click.option("--second-colour", callback=checked(answers.colour), help="One that stands out from it, for covers.")
@click.option("--language", callback=checked(answers.language), help='Its language, by its code: "en".')
@click.option("--timezone", callback=checked(answers.timezone), help='Its time zone: "Europe/London".')
@click.option("--url", callback=checked(answers.address), help='Its address: "https://example.org/".')
@click.option("--wheel", default="", help="The release to pin: a wheel's address and #sha256=…, or its path.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing: what no option says is as it comes.")
@dry_run_option
@json_option
def init_command(
    folder: Path, wheel: str, second_colour: str | None, *, yes: bool, dry_run: bool, as_json: bool, **given: str | None
) -> int:
    """Make a site in a folder: settings, pages, a first article, and what builds, checks and hosts them.

    Nothing that is there is changed. A Sphinx project gets what it lacks, and is told which lines its own conf.py needs.
    """
    try:
        pinned = pin(wheel)
        found = asked(folder, given, ask=not yes)
        planned = plan(folder, Answers(second=second_colour or "", **found), pinned)
    except ValueError as error:
        say(str(error))
        return MISUSED
    done = list(planned.files if dry_run else written(folder, planned.files))
    if as_json:
        print_json(result(planned, done, pinned, found))
    else:
        report(folder, planned, pinned, dry_run=dry_run)
        if not found["url"]:
            say(
                "Before readers subscribe, give knowledge_centre_tag_uri in conf.py a domain of yours: feeds know articles by it."
            )
    return DONE


def result(planned: Plan, done: list[str], pinned: Pin, found: dict[str, str]) -> dict[str, object]:
    return {
        "written": done,
        "left alone": planned.alone,
        "at the top of the repository": planned.elsewhere,
        "conf.py lacks": planned.lacking,
        "requirements.txt lacks": [pinned.line] if planned.unpinned else [],
        "pin": pinned.line,
        "answers": found,
    }


def report(folder: Path, planned: Plan, pinned: Pin, *, dry_run: bool) -> None:
    """What was done, for people."""
    for path in planned.files:
        click.echo(f"{'would write' if dry_run else 'wrote'} {path}")
    for path in planned.alone:
        click.echo(f"left alone {path}, which is there")
    for path in planned.elsewhere:
        click.echo(f"left out {path}, which belongs at the top of the repository")
    if planned.lacking:
        click.echo("\nPut these lines at the end of conf.py, which was left alone as well:\n")
        click.echo("\n".join(planned.lacking))
    if planned.unpinned:
        click.echo(f"\nPut this line into {REQUIREMENTS}: {pinned.line}")
    files = f"{counted(len(planned.files), 'file')}{' to write' if dry_run else ' written'}"
    click.echo(f"\n{files}{f', pinned: {pinned.line}' if REQUIREMENTS in planned.files else ''}")
    if not dry_run:
        here = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
        click.echo(f"Next: {here}{MADE if has_target(folder, 'serve') else UNMADE}. The guides: {GUIDES}")
