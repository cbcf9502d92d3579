"""What a finished build showed and wrote, so that the next one writes only what is to say something else."""

from __future__ import annotations

import json
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
    others: dict[str, bool] = field(default_factory=dict)
    """Files of other extensions, and whether a page shows them: see other_files."""

    @classmethod
    def load(cls, outdir: Path) -> Manifest:
        try:
            kept = json.loads((outdir / NAME).read_text(encoding="utf-8"))
            return cls(dict(kept["pages"]), dict(kept["files"]), dict(kept.get("others", {})))
        except (OSError, ValueError, TypeError, KeyError):
            return cls()

    def save(self, outdir: Path) -> None:
        """Write it; the same pages give the same bytes, and an unchanged file is left alone."""
        kept = {"files": self.files, "pages": self.pages, "others": self.others}
        text = json.dumps(kept, indent=0, sort_keys=True) + "\n"
        write_if_changed(outdir / NAME, text.encode())

    @property
    def made(self) -> set[str]:
        """The files besides pages that builds of ours make one by one."""
        return {name for name, made_from in self.files.items() if made_from}

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
