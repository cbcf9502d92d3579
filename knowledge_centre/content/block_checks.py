"""Markdown whose blocks are not what they were meant to be: fences, headings, tables and lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_centre.compat.markdown import cells
from knowledge_centre.content.diagnostics import Diagnostic, counted, quoted
from knowledge_centre.content.markdown_text import FENCES, is_prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_centre.content.markdown_text import Block, MarkdownText

CONTAINER = re.compile(r"[ \t>]*")
NO_HEADING = re.compile(r"#{2,6}(?![\s#])[^\W\d]|#[A-Z][\w'’-]* (?!.*#)")
"""Signs of a heading without a space: one alone may begin a hashtag."""
DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
BARE_ROW = re.compile(r"\|[^|].*\|")
NO_BULLET = re.compile(r"-[^\W\d]\w")
NO_NUMBER = re.compile(r"\d{1,3}[.)][^\W\d]\w")


def block_mistakes(text: MarkdownText) -> Iterator[Diagnostic]:
    """What is wrong with the blocks of a text, told once each."""
    columns = 0
    for block in text.blocks:
        if block.token.type in FENCES:
            yield from _fence(block)
        elif block.token.type == "tr_open":
            if block.before == "thead_open":
                columns = len(cells(_line(block)))
            else:
                yield from _row(block, columns)
        elif block.token.type == "inline" and block.before == "paragraph_open":
            yield from _paragraph(block)


def _fence(block: Block) -> Iterator[Diagnostic]:
    markup, opening = block.token.markup, quoted(block.token.markup + block.token.info.strip())
    closing = re.compile(rf"[ \t>]*{markup}{markup[0]}*[ \t]*")
    first = (block.token.map or [0])[0]
    content = block.token.content.split("\n")
    if block.last == first or not closing.fullmatch(block.lines[block.last]):
        if not block.token.info.strip() and markup[0] == ":":
            message, remedy = (
                f"{opening} ends nothing, and takes in what follows",
                ("remove it, or give the block around others more colons than they have."),
            )
        else:
            message, remedy = f"{opening} has no end, and takes in what follows", _instead(block, content)
        yield Diagnostic("", block.line, 0, "markdown/fence", message, remedy)
    elif inner := _opened_within(block, content):
        message = f"{opening} is not ended where another one begins, in line {block.line + inner}"
        remedy = f"end it before with {quoted(markup)}, or begin and end it with {quoted(markup + markup[0])}."
        yield Diagnostic("", block.line, 0, "markdown/fence", message, remedy)


def _instead(block: Block, content: list[str]) -> str:
    """How to end a fence, with the line that was perhaps meant to."""
    markup = block.token.markup
    for number, line in enumerate(content, 1):
        if (sign := line.strip()) and set(sign) == {markup[0]} and len(sign) >= 2:
            kind = f"has {len(sign)} signs, not {len(markup)}" if len(sign) < len(markup) else "is indented too far"
            return f"end it with a line {quoted(markup)}; line {block.line + number} {kind}."
    return f"end it with a line {quoted(markup)}."


def _opened_within(block: Block, content: list[str]) -> int:
    """The line of a fence's content in which one begins that cannot stand there: its end ends the outer one."""
    markup = block.token.markup
    if markup[0] == ":" or (block.token.info.startswith("{") and not is_prose(block.token)):
        return 0
    opened = re.compile(rf" {{0,3}}{markup}{markup[0]}*(?:\{{[\w:-]+\}}.*|[\w+#.-]+)")
    return next((number for number, line in enumerate(content, 1) if opened.fullmatch(line.rstrip())), 0)


def _row(block: Block, columns: int) -> Iterator[Diagnostic]:
    line = _line(block)
    if (found := len(cells(line))) == columns:
        return
    if "|" not in line:
        message, remedy = "this line is taken for a row of the table above it", "put an empty line between."
    elif found < columns:
        message = f"this row has {counted(found, 'cell')} of {columns}"
        remedy = "write one for each column; it may be empty."
    else:
        message = f"this row has {counted(found, 'cell')}, and the table {counted(columns, 'column')}"
        remedy = r'write "\|" for a "|" that ends no cell, or give the table another column.'
    yield Diagnostic("", block.line, 0, "markdown/table", message, remedy)


def _line(block: Block) -> str:
    """The line of the text that a row is, without the signs of the quotation around it."""
    line = block.lines[(block.token.map or [0])[0]]
    return CONTAINER.sub("", line, count=1) if line.lstrip().startswith(">") else _without_bullet(line)


def _without_bullet(line: str) -> str:
    return re.sub(r"^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+(?=.*\|)", "", line)


def _paragraph(block: Block) -> Iterator[Diagnostic]:
    lines = block.token.content.split("\n")
    for number, line in enumerate(lines, block.line):
        if (found := NO_HEADING.match(line)) and (line.startswith("##") or len(lines) == 1):
            signs = re.match("#+", found[0])
            assert signs is not None
            remedy = f"put a space behind {quoted(signs[0])}."
            yield Diagnostic("", number, 0, "markdown/heading", f"{quoted(line)} is no heading", remedy)
    for pattern, example in ((NO_BULLET, "- "), (NO_NUMBER, "1. ")):
        if len(lines) > 1 and all(map(pattern.match, lines)):
            message, remedy = "these lines are no list", f"put a space behind each sign, as in {quoted(example)}."
            yield Diagnostic("", block.line, 0, "markdown/list", message, remedy)
    if len(lines) > 1:
        yield from _no_table(block, lines)


def _no_table(block: Block, lines: list[str]) -> Iterator[Diagnostic]:
    if "|" in lines[0] and "|" in lines[1] and DELIMITER.fullmatch(lines[1].strip()):
        heads, columns = len(cells(lines[0])), len(cells(lines[1]))
        message = f"this is no table, as it has {counted(heads, 'head')}, and {counted(columns, 'column')} below them"
        yield Diagnostic("", block.line, 0, "markdown/table", message, "give each column a head and a line.")
    elif all(BARE_ROW.fullmatch(line.strip()) for line in lines):
        row = f"| {' | '.join(['---'] * len(cells(lines[0])))} |"
        remedy = f"put a line {quoted(row)} under the heads."
        yield Diagnostic("", block.line, 0, "markdown/table", "this is no table, as its heads are not marked", remedy)
