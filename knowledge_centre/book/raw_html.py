"""HTML in books: an EPUB is read as XML, which HTML of articles and extensions may not be; and no paper has boxes to tick."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html
from docutils import nodes
from lxml import etree

from knowledge_centre.compat.myst import CHECKBOX
from knowledge_centre.documents.builders import is_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DONE, TO_DO = "☑ ", "☐ "
VOID = re.compile(r"<((?:area|br|col|hr|img|input|source|track|wbr)\b[^>]*?)\s*/?>", re.IGNORECASE)

FOREIGN = re.compile(r"<(svg|math)\b(?![^>]*\bxmlns=)")
NAMESPACES = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}
"""Browsers know them by the names of their tags."""


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """MyST's boxes of task lists become signs that every format has."""
    if is_book(app.builder):
        for raw in list(doctree.findall(nodes.raw)):
            if (html := raw.astext()).startswith(CHECKBOX):
                raw.replace_self(nodes.Text(DONE if "checked" in html else TO_DO))


def as_xml(html: str) -> str:
    """The HTML of a page's text as XML: where it is none, as a browser would mend it."""
    html = FOREIGN.sub(lambda tag: f'{tag[0]} xmlns="{NAMESPACES[tag[1]]}"', html)
    closed = VOID.sub(r"<\1/>", html)
    try:
        etree.fromstring(f"<div>{closed}</div>")
    except etree.XMLSyntaxError:
        whole = lxml.html.fragment_fromstring(html, create_parent="div")
        text = etree.tostring(whole, encoding="unicode", method="xml")
        return text.removeprefix("<div>").removesuffix("</div>") if text != "<div/>" else ""
    return closed
