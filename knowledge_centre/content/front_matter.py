"""Front matter: from the bytes of an article to its validated fields, or to every mistake in them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin

from knowledge_centre.content.diagnostics import Diagnostic, quoted, suggestion
from knowledge_centre.content.field_values import FieldError, Fields
from knowledge_centre.content.myst_keys import NOTEBOOK_KEYS, TOP_KEYS, UNDER_MYST, check_myst, myst_fields
from knowledge_centre.content.records import FrontMatter
from knowledge_centre.content.renames import KEY, advice, renamed
from knowledge_centre.content.yaml_source import Located, construct, decoded, not_utf8, read_mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import tzinfo

    from markdown_it.token import Token

    from knowledge_centre.content.vocabulary import Vocabulary

OWN_KEYS = frozenset({field.name for field in fields(FrontMatter)} - {"authors", "passthrough"} | {"author"})
PASSED_KEYS = frozenset({"myst", *UNDER_MYST, *TOP_KEYS, *NOTEBOOK_KEYS})
"""Keys of Sphinx, MyST and Furo: those of their values that do no harm are handed on as they are."""
UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that JSON may have as they are, and YAML only with an escape."""
MAYBE_TITLE = re.compile(r"^ {0,3}(?:#(?:\s|$)|=+\s*$)", re.MULTILINE)
"""A line that looks like a heading of the first level, or like its underline."""
START = '"---", the title, date and author, and "---".'
SHORTEST = 4
"""The line of the body after front matter of one line: then there is no line for a heading."""


class Parts(NamedTuple):
    """A text, split."""

    fields: str
    """YAML, each field in the column where it is in the file."""
    fields_line: int
    """The line of the file that they start at."""
    body: str
    body_line: int
    """The line of the file that the body starts at."""


@dataclass(frozen=True, slots=True)
class Format:
    """A language that articles are written in, with its own way to hold front matter."""

    name: str
    start: str
    """What a file starts with, in words."""
    split: Callable[[str], Parts | tuple[str, str]]
    """From the text of a file; message and remedy where there is no front matter in it."""
    headings: Callable[[str], list[tuple[int, str]]]
    """The body's headings of the first level: the line of each (from 0, in the body) and its words."""
    handed_on: Callable[[FrontMatter, str, int], str]
    """The text for the parser, from front matter, body and the line of the body, which stays in that line."""
    sections: str
    """How sections are told from the title, in words."""
    levels_are_said: bool = False
    """Whether a heading says of which level it is, and does not depend on those before it."""
    passes_keys: bool = False
    """Whether keys of MyST's and Sphinx's are handed on to the parser."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One article's text, split and validated."""

    format: Format

    front: FrontMatter | None
    """``None`` where a mistake leaves no usable record."""
    places: Mapping[str, tuple[int, int]]
    """The line and column of each key, for checks against other files."""
    body: str
    body_line: int
    """The line of the file that the body starts at."""
    diagnostics: tuple[Diagnostic, ...]


def read_source(source: bytes, vocabulary: Vocabulary, zone: tzinfo, written_in: Format | None = None) -> SourceText:
    """Split and validate the bytes of an article. *zone* is that of dates given without an offset."""
    written_in = written_in or MARKDOWN
    try:
        text = decoded(source)
    except UnicodeDecodeError as error:
        return SourceText(written_in, None, {}, "", 1, (not_utf8(error),))
    if not text.strip():
        parts: Parts | tuple[str, str] = ("the file is empty", f"start it with {written_in.start}")
    else:
        parts = written_in.split(text)
    if not isinstance(parts, Parts):
        return SourceText(written_in, None, {}, "", 1, (Diagnostic("", 1, 0, "front-matter", *parts),))
    body, body_line = parts.body, parts.body_line
    located, wrong = read_mapping(parts.fields, first_line=parts.fields_line)
    if wrong and not located:
        return SourceText(written_in, None, {}, body, body_line, tuple(wrong))
    front, wrong_fields = _validate(located, written_in, parts, vocabulary, zone)
    places = {key: (value.line, value.column) for key, value in located.items()}
    return SourceText(written_in, front, places, body, body_line, tuple(sorted({*wrong, *wrong_fields})))


