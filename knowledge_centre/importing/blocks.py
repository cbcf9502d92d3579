"""Headings, code, tables, lines and HTML of a blog's text: what each block is to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_centre.compat.markdown import cells
from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.told_words import is_language
from knowledge_centre.importing.figures import put_back
from knowledge_centre.importing.headings import KRAMDOWN, levels, top_headings, words
from knowledge_centre.importing.html_blocks import html_block
from knowledge_centre.importing.pieces import HIDDEN, code_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from knowledge_centre.importing.texts import Edit
    from knowledge_centre.importing.turned import Turned

LANGUAGE = re.compile(r"\{?[ \t]*\.?([\w+#.-]+)")
LANGUAGES = {
    "dockerfile": "docker",
    "plain": "text",
    "plaintext": "text",
    "txt": "text",
    "jsonc": "json",
    "shell-session": "console",
    "terminal": "console",
    "proto": "protobuf",
    "tf": "hcl",
    "golang": "go",
    "yml": "yaml",
    "gradle": "groovy",
    "none": "text",
}
"""Names that other highlighters know."""
MODULE = re.compile(r"(?:import\s+(?:[\w{*][^;\n]*\s+from\s+)?[\"'`]|export\s+(?:const|default|function|let)\b)")
"""The beginnings of paragraphs that MDX runs."""


def heading_edits(turned: Turned, title: str) -> Iterator[Edit]:
    found = top_headings(turned.parsed.tokens)
    given = [int(token.tag[1:]) for token, _inline in found]
    if (
        found
        and title
        and given[0] == 1
        and given.count(1) == 1
        and words(found[0][1]).strip().casefold() == title.casefold()
    ):
        yield *turned.lines(found[0][0]), ""
        found, given = found[1:], given[1:]
    for (token, inline), level in zip(found, levels(given), strict=True):
        start, end = turned.lines(token)
        row = turned.rows[token.map[0] if token.map else 0]
        behind = KRAMDOWN.search(inline.content)
        if token.markup in {"=", "-"}:
            last = turned.starts[token.map[1] - 1] if token.map else end
            first_words = turned.text.text[start:last].rstrip("\n")
            if "\n" in first_words:
                yield start, last, " ".join(first_words.split("\n")) + "\n"
            yield start, start, f"{'#' * level} "
            yield last - 1, end, ""
        elif int(token.tag[1:]) != level:
            signs = start + len(row) - len(row.lstrip())
            yield signs, signs + int(token.tag[1:]), "#" * level
            turned.work.notes.counts["headings moved to another level"] += 1
        if behind:
            place = turned.text.text.find(behind[0].strip(), start, end + 1)
            if place >= 0:
                yield place, place + len(behind[0].strip()), ""


def block_edits(turned: Turned) -> Iterator[Edit]:
    columns, before = 0, ""
    tokens = turned.parsed.tokens
    for number, token in enumerate(tokens):
        if not token.map:
            before = token.type
            continue
        if token.type == "html_block":
            yield from html_edits(turned, token)
        elif token.type == "fence":
            yield from fence_edits(turned, token)
        elif token.type == "tr_open":
            row = turned.rows[token.map[0]]
            columns = len(cells(row)) if before == "thead_open" else columns
            yield from row_edits(turned, row, turned.starts[token.map[0]], columns)
        elif token.type == "hr" and (
            token.level or before in {"", "heading_close", "hr"} or is_last(tokens[number + 1 :])
        ):
            yield *turned.lines(token), ""  # docutils has lines only between what stands in a section
            continue
        elif (
            token.type == "inline"
            and token.level == 1
            and "mdx" in turned.work.post.syntax
            and MODULE.match(token.content)
        ):
            start, end = turned.lines(token)
            turned.work.look(turned.line(start), "this is a program of MDX, and shown as code", "take it out.")
            yield start, end, code_block(turned.text.text[start:end], "js")
        before = token.type
    for first, last in turned.parsed.repeated:
        yield turned.starts[first], turned.end(last), ""


def is_last(after: Sequence[Token]) -> bool:
    """Whether nothing follows but footnotes, which pages have below a line of their own."""
    return all(token.level or token.type.startswith("footnote") for token in after)


def row_edits(turned: Turned, row: str, start: int, columns: int) -> Iterator[Edit]:
    """A row of a table with all its cells, where it stands in nothing else."""
    missing = columns - len(cells(row))
    if "|" in row and missing > 0 and not row.startswith((" ", ">", "-")):
        end = start + len(row)
        yield end, end, ("" if row.rstrip().endswith("|") else " |") + " |" * missing


def html_edits(turned: Turned, token: Token) -> Iterator[Edit]:
    start, end = turned.lines(token)
    given = turned.work.raw(turned.text.text[start:end])
    if token.level:  # in a list or a quotation, whose signs stand in its lines
        made, shown = turned.html.pieces(given, turned.line(start), block=True)
        if shown:
            turned.work.look(
                turned.line(start), f"<{shown}> may not stand in an article", "say it in Markdown, or take it out."
            )
    else:
        made = html_block(turned.html, given, turned.line(start))
    if made != given:
        for found in HIDDEN.finditer(made):
            made = made.replace(found[0], put_back(turned, turned.work.pieces[int(found[1])], start, alone=True))
        yield start, end, made


def fence_edits(turned: Turned, token: Token) -> Iterator[Edit]:
    start = turned.starts[token.map[0]] if token.map else 0
    row = turned.rows[token.map[0]] if token.map else ""
    place = row.find(token.markup)
    info = row[place + len(token.markup) :]
    named = language(turned, token.info.strip(), start)
    if place >= 0 and named != info.strip():
        yield start + place + len(token.markup), start + len(row), named
    last = turned.rows[token.map[1] - 1] if token.map else ""
    if not re.fullmatch(rf"[ \t>]*{re.escape(token.markup)}{re.escape(token.markup[0])}*[ \t]*", last) or (
        token.map and token.map[1] - token.map[0] < 2
    ):
        end = turned.lines(token)[1]
        yield end, end, f"\n{row[:place] if row[:place].strip() == '' else ''}{token.markup}"


def language(turned: Turned, info: str, place: int) -> str:
    """The language of a block of code, without what else is said of it."""
    if "myst" in turned.work.post.syntax and info.startswith("{"):
        return info
    found = LANGUAGE.match(info)
    if not found:
        return ""
    name = found[1].strip(".") or "text"
    for one in (name, name.lower(), LANGUAGES.get(name.lower(), "")):
        if one and (one not in LANGUAGES or is_language(one)) and is_language(one):
            return one
    turned.work.look(
        turned.line(place),
        f"no language is called {quoted(name)}: the code has no colours",
        "name one that Pygments knows.",
    )
    return "text"
