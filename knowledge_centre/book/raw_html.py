"""HTML of articles in books: an EPUB is read as XML, and other formats know no boxes to tick."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

import lxml.html
from docutils import nodes
from lxml import etree

from knowledge_centre.compat.myst import CHECKBOX
from knowledge_centre.documents.builders import is_book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

DONE, TO_DO = "☑ ", "☐ "
VOID = re.compile(r"<((?:area|br|col|hr|img|input|source|track|wbr)\b[^>]*?)\s*/?>", re.IGNORECASE)


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if not is_book(app.builder):
        return
    found = [raw for raw in doctree.findall(nodes.raw) if "html" in raw.get("format", "").split()]
    for raw in found:
        if (html := raw.astext()).startswith(CHECKBOX):
            raw.replace_self(nodes.Text(DONE if "checked" in html else TO_DO))
    rest = [raw for raw in found if not raw.astext().startswith(CHECKBOX)]
    for _parent, group in groupby(rest, lambda raw: id(raw.parent)):
        pieces = list(group)
        for raw, xml in zip(pieces, as_xml([raw.astext() for raw in pieces]), strict=True):
            raw.children[:] = [nodes.Text(xml)]


def as_xml(pieces: Sequence[str]) -> list[str]:
    """Pieces of HTML that stand beside each other, as XML: a tag may be opened in one and closed in another."""
    closed = [VOID.sub(r"<\1/>", piece) for piece in pieces]
    try:
        etree.fromstring(f"<div>{''.join(closed)}</div>")
    except etree.XMLSyntaxError:
        return [_alone(piece) for piece in pieces]
    return closed


def _alone(piece: str) -> str:
    """A piece as XML by itself."""
    if not piece.strip():
        return piece
    whole = lxml.html.fragment_fromstring(piece, create_parent="div")
    text = etree.tostring(whole, encoding="unicode", method="xml")
    return text.removeprefix("<div>").removesuffix("</div>") if text != "<div/>" else ""
