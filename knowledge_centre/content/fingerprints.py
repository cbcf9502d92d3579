"""Short digests of plain data and of files, to tell whether something has changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def digest(*values: object) -> str:
    """A short fingerprint of plain data: texts, numbers, tuples, frozen records."""
    return hashlib.md5(repr(values).encode(), usedforsecurity=False).hexdigest()[:16]


def digest_files(folders: list[Path]) -> str:
    """A fingerprint of all files below some folders, by name and content."""
    total = hashlib.md5(usedforsecurity=False)
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(path.relative_to(folder.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]
