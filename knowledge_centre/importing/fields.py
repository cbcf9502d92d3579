"""The fields at the top of a post, be they YAML, TOML, or Pelican's lines; names of keys in lower case."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from knowledge_centre.content.yaml_source import Located, read_mapping
from knowledge_centre.importing.records import LEFT_OUT, LOOK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_centre.importing.records import Notes

PELICAN = re.compile(r"([A-Za-z][\w -]*):[ \t]*(.*)")
TOML_LINE = re.compile(r"at line (\d+)")
TRUE = frozenset({"true", "yes", "on", "1"})


@dataclass(frozen=True, slots=True)
class Fields:
    """Plain texts, lists and mappings by key."""

    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each key."""

    def value(self, *keys: str) -> Any:
        """The value of the first of some keys that has one; ``a.b`` is a key within another."""
        for key in keys:
            found: Any = self.values
            for part in key.split("."):
                found = found.get(part) if isinstance(found, dict) else None
            if found not in (None, "", [], {}):
                return found
        return None

    def text(self, *keys: str) -> str:
        """On one line."""
        found = self.value(*keys)
        return " ".join(found.split()) if isinstance(found, str) else ""

    def names(self, *keys: str, cut: str = ",") -> tuple[str, ...]:
        """The names in a list, or in a text cut at a sign; without repeats."""
        found = self.value(*keys)
        if isinstance(found, str):
            found = found.strip("[]").split(cut) if cut else [found]
        texts = (one for one in found if isinstance(one, str)) if isinstance(found, list) else ()
        return tuple(dict.fromkeys(name for one in texts if (name := " ".join(one.strip(" \"'").split()))))

    def flag(self, *keys: str) -> bool:
        return self.text(*keys).casefold() in TRUE

    def line(self, *keys: str) -> int:
        return next((self.lines[key] for key in keys if key in self.lines), 1)


@dataclass(frozen=True, slots=True)
class Head:
    """A text, split."""

    fields: Fields
    body: str
    line: int
    """The line of the file that the body starts at."""


def split(text: str, path: str, notes: Notes) -> Head | None:
    """Front matter between lines ``---`` or ``+++``, and the body; nothing, and a line that says why, where it cannot be read.

    A text without front matter is a body.
    """
    lines = text.split("\n")
    fence = lines[0].strip()
    if fence not in {"---", "+++"}:
        return Head(Fields(), text, 1)
    ends = {fence, "..."} if fence == "---" else {fence}
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ends), None)
    if end is None:
        notes.tell(LEFT_OUT, path, 1, "its front matter is not closed", f'put a line "{fence}" after its last key.')
        return None
    given = "\n".join([*lines[1:end], ""])
    read = yaml_fields(given, path, notes, 2) if fence == "---" else toml_fields(given, path, notes, 2)
    return Head(read, "\n".join(lines[end + 1 :]), end + 2) if read is not None else None


def yaml_fields(text: str, path: str, notes: Notes, first_line: int = 1) -> Fields | None:
    located, wrong = read_mapping(text, first_line)
    for told in wrong:
        rule = LOOK if located else LEFT_OUT
        notes.tell(rule, path, told.line, told.message, told.remedy)
    if wrong and not located:
        return None
    return Fields(_plain_yaml(located), {key.lower(): value.line for key, value in located.items()})


def toml_fields(text: str, path: str, notes: Notes, first_line: int = 1) -> Fields | None:
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        found = TOML_LINE.search(str(error))
        line = first_line - 1 + int(found[1]) if found else first_line
        notes.tell(LEFT_OUT, path, line, f"this is not TOML ({error})", "mend it there.")
        return None
    lines = {
        key.lower(): number
        for number, one in enumerate(text.split("\n"), first_line)
        for key in [one.partition("=")[0].strip()]
        if key in values
    }
    return Fields(_plain_toml(values), lines)


def pelican_split(text: str) -> Head:
    """``Key: value`` from the first line on, up to an empty one; a line that is moved to the right goes on with the one before."""
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    key, number = "", 0
    rows = text.split("\n")
    for number, row in enumerate(rows):
        if row[:1] in {" ", "\t"} and row.strip() and key:
            values[key] += f" {row.strip()}"
        elif found := PELICAN.fullmatch(row.rstrip()):
            key = found[1].strip().lower()
            values[key], lines[key] = found[2], number + 1
        else:
            break
    return Head(Fields(values, lines), "\n".join(rows[number:]), number + 1) if values else Head(Fields(), text, 1)


def _plain_yaml(value: Any) -> Any:
    value = value.value if isinstance(value, Located) else value
    if isinstance(value, dict):
        return {key.lower(): _plain_yaml(one) for key, one in value.items()}
    return [_plain_yaml(one) for one in value] if isinstance(value, tuple) else value


def _plain_toml(value: Any) -> Any:
    if isinstance(value, dict):
        return {key.lower(): _plain_toml(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain_toml(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)
