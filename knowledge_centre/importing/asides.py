"""Styled asides of other systems that are admonitions here: ``:::note``, ``!!! note``, and shortcodes of themes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_centre.importing.pieces import Piece

if TYPE_CHECKING:
    from knowledge_centre.importing.pieces import Work
    from knowledge_centre.importing.texts import Edit, Text

SAME = {
    **dict.fromkeys(["note", "tip", "hint", "important", "warning", "caution", "danger", "error", "attention"], ""),
    **dict.fromkeys(
        ["abstract", "aside", "callout", "info", "notice", "question", "seealso", "summary", "todo"], "note"
    ),
    **dict.fromkeys(["check", "success", "example"], "tip"),
    **dict.fromkeys(["alert", "warn", "bug", "failure"], "warning"),
    "primary": "note",
    "secondary": "note",
    "admonition": "note",
}
"""The kinds of boxes here that those elsewhere are."""
COLONS = re.compile(r"([ \t]*)(:{3,})[ \t]*([A-Za-z]+)[ \t]*(?:\[([^\]\n]*)\]|([^\[{\n]*))?(?:\{[^}\n]*\})?[ \t]*")
END = re.compile(r"[ \t]*(:{3,})[ \t]*")
MARKS = re.compile(r"([ \t]*)(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z]+)(?:[ \t]+\"([^\"\n]*)\")?[ \t]*")
FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")


def kind_of(*names: str) -> str:
    """The kind of box that the first name which is one stands for."""
    for name in names:
        if (low := name.strip().lower()) in SAME:
            return SAME[low] or low
    return ""


def opening(kind: str, title: str = "", colons: str = ":::") -> str:
    title = " ".join(title.split())
    if kind == "dropdown":
        return f"{colons}{{dropdown}} {title or 'More'}"
    return f"{colons}{{admonition}} {title}\n:class: {kind}" if title else f"{colons}{{{kind}}}"


def with_asides(text: Text, work: Work) -> Text:
    """The text with the openings and ends of boxes taken out, as what they are here."""
    edits: list[Edit] = []
    rows, starts, fence = text.text.split("\n"), text.starts(), ""
    ends: list[str] = []
    until: list[tuple[int, str]] = []
    """How far to the right the text of each open ``!!!`` stands, at least, and how it ends."""
    for number, row in enumerate(rows):
        start, end = starts[number], starts[number] + len(row)
        if until and row.strip() and not fence:
            indent = len(row) - len(row.lstrip(" "))
            while until and indent < until[-1][0]:
                edits.append((start, start, f"{_alone(work, until.pop()[1])}\n\n"))
        if until and row.strip():
            edits.append((start, start + until[-1][0], ""))
        if (found := FENCE.match(row)) and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        if fence:
            continue
        if (found := COLONS.fullmatch(row)) and (kind := _kind(found[3], work)):
            ends.append(found[2])
            edits.append((start, end, _opened(work, found[1], opening(kind, found[4] or found[5] or "", found[2]))))
        elif (found := END.fullmatch(row)) and ends and found[1] == ends[-1]:
            ends.pop()
            edits.append((start, end, f"\n{row[: len(row) - len(row.lstrip())]}{_alone(work, found[1])}\n"))
        elif (
            (found := MARKS.fullmatch(row))
            and "python-markdown" in work.post.syntax
            and (kind := kind_of(found[2]) or "note")
        ):
            colons = ":" * (4 + len(until))
            until.append((len(found[1]) + 4, colons))
            edits.append((start, end, _opened(work, found[1], opening(kind, found[3] or "", colons))))
    for _indent, colons in reversed(until):
        edits.append((len(text.text), len(text.text), f"\n\n{_alone(work, colons)}\n"))
    return text.edited(edits)


def _kind(name: str, work: Work) -> str:
    if name.lower() == "details":
        return "dropdown"
    return kind_of(name) if "asides" in work.post.syntax or name.lower() in SAME else ""


def _opened(work: Work, indent: str, markdown: str) -> str:
    work.notes.counts["asides made admonitions"] += 1
    return f"{indent}{_alone(work, markdown)}\n"


def _alone(work: Work, markdown: str) -> str:
    return work.hide(Piece(markdown, markdown))
