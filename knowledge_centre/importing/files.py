"""The files of a blog, which somebody else wrote: none is read that is huge, or that leads out of its folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.yaml_source import decoded, not_utf8
from knowledge_centre.importing.records import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge_centre.importing.records import Notes

LARGEST_TEXT = 2_000_000
"""Bytes of a post or of a file of settings."""
LARGEST_FILE = 50_000_000
"""Bytes of a picture, which may be made smaller."""
MARKDOWN = frozenset({".markdown", ".md", ".mdown", ".mdx", ".mkd"})
SKIPPED = frozenset({"node_modules", "vendor", "_site", "_build", "build", "dist", "public"})
"""Folders that programs fill."""


def safe_file(folder: Path, *parts: str) -> Path | None:
    """The file of a path below a folder; nothing where there is none, or where the path or a link leads out of it."""
    if any("\0" in part for part in parts):
        return None
    try:
        path = folder.joinpath(*(part.lstrip("/") for part in parts))
        real = path.resolve()
        return path if real.is_relative_to(folder.resolve()) and real.is_file() else None
    except (OSError, ValueError, RuntimeError):  # a name that is too long, or a link to itself
        return None


def markdown_files(folder: Path, start: str = "") -> Iterator[str]:
    """The paths of the Markdown files below a part of a blog, relative to its folder, in order."""
    for above, folders, files in os.walk(folder / start):
        folders[:] = sorted(name for name in folders if name not in SKIPPED and not name.startswith("."))
        for name in sorted(files):
            if os.path.splitext(name)[1].lower() in MARKDOWN and not name.startswith("."):  # noqa: PTH122
                yield os.path.relpath(os.path.join(above, name), folder).replace(os.sep, "/")  # noqa: PTH118


def read_text(folder: Path, path: str, notes: Notes) -> str | None:
    """The text of a file, or a line that says why there is none."""
    if (file := safe_file(folder, path)) is None:
        notes.tell(
            LEFT_OUT,
            path,
            1,
            "this is no file of the blog, or a link that leads out of it",
            "put the file itself there.",
        )
        return None
    try:
        if (size := file.stat().st_size) > LARGEST_TEXT:
            message = f"this has {size:,} bytes, and a post may have {LARGEST_TEXT:,}"
            notes.tell(LEFT_OUT, path, 1, message, "split it.")
            return None
        return decoded(file.read_bytes())
    except UnicodeDecodeError as error:
        told = not_utf8(error)
        notes.tell(LEFT_OUT, path, told.line, told.message, told.remedy)
    except OSError as error:
        notes.tell(LEFT_OUT, path, 1, f"{quoted(path)} cannot be read ({error.strerror})", "let everyone read it.")
    return None
