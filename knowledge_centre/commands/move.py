"""``move``: an article to another slug; a topic, author or category renamed, or merged with another."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from knowledge_centre.commands.check import check
from knowledge_centre.commands.check_output import line
from knowledge_centre.commands.frame import (
    DONE,
    FOUND,
    MISUSED,
    STOPPED,
    dry_run_option,
    examples,
    json_option,
    print_json,
    refuse,
    say,
    site_option,
)
from knowledge_centre.commands.settings import read_settings
from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.diagnostics import counted, quoted, suggestion
from knowledge_centre.content.front_matter import MARKDOWN
from knowledge_centre.content.journal import FOLDER, ChangedMeanwhileError, finish, make
from knowledge_centre.content.moves import Move, move_article
from knowledge_centre.content.own_files import MADE
from knowledge_centre.content.published_urls import LIST, listed_addresses
from knowledge_centre.content.records import Status
from knowledge_centre.content.site_addresses import other_documents
from knowledge_centre.content.taxonomies import ARTICLES
from knowledge_centre.content.urls import normal
from knowledge_centre.content.value_moves import KINDS, move_value
from knowledge_centre.content.vocabulary import is_slug
from knowledge_centre.content.yaml_source import not_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_centre.content.diagnostics import Diagnostic
    from knowledge_centre.content.journal import Change

ARTICLE = "article"
ENTRY = re.compile(r"^([a-z0-9-]+):", re.MULTILINE)


def plan(site: Path, kind: str, old: str, new: str, *, merge: bool) -> Move:
    """What a move changes. Raises :class:`click.ClickException` where it cannot be."""
    settings = read_settings(site)
    collection = read_collection(
        site, settings.now, static=settings.static, limits=settings.limits, sources=settings.sources
    )
    if collection.diagnostics:
        raise refuse("\n".join(["there are mistakes to mend first:", *map(str, collection.diagnostics)]))
    move = Move(site, collection, other_documents(site, settings.conf, settings.sources))
    if not is_slug(new):
        raise refuse(f"{quoted(new)} cannot be an address: use lower-case ASCII letters, digits and single hyphens.")
    if old == new:
        raise refuse(f"{quoted(old)} is what it is called already.")
    if kind == ARTICLE:
        _plan_article(move, old, new)
    else:
        known = getattr(collection.vocabulary, KINDS[kind].plural)
        if old not in known:
            near = suggestion(old, known) or f"they are listed in {ARTICLES}/{KINDS[kind].plural}.yml."
            raise refuse(f"there is no {kind} {quoted(old)}: {near}")
        if new in known and not merge:
            raise refuse(f"there is a {kind} {quoted(new)} already: --merge makes the two one.")
        move_value(move, KINDS[kind], old, new)
    return move


def _plan_article(move: Move, old: str, new: str) -> None:
    found = move.collection.found
    article = found.get(f"{ARTICLES}/{old}")
    if article is None:
        near = suggestion(old, [one.slug for one in found.values()]) or "give its slug, the last part of its address."
        raise refuse(f"there is no article {quoted(old)}: {near}")
    taken = [name for name in (f"{new}.md", new) if (move.site / ARTICLES / name).exists()]
    if taken or f"{ARTICLES}/{new}" in found:
        raise refuse(f"there is {ARTICLES}/{(taken or [new])[0]} already.")
    if article.source.format is not MARKDOWN:
        raise refuse(f"{article.path} is no Markdown, which alone can be edited here: move it by hand.")
    try:
        listed = {normal(address) for address in listed_addresses(move.site)}
    except UnicodeDecodeError as error:
        raise refuse(str(not_utf8(error).at(LIST))) from error
    published = article.status in {Status.PUBLISHED, Status.EXPIRED} or normal(article.docname) in listed
    move_article(move, article, new, published=published)


def slug_named(text: str) -> str:
    """The slug of an article that is named by it, or by the path of its file or folder."""
    path = Path(text)
    path = path.parent if path.stem == "index" else path
    return path.name.removesuffix(".md")


def broken(site: Path, change: Change) -> list[Diagnostic]:
    """What a change would break, seen in a copy; the list of addresses as it will be is added to the change."""
    before = {(one.rule, one.message) for one in check(site).diagnostics}
    with _copy(site) as copy:
        make(copy, change)
        after = check(copy, write=(site / LIST).is_file(), repository=site)
        if after.recorded:
            change.written[LIST] = (copy / LIST).read_bytes()
    return [one for one in after.diagnostics if (one.rule, one.message) not in before]


@contextmanager
def _copy(site: Path) -> Iterator[Path]:
    """The sources of a site in another folder, where files that are written take the place of links to those here."""

    def ignored(folder: str, names: list[str]) -> set[str]:
        return {
            name
            for name in names
            if name in MADE or name.startswith((".", "_tags")) or Path(folder, name, "pyvenv.cfg").exists()
        }

    def link(source: str, target: str) -> None:
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)

    with tempfile.TemporaryDirectory(prefix="knowledge-centre-") as folder:
        copy = Path(folder, "site")
        shutil.copytree(site, copy, ignore=ignored, copy_function=link, symlinks=True)
        yield copy


def completed(ctx: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """The slugs or ids that begin as what was typed, for the shell."""
    articles = Path(ctx.params.get("site") or ".") / ARTICLES
    kind = ctx.params.get("kind")
    if kind == ARTICLE:
        names = [path.stem for path in articles.glob("*.md")] + [
            path.parent.name for path in articles.glob("*/index.md")
        ]
    elif kind in KINDS and (path := articles / f"{KINDS[kind].plural}.yml").is_file():
        names = ENTRY.findall(path.read_text(encoding="utf-8"))
    else:
        names = []
    return sorted(name for name in names if name.startswith(typed))


def show(move: Move, change: Change, *, as_json: bool, done: bool) -> None:
    if as_json:
        print_json({"done": done, "renamed": change.renamed, "written": sorted(change.written), "notes": move.notes})
        return
    for old, new in change.renamed.items():
        click.echo(f"{old} → {new}")
    for path in sorted(change.written):
        click.echo(f"{'edited' if done else 'to be edited'}: {path}")
    for note in move.notes:
        say(f"note: {note}")
    files = counted(len(change.written), "file")
    say(f"{files} edited; what was at the old address leads on." if done else f"{files} would be edited; nothing is.")


@click.command(
    epilog=examples(
        "knowledge-centre move article http-caching caching-for-people",
        "knowledge-centre move tag k8s kubernetes  # a topic gets another address",
        "knowledge-centre move tag containers kubernetes --merge  # two topics become one",
        "knowledge-centre move author ada ada-lovelace --dry-run  # what would change",
        "knowledge-centre move --finish  # after a power cut",
    )
)
@click.argument("kind", type=click.Choice([ARTICLE, *KINDS]), required=False)
@click.argument("old", required=False, shell_complete=completed)
@click.argument("new", required=False, shell_complete=completed)
@site_option
@click.option("--merge", is_flag=True, help="Make two topics, authors or categories one, under the name of the second.")
@click.option("--finish", "only_finish", is_flag=True, help="Finish a move that was stopped in the middle.")
@json_option
@dry_run_option
def move_command(
    kind: str | None,
    old: str | None,
    new: str | None,
    site: Path,
    *,
    merge: bool,
    only_finish: bool,
    as_json: bool,
    dry_run: bool,
) -> int:
    """Give an article, topic, author or category another address.

    Links, front matter, golden queries and pinned articles follow; redirects lead on from the old pages, and feeds go on
    at their old addresses. Comments and the order of YAML stay. Where anything would break, nothing is written.
    """
    try:
        if finish(site):
            say("A move that was stopped in the middle is finished.")
        if only_finish:
            return DONE
        if kind is None or old is None or new is None:
            raise click.UsageError("Give what to move, and two names: see --help.")
        if not merge and kind != ARTICLE and sys.stdin.isatty() and sys.stderr.isatty():
            merge = _is_known(site, kind, new) and click.confirm(f"{new} is there already. Make the two one?", err=True)
        move = plan(site, kind, slug_named(old) if kind == ARTICLE else old, new, merge=merge)
    except ChangedMeanwhileError as error:
        advice = f"put it back as it was, or delete {FOLDER} to leave things as they are."
        raise refuse(f"A move was stopped in the middle, and {error} was changed since: {advice}") from error
    except ValueError as error:
        say(str(error))
        return MISUSED
    change = move.change()
    if found := broken(site, change):
        click.echo("\n".join(map(line, found)))
        say(f"Nothing is moved: {counted(len(found), 'thing')} would break.")
        return FOUND
    if not dry_run:
        try:
            make(site, change)
        except KeyboardInterrupt:
            if not (site / FOLDER).exists():
                raise
            say("Stopped in the middle. Finish it with knowledge-centre move --finish.")
            return STOPPED
    show(move, change, as_json=as_json, done=not dry_run)
    return DONE


def _is_known(site: Path, kind: str, name: str) -> bool:
    path = site / ARTICLES / f"{KINDS[kind].plural}.yml"
    return path.is_file() and name in ENTRY.findall(path.read_text(encoding="utf-8"))
