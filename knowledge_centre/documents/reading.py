"""What only reading a whole document tells: its title, its first paragraph and how long it is."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from knowledge_centre.content.field_values import SUMMARY_LENGTH
from knowledge_centre.content.formula_words import words
from knowledge_centre.content.records import ParsedArticle
from knowledge_centre.documents.keywords import UNSPACED, keywords
from knowledge_centre.documents.struck_text import struck

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSPACED_LETTER = re.compile(UNSPACED)
LETTERS_A_WORD = 2.1
"""Of those, so that 500 letters and 238 words both take a minute."""
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)|[。！？]")
UNPUBLISHED = "an article that is not published"
"""The text of a link without one to an article that is hidden today."""
UNSAID = (nodes.footnote_reference, nodes.raw, nodes.comment, struck)
TAGS = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
"""What of raw HTML is no text."""
UNREAD = (nodes.comment, nodes.substitution_definition, nodes.target, nodes.system_message)
NOT_PROSE = (nodes.literal_block, nodes.math, nodes.math_block, nodes.raw)
"""Code and formulas, whose words are those of their language."""


def read_doctree(doctree: nodes.document, language: str = "en") -> ParsedArticle:
    """The reading of a document whose first section is titled, as every article's is."""
    title, texts, prose, anchors, shown = "", [], [], [], []
    for node in doctree.findall():
        if isinstance(node, nodes.Text):
            if not isinstance(node.parent, UNREAD):
                texts.append(node.astext())
                shown.append(TAGS.sub(" ", texts[-1]) if isinstance(node.parent, nodes.raw) else texts[-1])
                if not isinstance(node.parent, NOT_PROSE):
                    prose.append(texts[-1])
        elif isinstance(node, nodes.section):
            anchors.extend(node["ids"])
        elif isinstance(node, nodes.title) and not title:
            title = title_text(node)
    text = "\n".join(texts)
    return ParsedArticle(
        title=title,
        summary=cut(first_paragraph(doctree)),
        words=count_words("\n".join(shown)),
        digest=hashlib.md5(f"{title}\n{text}\n{anchors}".encode(), usedforsecurity=False).hexdigest(),
        terms=keywords(title, "\n".join(prose), language),
    )


def first_paragraph(doctree: nodes.document) -> str:
    """The text of the first paragraph of the body."""
    paragraph = first_paragraph_of(doctree)
    return plain_text(paragraph) if paragraph is not None else ""


def first_paragraph_of(doctree: nodes.document) -> nodes.paragraph | None:
    """The first paragraph with a text; one inside a note, quotation, list or table is none."""
    for node in doctree.findall(nodes.paragraph):
        if isinstance(node.parent, nodes.section | nodes.document) and plain_text(node):
            return node
    return None


def title_text(node: nodes.Element) -> str:
    """A title as plain text: its words, else what stands for its pictures."""
    return plain_text(node) or " ".join(node.astext().split())


def plain_text(node: nodes.Node) -> str:
    """The words of a node on one line, without footnote marks, struck words and HTML's tags.

    A link without text says its target's name, or what is true of every hidden one where it is withheld.
    """
    return " ".join("".join(_texts(node)).split())


def _texts(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif isinstance(node, nodes.math):
        yield words(node.astext())
    elif isinstance(node, addnodes.pending_xref) and "withheld" in node:
        yield node["withheld"]
    elif isinstance(node, addnodes.pending_xref) and not node.astext():
        yield PurePosixPath(str(node.get("reftarget", ""))).stem.replace("-", " ")
    elif not isinstance(node, UNSAID):
        for child in node.children:
            yield from _texts(child)


def cut(text: str, length: int = SUMMARY_LENGTH) -> str:
    """*text* in at most *length* characters, cut after a sentence, else after a word, else anywhere."""
    if len(text) <= length:
        return text
    ends = [match.end() for match in SENTENCE_END.finditer(text) if match.end() <= length]
    if ends and ends[-1] >= length // 3:
        return text[: ends[-1]]
    words = text[: length - 1].rpartition(" ")[0]
    return (words if len(words) >= length // 2 else text[: length - 1]).rstrip(" ,;:–-") + "…"


def count_words(text: str) -> int:
    """Words between spaces; letters of scripts without spaces count as the words that take as long to read."""
    if text.isascii():
        return len(text.split())
    letters = len(UNSPACED_LETTER.findall(text))
    return len(UNSPACED_LETTER.sub(" ", text).split()) + round(letters / LETTERS_A_WORD)
