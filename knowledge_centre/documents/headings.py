"""Headings have anchors of their own words, in whatever script, and the second of a name too.

docutils makes anchors of Latin letters alone, and gives a heading that has none left, or one whose anchor is taken, the
next free ``id1``: it is another one when a heading is added before. Anchors that docutils finds words for stay.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from knowledge_centre import __version__
from knowledge_centre.compat.myst import move_heading
from knowledge_centre.documents.reading import plain_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

NUMBERED = re.compile(r"id\d+")
KEPT = frozenset("LMN")
"""Letters, the marks that belong to them, and digits."""


def anchor(title: str) -> str:
    """``größe-und-gewicht``, as GitHub has it; nothing for a title without letters and digits."""
    words = unicodedata.normalize("NFC", title).lower().split()
    kept = ("".join(char for char in word if unicodedata.category(char)[0] in KEPT or char in "_-") for word in words)
    return "-".join(filter(None, kept)).strip("-")


class HeadingAnchors(SphinxTransform):
    """Before anything refers to the anchors."""

    default_priority = 5

    def apply(self, **_kwargs: object) -> None:
        for node in list(self.document.findall(nodes.Element)):
            title = node[0] if isinstance(node, nodes.section) and len(node) else node
            if isinstance(title, nodes.title | nodes.rubric) and (given := self.numbered(node)):
                self.rename(node, given, anchor(plain_text(title)))

    def numbered(self, node: nodes.Element) -> str:
        """The anchor that docutils has counted; not one that an author wrote."""
        explicit = {self.document.nameids.get(name) for name, told in self.document.nametypes.items() if told}
        return next((given for given in node["ids"] if NUMBERED.fullmatch(given) and given not in explicit), "")

    def rename(self, node: nodes.Element, given: str, words: str) -> None:
        if not words:
            return
        name, number = words, 0
        while name in self.document.ids:
            number += 1
            name = f"{words}-{number}"
        node["ids"][node["ids"].index(given)] = name
        self.document.ids[name] = self.document.ids.pop(given)
        for known, one in self.document.nameids.items():
            if one == given:
                self.document.nameids[known] = name
        move_heading(self.document, given, name)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_transform(HeadingAnchors)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
