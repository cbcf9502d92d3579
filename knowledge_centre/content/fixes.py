"""What can be mended in an article without a change of what it says, each with what was wrong."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.content.diagnostics import Diagnostic, quoted
from knowledge_centre.content.front_matter import MARKDOWN, Parts, read_source
from knowledge_centre.content.markdown_text import read_markdown
from knowledge_centre.content.text_edits import Edit, edited, replaced
from knowledge_centre.content.vocabulary import normalise_name
from knowledge_centre.content.yaml_edits import YamlFile, as_yaml
from knowledge_centre.content.yaml_source import decoded, read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from knowledge_centre.content.vocabulary import Vocabulary

ONE_LINE = re.compile(r"(title|summary|series|image_alt):[ \t]+([^\s\"'\[{|>&*!%@`#].*?)[ \t]*")
"""A field that is one text, in one line and without quotes."""
COLON = re.compile(r":(?:\s|$)")
DATES = ("date", "updated", "expires", "review_by")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3,9})\.?,?\s+(\d{4})", re.IGNORECASE)
MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
SPACE = re.compile(r"(?:(?<=\S)[ \t]|(?<=^)[ \t]+)$")
"""Behind a line. Two spaces are the end of a line for readers, too."""
RULE = "fixed"


class Fix(NamedTuple):
    """Edits that belong together, and what is said of them."""

    edits: tuple[Edit, ...]
    message: str
    remedy: str


def fixed(source: bytes, vocabulary: Vocabulary, zone: tzinfo) -> tuple[bytes, list[Diagnostic]]:
    """An article in Markdown mended, and what was wrong with it."""
    try:
        text = decoded(source).encode()
    except UnicodeDecodeError:
        return source, []
    told = []
    if text != source:
        message, remedy = "lines end, or the file begins, as other systems have it", "lines end in a line feed."
        told.append(Diagnostic("", 1, 0, RULE, message, remedy))
    for find in (_unquoted, _dates, _tags, _spaces):
        for fix in reversed(list(find(decoded(text), vocabulary))):
            after = edited(text, fix.edits)
            if _is_better(text, after, vocabulary, zone):
                told.append(Diagnostic("", fix.edits[0].line, fix.edits[0].column, RULE, fix.message, fix.remedy))
                text = after
    return text, told


def _is_better(before: bytes, after: bytes, vocabulary: Vocabulary, zone: tzinfo) -> bool:
    """Whether all fields that could be read are what they were, and no more is wrong than was."""
    one, other = (read_source(text, vocabulary, zone) for text in (before, after))
    if one.front is None:
        return other.front is not None or len(other.diagnostics) <= len(one.diagnostics)
    return one.front == other.front and len(other.diagnostics) <= len(one.diagnostics)


def _parts(text: str) -> Parts | None:
    parts = MARKDOWN.split(text)
    return parts if isinstance(parts, Parts) else None


def _unquoted(text: str, _vocabulary: Vocabulary) -> Iterator[Fix]:
    """Texts with a colon that need quotes, all at once: before, nothing can be read."""
    if (parts := _parts(text)) is None:
        return
    located, wrong = read_mapping(parts.fields)
    if located or not wrong:
        return
    edits = []
    for number, line in enumerate(parts.fields.split("\n"), parts.fields_line):
        found = ONE_LINE.fullmatch(line)
        if found and COLON.search(found[2]) and " #" not in found[2]:
            edits.append(replaced(number, found.start(2) + 1, len(line) - found.start(2), as_yaml(found[2])))
    if edits:
        yield Fix(tuple(edits), "a text has a colon", "it is in quotes.")


def _dates(text: str, _vocabulary: Vocabulary) -> Iterator[Fix]:
    """Days that can be read in one way only."""
    if (parts := _parts(text)) is None:
        return
    file, located = YamlFile(parts.fields, parts.fields_line), read_mapping(parts.fields, parts.fields_line)[0]
    for key, one in located.items():
        if key in DATES and isinstance(one.value, str) and (day := day_of(one.value)) not in {"", one.value}:
            yield Fix((file.replace(one, day),), f"{quoted(one.value)} is no date", f"it is {day}.")


def day_of(text: str) -> str:
    """A day as ISO 8601 has it; nothing where it is none, or may be another one, as 3/4/2025 may."""
    text = text.strip()
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif found := DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    elif found := MONTH_FIRST.fullmatch(text):
        month, day, year = found.groups()
    else:
        return ""
    named = [number for number, name in enumerate(MONTHS, 1) if name.startswith(month.lower())]
    try:
        return date(int(year), int(month) if month.isdecimal() else named[0], int(day)).isoformat()
    except (ValueError, IndexError):
        return ""


def _tags(text: str, vocabulary: Vocabulary) -> Iterator[Fix]:
    """Topics by the key of their entry, which stays when a label is worded anew."""
    if (parts := _parts(text)) is None:
        return
    file, located = YamlFile(parts.fields, parts.fields_line), read_mapping(parts.fields, parts.fields_line)[0]
    tags = located.get("tags")
    for one in (tags.value if isinstance(tags.value, tuple) else (tags,)) if tags else ():
        names = [name.strip() for name in one.value.split(",")] if isinstance(one.value, str) else []
        if isinstance(tags and tags.value, tuple):
            names = [one.value] if isinstance(one.value, str) else []
        slugs = [vocabulary.tag_names.get(normalise_name(name), name) for name in names]
        if names and slugs != names:
            new = as_yaml(", ".join(slugs)) if len(slugs) == 1 else ", ".join(slugs)
            yield Fix((file.replace(one, new),), f"{quoted(', '.join(names))} is another name", f"it is {new}.")


def _spaces(text: str, _vocabulary: Vocabulary) -> Iterator[Fix]:
    """Space behind lines that says nothing, and the end of the file."""
    if (parts := _parts(text)) is None:
        return
    blocks = read_markdown(parts.body, parts.body_line)
    lines = dict(enumerate(parts.body.split("\n"), parts.body_line))
    html = {
        number
        for block in blocks.blocks
        if block.token.type == "html_block"
        for number in range(block.line, block.first_line + block.last + 1)
    }
    edits = []
    for number, line in lines.items():
        found = SPACE.search(line)
        if found and number in blocks.lines and number not in html:
            edits.append(replaced(number, found.start() + 1, len(found[0]), ""))
    if edits:
        yield Fix(tuple(edits), "there is space behind lines", "it is left out.")
    if not text.endswith("\n"):
        last = text.count("\n") + 1
        end = len(text) - text.rfind("\n")
        yield Fix((Edit(last, end, last, end, "\n"),), "the last line does not end", "it ends in a line feed.")
