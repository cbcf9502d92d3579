"""What a finished build showed and wrote, so that the next one writes only what is to say something else."""

from __future__ import annotations

import json
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge_centre.content.whole_files import write_if_changed

if TYPE_CHECKING:
    from pathlib import Path

NAME = ".manifest.json"
"""Beside Sphinx's own ``.buildinfo`` in the output folder: the two describe what is there."""


@dataclass
class Manifest:
    """Digests by name. A manifest that is missing or damaged is empty, so that everything is written."""

    pages: dict[str, str] = field(default_factory=dict)
    """Of what each page shows."""
    files: dict[str, str] = field(default_factory=dict)
    """Of what each other file of the output is made from: see output_files."""
    sizes: dict[str, int] = field(default_factory=dict)
    """The size in bytes of each page's file, and of each other file that has a digest, by its name in the output."""
    others: dict[str, bool] = field(default_factory=dict)
    """Files of other extensions, and whether a page shows them: see other_files."""

    @classmethod
    def load(cls, outdir: Path) -> Manifest:
        try:
            kept = json.loads((outdir / NAME).read_text(encoding="utf-8"))
            return cls(dict(kept["pages"]), dict(kept["files"]), dict(kept["sizes"]), dict(kept.get("others", {})))
        except (OSError, ValueError, TypeError, KeyError):
            return cls()

    def save(self, outdir: Path) -> None:
        """Write it; the same pages give the same bytes, and an unchanged file is left alone."""
        kept = {"files": self.files, "pages": self.pages, "sizes": self.sizes, "others": self.others}
        text = json.dumps(kept, indent=0, sort_keys=True, ensure_ascii=False) + "\n"
        write_if_changed(outdir / NAME, text.encode())

    def damaged(self, outdir: Path) -> set[str]:
        """The names of the files that are not there any more, or have another size: nothing else is believed of them."""
        return {name for name, size in self.sizes.items() if size_of(outdir / name) != size}

    @property
    def is_void(self) -> bool:
        """Whether the output may have files that are not named here."""
        return not self.pages or "" in self.pages.values()

    def void(self, other: Manifest) -> Manifest:
        """The names of this one and of another, and nothing of what is in them: a build that is stopped leaves it.

        The next build makes everything again that these two may have touched, and knows what to remove.
        """
        pages = dict.fromkeys([*self.pages, *other.pages], "")
        return Manifest(pages, dict.fromkeys([*self.files, *other.files], ""), others=self.others)


def size_of(path: Path) -> int:
    """The size of a file; -1 where there is none."""
    try:
        found = path.stat()
    except OSError:
        return -1
    return found.st_size if stat.S_ISREG(found.st_mode) else -1
