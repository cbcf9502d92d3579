"""Names of an earlier release get their new names, in conf.py and in front matter; all else stays as it was written."""

from __future__ import annotations

import ast
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.content.front_matter import Parts, split_markdown
from knowledge_centre.content.yaml_source import decoded, read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge_centre.content.renames import Rename

RELEASE = "knowledge_centre_release"
"""The setting that says which release a site fits."""


class Moved(NamedTuple):
    """A text after its names were changed."""

    text: str
    changes: list[tuple[int, str]]
    """What was done: the line, from 1, and a sentence."""
    undone: list[tuple[int, str]]
    """What could not be, and what to do instead."""
    encoding: str = "utf-8"
    """What the text is written in."""


def move_settings(text: str, renames: Iterable[Rename]) -> Moved:
    """The text of a conf.py with new names of settings. Raises :class:`SyntaxError` where it is no Python."""
    names = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)]
    there = {node.id for node in names}
    moved = Moved(text, [], [])
    edits: list[tuple[int, int, str, str]] = []
    for rename in renames:
        found = [node for node in names if node.id == rename.old]
        if not found:
            continue
        line = min(node.lineno for node in found)
        if rename.new in there:
            moved.undone.append((line, _both(rename)))
            continue
        for node in found:
            place = node.lineno, _column(text, node)
            if _lines(text)[place[0] - 1].startswith(rename.old, place[1]):
                edits.append((*place, rename.old, rename.new))
            else:  # in an f-string, of which Python before 3.12 does not tell the place
                moved.undone.append((node.lineno, f"{_done(rename)}: write it into the text here"))
        moved.changes.append((line, _done(rename)))
    return moved._replace(text=_edited(text, edits))


def set_release(text: str, version: str) -> str:
    """The text of a conf.py that says which release it fits."""
    written = f'"{version}"'
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and [getattr(one, "id", "") for one in node.targets] == [RELEASE]:
            old = ast.get_source_segment(text, node.value) or ""
            return _edited(text, [(node.value.lineno, _column(text, node.value), old, written)])
    start = text if not text or text.endswith("\n") else f"{text}\n"
    said = f"\n# The release that this file and _templates/ fit. Written by: knowledge-centre upgrade\n{RELEASE} = {written}\n"
    return start + (said.replace("\n", "\r\n") if "\r\n" in text else said)


def move_keys(source: bytes, renames: Sequence[Rename]) -> Moved:
    """The text of a Markdown article with new names of keys. What is no article, or no YAML, stays as it is."""
    try:
        text = source.decode("utf-8")
        parts = split_markdown(decoded(source))
    except UnicodeDecodeError:
        return Moved("", [], [])
    moved = Moved(text, [], [])
    if not isinstance(parts, Parts):
        return moved
    located, _wrong = read_mapping(parts.fields, first_line=parts.fields_line)
    edits: list[tuple[int, int, str, str]] = []
    for rename in renames:
        if not (place := located.get(rename.old)):
            continue
        if rename.new in located:
            moved.undone.append((place.line, _both(rename)))
            continue
        edits.append((place.line, place.column - 1, rename.old, rename.new))
        moved.changes.append((place.line, _done(rename)))
    return moved._replace(text=_edited(text, edits))


def _edited(text: str, edits: Iterable[tuple[int, int, str, str]]) -> str:
    """The text with some words exchanged: each is first met at a line, from 1, and column, from 0, or after it."""
    lines = _lines(text)
    for line, column, old, new in sorted(edits, reverse=True):
        before, after = lines[line - 1][:column], lines[line - 1][column:]
        lines[line - 1] = before + after.replace(old, new, 1)
    return "".join(lines)


def _lines(text: str) -> list[str]:
    """As Python and YAML count them, each with its end."""
    return list(StringIO(text, newline=""))


def _column(text: str, node: ast.expr) -> int:
    """Where a node begins in its line, in characters: Python counts bytes."""
    line = _lines(text)[node.lineno - 1]
    return len(line.encode()[: node.col_offset].decode())


def _done(rename: Rename) -> str:
    return f'"{rename.old}" is "{rename.new}" now'


def _both(rename: Rename) -> str:
    return f'"{rename.old}" is "{rename.new}" since {rename.since}, which is there as well: keep one'
