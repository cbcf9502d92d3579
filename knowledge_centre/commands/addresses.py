"""``check-addresses`` and ``accept-addresses``: the built site compared with the list of published addresses."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from knowledge_centre.commands.frame import site_argument
from knowledge_centre.content.diagnostics import counted, report
from knowledge_centre.content.published_urls import HEADER, LIST, Built, expired_pages, gone, lasting, listed_addresses
from knowledge_centre.pipeline.manifest import NAME, Manifest

output_option = click.option(
    "--output", type=click.Path(path_type=Path), help="The built site.  [default: _build/html in its folder]"
)


def built_addresses(output: Path) -> Built:
    """The addresses in the folder of a built site, whichever builder made it."""
    manifest = Manifest.load(output)
    pages = {f"{name}.html" if (output / f"{name}.html").is_file() else f"{name}/" for name in lasting(manifest.pages)}
    return Built(frozenset(pages), frozenset(name for name in manifest.files if name.endswith(".html")))


def check(site: Path, output: Path) -> int:
    """Print every published address that leads nowhere; the exit code is 1 where there is one."""
    if not (output / NAME).is_file():
        print(f"There is no site in {output}: run make html first.", file=sys.stderr)
        return 1
    if not (site / LIST).is_file():
        print(f"There is no {LIST} yet: make accept-addresses writes it.", file=sys.stderr)
        return 0
    built, listed = built_addresses(output), listed_addresses(site)
    mistakes = report(gone(listed, built, expired_pages(site)), sys.stdout)
    if new := sorted(built.pages - listed.keys()):
        print(f"{counted(len(new), 'new page')}, to be recorded by make accept-addresses:", file=sys.stderr)
        print(*(f"  {address}" for address in new), sep="\n", file=sys.stderr)
    print(f"{counted(len(listed), 'published page')}, {mistakes} gone", file=sys.stderr)
    return 1 if mistakes else 0


def accept(site: Path, output: Path) -> int:
    """Add the pages of the built site to the list. What is gone stays in it, and is told as by :func:`check`."""
    path = site / LIST
    if (output / NAME).is_file():
        listed = listed_addresses(site).keys() if path.is_file() else set()
        text = HEADER + "".join(f"{address}\n" for address in sorted(listed | built_addresses(output).pages))
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return check(site, output)


@click.command()
@site_argument
@output_option
def check_addresses_command(site: Path, output: Path | None) -> int:
    """Tell which published addresses lead nowhere in the built site."""
    return check(site, output or site / "_build/html")


@click.command()
@site_argument
@output_option
def accept_addresses_command(site: Path, output: Path | None) -> int:
    """Add the built site's pages to the list of published addresses."""
    return accept(site, output or site / "_build/html")
