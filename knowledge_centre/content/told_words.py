"""What Sphinx, MyST, docutils and Pygments say of an article, in the words of this site: what is wrong, and what to write.

The first four are told by lint as well, in the same words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pygments.lexers import find_lexer_class_by_name, get_all_lexers
from pygments.util import ClassNotFound

from knowledge_centre.content.diagnostics import ending, quoted, suggestion
from knowledge_centre.content.markdown_text import PROSE

if TYPE_CHECKING:
    from collections.abc import Callable

Told = tuple[str, str]
"""Message and remedy."""
DIRECTIVES = PROSE | {
    *("articles", "button-link", "button-ref", "code-block", "csv-table", "facets", "figure", "glossary", "image"),
    *("include", "literalinclude", "math", "rubric", "toctree"),
}
ROLES = frozenset(
    [
        *("abbr", "button-link", "command", "doc", "download", "envvar", "eq", "file", "guilabel", "kbd", "math"),
        *("menuselection", "numref", "octicon", "option", "program", "ref", "rfc", "sub", "sup", "term"),
    ]
)
UNCALLED = "this footnote is called nowhere", 'put its mark, such as "[^1]", where it belongs, or remove it.'


def heading_jump(above: int, level: int) -> Told:
    return f"{quoted('#' * level)} stands below {quoted('#' * above)}", f"write {quoted('#' * (above + 1))}."


def defined_twice(label: str) -> Told:
    return f"{quoted(f'[{label}]:')} is defined twice", "keep one of the lines."


def footnote_twice(label: str) -> Told:
    return f"{quoted(f'[^{label}]:')} is defined twice", "keep one of them, or give the other another name."


def undefined(name: str) -> Told:
    return f"there is no footnote or target {quoted(name)}", f"add one, such as {quoted(f'[^{name}]: …')}"


def unknown_language(name: str) -> Told:
    likely = [language for language in _languages() if language[:1] == name[:1].lower()]
    return f"no language is called {quoted(name)}", suggestion(name, likely) or 'write "text" where it is none.'


@cache
def is_language(name: str) -> bool:
    """Whether Pygments can colour it."""
    try:
        find_lexer_class_by_name(name)
    except ClassNotFound:
        return False
    return True


@cache
def _languages() -> frozenset[str]:
    return frozenset(alias for _name, aliases, *_rest in get_all_lexers() for alias in aliases)


def _option(found: re.Match[str]) -> Told:
    known = [name.strip("' ") for name in found[3].split(",")]
    return f"{quoted(found[1])} has no option {quoted(found[2])}", suggestion(found[2], known) or (
        f"write one of {', '.join(known)}."
    )


def _named(what: str, names: frozenset[str]) -> Callable[[re.Match[str]], Told]:
    def told(found: re.Match[str]) -> Told:
        message = f"there is no {what} {quoted(found[1])}"
        if found[1] in names:
            return message, "name the extension that it belongs to in conf.py, or leave it out."
        return message, suggestion(found[1], names) or r'show it as `code`, or write "\{" for a "{" that is none.'

    return told


REWORDED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Told]], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (
            r"Non-consecutive header level increase; H(\d) to H(\d)",
            lambda found: heading_jump(int(found[1]), int(found[2])),
        ),
        (r"Duplicate reference definition: (.+)", lambda found: defined_twice(found[1].lower())),
        (r"Duplicate footnote definition found for label: '(.+)'", lambda found: footnote_twice(found[1])),
        (r"Footnote \[.*\] is not referenced\.", lambda _found: UNCALLED),
        (r'Unknown target name: "(.+)"\.', lambda found: undefined(found[1])),
        (r"Unknown directive type: '(.+)'", _named("directive", DIRECTIVES)),
        (r'Unknown interpreted text role "(.+)"\.', _named("role", ROLES)),
        (r"'(.+)': Unknown option key: '(.+)' \(allowed: \[(.*)\]\)", _option),
        (r"Pygments lexer name '(.+)' is not known", lambda found: unknown_language(found[1])),
    )
)
EXEMPTED = tuple(
    (re.compile(pattern), f"markdown/{kind}")
    for pattern, kind in (
        (r"Non-consecutive header level increase", "heading"),
        (r"Duplicate reference definition", "reference"),
        (r"Duplicate footnote definition|Footnote \[.*\] is not referenced|Unknown target name", "footnote"),
        (r"Too many autonumbered footnote references", "footnote"),
        (r"Pygments lexer name", "language"),
    )
)
"""Warnings by the rule that they break for :mod:`~knowledge_centre.content.markdown_checks`."""
ALSO_TOLD = re.compile(r"Too many autonumbered footnote references: ")
"""What docutils says of a footnote that is not there, besides its name."""


def rule_of(message: str) -> str:
    """The rule of Markdown that a warning is about; nothing for others."""
    return next((rule for pattern, rule in EXEMPTED if pattern.match(message)), "")


def reworded(message: str) -> str:
    """A warning in our words where there are any; nothing where it says what another one says."""
    for pattern, words in REWORDED:
        if found := pattern.fullmatch(message):
            told, remedy = words(found)
            return told + ending(remedy)
    return "" if ALSO_TOLD.match(message) else message
