"""What only reading a whole document tells: its title, its first paragraph and how long it is."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

from docutils import nodes
from sphinx import addnodes

from knowledge_centre.field_values import SUMMARY_LENGTH
from knowledge_centre.records import Reading
from knowledge_centre.telling_words import UNSPACED, telling_words

UNSPACED_LETTER = re.compile(UNSPACED)
LETTERS_A_WORD = 2.1
"""Of those, so that 500 letters and 238 words both take a minute."""
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)|[。！？]")
UNSAID = (nodes.footnote_reference, nodes.raw, nodes.comment)
UNREAD = (nodes.comment, nodes.substitution_definition, nodes.target, nodes.system_message)
UNTELLING = (nodes.literal_block, nodes.raw)
"""Code, whose words are those of its language."""


def read_doctree(doctree: nodes.document, language: str = "en") -> Reading:
    """The reading of a document whose first section is titled, as every article's is."""
    title, words, prose, anchors = "", [], [], []
    for node in doctree.findall():
        if isinstance(node, nodes.Text):
            if not isinstance(node.parent, UNREAD):
                words.append(node.astext())
                if not isinstance(node.parent, UNTELLING):
                    prose.append(words[-1])
        elif isinstance(node, nodes.section):
            anchors.extend(node["ids"])
        elif isinstance(node, nodes.title) and not title:
            title = node.astext()
    text = "\n".join(words)
    return Reading(
        title=" ".join(title.split()),
        summary=cut(first_paragraph(doctree)),
        words=count_words(text),
        digest=hashlib.md5(f"{title}\n{text}\n{anchors}".encode(), usedforsecurity=False).hexdigest(),
        terms=telling_words(title, "\n".join(prose), language),
    )


def first_paragraph(doctree: nodes.document) -> str:
    """The text of the first paragraph of the body; one inside a note, quotation, list or table is none."""
    for node in doctree.findall(nodes.paragraph):
        if isinstance(node.parent, nodes.section | nodes.document) and (text := plain_text(node)):
            return text
    return ""


def plain_text(node: nodes.Element) -> str:
    """The words of a node on one line, without footnote marks; a link without text says its target's name."""
    parts = []
    for one in node.findall():
        if isinstance(one, addnodes.pending_xref) and not one.astext():
            parts.append(PurePosixPath(str(one.get("reftarget", ""))).stem.replace("-", " "))
        elif isinstance(one, nodes.Text) and not isinstance(one.parent, UNSAID):
            parts.append(one.astext())
    return " ".join("".join(parts).split())


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
    letters = len(UNSPACED_LETTER.findall(text))
    return len(UNSPACED_LETTER.sub(" ", text).split()) + round(letters / LETTERS_A_WORD)
