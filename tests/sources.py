"""Texts of articles for the tests: a small vocabulary, and what is told of the mistakes in front matter."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from knowledge_centre.content.front_matter import read_source
from knowledge_centre.content.vocabulary import Author, Category, Tag, Vocabulary

LONDON = ZoneInfo("Europe/London")
VOCABULARY = Vocabulary(
    authors={"ada": Author("ada", "Ada"), "bob": Author("bob", "Bob")},
    categories={"articles": Category("articles", "Articles"), "notes": Category("notes", "Notes")},
    tags={"zero-trust": Tag("zero-trust", "Zero trust", aliases=("ZTNA",)), "cpp": Tag("cpp", "C++")},
    tag_names={
        "zero-trust": "zero-trust",
        "zero trust": "zero-trust",
        "ztna": "zero-trust",
        "cpp": "cpp",
        "c++": "cpp",
    },
)
GOOD = "title: A title\ndate: 2025-04-23\nauthor: ada\n"


def told(text: str | bytes) -> list[str]:
    source = text if isinstance(text, bytes) else text.encode()
    return [f"{each.line}: {each.text}" for each in read_source(source, VOCABULARY, LONDON).diagnostics]


def front(fields: str, body: str = "Text.") -> list[str]:
    return told(f"---\n{fields}\n---\n\n{body}\n")


def assert_told(fields: str, expected: list[str]) -> None:
    """Each mistake begins as expected, and there is no other."""
    messages = front(fields)
    assert len(messages) == len(expected), messages
    for message, start in zip(messages, expected, strict=True):
        assert message.startswith(start)


def told_lines(printed: str) -> list[str]:
    """What ``check`` printed, as builds have it: without columns and rules."""
    return [re.sub(r"^(.+?:\d+):(?:\d+:)? (.*) \[[\w/-]+\]$", r"\1: \2", line) for line in printed.splitlines()]
