"""Tags of Liquid, Hugo and Zola in a text: where they are, what they are given, and which ends which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LIQUID = re.compile(r"\{%-?\s*(?P<name>\w+)(?P<args>(?:[^%\n]|%(?!\}))*?)-?%\}|\{\{-?(?P<value>[^{}\n]*?)-?\}\}")
HUGO = re.compile(
    r"\{\{[<%]\s*(?P<close>/(?!\*))?\s*(?P<escaped>/\*)?\s*(?P<name>[\w.-][\w/.-]*)(?P<args>.*?)/?\s*(?:\*/)?\s*[>%]\}\}",
    re.DOTALL,
)
ZOLA = re.compile(
    r"\{\{\s*(?P<value>[\w:]+)\((?P<values>[^{}]*?)\)\s*\}\}|\{%\s*(?P<name>[\w:]+)\((?P<args>[^{}]*?)\)\s*%\}|\{%\s*(?P<end>end)\s*%\}"
)
ARGUMENT = re.compile(r"""(?:([\w-]+)\s*[=:]\s*)?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|[^\s,"'`=]+)""")
PATTERNS = {"liquid": LIQUID, "hugo": HUGO, "zola": ZOLA}
LONGEST = 20_000
"""Characters of a shortcode: what never ends is none."""


@dataclass(frozen=True, slots=True)
class Tag:
    start: int
    end: int
    raw: str
    name: str
    args: str = ""
    closes: bool = False
    value: bool = False
    """A variable, or what stands for one."""
    escaped: bool = False

    def arguments(self) -> tuple[dict[str, str], list[str]]:
        named, rest = dict[str, str](), list[str]()
        for found in ARGUMENT.finditer(self.args):
            text = found[2][1:-1] if found[2][0] in "\"'`" else found[2]
            if found[1]:
                named[found[1].lower()] = text.replace('\\"', '"')
            else:
                rest.append(text.replace('\\"', '"'))
        return named, rest


def tags_in(pattern: re.Pattern[str], syntax: str, text: str) -> Iterator[Tag]:
    for found in pattern.finditer(text):
        given = found.groupdict()
        if found.end() - found.start() > LONGEST:
            continue
        if given.get("end"):
            yield Tag(*found.span(), found[0], "end", closes=True)
        elif given.get("value") is not None:
            yield Tag(*found.span(), found[0], given["value"].strip(), given.get("values") or "", value=True)
        else:
            name = given["name"]
            closes = bool(given.get("close")) or (syntax == "liquid" and name.startswith("end"))
            name = name.removeprefix("end") if syntax == "liquid" and closes else name
            yield Tag(
                *found.span(), found[0], name.lower(), given["args"] or "", closes, escaped=bool(given.get("escaped"))
            )


def pairs(tags: list[Tag], syntax: str) -> dict[int, int]:
    """Which tag ends which."""
    found: dict[int, int] = {}
    open_: list[int] = []
    for number, tag in enumerate(tags):
        if tag.closes:
            for place in range(len(open_) - 1, -1, -1):
                if syntax == "zola" or tags[open_[place]].name == tag.name:
                    found[open_[place]] = number
                    del open_[place:]
                    break
        elif not tag.value and not tag.escaped:
            open_.append(number)
    return found
