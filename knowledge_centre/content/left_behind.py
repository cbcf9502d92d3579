"""What the syntax of another system left behind in a text, which readers would see as it was typed, or not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import Diagnostic, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_centre.content.markdown_text import MarkdownText

BOXES = "note|tip|hint|info|important|warning|caution|danger"
SIGNS = {"!!!", "???", "???+"}
KINDS = tuple(
    (re.compile(pattern, re.IGNORECASE), system, remedy)
    for pattern, system, remedy in (
        (
            r"\{:\s*(?:[.#][a-z][\w-]*|[a-z][\w-]*=\S|toc\b)[^}\n]*\}",
            "kramdown",
            "write {.its-class}, in the line before a block or right behind a link.",
        ),
        (r"\{\{[<%]\s*/?\s*[a-z][^\n]*?[>%]\}\}", "Hugo", "write it in Markdown, or link to it."),
        (r"(?<!\{)\{%-?\s*[a-z][^\n]*?%\}", "Jekyll or Liquid", "write it in Markdown, or leave it out."),
        (r"\{\{-?\s*(?:site|page)\.[^\n}]*\}\}", "Jekyll or Hugo", "write out what it stands for."),
        (r"!\[\[[^\[\]\n]+\]\]", "Obsidian", "write ![what it shows](its-file.png)."),
        (r"^\s*(?:\[TOC\]|\[\[_?TOC_?\]\])\s*$", "another system", "leave it out, as pages have their contents."),
        (
            rf"^\s*(?:!!!|\?\?\?\+?)\s+(?:{BOXES}|abstract|success|question|failure|bug|example|quote)\b.*$",
            "MkDocs",
            "",
        ),
        (rf"^\s*:::+[ \t]*(?:{BOXES})\b.*$", "another system", ""),
    )
)

MAYBE = re.compile(r"\{[:{%]|\[\[|\[toc\]|!!!|\?\?\?|:::", re.IGNORECASE)
"""What each of these has in it: few lines have any."""


def left_behind(text: MarkdownText) -> Iterator[Diagnostic]:
    for number, line in text.lines.items():
        if not MAYBE.search(line):
            continue
        for pattern, system, remedy in KINDS:
            for found in pattern.finditer(line):
                message = f"{quoted(found[0].strip())} is syntax of {system}, and nothing here"
                instead = 'write ":::{note}", the text, and ":::".'
                yield Diagnostic("", number, 0, "markdown/left-behind", message, remedy or instead)
