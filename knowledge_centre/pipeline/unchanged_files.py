"""Gives files that Sphinx writes in every build their old time back where their bytes are the old ones.

Sphinx and Furo write the style sheets of code, some templates' results, the inventory and the build's own
description each time. A server or a copy that compares times would take them for new.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_centre import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def seen(outdir: Path) -> dict[Path, tuple[str, int]]:
    """The digest and the time of change (nanoseconds) of each file that is not a page."""
    return {
        path: (hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest(), path.stat().st_mtime_ns)
        for path in _files(outdir)
    }


def _files(outdir: Path) -> Iterator[Path]:
    """The files at the top of the output and of its static files that any build writes."""
    for path in (
        outdir / ".buildinfo",
        outdir / "objects.inv",
        *outdir.glob("_static/*"),
        *outdir.glob("_static/js/**/*.js"),
    ):
        if path.is_file():
            yield path


def on_builder_inited(app: Sphinx) -> None:
    app.__dict__["knowledge_centre_files"] = seen(Path(app.outdir))


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    before: dict[Path, tuple[str, int]] = app.__dict__["knowledge_centre_files"]
    for path, (digest, time) in seen(Path(app.outdir)).items():
        if path in before and before[path][0] == digest and before[path][1] != time:
            os.utime(path, ns=(path.stat().st_atime_ns, before[path][1]))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("builder-inited", on_builder_inited)
    app.connect("build-finished", on_build_finished, priority=950)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
