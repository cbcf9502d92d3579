"""Pictures and downloads that other extensions put beside ours: each goes with the last page that showed it.

graphviz, mermaid and their like name a picture by a digest of its text, make it where it is not there, and never remove
it. So a diagram of an article that is withdrawn would stay public; and one that is removed too early is not made again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from knowledge_centre.pipeline.build import Build

SHARED = ("_images", "_downloads")
"""Folders of the output that other extensions write to as well."""
NAMED = re.compile(rf"(?:{'|'.join(SHARED)})/[^\s\"'<>()?#&]+")
CLOCK = 50_000_000
"""Nanoseconds by which the times of files may be behind the clock."""


def files_shown(pages: Iterable[Path]) -> set[str]:
    """The files of these folders that the pages name."""
    return {
        unquote(name)
        for page in pages
        if page.suffix == ".html" and page.is_file()
        for name in NAMED.findall(page.read_text(encoding="utf-8", errors="replace"))
    }


def is_shown(name: str, shown: set[str]) -> bool:
    """Graphviz puts the map of a picture beside it, ``a.png.map``."""
    return name in shown or name.rpartition(".")[0] in shown


def other_files(outdir: Path, ours: Iterable[str]) -> set[str]:
    found = (path for folder in SHARED for path in (outdir / folder).rglob("*") if path.is_file())
    return {path.relative_to(outdir).as_posix() for path in found if not path.name.startswith(".")}.difference(ours)


def note_other_files(outdir: Path, build: Build, removed: Iterable[str]) -> set[str]:
    """Put those there are into the manifest, and give those that nothing shows any more. *removed* are the files that go anyway.

    What no page showed is left alone. After a build that was stopped, only what was there before it is: that one may
    have made a picture for a page that it did not come to write.
    """
    found = other_files(outdir, {*build.manifest.files, *removed})
    if not found:
        return set()
    before, going = build.before.others, {outdir / name for name in removed}
    shown, was_shown = files_shown(set(outdir.rglob("*.html")) - going), files_shown(going)
    stopped = build.before.is_void and bool(build.before.pages)
    gone = {
        name
        for name in found
        if not is_shown(name, shown)
        and (
            before.get(name)
            or is_shown(name, was_shown)
            or (stopped and name not in before and (outdir / name).stat().st_mtime_ns < build.started - CLOCK)
        )
    }
    build.manifest.others = {name: is_shown(name, shown) for name in found - gone}
    return gone
