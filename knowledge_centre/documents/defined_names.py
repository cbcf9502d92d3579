"""What a text in Markdown defines for others to refer to: labels, terms and the like, as far as a look at it tells."""

from __future__ import annotations

import re
import textwrap
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LABELS = (
    re.compile(r"^[ \t>*+\d.)-]*\((?P<name>.+)\)=[ \t]*$", re.MULTILINE),
    re.compile(r"^[ \t>]*:?(?:name|label):[ \t]*['\"]?(?P<name>.+?)['\"]?[ \t]*$", re.MULTILINE),
    re.compile(r"\{[^{}\n]*#(?P<name>[\w:.-]+)[^{}\n]*\}"),
    re.compile(r"^[ \t]*\.\. _`?(?P<name>[^`\n]+?)`?:[ \t]*$", re.MULTILINE),
    re.compile(r"\$\$[ \t]*\((?P<name>[^()\n]+)\)[ \t]*$", re.MULTILINE),
)
"""``(name)=``, the options of directives, ``{#name}``, ``.. _name:``, and the label of an equation."""
OBJECTS = re.compile(r"^[ \t>]*(?:(?:`{3,}|~{3,}|:{3,})\{[\w:-]+\}|\.\. [\w:-]+::)[ \t]+(?P<names>.+)$", re.MULTILINE)
"""The argument of any directive: those that describe a function, an option or a setting give its name."""
END_OF_OBJECT = re.compile(r"[\s(=\[].*")
GLOSSARY = re.compile(r"^(?P<before>[ \t>]*)(?:(?P<fence>`{3,}|~{3,}|:{3,})\{glossary\}|\.\. glossary::)")
CLASSED_GLOSSARY = re.compile(r"\{[^{}\n]*\.glossary\b")
DEFINED = re.compile(r"^(?P<term>\S.*)\n\n?:[ \t]", re.MULTILINE)
"""A term of a definition list."""
MARKUP = str.maketrans("", "", "*`")


class Names(NamedTuple):
    """Names in lower case, on one line."""

    labels: frozenset[str] = frozenset()
    """What an author made up: no word to show to readers."""
    words: frozenset[str] = frozenset()
    """Terms, functions, options: names that read as words of a text."""


def names_of(bodies: Iterable[str]) -> Names:
    """What the texts define. It may be more (an example in a code block is taken for what it shows), hardly less."""
    labels: set[str] = set()
    words: set[str] = set()
    for body in bodies:
        labels.update(name(found["name"]) for pattern in LABELS for found in pattern.finditer(body))
        words.update(name(word) for word in chain(_objects(body), _terms(body)))
    return Names(frozenset(labels), frozenset(words))


def name(text: str) -> str:
    """A name as it is compared: docutils and Sphinx fold case and spaces."""
    return " ".join(text.lower().split())


def _objects(body: str) -> Iterator[str]:
    for found in OBJECTS.finditer(body):
        for one in found["names"].split(","):
            yield END_OF_OBJECT.sub("", one.strip())


def _terms(body: str) -> Iterator[str]:
    if CLASSED_GLOSSARY.search(body):
        yield from (found["term"].translate(MARKUP) for found in DEFINED.finditer(body))
    lines = body.split("\n")
    for number, line in enumerate(lines):
        if (found := GLOSSARY.match(line)) is not None:
            block = _block(lines[number + 1 :], found["before"], found["fence"])
            for text in textwrap.dedent("\n".join(block)).split("\n"):
                if text and not text[0].isspace() and not text.startswith((":", "..")):
                    yield text.split(" : ")[0].translate(MARKUP)


def _block(lines: Iterable[str], before: str, fence: str | None) -> Iterator[str]:
    """The lines of a directive: up to its closing fence, or as long as they stand further in than *before*."""
    for line in lines:
        text = line[len(before) :]
        if text.strip() and (text.startswith(fence) if fence else not (line.startswith(before) and text[:1].isspace())):
            return
        yield text
