"""What the last build left in the output: the size and time of each file, kept beside the doctrees.

A file that has another size or time now, or is gone, was changed by somebody else: it is made again. Where nothing is
kept, nothing is believed.
"""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

from knowledge_centre.content.whole_files import write_if_changed
from knowledge_centre.pipeline.article_texts import kept_folder
from knowledge_centre.pipeline.manifest import NAME, Manifest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx.application import Sphinx


def state_of(path: str) -> list[int]:
    """The size and time (nanoseconds) of a file; nothing where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a site has many files, and a Path takes four times as long
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns] if stat.S_ISREG(found.st_mode) else []


def damaged_files(app: Sphinx, before: Manifest) -> set[str]:
    """The names of the files in the output that are not as the last build left them."""
    try:
        kept = json.loads(_path(app).read_text(encoding="utf-8"))
        outdir = str(app.outdir)
        return {name for name, state in kept.items() if state_of(f"{outdir}/{name}") != state}
    except (OSError, ValueError, AttributeError):
        return {NAME, *before.files}


def keep_files(app: Sphinx, names: Iterable[str]) -> None:
    """To be called when nothing of the output is going to change any more."""
    outdir = str(app.outdir)
    found = {name: state_of(f"{outdir}/{name}") for name in sorted({NAME, *names})}
    text = json.dumps({name: state for name, state in found.items() if state})
    write_if_changed(_path(app), text.encode())


def _path(app: Sphinx) -> Path:
    return kept_folder(app, "left_files") / "files.json"
