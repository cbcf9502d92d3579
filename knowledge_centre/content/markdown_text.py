"""The Markdown of an article as the checks look at it: its blocks, its paragraphs and the lines that are no code."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from knowledge_centre.compat.markdown import link_name, parse, repeated_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

Parsed = tuple[list["Token"], int, dict[str, Any]]
"""The tokens of a text, the number that its first line has in them, and what it defines."""
FENCES = ("fence", "colon_fence")
PROSE = frozenset(
    [
        *("admonition", "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning"),
        *("aside", "card", "container", "div", "dropdown", "epigraph", "figure", "grid", "grid-item", "grid-item-card"),
        *("highlights", "list-table", "margin", "pull-quote", "seealso", "sidebar", "tab-item", "tab-set", "table"),
        *("topic", "versionadded", "versionchanged", "deprecated"),
    ]
)
"""Directives whose content is Markdown."""
DIRECTIVE = re.compile(r"\{([\w:-]+)\}")
OPTIONS = re.compile(r"\A(?:(?:[ \t]*:[\w-]+:.*\n)+|---\n(?:.*\n)*?---\n)")
"""The options of a directive at the beginning of its content."""
RUN = re.compile(r"(\\?)(`+)")
MARKUP = re.compile(
    r"<[A-Za-z/!][^<>]*>"  # tags, and addresses in angle brackets
    r"|(?<![\\$])\$(?![\s$])[^$\n]+(?<!\s)\$(?!\d)"  # formulas
    r"|\\[!-/:-@\[-`{-~]"  # escapes
)
BLANK = "\x00"
"""What stands for a character that says nothing of links and the like."""


@dataclass(frozen=True, slots=True)
class Block:
    """A token with the text that it stands in, which is that of the article or of a directive in it."""

    token: Token
    lines: list[str]
    """Of that text."""
    first_line: int
    """The line of the file in which that text begins."""
    before: str
    """The type of the token before it."""

    @property
    def line(self) -> int:
        """In the file."""
        return self.first_line + (self.token.map or [0])[0]

    @property
    def last(self) -> int:
        """The last line that belongs to it, in its text."""
        return (self.token.map or [0, 1])[1] - 1


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """A text, parsed once."""

    blocks: list[Block]
    env: dict[str, Any]
    lines: dict[int, str] = field(default_factory=dict)
    """By its number in the file, each line that is no code, without what is code in it."""
    repeated: list[tuple[int, str]] = field(default_factory=list)
    """Line and label of what defines a link once more."""

    @property
    def paragraphs(self) -> Iterator[Block]:
        return (block for block in self.blocks if block.token.type == "inline")

    def defines(self, label: str) -> bool:
        """Whether a link may name it."""
        return link_name(label) in self.env.get("references", {})


def read_markdown(body: str, first_line: int, parsed: Parsed | None = None) -> MarkdownText:
    """The text of an article, with what stands in its directives; *first_line* is that of the file it starts at.

    It need not be parsed where it is *parsed* already.
    """
    env: dict[str, Any] = {}
    repeated: list[tuple[int, str]] = []
    if parsed is None:
        parsed = parse(body, env), 0, env
        repeated += [(first_line + line, label) for line, label in repeated_links(env)]
    tokens, lines_above, env = parsed
    blocks = list(_blocks("\n" * lines_above + body, tokens, first_line - lines_above, env, repeated))
    lines = dict(enumerate(map(without_code, body.split("\n")), first_line))
    for block in blocks:
        if _is_literal(block.token):
            for line in range(block.line, block.first_line + block.last + 1):
                lines.pop(line, None)
    return MarkdownText(blocks, env, lines, repeated)


def _blocks(
    text: str, tokens: list[Token], first_line: int, env: dict[str, Any], repeated: list[tuple[int, str]]
) -> Iterator[Block]:
    lines, before = text.split("\n"), ""
    for token in tokens:
        yield Block(token, lines, first_line, before)
        if is_prose(token) and token.map:
            content = OPTIONS.sub(lambda found: "\n" * found[0].count("\n"), token.content, count=1)
            inner, start = parse(content, env), first_line + token.map[0] + 1
            repeated += [(start + line, label) for line, label in repeated_links(env)]
            yield from _blocks(content, inner, start, env, repeated)
        before = token.type


def is_prose(token: Token) -> bool:
    """Whether a fence holds Markdown."""
    name = token.info.strip().partition(" ")[0]
    found = DIRECTIVE.fullmatch(name)
    return token.type in FENCES and (found[1] in PROSE if found else token.type == "colon_fence")


def _is_literal(token: Token) -> bool:
    if token.type == "html_block":
        return token.content.lstrip().startswith("<!--")
    literal = ("code_block", "math_block", "math_block_label", "myst_line_comment")
    return token.type in literal or (token.type in FENCES and not is_prose(token))


def without_code(text: str) -> str:
    """A paragraph of the same length, blank where it is code."""
    if "`" not in text:
        return text
    pieces, place = list[str](), 0
    for start, end in _code_spans(text):
        pieces += text[place:start], re.sub(r"[^\n]", BLANK, text[start:end])
        place = end
    return "".join([*pieces, text[place:]])


def without_markup(text: str) -> str:
    """The same, and blank where it is HTML, a formula or escaped."""
    return MARKUP.sub(lambda found: re.sub(r"[^\n]", BLANK, found[0]), without_code(text))


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    runs = [(found.start(2) + len(found[1]), found.end()) for found in RUN.finditer(text)]
    places = defaultdict[int, list[int]](list)
    for start, end in reversed(runs):
        places[end - start].append(start)
    place = 0
    for start, end in runs:
        same = places[end - start]
        while same and same[-1] <= start:
            same.pop()
        if start >= place and same:
            place = same[-1] + end - start
            yield start, place
