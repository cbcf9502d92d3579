"""Short digests of plain data and of files, to tell whether something has changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def digest(*values: object) -> str:
    """A short fingerprint of plain data: texts, numbers, tuples, frozen records."""
    return hashlib.md5(repr(values).encode(), usedforsecurity=False).hexdigest()[:16]


def digest_files(folders: Iterable[Path]) -> str:
    """A fingerprint of all files below some folders, by name and content."""
    total = hashlib.md5(usedforsecurity=False)
    for folder in folders:
        for path in sorted(files_below(folder)) if folder.is_dir() else [folder]:
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(os.fsencode(path.relative_to(folder.parent)) + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def files_below(folder: Path) -> Iterator[Path]:
    """All files below a folder, also in folders that links lead to, as Sphinx copies them; but not round in circles."""
    for root, folders, names in os.walk(folder, followlinks=True):
        here = os.path.realpath(root)
        folders[:] = [name for name in folders if not _leads_back(Path(root, name), here)]
        yield from (Path(root, name) for name in names)


def _leads_back(path: Path, here: str) -> bool:
    return path.is_symlink() and f"{here}{os.sep}".startswith(f"{os.path.realpath(path)}{os.sep}")


def seen(path: str | os.PathLike[str]) -> tuple[int, int]:
    """The time of change (nanoseconds) and size (bytes) of a file; -1 where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - every article in every build, and a Path takes four times as long
    except OSError:
        return -1, -1
    return status.st_mtime_ns, status.st_size
