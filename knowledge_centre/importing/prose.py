"""What is plain text in a blog stays that: signs that only this site's Markdown reads are escaped, pieces are put back."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.importing.figures import put_back
from knowledge_centre.importing.pieces import HIDDEN, code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_centre.importing.texts import Edit
    from knowledge_centre.importing.turned import Turned

ATTRIBUTES = re.compile(r"\{:[ \t]*([^{}\n]*)\}")
"""kramdown's, behind what they are of."""
DOLLAR = re.compile(r"(?<!\\)\$")
ROLE = re.compile(r"(?<!\\)\{(?=[\w:.-]+\}`)")
READ_ELSE = re.compile(r"[ \t>]*(?:(%)|(\+\+\+)|\(([^()\n]+)\)=|(:)[^:\n]+:(?=[ \t]|$)|(:)[ \t])")
"""The beginnings of lines that MyST reads as comments, breaks, targets, fields and definitions."""


def prose_edits(turned: Turned) -> Iterator[Edit]:
    """What only this site's Markdown reads as more than text is escaped, and what was taken out is put back."""
    for start, end in turned.parsed.prose:
        shown = list(turned.text.text[start:end])
        place = bisect_right(turned.ends, start)
        while place < len(turned.literal) and turned.literal[place][0] < end:
            first, last = turned.literal[place]
            shown[max(first - start, 0) : last - start] = "\x00" * (min(last, end) - max(first, start))
            place += 1
        plain = "".join(shown)
        before = turned.text.text.rfind("\n", 0, start) + 1
        if "formulas" not in turned.work.post.syntax:
            yield from ((start + one.start(), start + one.start(), "\\") for one in DOLLAR.finditer(plain))
        for one in ROLE.finditer(turned.text.text[start:end]):
            if plain[one.start()] != "\x00":
                yield start + one.start(), start + one.start(), "\\"
        if not turned.text.text[before:start].strip("> \t") and (found := READ_ELSE.match(plain)):
            place = next(found.start(group) for group in range(1, 6) if found[group]) - (1 if found[3] else 0)
            yield start + place, start + place, "\\"
        for one in ATTRIBUTES.finditer(plain):
            yield from attribute_edits(turned, one, start)
        for one in HIDDEN.finditer(plain):
            alone = plain.strip() == one[0] and not turned.text.text[before:start].strip()
            put = put_back(turned, turned.work.pieces[int(one[1])], start, alone=alone)
            yield start + one.start(), start + one.end(), put


def attribute_edits(turned: Turned, found: re.Match[str], start: int) -> Iterator[Edit]:
    """kramdown's: where they only say how a link opens, they go; classes stay in MyST's form."""
    if "kramdown" not in turned.work.post.syntax:
        return
    place = (start + found.start(), start + found.end())
    said = re.findall(r"""[.#][\w-]+|:?[\w-]+=(?:"[^"]*"|'[^']*'|\S+)|\S+""", found[1])
    looks = [
        one for one in said if not re.match(r":?(?:target|rel|style|width|height|align|loading|title|id)=|#|toc$", one)
    ]
    if not looks:
        yield *place, ""
        return
    raw = found[0]
    turned.work.look(
        turned.line(place[0]),
        f"{quoted(raw)} is a style of the old site, and shown as code",
        "write an admonition, or take it out.",
    )
    first = place[0] in turned.starts
    yield *place, f"{'' if first else ' '}{code(raw)}"
