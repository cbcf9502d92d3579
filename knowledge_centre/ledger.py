"""What each page of a finished build showed, so that the next build writes only the pages that show something else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAME = ".pages.json"
"""Beside Sphinx's own ``.buildinfo`` in the output folder: the two describe what is there."""


@dataclass
class Ledger:
    """Digests by page name. A ledger that is missing or damaged is empty, so that everything is written."""

    pages: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, outdir: Path) -> Ledger:
        try:
            pages = json.loads((outdir / NAME).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        return cls(pages) if isinstance(pages, dict) else cls()

    def save(self, outdir: Path) -> None:
        """Write it in one step; the same pages give the same bytes, and an unchanged file is left alone."""
        text = json.dumps(self.pages, indent=0, sort_keys=True, ensure_ascii=False) + "\n"
        path = outdir / NAME
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            temporary = path.with_suffix(".new")
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(path)


def digest(*shown: object) -> str:
    """A short fingerprint of plain data: texts, numbers, tuples, frozen records."""
    return hashlib.md5(repr(shown).encode(), usedforsecurity=False).hexdigest()[:16]


def digest_files(folders: list[Path]) -> str:
    """A fingerprint of all files below some folders, by name and content."""
    total = hashlib.md5(usedforsecurity=False)
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(path.relative_to(folder.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]
