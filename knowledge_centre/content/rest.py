"""Articles in reStructuredText: their front matter is a field list at the top, whose values are YAML's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_centre.content.front_matter import Format, Parts

if TYPE_CHECKING:
    from knowledge_centre.content.records import FrontMatter

FIELD = re.compile(r"^:([A-Za-z_][\w-]*):(?=\s|$)")
UNDERLINE = re.compile(r"([!-/:-@[-`{-~])\1*\s*")
"""A line of one punctuation mark, below a heading and perhaps above it."""
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
START = '":title:", ":date:" and ":author:", a field a line.'


def split_rest(text: str) -> Parts | tuple[str, str]:
    lines = text.split("\n")
    end = 0
    while end < len(lines) and (
        FIELD.match(lines[end]) or (end and lines[end][:1] in {" ", "\t"} and lines[end].strip())
    ):
        end += 1
    if not end:
        return "no front matter", f"start the file with {START}"
    # The colon before a name becomes a space, so that each field is YAML and stays in its place.
    fields = [FIELD.sub(r" \1:", line) for line in lines[:end]]
    return Parts("\n".join([*fields, ""]), 1, "\n".join(lines[end:]), end + 1)


def rest_headings(body: str) -> list[tuple[int, str]]:
    """Those with the marks of the first heading of the text, which are of the first level."""
    lines = ["", *body.split("\n"), ""]
    found: list[tuple[int, str]] = []
    marks = None
    for number in range(1, len(lines) - 1):
        before, line, after = lines[number - 1 : number + 2]
        words = line.strip()
        if not words or not (under := UNDERLINE.fullmatch(after)) or UNDERLINE.fullmatch(line):
            continue
        over = UNDERLINE.fullmatch(before)
        if line[:1].isspace() and not over:
            continue
        if len(after.rstrip()) < min(len(words), 4) or (before.strip() and not over):
            continue
        kind = under[1], bool(over)
        marks = marks or kind
        if kind == marks:
            found.append((number - 1, words))
    return found


def handed_on(front: FrontMatter, body: str, body_line: int) -> str:
    """The text for docutils: the title as a heading, in the lines that the fields had, and the body.

    Its marks are above it as well, as hardly any section's are, so that those of the body are below it.
    """
    title = PUNCTUATION.sub(r"\\\1", front.title)
    marks = "#" * max(len(title) * 2, 4)
    head = [marks, title, marks] if title else []
    return "\n".join([*head, *[""] * (body_line - 1 - len(head)), body])


REST = Format(
    "reStructuredText",
    START,
    split_rest,
    rest_headings,
    handed_on,
    "mark sections with another character than the title.",
)
