"""``check-addresses`` and ``accept-addresses``: the built site compared with the list of published addresses."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import counted
from knowledge_centre.content.published_urls import HEADER, LIST, Built, expired_pages, gone, lasting, listed_addresses
from knowledge_centre.pipeline.manifest import NAME, Manifest

if TYPE_CHECKING:
    from pathlib import Path


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
    mistakes = list(gone(listed, built, expired_pages(site)))
    print(*mistakes, sep="\n", end="\n" * bool(mistakes))
    if new := sorted(built.pages - listed.keys()):
        print(f"{counted(len(new), 'new page')}, to be recorded by make accept-addresses:", file=sys.stderr)
        print(*(f"  {address}" for address in new), sep="\n", file=sys.stderr)
    print(f"{counted(len(listed), 'published page')}, {len(mistakes)} gone", file=sys.stderr)
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
