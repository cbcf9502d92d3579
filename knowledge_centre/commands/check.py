"""``check``: what can be seen without a build to be wrong with articles; and the addresses that must stay."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from knowledge_centre import collect_rarely
from knowledge_centre.commands.check_output import FORMATS, default_format, is_watched, show
from knowledge_centre.commands.check_result import Checked
from knowledge_centre.commands.frame import (
    DONE,
    FOUND,
    MISUSED,
    any_folder_option,
    dry_run_option,
    examples,
    existing_site,
    json_option,
    progress,
    say,
)
from knowledge_centre.commands.settings import read_settings
from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.golden_queries import golden_query_mistakes
from knowledge_centre.content.journal import unfinished
from knowledge_centre.content.old_urls import unknown_to_feeds
from knowledge_centre.content.published_urls import LIST, committed, ends_in_slash, listed_addresses, record
from knowledge_centre.content.site_addresses import other_documents
from knowledge_centre.content.site_checks import TextChecks
from knowledge_centre.content.taxonomies import ARTICLES
from knowledge_centre.content.yaml_source import not_utf8

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge_centre.commands.settings import Settings

MANY = 200
"""Articles whose check takes a second."""


def check(
    site: Path,
    paths: frozenset[str] | None = None,
    *,
    fix: bool = False,
    full: bool = False,
    write: bool = False,
    watched: bool = False,
    repository: Path | None = None,
) -> Checked:
    """Look at the articles of the site in a folder and all that goes with them, or at those at *paths* alone.

    Nothing is written but with *write*: what *fix* mends, and the list of addresses, where there is no mistake.
    With *watched* a bar shows how far it is. *repository* is the site that this is a copy of, where it is one.
    Raises :class:`ValueError` where conf.py cannot be read.
    """
    collect_rarely()
    settings = read_settings(site)
    fixed = []
    if fix:
        from knowledge_centre.commands.fixing import fix_articles  # noqa: PLC0415 - most calls do without

        fixed = fix_articles(site, settings, paths, write=write)
    collection = read_collection(
        site,
        settings.now,
        static=settings.static,
        limits=settings.limits,
        sources=settings.sources,
        looked_at=paths,
    )
    articles = [one for one in collection.found.values() if paths is None or one.path in paths]
    documents = other_documents(site, settings.conf, settings.sources)
    pages = [path for path in documents if paths is None or path in paths]
    texts = TextChecks(
        site,
        collection,
        documents,
        static=settings.static,
        trusted=settings.trusted,
        links=judges_links(settings),
        most=settings.limits.picture,
    )
    shown = progress(articles, "Checking", len(articles)) if watched and len(articles) > MANY else None
    found = {
        *collection.diagnostics,
        *unfinished(site),
        *unknown_to_feeds(collection),
        *texts.mistakes(articles, pages, shown),
    }
    if paths is not None:
        return Checked(sorted(one for one in found if one.path in paths), len(articles), len(pages), fixed)
    found.update(golden_query_mistakes(site, {one.slug for one in collection.found.values()}))
    done = Checked(sorted(found), len(articles), fixed=fixed)
    if collection.diagnostics:
        return done  # the addresses of articles that have mistakes are not known, and a build would stop here too
    from knowledge_centre.commands.check_addresses import look_at_addresses  # noqa: PLC0415 - not for a few articles
    from knowledge_centre.commands.check_build import built  # noqa: PLC0415

    try:
        listed = listed_addresses(site)
    except UnicodeDecodeError as error:
        done.diagnostics = sorted({*found, not_utf8(error).at(LIST)})
        return done
    build = built(site, slash=ends_in_slash(listed)) if full else None
    before = partial(committed, repository or site)
    known = build.built if build else None
    addresses = look_at_addresses(listed, settings, collection, documents, known, committed=before)
    lines = {(one.path, one.line) for one in found}
    of_build = [one for one in build.mistakes if (one.path, one.line) not in lines] if build else []
    done.diagnostics = sorted({*found, *of_build, *addresses.mistakes})
    done.new = addresses.new
    if write and not done.diagnostics and addresses.listed != list(listed):
        record(site, addresses.listed)
        done.recorded = True
    return done


def judges_links(settings: Settings) -> bool:
    """Whether nothing but the site's own documents may be what a link names."""
    conf = settings.conf
    silent = {"myst", "myst.xref_missing"} & set(conf.get("suppress_warnings", ()))
    return not (silent or conf.get("intersphinx_mapping") or conf.get("myst_heading_slug_func"))


def asked_for(site: Path, paths: Sequence[Path]) -> frozenset[str] | None:
    """The paths below the site that some paths name, with all that is in folders; ``None`` for the whole site.

    What is beside the articles, such as tags.yml, concerns all of them.
    """
    named: set[str] = set()
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"There is no file {path}.")
        if not path.resolve().is_relative_to(site.resolve()):
            raise click.UsageError(f"{path} is not in the site: give its folder as well, with -C.")
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        files = {one.resolve().relative_to(site.resolve()).as_posix() for one in inside if one.is_file()}
        named |= files
        if any(one.endswith((".yml", ".txt")) for one in files if one.count("/") < 2):
            return None
    return frozenset(named) if paths else None


@click.command(
    epilog=examples(
        "knowledge-centre check  # the whole site",
        "knowledge-centre check articles/http-caching.md  # one article, against all others",
        "knowledge-centre check --fix  # mend what is safe to mend",
        "knowledge-centre check --full  # build it as well, into a temporary folder",
        "knowledge-centre check --format github  # annotations; GitHub Actions gets them by itself",
    )
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@any_folder_option
@click.option("--fix", is_flag=True, help="Mend what cannot change what an article says.")
@click.option(
    "--full",
    is_flag=True,
    help="Build the whole site as well, once its front matter is right, and repeat what the build says.",
)
@click.option("--format", "form", type=click.Choice(FORMATS[:2]), help="Lines, or annotations for GitHub.")
@json_option
@dry_run_option
def check_command(
    paths: tuple[Path, ...], site: Path, *, fix: bool, full: bool, form: str | None, as_json: bool, dry_run: bool
) -> int:
    """Check articles, topics, links and addresses, before a build.

    It tells what it sees without a build in front matter, texts, links and pictures: path, line, column, what to write
    instead, and the rule in brackets. The rest, such as what directives say, only a build knows: --full tells it as well.
    New addresses are recorded in articles/addresses.txt, so that one that is lost later is told; not where the variable CI
    is set. PATHS are articles or other pages, or the folder of a site; without any, all is checked.

    An article can turn a rule of its Markdown off, with a reason, in its front matter:

    \b
      check:
        markdown/left-behind: this article shows that syntax
    """  # noqa: D301 - click has lines stay after this sign
    if len(paths) == 1 and ((paths[0] / "conf.py").is_file() or (paths[0] / ARTICLES).is_dir()):
        site, paths = paths[0], ()
    existing_site(click.get_current_context(), click.Argument(["site"]), site)
    if full and paths:
        raise click.UsageError("--full builds the whole site: leave the paths out.")
    try:
        asked = asked_for(site, paths)
        done = check(site, asked, fix=fix, full=full, write=is_watched() and not dry_run, watched=True)
    except ValueError as error:
        say(str(error))
        return MISUSED
    if asked is not None and not done.articles and not done.pages:
        say("None of these is an article or a page of the site. Without a path, all of the site is checked.")
    show(done, site, "json" if as_json else form or default_format(), dry_run=dry_run)
    return FOUND if done.diagnostics else DONE


lint_command = click.Command(
    "lint", params=check_command.params, callback=check_command.callback, help="Another name of check.", hidden=True
)
