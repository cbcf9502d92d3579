"""CommonMark as blogs have it, with the place of each link, picture, tag and piece of code in the text.

markdown-it-py knows the lines of blocks, and no places within a paragraph. Its rules are its own, wrapped: each tells where
it found what it found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import autolink, backtick, escape, html_inline, image, link
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

RULES: dict[str, Callable[[StateInline, bool], bool]] = {
    "escape": escape, "backticks": backtick, "link": link, "image": image, "autolink": autolink, "html_inline": html_inline,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Something in a paragraph, by its places in the text."""

    kind: str
    """The rule that found it: ``link``, ``image``, ``backticks``, ``html_inline``, ``autolink``, ``escape``."""
    start: int
    end: int
    words: tuple[int, int]
    """The words of a link or picture."""
    aim: tuple[int, int]
    """The address of a link or picture, empty where it is named by a label."""
    address: str
    """That address as it is read, or the one that the label stands for."""


@dataclass(slots=True)
class Parsed:
    tokens: list[Token]
    spans: list[Span]
    """In order; what is in a link comes after it."""
    prose: list[tuple[int, int]]
    """Each line of each paragraph, heading and cell."""
    definitions: dict[str, Any] = field(default_factory=dict)
    repeated: list[tuple[int, int]] = field(default_factory=list)
    """The lines of what defines a label once more."""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.disable(["footnote_tail", "footnote_inline", "inline"])  # paragraphs are read below, each with its places
    for name, rule in RULES.items():
        parser.inline.ruler.at(name, _told(name, rule))
    return parser


def _told(name: str, rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    def wrapped(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent and state.src is state.env["content"]:  # and not in the words of a picture
            words, aim = _parts(state, start, name) if name in {"link", "image"} else ((0, 0), (0, 0))
            made = next((one for one in state.tokens[count:] if one.type in {"link_open", "image"}), None)
            address = str(made.attrs.get("href", made.attrs.get("src", ""))) if made else ""
            state.env["found"].append((name, start, state.pos, words, aim, address))
        return found

    return wrapped


def _parts(state: StateInline, start: int, name: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where the words and the address of a link or picture are."""
    first = start + (2 if name == "image" else 1)
    last = state.md.helpers.parseLinkLabel(state, first - 1, name == "link")
    place = last + 1
    if state.src[place : place + 1] != "(":
        return (first, last), (0, 0)
    place += 1
    while state.src[place : place + 1].isspace():
        place += 1
    found = state.md.helpers.parseLinkDestination(state.src, place, state.posMax)
    return (first, last), ((place, found.pos) if found.ok else (place, place))


def parse(text: str) -> Parsed:
    """A text with the places of what is in it."""
    env: dict[str, Any] = {"found": []}
    parser = _parser()
    tokens = parser.parse(text, env)
    rows, starts = text.split("\n"), [0]
    for row in rows:
        starts.append(starts[-1] + len(row) + 1)
    parsed = Parsed(tokens, [], [], env.get("references", {}))
    parsed.repeated = [tuple(one["map"]) for one in env.get("duplicate_refs", ())]
    place, last = 0, -1
    for token in tokens:
        if token.type != "inline":
            continue
        env["found"], env["content"], token.children = [], token.content, []
        parser.inline.parse(token.content, parser, env, token.children)
        if not token.map or not token.content:
            continue
        place = place if token.map[0] == last else starts[token.map[0]]
        last = token.map[0]
        places = _places(token, rows, starts, place)
        if places is None:
            continue
        place = places[-1]
        parsed.prose += _runs(token.content, places)
        for kind, start, end, words, aim, address in sorted(env["found"], key=lambda one: (one[1], -one[2])):
            of = tuple((places[a], places[b]) for a, b in (words, aim))
            parsed.spans.append(
                Span(kind, places[start], places[end], of[0], of[1] if aim != (0, 0) else (0, 0), address)
            )
    return parsed


def _places(token: Token, rows: list[str], starts: list[int], place: int) -> list[int] | None:
    """The place in the text of each character of a paragraph, whose lines stand there without what is around them."""
    places: list[int] = []
    assert token.map is not None
    for number, line in enumerate(token.content.split("\n"), token.map[0]):
        if number >= len(rows):
            return None
        begin = max(place - starts[number], 0) if number == token.map[0] else 0
        words = line.strip()
        column = rows[number].find(words, begin)
        if column < 0:
            return None
        lead = len(line) - len(line.lstrip())
        at = starts[number] + column
        places += [
            max(at - lead + index, starts[number]) if index < lead else at + index - lead for index in range(len(line))
        ]
        places.append(at + len(words))  # the line feed, or the end
    return places


def _runs(content: str, places: list[int]) -> Iterator[tuple[int, int]]:
    index = 0
    for line in content.split("\n"):
        yield places[index], places[index + len(line)]
        index += len(line) + 1
