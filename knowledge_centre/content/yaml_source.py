"""YAML with the line of every value, and its mistakes in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from knowledge_centre.content.diagnostics import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 100
"""Levels of nesting. What composes a text is recursive, and in C, where too many end the whole program."""
MAX_REPEATS = 5_000
"""Values that aliases may add to a text, or as many as a longer one has characters: past this they are a bomb
(a "billion laughs"). What the text itself writes out is not limited."""
OPENING = "[{:-?"
"""Each level of nesting takes one of these at least."""

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Located:
    """A value of a YAML text and the line it starts at.

    A scalar's ``value`` is its text as written, so that ``title: 1984`` and ``tags: no`` are what the
    author typed; ``None`` is an empty one. ``node`` is what :func:`construct` makes Python of.
    """

    line: int
    value: str | tuple[Located, ...] | dict[str, Located] | None
    node: yaml.Node


class RefusedError(Exception):
    """The text is YAML, but nests deeper or repeats more than anybody would write."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.remark = Remark(line, message)


class _Reader:
    """Turns the nodes of one text into located values and notes keys that occur twice."""

    def __init__(self, first_line: int, may_repeat: int) -> None:
        self.first_line = first_line
        self.may_repeat = may_repeat
        self.remarks: list[Remark] = []
        self.seen: set[int] = set()

    def line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + self.first_line

    def locate(self, node: yaml.Node, depth: int = 0, *, repeated: bool = False) -> Located:
        """*repeated* is what an alias has under it: the text doesn't write it out again."""
        self.may_repeat -= repeated
        if self.may_repeat < 0:
            message = "aliases repeat this too often: write the values out instead of * and their name."
            raise RefusedError(self.line(node), message)
        if depth > MAX_DEPTH:
            raise _too_deep(self.line(node))
        repeated = repeated or id(node) in self.seen
        self.seen.add(id(node))
        value: str | tuple[Located, ...] | dict[str, Located] | None
        if isinstance(node, yaml.MappingNode):
            value = dict(self.pairs(node, depth + 1, repeated=repeated))
        elif isinstance(node, yaml.SequenceNode):
            value = tuple(self.locate(item, depth + 1, repeated=repeated) for item in node.value)
        else:
            value = None if node.tag.endswith(":null") else node.value
        return Located(self.line(node), value, node)

    def pairs(self, node: yaml.MappingNode, depth: int, *, repeated: bool) -> Iterator[tuple[str, Located]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else str(key_node.tag)
            line = self.line(key_node)
            if key in seen:
                self.remarks.append(Remark(line, f'"{key}" is given twice, first in line {seen[key]}: keep one.'))
                continue
            seen[key] = line
            value = self.locate(value_node, depth, repeated=repeated)
            yield key, Located(line, value.value, value.node)


def read_mapping(text: str, first_line: int = 1) -> tuple[dict[str, Located], list[Remark]]:
    """The top-level keys of a YAML text, with the line of each key, and what is wrong with the text.

    *first_line* is the line of the file that *text* starts at.
    """
    reader = _Reader(first_line, max(MAX_REPEATS, len(text)))
    try:
        _check_depth(text, first_line)
        node = yaml.compose(text, Loader=_Loader)
        located = reader.locate(node) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        return {}, [Remark(line, f"this is not YAML ({error.problem or error.context}): {_advice(error)}")]
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        code = error.character if isinstance(error.character, int) else ord(error.character)
        return {}, [Remark(line, f"the character U+{code:04X} may not stand in YAML: remove it.")]
    except RefusedError as error:
        return {}, [error.remark]
    if located is None:
        return {}, reader.remarks
    if not isinstance(located.value, dict):
        return {}, [Remark(located.line, 'this is not a list of keys and values: write lines such as "key: value".')]
    return located.value, reader.remarks


def construct(located: Located) -> Any:
    """The Python value of a located one, of YAML's plain types.

    Raises :class:`yaml.YAMLError` or :class:`ValueError` where there is none.
    """
    return yaml.constructor.SafeConstructor().construct_document(located.node)


def _check_depth(text: str, first_line: int) -> None:
    """Refuse what nests too deeply before it is composed: events come one after the other, whatever the depth."""
    if sum(map(text.count, OPENING)) <= MAX_DEPTH:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                mark = event.start_mark
                raise _too_deep((mark.line if mark else 0) + first_line)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _too_deep(line: int) -> RefusedError:
    return RefusedError(line, f"this nests more than {MAX_DEPTH} levels deep: write plain keys and values.")


def _advice(error: yaml.MarkedYAMLError) -> str:
    if "mapping values are not allowed" in str(error.problem):
        return "put a value that contains a colon in quotes."
    if "cannot start any token" in str(error.problem):
        return "put the value in quotes, and indent with spaces."
    return "check the quotes, brackets and indentation here, or put the value in quotes."
