"""YAML with the line and column of every value, and its mistakes in plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from knowledge_centre.content.diagnostics import Diagnostic, quoted, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 100
"""Levels of nesting. PyYAML calls itself for each level, in C, where too many levels crash the program."""
MAX_REPEATS = 5_000
"""How many values aliases may add; in a text with more characters, one for each character. More than that is a
"billion laughs" attack. What the text writes out itself is not limited."""
OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
"""What YAML 1.1 takes for the end of a line. Editors do not, nor does YAML 1.2, and lines are counted as they do."""
CUT = re.compile(r"[ \t]+(#+[^\s#].*)")
"""What follows a text and is lost, though a comment would have a space behind its sign."""
TIGHT = re.compile(r"[ ]*(?:- )?[^\W\d][\w-]*(:)(?!//|[ \t]|$).*")
"""A key whose colon has no space behind it, which YAML takes for a text."""
OPENING = "[{:-?"
"""Each level of nesting takes at least one of these characters."""

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Located:
    """A value of a YAML text and its place, from 1. The value of a key has the place of the key.

    A scalar's ``value`` is its text as written, so that ``title: 1984`` and ``tags: no`` are what the
    author typed; ``None`` is an empty one. ``node`` is what :func:`construct` makes Python of.
    """

    line: int
    column: int
    value: str | tuple[Located, ...] | dict[str, Located] | None
    node: yaml.Node

    def diagnostic(self, rule: str, message: str, remedy: str = "") -> Diagnostic:
        """What is wrong with this value, in a file that the caller knows."""
        return Diagnostic("", self.line, self.column, rule, message, remedy)


class RefusedError(Exception):
    """The text is YAML, but it nests deeper or repeats more than anybody would write."""

    def __init__(self, place: tuple[int, int], message: str, remedy: str) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic("", *place, "yaml", message, remedy)


class _Reader:
    """Turns the nodes of one text into located values, and notes keys that occur twice and texts that are cut."""

    def __init__(self, text: str, first_line: int, may_repeat: int) -> None:
        self.first_line = first_line
        self.lines = text.split("\n") if " #" in text or "\t#" in text else []
        self.may_repeat = may_repeat
        self.diagnostics: list[Diagnostic] = []
        self.seen: set[int] = set()

    def locate(self, node: yaml.Node, depth: int = 0, *, repeated: bool = False) -> Located:
        """The value of a node; *repeated* is true for all that is inside an alias."""
        place = _place(node.start_mark, self.first_line)
        self.may_repeat -= repeated
        if self.may_repeat < 0:
            message = "aliases repeat this too often"
            raise RefusedError(place, message, "write the values out instead of * and their name.")
        if depth > MAX_DEPTH:
            raise _too_deep(place)
        repeated = repeated or id(node) in self.seen
        self.seen.add(id(node))
        value: str | tuple[Located, ...] | dict[str, Located] | None
        if isinstance(node, yaml.MappingNode):
            value = dict(self.pairs(node, depth + 1, repeated=repeated))
        elif isinstance(node, yaml.SequenceNode):
            value = tuple(self.locate(item, depth + 1, repeated=repeated) for item in node.value)
        else:
            value = None if node.tag.endswith(":null") else node.value
            if isinstance(node, yaml.ScalarNode) and not repeated:
                self.look_behind(node)
        return Located(*place, value, node)

    def look_behind(self, node: yaml.ScalarNode) -> None:
        """Tell a plain text that a number sign cuts off."""
        if not self.lines or node.style or node.end_mark.line >= len(self.lines):
            return
        if found := CUT.match(self.lines[node.end_mark.line], node.end_mark.column):
            message = f'{quoted(found[1])} is cut off, as " #" begins a comment'
            remedy = 'put the whole value in quotes, or write "# " before a comment.'
            line = node.end_mark.line + self.first_line
            self.diagnostics.append(Diagnostic("", line, found.start(1) + 1, "yaml", message, remedy))

    def pairs(self, node: yaml.MappingNode, depth: int, *, repeated: bool) -> Iterator[tuple[str, Located]]:
        seen: dict[str, Located] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else str(key_node.tag)
            place = _place(key_node.start_mark, self.first_line)
            if key in seen:
                message = f"{quoted(key)} is given twice, first in line {seen[key].line}"
                self.diagnostics.append(Diagnostic("", *place, "yaml", message, "keep one."))
                continue
            value = self.locate(value_node, depth, repeated=repeated)
            seen[key] = Located(*place, value.value, value.node)
            yield key, seen[key]


def read_mapping(text: str, first_line: int = 1) -> tuple[dict[str, Located], list[Diagnostic]]:
    """The top-level keys of a YAML text, with the place of each key, and what is wrong with the text.

    *first_line* is the line of the file that *text* starts at.
    """
    text = OTHER_BREAKS.sub(" ", text)
    reader = _Reader(text, first_line, max(MAX_REPEATS, len(text)))
    try:
        _check_depth(text, first_line)
        node = yaml.compose(text, Loader=_Loader)
        located = reader.locate(node) if node is not None else None
    except yaml.MarkedYAMLError as error:
        place = min(_place(error.problem_mark or error.context_mark, first_line), _end(text, first_line))
        problem = shortened(str(error.problem or error.context))
        told = _tight(text.split("\n"), error, first_line) or Diagnostic(
            "", *place, "yaml", f"this is not YAML ({problem})", _advice(problem)
        )
        # PyYAML 6.0.4 has a limit of its own, which it may meet first.
        return {}, [_too_deep(place).diagnostic if "nesting depth" in problem else told]
    except yaml.reader.ReaderError as error:
        char = chr(error.character) if isinstance(error.character, int) else error.character
        start = text.find(char)  # the error's own position counts bytes
        line, column = text.count("\n", 0, start) + first_line, start - text.rfind("\n", 0, start)
        message = f"the character U+{ord(char):04X} may not stand in YAML"
        return {}, [Diagnostic("", line, column, "yaml", message, "remove it.")]
    except RefusedError as error:
        return {}, [error.diagnostic]
    if located is None:
        return {}, reader.diagnostics
    if not isinstance(located.value, dict):
        message, remedy = "this is not a list of keys and values", 'write lines such as "key: value".'
        return {}, [located.diagnostic("yaml", message, remedy)]
    return located.value, reader.diagnostics


def construct(located: Located) -> Any:
    """The Python value of a located value, of YAML's plain types.

    Raises :class:`yaml.YAMLError` or :class:`ValueError` where there is none.
    """
    return yaml.constructor.SafeConstructor().construct_document(located.node)


def decoded(source: bytes) -> str:
    """The text of a file, without a mark of its encoding, whose lines all end in a line feed.

    Raises :class:`UnicodeDecodeError` where it is not UTF-8: see :func:`not_utf8`.
    """
    return source.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def not_utf8(error: UnicodeDecodeError) -> Diagnostic:
    """What is wrong with a file that is not UTF-8."""
    before = decoded(error.object[: error.start])
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    byte = error.object[error.start]
    return Diagnostic("", line, column, "encoding", f"the byte 0x{byte:02X} is not UTF-8", "save the file as UTF-8.")


def _place(mark: Any, first_line: int) -> tuple[int, int]:
    """Line and column, from 1, of a mark of either loader; column 0 where there is no mark."""
    return (mark.line + first_line, mark.column + 1) if mark else (first_line, 0)


def _end(text: str, first_line: int) -> tuple[int, int]:
    """The place behind a text. Where it ends without a line feed, the loader tells the line after it."""
    return text.count("\n") + first_line, len(text) - text.rfind("\n")


def _check_depth(text: str, first_line: int) -> None:
    """Refuse a text that nests too deeply. Its events come one after the other, so that the depth does no harm."""
    if sum(map(text.count, OPENING)) <= MAX_DEPTH:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _too_deep(_place(event.start_mark, first_line))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _too_deep(place: tuple[int, int]) -> RefusedError:
    return RefusedError(place, f"this nests more than {MAX_DEPTH} levels deep", "write plain keys and values.")


def _tight(lines: list[str], error: yaml.MarkedYAMLError, first_line: int) -> Diagnostic | None:
    """The line that makes a text no YAML because its colon has no space behind it: the loader stumbles after it."""
    at = error.problem_mark
    if error.context_mark is not None and "simple key" in str(error.context):
        number = error.context_mark.line
    elif at is not None and at.line < len(lines) and ":" not in lines[at.line][: at.column]:
        number = at.line - 1
    else:
        return None
    if not 0 <= number < len(lines) or not (found := TIGHT.fullmatch(lines[number])):
        return None
    plain = "plain " if found[0][found.end(1)] == "\xa0" else ""
    message = f"{quoted(found[0].strip())} is no key with a value"
    place = number + first_line, found.start(1) + 1
    return Diagnostic("", *place, "yaml", message, f"put a {plain}space behind the colon.")


def _advice(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "put a value that contains a colon in quotes."
    if "cannot start any token" in problem:
        return "put the value in quotes, and indent with spaces."
    return "check the quotes, brackets and indentation here, or put the value in quotes."
