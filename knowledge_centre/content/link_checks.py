"""Links and pictures of a text in Markdown that are none, because a sign is missing or in a wrong place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_centre.compat.markdown import link_names
from knowledge_centre.content.diagnostics import Diagnostic, quoted, suggestion
from knowledge_centre.content.markdown_text import without_markup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_centre.content.markdown_text import Block, MarkdownText

ADDRESS = r"(?:(?:https?://|mailto:|www\.|#|\.{0,2}/)[^\s()]+|[\w./%-]+\.[a-z]\w{1,4}(?:#[\w-]+)?)"
WORDS = r"\[[^\[\]]+\]"
SPACE = re.compile(rf"!?{WORDS}[ \t]+\({ADDRESS}\)", re.IGNORECASE)
TURNED = re.compile(rf"(?<!\])\([^()\n]+\)\[{ADDRESS}\]", re.IGNORECASE)
SPACED = re.compile(r"""\[[^\[\]]*\]\(([^()<>"'\n]*[^()<>"'\s][ \t]+[^()<>"'\s][^()<>"'\n]*)\)""")
IS_ADDRESS = re.compile(r"https?://|\.{0,2}/\S|.*\.\w{2,4}(?:#[\w-]+)?$")
UNKNOWN = re.compile(r"(?<![\w\])\x00])!?\[(?P<words>[^\[\]]+)\]\[(?!\^)(?P<label>[^\[\]]*)\]")
WORD = re.compile(r"[^\W\d_]{2}")
RANGE = re.compile(r"\^?(?:\\?.-.)+")
"""As in ``[a-z][0-9]``."""


def link_mistakes(text: MarkdownText) -> Iterator[Diagnostic]:
    for block in text.paragraphs:
        content = block.token.content
        if "[" in content and "]" in content:
            yield from _mistakes(block, without_markup(content), text)


def _mistakes(block: Block, plain: str, text: MarkdownText) -> Iterator[Diagnostic]:
    content = block.token.content

    def told(found: re.Match[str], message: str, remedy: str, rule: str = "markdown/link") -> Diagnostic:
        return Diagnostic("", block.line + plain.count("\n", 0, found.start()), 0, rule, message, remedy)

    def written(found: re.Match[str]) -> str:
        return quoted(" ".join(content[found.start() : found.end()].split()))

    for found in SPACE.finditer(plain):
        yield told(found, f"{written(found)} is no {_kind(found)}", 'leave no space between "]" and "(".')
    for found in TURNED.finditer(plain):
        yield told(found, f"{written(found)} is no link", "write [the words](the address).")
    for found in SPACED.finditer(plain):
        if IS_ADDRESS.match(found[1].strip()):
            message = f"{written(found)} is no link, as its address has a space"
            yield told(found, message, f"write <{found[1].strip()}> in the parentheses.")
    for found in UNKNOWN.finditer(plain):
        words, label = (content[slice(*found.span(name))] for name in ("words", "label"))
        label = " ".join((label or words).split())
        numbered = label.isdigit() and WORD.search(words)
        if (WORD.search(label) or numbered) and not RANGE.fullmatch(label) and not text.defines(label):
            near = suggestion(label, link_names(text.env).values())
            remedy = near or f"add a line {quoted(f'[{label}]: https://…')}"
            yield told(found, f"{written(found)} names a link that is nowhere", remedy, "markdown/reference")


def _kind(found: re.Match[str]) -> str:
    return "picture" if found[0].startswith("!") else "link"
