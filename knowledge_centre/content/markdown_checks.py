"""What is wrong with the Markdown of an article. One look for the build and for lint, whose build has none.

What MyST, docutils and the policy of HTML tell in a build anyway is told for lint alone.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from knowledge_centre.compat.markdown import lines_within
from knowledge_centre.content.block_checks import block_mistakes
from knowledge_centre.content.diagnostics import Diagnostic, quoted
from knowledge_centre.content.html_policy import html_diagnostics
from knowledge_centre.content.left_behind import left_behind
from knowledge_centre.content.link_checks import link_mistakes
from knowledge_centre.content.markdown_text import read_markdown
from knowledge_centre.content.told_words import (
    UNCALLED,
    defined_twice,
    footnote_twice,
    heading_jump,
    is_language,
    undefined,
    unknown_language,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_centre.content.markdown_text import MarkdownText, Parsed

NOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")
"""A footnote, or where it is called."""
DIAGRAMS = frozenset({"ditaa", "flowchart", "mermaid", "plantuml", "vega", "vega-lite", "wavedrom"})
"""What extensions draw, and call a language."""
CODE = re.compile(r"\s*(?:\{(?:code|code-block|sourcecode)\}\s+)?([\w+#.-]{4,})\s*$")
"""A language whose name is long enough to be told from others."""


def build_diagnostics(body: str, first_line: int, parsed: Parsed | None = None) -> list[Diagnostic]:
    """The mistakes that only this package looks for; *first_line* is that of the file that the body starts at."""
    return _own(read_markdown(body, first_line, parsed))


def lint_diagnostics(body: str, first_line: int, *, trusted: bool = False) -> list[Diagnostic]:
    """The same, and what a build is told by others; a site that trusts its articles has any HTML."""
    return text_diagnostics(read_markdown(body, first_line), first_line, trusted=trusted)


def text_diagnostics(text: MarkdownText, first_line: int, *, trusted: bool = False) -> list[Diagnostic]:
    """The same of a text that was parsed."""
    others = _headings(text, first_line), _definitions(text), _footnotes(text), _languages(text)
    return sorted({*_own(text), *chain(*others, () if trusted else _html(text))})


def _own(text: MarkdownText) -> list[Diagnostic]:
    return sorted({*block_mistakes(text), *link_mistakes(text), *left_behind(text), *_pictures(text)})


def _pictures(text: MarkdownText) -> Iterator[Diagnostic]:
    for block in text.paragraphs:
        below = lines_within(block.token) if "![](" in block.token.content else {}
        for child in block.token.children or ():
            if child.type == "image" and not child.content.strip() and not child.attrs.get("alt"):
                name = str(child.attrs["src"])
                message, remedy = (
                    f"the picture {quoted(name)} has no text alternative",
                    f"write ![what it shows]({name}).",
                )
                yield Diagnostic(
                    "", block.line + below.get(id(child), 0), 0, "markdown/text-alternative", message, remedy
                )


def _headings(text: MarkdownText, first_line: int) -> Iterator[Diagnostic]:
    above = [1]
    for block in text.blocks:
        if block.token.type != "heading_open" or block.token.level or block.first_line != first_line:
            continue
        level = int(block.token.tag[1:])
        above = [other for other in above if other < level]
        if above and above[-1] + 1 != level:
            yield Diagnostic("", block.line, 0, "markdown/heading", *heading_jump(above[-1], level))
        above.append(level)


def _definitions(text: MarkdownText) -> Iterator[Diagnostic]:
    for line, label in text.repeated:
        yield Diagnostic("", line, 0, "markdown/reference", *defined_twice(label.lower()))


def _footnotes(text: MarkdownText) -> Iterator[Diagnostic]:
    """A definition is looked for in every line that is no code, as some directives hold Markdown that is not parsed."""
    written = [(found[1], found[2]) for line in text.lines.values() for found in NOTE.finditer(line)]
    defined = {label for label, colon in written if colon}
    calls = Counter(label for label, _colon in written)
    seen: set[str] = set()
    for block in text.blocks:
        if block.token.type == "footnote_reference_open":
            label = block.token.meta["label"]
            if label in seen:
                yield Diagnostic("", block.line, 0, "markdown/footnote", *footnote_twice(label))
            elif calls[label] < 2:
                yield Diagnostic("", block.line, 0, "markdown/footnote", *UNCALLED)
            seen.add(label)
        for child in block.token.children or ():
            if child.type == "footnote_ref" and child.meta["label"] not in defined:
                yield Diagnostic("", block.line, 0, "markdown/footnote", *undefined(child.meta["label"]))


def _languages(text: MarkdownText) -> Iterator[Diagnostic]:
    """Only what is nearly one: extensions may bring languages of their own."""
    for block in text.blocks:
        found = CODE.match(block.token.info) if block.token.type == "fence" else None
        if (
            found
            and found[1] not in DIAGRAMS
            and not is_language(found[1])
            and (told := unknown_language(found[1]))[1].startswith("did you")
        ):
            yield Diagnostic("", block.line, 0, "markdown/language", *told)


def _html(text: MarkdownText) -> Iterator[Diagnostic]:
    for block in text.blocks:
        if block.token.type == "html_block":
            yield from html_diagnostics(block.token.content, block.line)
        elif block.token.type == "inline":
            below = lines_within(block.token)
            for child in block.token.children or ():
                if child.type == "html_inline":
                    yield from html_diagnostics(child.content, block.line + below.get(id(child), 0))
