"""What is taken out of a text before it is read as Markdown, and put back behind its reading: shortcodes, figures, asides.

In its place stands a number between two characters that no text has, which Markdown takes for a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.importing.records import LOOK

if TYPE_CHECKING:
    from knowledge_centre.importing.records import Blog, Notes, Post

START, END = "\ue000", "\ue001"
AIM, AIM_END = "\ue002", "\ue003"
"""Around the identity of a post that a link leads to, until all articles have their places."""
RESERVED = re.compile("[\ue000-\ue003]")
HIDDEN = re.compile(f"{START}(\\d+){END}")
RUN = re.compile("`+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with words of its own."""

    src: str
    alt: str = ""
    caption: str = ""
    """Markdown on one line."""
    width: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    raw: str
    """As it stands in the blog's text."""
    markdown: str | None = None
    """What it is here; where it has nothing that it could be, it is shown as code."""
    figure: Figure | None = None


@dataclass(slots=True)
class Work:
    """What is known while the text of one post becomes that of an article."""

    blog: Blog
    post: Post
    notes: Notes
    pieces: list[Piece] = field(default_factory=list)

    def hide(self, piece: Piece) -> str:
        self.pieces.append(piece)
        return f"{START}{len(self.pieces) - 1}{END}"

    def raw(self, text: str) -> str:
        """A text as it was, for code and the like."""
        while HIDDEN.search(text):
            text = HIDDEN.sub(lambda found: self.pieces[int(found[1])].raw, text)
        return text

    def look(self, line: int, message: str, remedy: str) -> None:
        self.notes.tell(LOOK, self.post.path, line, message, remedy)

    def unknown(self, raw: str, line: int, system: str) -> str:
        """What has nothing that it could be here: told, and left visible."""
        shown = " ".join(raw.split())
        self.look(line, f"{quoted(shown)} is of {system}, and shown as code", "say it in Markdown, or take it out.")
        return self.hide(Piece(raw))


def code(text: str) -> str:
    """A text as code, within a line or, if it has several, as a block."""
    if "\n" in text.strip("\n"):
        return code_block(text, "text")
    fence, space = "`" * (longest_run(text) + 1), " " if "`" in text else ""
    return f"{fence}{space}{text.strip()}{space}{fence}"


def code_block(text: str, language: str) -> str:
    fence, rows = "`" * max(3, longest_run(text) + 1), text.strip("\n")
    return f"{fence}{language}\n{rows}\n{fence}"


def longest_run(text: str) -> int:
    """The length of the longest row of backticks."""
    return max(map(len, RUN.findall(text)), default=0)