def split_markdown(text: str) -> Parts | tuple[str, str]:
    """Front matter is YAML between two lines ``---``."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return "no front matter", f"start the file with {START}"
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), None)
    if end is None:
        return "the front matter is not closed", 'put a line "---" after its last key.'
    return Parts("\n".join([*lines[1:end], ""]), 2, "\n".join(lines[end + 1 :]), end + 2)


def markdown(front: FrontMatter, body: str, body_line: int) -> str:
    """The text for MyST: its own keys, the title as a heading, and the body at the line where it was.

    The title is plain text, so its punctuation is escaped for Markdown
    (CommonMark 0.31, 2.4: any ASCII punctuation may be).
    """
    passed, heading = myst_fields(front.passthrough), escape_markdown(front.title)
    if heading and body_line == SHORTEST:
        passed |= {"title": heading, "myst": {**passed.get("myst", {}), "title_to_header": True}}
        heading = ""
    text = UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(passed, ensure_ascii=False))
    head = ["---", text, "---", *([f"# {heading}"] if heading else [])]
    padding = [""] * (body_line - 1 - len(head))
    return "\n".join([*head, *padding, body])


def escape_markdown(text: str) -> str:
    """Plain text as Markdown that shows just that text."""
    return "".join(f"\\{char}" if char in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" else char for char in text)


def headings(body: str) -> list[tuple[int, str]]:
    """The body's headings of the first level: the line of each (from 0, in the body) and its words.

    Headings in code, lists and quotations don't count.
    """
    if not MAYBE_TITLE.search(body):
        return []
    parser = MarkdownIt("commonmark").use(colon_fence_plugin).disable("inline")
    return [
        (token.map[0], _words(parser, inline.content))
        for token, inline in pairwise(parser.parse(body))
        if token.type == "heading_open" and token.tag == "h1" and token.level == 0 and token.map
    ]


def _words(parser: MarkdownIt, markdown: str) -> str:
    """The words of a line of Markdown, without its pictures and their texts."""
    tokens: list[Token] = []
    parser.inline.parse(markdown, parser, {}, tokens)
    return "".join(token.content for token in tokens if token.type not in {"html_inline", "image"}).strip()


MARKDOWN = Format("Markdown", START, split_markdown, headings, markdown, 'begin sections with "##".', True, True)


def _validate(
    located: Mapping[str, Located], written_in: Format, parts: Parts, vocabulary: Vocabulary, zone: tzinfo
) -> tuple[FrontMatter | None, list[Diagnostic]]:
    wrong: list[Diagnostic] = []
    values: dict[str, Any] = {}
    read = Fields(vocabulary, zone)
    for key, value in located.items():
        try:
            if key in OWN_KEYS:
                values["authors" if key == "author" else key] = getattr(read, key)(value)
            elif key in PASSED_KEYS and written_in.passes_keys:
                values.setdefault("passthrough", {})[key] = _pass_on(key, value)
            else:
                known = OWN_KEYS | PASSED_KEYS if written_in.passes_keys else OWN_KEYS
                remedy = advice(rename) if (rename := renamed(KEY, key)) else suggestion(key, known)
                wrong.append(value.diagnostic("front-matter/unknown-key", f"unknown key {quoted(key)}", remedy))
        except FieldError as error:
            wrong += [place.diagnostic(f"front-matter/{key}", *told) for place, *told in error.problems]
    titles = written_in.headings(parts.body) if written_in.levels_are_said or "title" not in located else []
    wrong += _check_titles(located, [(parts.body_line + line, words) for line, words in titles], written_in.sections)
    for key, example in (("date", "date: 2026-01-31"), ("author", "author: an id from authors.yml")):
        if key not in located:
            wrong.append(Diagnostic("", 1, 0, f"front-matter/{key}", f"no {key}", f'add a line "{example}".'))
    if "image" in located and not values.get("image_alt") and "image_alt" not in located:
        message, remedy = "the image has no text alternative", 'add "image_alt:".'
        wrong.append(located["image"].diagnostic("front-matter/image_alt", message, remedy))
    values.setdefault("category", next(iter(vocabulary.categories), ""))
    if not values["category"] and "category" not in located and "categories" not in vocabulary.unread:
        remedy = "add one to articles/categories.yml, the first is the default."
        wrong.append(Diagnostic("", 1, 0, "front-matter/category", "no category", remedy))
    return (None if wrong else FrontMatter(**values)), wrong


def _check_titles(
    located: Mapping[str, Located], headings: list[tuple[int, str]], sections: str
) -> Iterator[Diagnostic]:
    """One title: the key or one heading of the first level. Each of the *headings* has its line and its words."""
    rule = "front-matter/title"
    if "title" in located:
        first, others = f"line {located['title'].line} gives one as well", headings[:1]
    elif headings:
        (line, words), *others = headings
        first = f"line {line} is one"
        if not words:
            remedy = 'write them after the "#", or as "title: …".'
            yield Diagnostic("", line, 0, rule, "the title has no words", remedy)
    else:
        yield Diagnostic("", 1, 0, rule, "no title", 'add a line "title: …" or one "# heading".')
        return
    for line, _words in others:
        yield Diagnostic("", line, 0, rule, "two titles", f"{first}; {sections}")


def _pass_on(key: str, located: Located) -> Any:
    """The value as JSON has it, which is how MyST gets it."""
    try:
        value = json.loads(json.dumps(construct(located)))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        message = f'"{key}" has a value that YAML cannot give to Sphinx'
        raise FieldError(located, message, "use text, numbers, true or false.") from error
    if wrong := check_myst(key, value, located):
        raise FieldError(*wrong[0], wrong[1:])
    return value
