"""``upgrade``: after another release was pinned, what changed, what has another name, and which own files to look at."""

from __future__ import annotations

from io import BytesIO
from tokenize import detect_encoding
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from knowledge_centre import __version__
from knowledge_centre.commands.frame import (
    DONE,
    FOUND,
    MISUSED,
    dry_run_option,
    examples,
    json_option,
    print_json,
    say,
    site_option,
)
from knowledge_centre.compat.sphinx import conf_values
from knowledge_centre.content import renames
from knowledge_centre.content.diagnostics import counted
from knowledge_centre.content.taxonomies import ARTICLES
from knowledge_centre.content.whole_files import write_if_changed
from knowledge_centre.theme.minified import THEME
from knowledge_centre.upgrading.moves import RELEASE, Moved, move_keys, move_settings, set_release
from knowledge_centre.upgrading.overrides import overrides, to_look_at
from knowledge_centre.upgrading.versions import between, changelog, digests, number, released

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge_centre.content.renames import Rename

SETTINGS = "conf.py"


class Upgrade(NamedTuple):
    """What there is to do for a site."""

    old: str
    changes: str
    """What the changelog says."""
    moved: dict[str, Moved]
    """The files that have names of earlier releases, by their path."""
    look_at: list[tuple[str, str]]
    """Own files whose original changed, and what to do about each."""
    is_told: bool
    """Whether the earlier release left the digests that tell it."""


def upgrade(site: Path, old: str) -> Upgrade:
    """What there is to do for a site that fits an earlier release.

    Raises :class:`ValueError` where its conf.py cannot be read, or says of no release which it fits.
    """
    given = conf_values(site / SETTINGS)
    old = old or str(given.get(RELEASE, ""))
    if not old:
        msg = f"{SETTINGS} does not say which release this site fits: say it, as --from 1.0.0."
        raise ValueError(msg)
    if number(old) > number(__version__):
        msg = f"This site fits {old}, and {__version__} is installed: install what requirements.txt pins."
        raise ValueError(msg)
    since = [one for one in renames.RENAMES if number(old) < number(one.since) <= number(__version__)]
    before, now = released(old), digests(THEME)
    own = overrides(site, given, {**(before or {}), **now})
    look_at = list(to_look_at(site, own, before, now)) if before is not None and old != __version__ else []
    moved = dict(moves(site, since))
    return Upgrade(old, between(changelog(), old, __version__), moved, look_at, before is not None)


def moves(site: Path, since: list[Rename]) -> Iterator[tuple[str, Moved]]:
    """The files that have names of earlier releases; conf.py is the last, which says that all is done."""
    keys = [one for one in since if one.kind == renames.KEY]
    for path in sorted((site / ARTICLES).rglob("*.md")) if keys else ():
        moved = move_keys(path.read_bytes(), keys)
        if moved.changes or moved.undone:
            yield path.relative_to(site).as_posix(), moved
    source = (site / SETTINGS).read_bytes()
    # A mark of its encoding stays, as the ends of lines do.
    encoding, _lines = detect_encoding(BytesIO(source).readline)
    moved = move_settings(source.decode(encoding), [one for one in since if one.kind == renames.SETTING])
    yield SETTINGS, moved._replace(text=set_release(moved.text, __version__), encoding=encoding)


@click.command(
    epilog=examples(
        "knowledge-centre upgrade --dry-run  # what changed, and what would be done",
        "knowledge-centre upgrade --from 1.0.0  # where conf.py does not say which release the site fits",
    )
)
@site_option
@click.option("--from", "old", default="", help=f"The release that the site fits.  [default: what {SETTINGS} says]")
@dry_run_option
@json_option
def upgrade_command(site: Path, old: str, *, dry_run: bool, as_json: bool) -> int:
    """Bring a site to the release that is installed.

    Write another release into requirements.txt and install it first. This shows what the changelog says between the two,
    gives settings and keys of front matter their new names, and tells which own templates and styles to look at.
    """
    try:
        found = upgrade(site, old)
    except (ValueError, SyntaxError) as error:
        say(str(error))
        return MISUSED
    undone = [(path, *one) for path, moved in found.moved.items() for one in moved.undone]
    changed = [(path, *one) for path, moved in found.moved.items() for one in moved.changes]
    if as_json:
        print_json(result(found, changed, undone))
    else:
        report(found, changed, undone, dry_run=dry_run)
    for path, moved in () if dry_run else found.moved.items():
        write_if_changed(site / path, moved.text.encode(moved.encoding))
    return FOUND if undone else DONE


def result(found: Upgrade, changed: list[Any], undone: list[Any]) -> dict[str, Any]:
    keys = ("path", "line", "message")
    return {
        "from": found.old,
        "to": __version__,
        "changelog": found.changes,
        "renamed": [dict(zip(keys, one, strict=True)) for one in changed],
        "not renamed": [dict(zip(keys, one, strict=True)) for one in undone],
        "look at": [{"path": path, "message": message} for path, message in found.look_at],
    }


def report(found: Upgrade, changed: list[Any], undone: list[Any], *, dry_run: bool) -> None:
    """What was done and what is left, for people."""
    if found.old == __version__ and not changed:
        click.echo(f"This site fits {__version__}, which is installed.")
        return
    click.echo(f"From {found.old} to {__version__}.\n\n{found.changes}\n")
    for path, line, message in (*changed, *undone):
        click.echo(f"{path}:{line}: {message}")
    for path, message in found.look_at:
        click.echo(f"{path}: {message}")
    if not found.is_told:
        say(f"{found.old} left no digests, so nothing can be told of files of yours that stand for the theme's.")
    would = "would get" if dry_run else "got"
    click.echo(f"{counted(len(changed), 'name')} {would} new ones, {counted(len(found.look_at), 'file')} to look at.")
