"""Running text as Markdown that shows just that text: CommonMark 0.31, with GitHub's strikethrough."""

from __future__ import annotations

import re

AS_SPACES = dict.fromkeys(map(ord, "\t\r\n\f"), " ")
"""What HTML shows as a space, and is none yet: not the space that does not break."""
SPACES = re.compile(" {2,}")
MAYBE_SPECIAL = re.compile(r"[\\`*\[\]<_~&]")
SPECIAL = re.compile(r"[\\`*\[\]]|<(?=[A-Za-z/!?])|(?<![^\W_])_|_(?![^\W_])|~~|&(?=#?\w+;)")
"""What would be markup in running text; an underscore within a word is none."""
START = re.compile(r"(\d{0,9})(?=(?:#{1,6}|[-+]|(?<=\d)[.)])(?:\s|$)|>|-{3,}$)")
"""Before what would begin a heading, a list, a quotation or a rule at the start of a line."""
END = re.compile(r"((?:^|\s)#*)(#)$")
"""What would close a heading."""
BREAK = "\\\n"


def escape(text: str) -> str:
    """Running text as Markdown that shows just that text."""
    if not text.strip(" \t\r\n\f"):
        return text and " "
    words = one_space(text)
    if not MAYBE_SPECIAL.search(words):
        return words
    return SPECIAL.sub(lambda match: "".join(f"\\{char}" for char in match[0]), words)


def one_space(text: str) -> str:
    """A text as HTML shows it: with one space where there are more, or others."""
    spaced = text if text.isprintable() else text.translate(AS_SPACES)
    return SPACES.sub(" ", spaced) if "  " in spaced else spaced


def paragraph(text: str) -> str:
    """Markdown of one paragraph, no line of which can be taken for the start of another block."""
    lines = ((SPACES.sub(" ", line) if "  " in line else line).strip(" ") for line in text.split("\n"))
    return "\n".join(START.sub(r"\1\\", line, count=1) if START.match(line) else line for line in lines)


def heading(text: str) -> str:
    """Markdown of a heading, all on one line, whose last words cannot be taken for its end."""
    return END.sub(r"\1\\\2", text.replace(BREAK, " ").strip())


def longest_run(text: str) -> int:
    """The length of the longest row of backticks."""
    return max(map(len, re.findall("`+", text)), default=0)


def indented(text: str, width: int) -> str:
    """Text whose lines but the first are moved to the right."""
    return "\n".join(" " * width * bool(number and line) + line for number, line in enumerate(text.split("\n")))
