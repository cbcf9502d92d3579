"""``import``: a blog of another system becomes articles of this site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from knowledge_centre.commands.frame import (
    DONE,
    FOUND,
    MISUSED,
    dry_run_option,
    examples,
    json_option,
    print_json,
    progress,
    say,
    site_option,
)
from knowledge_centre.commands.settings import read_settings
from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.diagnostics import counted
from knowledge_centre.content.urls import is_web_address
from knowledge_centre.content.whole_files import write_whole
from knowledge_centre.importing.bring import Import
from knowledge_centre.importing.plans import Result
from knowledge_centre.importing.records import BY_HAND, LEFT_OUT, LOOK, Notes
from knowledge_centre.importing.systems import SYSTEMS, read_blog, recognised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from knowledge_centre.importing.records import Blog

SECTIONS = {
    LEFT_OUT: "Not imported",
    BY_HAND: "To be mended by hand, as the build fails until then",
    LOOK: "Imported, and worth a look",
}


def _address(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str:
    if value and (not is_web_address(value) or value.startswith("mailto:")):
        raise click.BadParameter(f'"{value}" is no web address: write it whole, from https:// on.')
    return (value or "").rstrip("/")


@click.command(
    "import",
    epilog=examples(
        "knowledge-centre import ../blog --dry-run  # what would become of it",
        "knowledge-centre import ../blog --report import.txt  # bring it in, and keep the report",
        "knowledge-centre import export.xml --pictures uploads  # a blog in WordPress, with its pictures",
    ),
)
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--from", "system", type=click.Choice(list(SYSTEMS)), help="The blog's system.  [default: it is recognised]"
)
@site_option
@click.option(
    "--address", callback=_address, metavar="URL", help="Where the blog stands now, if its settings do not say."
)
@click.option("--author", metavar="NAME", help="Who wrote what names nobody.")
@click.option(
    "--pictures",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A copy of WordPress's wp-content/uploads, which its export has not.",
)
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to a file as well.")
@dry_run_option
@json_option
def import_command(
    source: Path,
    *,
    system: str | None,
    site: Path,
    address: str,
    author: str | None,
    pictures: Path | None,
    report: Path | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Bring in an existing blog.

    SOURCE is the folder of a blog in Jekyll, Hugo, Zola, Docusaurus, Pelican, ABlog, Astro or Starlight, or the XML that
    WordPress exports. Posts become articles, with their pictures, authors, tags, categories, and old addresses as
    redirects. What cannot be said here is told with its file and line, and left visible.

    Run it again, and it brings only what is new: an article that was edited here stays as it is.
    """
    if not (found := system or recognised(source)):
        raise click.UsageError(
            f"It cannot be told which system {source} is of: say it with --from ({', '.join(SYSTEMS)})."
        )
    notes = Notes()
    try:
        settings = read_settings(site)
        blog = read_blog(source, found, notes)
    except ValueError as error:
        say(str(error))
        return MISUSED
    blog.address, blog.author = address or blog.address, author or blog.author
    if pictures:
        blog.uploads = pictures
    collection = read_collection(
        site, settings.now, static=settings.static, limits=settings.limits, sources=settings.sources
    )
    work = Import(site, blog, notes, settings.now, collection, limits=settings.limits)
    if wrong := collection.diagnostics:
        for told in wrong:
            say(str(told))
        say(f"The site has {counted(len(wrong), 'mistake')} already: mend them first.")
        return MISUSED
    result = Result(found, notes=notes)
    planned = work.plan(_watched("Reading"))
    result.unchanged = len(blog.posts) - len(planned)
    try:
        work.write(planned, result, _watched("Writing"), dry=dry_run)
    except (ValueError, OSError) as error:
        say(f"{error}")
        return MISUSED
    _say_all(result, blog, as_json=as_json, dry=dry_run, report=report)
    return FOUND if notes.of(BY_HAND, LEFT_OUT) else DONE


def _watched(label: str) -> Callable[[Sequence[Any]], Iterable[Any]]:
    return lambda things: progress(things, label, len(things))


def _say_all(result: Result, blog: Blog, *, as_json: bool, dry: bool, report: Path | None) -> None:
    sections = [(title, result.notes.of(rule)) for rule, title in SECTIONS.items()]
    text = "\n\n".join("\n".join([f"{title} ({len(lines)}):", *map(str, lines)]) for title, lines in sections if lines)
    summary = _summary(result, blog, dry=dry)
    if report is not None:
        write_whole(report, ("\n".join([*summary, "", text]).rstrip() + "\n").encode())
    if as_json:
        print_json(_data(result, blog, dry=dry))
        return
    if text:
        click.echo(text)
    for line in summary:
        say(line)


def _summary(result: Result, blog: Blog, *, dry: bool) -> list[str]:
    done = "would be written" if dry else "written"
    added = ", ".join(counted(number, {"authors": "author", "categories": "category", "tags": "tag"}[kind]).replace("categorys", "categories")
                      for kind, number in result.added.items() if number)  # fmt: skip
    lines = [
        f"{result.system}: {counted(len(blog.posts), 'post')} read.",
        f"{counted(len(result.new), 'new article')} {done}, with {counted(result.pictures, 'file')} beside them; "
        f"{len(result.updated)} that changed in the blog {done} again; {result.unchanged} left as they are.",
    ]
    if added:
        lines.append(f"Added to the vocabulary: {added}.")
    lines += [
        f"{what[:1].upper()}{what[1:]}: {number}." for what, number in sorted(result.notes.counts.items()) if number
    ]
    by_rule = {title: len(result.notes.of(rule)) for rule, title in SECTIONS.items()}
    lines.append("; ".join(f"{title}: {number}" for title, number in by_rule.items()) + ".")
    return lines


def _data(result: Result, blog: Blog, *, dry: bool) -> dict[str, Any]:
    """The report for programs."""
    return {
        "system": result.system,
        "dry_run": dry,
        "posts": len(blog.posts),
        "new": result.new,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "files": result.pictures,
        "added": result.added,
        "counts": dict(sorted(result.notes.counts.items())),
        "lines": [
            {"kind": line.rule, "path": line.path, "line": line.line, "message": line.message, "remedy": line.remedy}
            for rule in SECTIONS
            for line in result.notes.of(rule)
        ],
    }
