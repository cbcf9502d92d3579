"""What ``check`` prints: lines for people and editors, annotations for GitHub, JSON for programs."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from knowledge_centre.commands.frame import print_json, say
from knowledge_centre.content.diagnostics import counted, printable
from knowledge_centre.content.published_urls import LIST

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_centre.commands.check_result import Checked
    from knowledge_centre.content.diagnostics import Diagnostic

FORMATS = ("text", "github", "json")
MOST = 10
"""New addresses that are listed."""


def default_format() -> str:
    """Annotations where GitHub runs this."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def show(checked: Checked, site: Path, form: str, *, dry_run: bool) -> None:
    """Print what was found; what is said about it goes to standard error."""
    if form == "json":
        print_json(
            {
                "articles": checked.articles,
                "mistakes": [asdict(one) for one in checked.diagnostics],
                "fixed": [asdict(one) for one in checked.fixed],
                "new_addresses": checked.new,
                "recorded": checked.recorded,
            }
        )
        return
    for one in checked.fixed:
        say(f"{printable(one.path)}:{one.line}: {'would be mended' if dry_run else 'mended'}: {one.text}")
    for one in checked.diagnostics:
        click.echo(annotation(one, site) if form == "github" else line(one))
    if checked.new:
        verb = f"recorded in {LIST}" if checked.recorded else f"not in {LIST} yet"
        say(f"{counted(len(checked.new), 'new address').replace('addresss', 'addresses')} {verb}:")
        rest = len(checked.new) - MOST
        for address in [*checked.new[:MOST], *([f"and {rest} more"] if rest > 0 else [])]:
            say(f"  {address}")
    others = f" and {counted(checked.pages, 'other page')}" if checked.pages else ""
    say(f"{counted(checked.articles, 'article')}{others}, {counted(len(checked.diagnostics), 'mistake')}")


def line(one: Diagnostic) -> str:
    """``path:line:column: what is wrong: what to write [rule]``, which editors make a link of."""
    place = ":".join([printable(one.path), str(one.line), *([str(one.column)] if one.column else [])])
    return f"{click.style(place, bold=True)}: {one.text} {click.style(f'[{one.rule}]', fg='cyan')}"


def annotation(one: Diagnostic, site: Path) -> str:
    """What GitHub shows beside the line of a pull request."""
    top = os.environ.get("GITHUB_WORKSPACE") or "."
    path = os.path.relpath(site / one.path, top).replace(os.sep, "/")
    column = f",col={one.column}" if one.column else ""
    place = f"file={escaped(path, ':,')},line={one.line}{column},title={escaped(one.rule, ':,')}"
    return f"::error {place}::{escaped(one.text)}"


def escaped(text: str, more: str = "") -> str:
    """The text without signs that end a command of GitHub's."""
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def is_watched() -> bool:
    """Whether a person may look on, who would commit what is written: not where a service runs this."""
    return os.environ.get("CI", "").casefold() not in {"1", "true", "yes"}
