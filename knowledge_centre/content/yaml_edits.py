"""Changes of YAML at the places of its values, as it is written: never read and written out again."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import yaml

from knowledge_centre.content.text_edits import Edit, inserted, removed_lines, replaced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge_centre.content.yaml_source import Located

PLAIN = re.compile(r"[A-Za-z_/][\w./+-]*(?: [\w./+-]+)*")
WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
"""What YAML takes for something else than text."""


def as_yaml(text: str) -> str:
    """A text as a YAML value, in quotes where it needs them."""
    return (
        text if PLAIN.fullmatch(text) and text.casefold() not in WORDS_OF_YAML else json.dumps(text, ensure_ascii=False)
    )


class YamlFile:
    """A YAML text with its places: *first_line* is the line of the file that it starts at."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.lines, self.first_line = text.split("\n"), first_line

    def _start(self, node: yaml.Node) -> tuple[int, int]:
        return node.start_mark.line + self.first_line, node.start_mark.column + 1

    def _end(self, node: yaml.Node) -> tuple[int, int]:
        return node.end_mark.line + self.first_line, node.end_mark.column + 1

    def line(self, number: int) -> str:
        return self.lines[number - self.first_line]

    def replace(self, one: Located, text: str) -> Edit:
        """Another scalar, given as YAML, instead of one."""
        return Edit(*self._start(one.node), *self._end(one.node), text)

    def replace_value(self, one: Located, text: str) -> Edit:
        """Another value, given as YAML and in one line, instead of any."""
        if not (isinstance(one.node, yaml.CollectionNode) and not one.node.flow_style):
            return self.replace(one, text)
        line, column = self._after_key(one)
        last = self._last_line(one.node)
        return Edit(line, column, last, len(self.line(last)) + 1, f" {text}")

    def rename_key(self, key: str, one: Located, new: str) -> Edit:
        """Another key, written as it was; *one* is its value, which has its place."""
        quote = self.line(one.line)[one.column - 1] in "\"'"
        return replaced(one.line, one.column + quote, len(key), new)

    def add_items(self, one: Located, texts: Sequence[str]) -> Edit:
        """More names in a list, or in a text of names with commas between them."""
        node, new = one.node, ", ".join(map(as_yaml, texts))
        if isinstance(node, yaml.SequenceNode) and node.flow_style:
            line, column = self._end(node)
            return inserted(line, column - 1, f", {new}" if node.value else new)
        if isinstance(node, yaml.SequenceNode):
            dash = self._start(node)[1]
            last = self._last_line(node.value[-1])
            return inserted(last + 1, 1, "".join(f"{' ' * (dash - 1)}- {as_yaml(text)}\n" for text in texts))
        if one.value is None:
            return inserted(*self._after_key(one), f" [{new}]")
        line, column = self._end(node)
        quoted = isinstance(node, yaml.ScalarNode) and node.style in {"'", '"'}
        return inserted(line, column - quoted, f", {', '.join(texts) if quoted else new}")

    def add_keys(self, around: Located | None, members: Sequence[Located], keys: Mapping[str, str]) -> Edit:
        """More keys in a mapping: after its *members*, which may be none where it is empty; the values are YAML.

        *around* is the entry that the mapping is of; ``None`` for the whole text, which is no flow mapping.
        """
        pairs = [f"{key}: {value}" for key, value in keys.items()]
        if around is not None and isinstance(around.node, yaml.MappingNode) and around.node.flow_style:
            line, column = self._end(around.node)
            return inserted(line, column - 1, f"{', ' if members else ''}{', '.join(pairs)}")
        if not members:
            assert around is not None
            return inserted(around.line + 1, 1, "".join(f"{' ' * (around.column + 1)}{pair}\n" for pair in pairs))
        last = max(self._last_line(one.node) if one.value is not None else one.line for one in members)
        return inserted(last + 1, 1, "".join(f"{' ' * (members[0].column - 1)}{pair}\n" for pair in pairs))

    def remove_item(self, one: Located, item: Located) -> list[Edit]:
        """Take a name out of a list."""
        node = one.node
        assert isinstance(node, yaml.SequenceNode)
        number = next(number for number, each in enumerate(node.value) if each is item.node)
        if not node.flow_style:
            return [removed_lines(self._start(item.node)[0], self._last_line(item.node))]
        if number:
            return [Edit(*self._end(node.value[number - 1]), *self._end(item.node), "")]
        after = self._start(node.value[1]) if len(node.value) > 1 else self._end(item.node)
        return [Edit(*self._start(item.node), *after, "")]

    def remove_entry(self, one: Located) -> Edit:
        """Take a key and its value out of a mapping in block style, with the comments within it."""
        last = one.line if one.value is None else max(one.line, self._last_line(one.node))
        indent = " " * one.column
        while last - self.first_line + 1 < len(self.lines) and self.line(last + 1).startswith(indent):
            last += 1
        return removed_lines(one.line, last)

    def _after_key(self, one: Located) -> tuple[int, int]:
        """The place behind the colon of a key that has no value."""
        found = re.compile(r"(?:\"[^\"]*\"|'[^']*'|[^:\s]+)\s*:").match(self.line(one.line), one.column - 1)
        assert found is not None
        return one.line, found.end() + 1

    def _last_line(self, node: yaml.Node) -> int:
        """The last line of a value; the loader has blocks end where the next token begins."""
        line, column = self._end(node)
        if column == 1 or not isinstance(node, yaml.ScalarNode) or node.style in {"|", ">"}:
            start = self._start(node)[0]
            if isinstance(node, yaml.CollectionNode) and node.flow_style:
                return line
            if column == 1 or not self.line(line)[: column - 1].strip():
                line -= 1
            while line > start and (not self.line(line).strip() or self.line(line).lstrip().startswith("#")):
                line -= 1
        return line
