"""What readers see of an article's text: sections with their headings, and in them paragraphs, items, rows and code."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from knowledge_centre.content.formula_words import in_words

PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
UNSEEN = frozenset({"audio", "button", "canvas", "dialog", "form", "iframe", "link", "object", "script", "select"})
UNSEEN |= {"style", "svg", "template", "textarea", "video"}
UNSEEN_CLASSES = frozenset({"headerlink", "linenos", "listings", "overview"})
"""Links to headings, numbers of lines, and lists of other articles: no words of this one."""
UNSEEN_ROLES = frozenset({"doc-noteref", "doc-backlink"})
NUMBERS_OF_NOTES = frozenset({"label", "backrefs"})
HIDING = ("hidden", "popover", "aria-hidden")
HEADING = re.compile(r"h[1-6]")
BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "ul",
    )
)
LEAVES = frozenset({"p", "dt", "caption", "summary", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Blocks that have no blocks within them."""
BETWEEN_CELLS = " · "


class Block(NamedTuple):
    text: str
    words: list[str]
    """What stands between spaces: who cuts the text need not take it apart again."""
    is_code: bool = False


class Section(NamedTuple):
    """What is below one heading, up to the next; the first has none, and is what comes before them."""

    anchor: str
    heading: str
    level: int
    blocks: list[Block]


def visible_text(html: str) -> list[Section]:
    """The sections of an article's text."""
    tree = etree.fromstring(f"<div>{in_words(html)}</div>".encode(), parser=PARSER)
    sections = [Section("", "", 0, [])]
    if tree is None:
        return sections
    unseen = [element for element in tree.iter() if _is_unseen(element)]
    if any(f" {name}" in html for name in HIDING):
        unseen += filter(_is_hidden, tree.iter())
    for element in unseen:
        _drop(element)
    if "<br" in html:
        for element in tree.iter("br"):
            element.tail = f" {element.tail or ''}"
    _Reader(sections).read(tree)
    return sections


class _Reader:
    """Goes through a tree; what stands between two blocks is a block of its own."""

    def __init__(self, sections: list[Section]) -> None:
        self.sections = sections
        self.loose: list[str] = []
        """Text that no block has taken yet."""

    def read(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in LEAVES:
            self.end_block()
            text = "".join(element.itertext()) if len(element) else element.text or ""
            if HEADING.fullmatch(tag):
                self.begin_section(element, " ".join(text.split()))
            else:
                self.add(text)
        elif tag == "pre":
            self.end_block()
            self.add_code("".join(element.itertext()))
        elif tag == "tr" and next(element.iter("pre"), None) is None:
            self.end_block()
            self.add(BETWEEN_CELLS.join(filter(None, map(_cell, element))))
        else:
            is_block = tag in BLOCKS
            if is_block:
                self.end_block()
            self.loose.append(element.text or "")
            for child in element:
                self.read(child)
                self.loose.append(child.tail or "")
            if is_block:
                self.end_block()

    def end_block(self) -> None:
        if self.loose:
            self.add("".join(self.loose))
            self.loose.clear()

    def add(self, text: str) -> None:
        if words := text.split():
            self.sections[-1].blocks.append(Block(" ".join(words), words))

    def add_code(self, text: str) -> None:
        if text := text.strip("\n"):
            self.sections[-1].blocks.append(Block(text, text.split(), is_code=True))

    def begin_section(self, heading: etree._Element, text: str) -> None:
        """Sphinx gives the id of a heading to the section around it; a heading and the link to it stand together."""
        around = heading.getparent()
        if around is not None and around.get("class") == "section-heading":
            around = around.getparent()
        anchor = heading.get("id") or (around.get("id") if around is not None and around.tag == "section" else "") or ""
        self.sections.append(Section(anchor, text, int(str(heading.tag)[1]), []))


def _cell(element: etree._Element) -> str:
    sections = [Section("", "", 0, [])]
    reader = _Reader(sections)
    reader.read(element)
    reader.end_block()
    return " ".join(block.text for section in sections for block in section.blocks)


def _is_unseen(element: etree._Element) -> bool:
    if element.tag in UNSEEN:
        return True
    if classes := element.get("class"):
        if _has_unseen_class(classes):
            return True
        if classes in NUMBERS_OF_NOTES and (around := element.getparent()) is not None:
            return around.get("role") == "doc-footnote"
    return element.get("role") in UNSEEN_ROLES


@lru_cache(maxsize=1000)
def _has_unseen_class(classes: str) -> bool:
    return not UNSEEN_CLASSES.isdisjoint(classes.split())


def _is_hidden(element: etree._Element) -> bool:
    return any(element.get(name, "false") not in {"false", "until-found"} for name in HIDING)


def _drop(element: etree._Element) -> None:
    """Take an element out of its tree, but not the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = f"{parent.text or ''}{element.tail}"
        else:
            before.tail = f"{before.tail or ''}{element.tail}"
    parent.remove(element)
