"""Gives files that Sphinx writes in every build their old time back where their bytes are the old ones.

Sphinx and Furo write the style sheets of code, some templates' results, the inventory and the build's own
description each time. A server or a copy that compares times would take them for new.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge_centre.pipeline.build import Build


def note_times(outdir: Path, build: Build) -> None:
    build.times = _times(outdir)


def restore_times(outdir: Path, build: Build) -> None:
    for path, (digest, time) in _times(outdir).items():
        old_digest, old_time = build.times.get(path, ("", 0))
        if digest == old_digest and time != old_time:
            os.utime(path, ns=(path.stat().st_atime_ns, old_time))


def _times(outdir: Path) -> dict[Path, tuple[str, int]]:
    """The digest and the time of change (nanoseconds) of each file that any build writes."""
    return {
        path: (hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest(), path.stat().st_mtime_ns)
        for path in _files(outdir)
    }


def _files(outdir: Path) -> Iterator[Path]:
    """Those at the top of the output and of its static files."""
    folders = (
        outdir / ".buildinfo",
        outdir / "objects.inv",
        *outdir.glob("_static/*"),
        *outdir.glob("_static/js/**/*.js"),
    )
    yield from (path for path in folders if path.is_file())
