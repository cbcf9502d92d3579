"""``redirects``: the redirects as Read the Docs takes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from knowledge_centre.commands.check_output import line
from knowledge_centre.commands.frame import DONE, FOUND, MISUSED, examples, say, site_argument
from knowledge_centre.commands.settings import read_settings
from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.old_urls import rules

if TYPE_CHECKING:
    from pathlib import Path


def redirects(site: Path, *, dirhtml: bool) -> int:
    """Print a line of JSON for each request to the API of Read the Docs; mistakes in articles as check does.

    Raises :class:`ValueError` where conf.py cannot be read.
    """
    settings = read_settings(site)
    collection = read_collection(
        site, settings.now, static=settings.static, limits=settings.limits, sources=settings.sources
    )
    if collection.diagnostics:
        click.echo("\n".join(map(line, collection.diagnostics)))
        return FOUND
    for rule in rules(collection, "/" if dirhtml else ".html"):
        print(json.dumps(rule, ensure_ascii=False))
    return DONE


@click.command(
    epilog=examples(
        "knowledge-centre redirects  # one JSON object a line",
        "knowledge-centre redirects --dirhtml  # for addresses that end in a slash",
    )
)
@site_argument
@click.option("--dirhtml", is_flag=True, help="The pages' addresses end in a slash.")
def redirects_command(site: Path, *, dirhtml: bool) -> int:
    """Print the redirects as Read the Docs takes them, a request a line."""
    try:
        return redirects(site, dirhtml=dirhtml)
    except ValueError as error:
        say(str(error))
        return MISUSED
