"""Front matter: from the bytes of an article to its validated fields, or to every mistake in them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin

from knowledge_centre.content.diagnostics import Remark, did_you_mean
from knowledge_centre.content.field_values import FieldError, Fields
from knowledge_centre.content.myst_keys import check_myst, myst_fields
from knowledge_centre.content.records import FrontMatter
from knowledge_centre.content.yaml_source import Located, construct, read_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from markdown_it.token import Token

    from knowledge_centre.content.vocabulary import Vocabulary

OWN_KEYS = frozenset({field.name for field in fields(FrontMatter)} - {"authors", "passthrough"} | {"author"})
PASSED_KEYS = frozenset(
    {"myst", "html_meta", "orphan", "tocdepth", "nocomments", "no-search", "nosearch", "hide-toc", "substitutions"}
)
"""Sphinx's file-wide metadata, MyST's and Furo's: handed on as they are."""
UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON has as it is, and YAML only escaped."""
MAYBE_TITLE = re.compile(r"^ {0,3}(?:#(?:\s|$)|=+\s*$)", re.MULTILINE)
"""A line that may be a heading of the first level, or its underline; parsing tells whether it is."""
SHORTEST = 4
"""Where a body begins after front matter of one line, which leaves none for a heading."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One article's text, split and validated."""

    front: FrontMatter | None
    """``None`` where a mistake leaves no usable record."""
    lines: Mapping[str, int]
    """The line of each key, for mistakes that only other files show."""
    body: str
    body_line: int
    """The line of the file that the body starts at."""
    remarks: tuple[Remark, ...]


def read_source(source: bytes, vocabulary: Vocabulary, zone: tzinfo) -> SourceText:
    """Split and validate the bytes of an article. *zone* is that of dates given without an offset."""
    try:
        text = source.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        byte = source[error.start]
        return _unreadable(line, f"the byte 0x{byte:02X} is not UTF-8: save the file as UTF-8.")
    if not text.strip():
        return _unreadable(1, 'the file is empty: start it with "---", the title, date and author, and "---".')
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return _unreadable(1, 'no front matter: start the file with "---", the title, date and author, and "---".')
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), None)
    if end is None:
        return _unreadable(1, 'the front matter is not closed: put a line "---" after its last key.')
    located, remarks = read_mapping("\n".join(lines[1:end]), first_line=2)
    body = "\n".join(lines[end + 1 :])
    if remarks and not located:
        return SourceText(None, {}, body, end + 2, tuple(remarks))
    front, found = _validate(located, body, end + 2, vocabulary, zone)
    keys = {key: value.line for key, value in located.items()}
    return SourceText(front, keys, body, end + 2, tuple(sorted({*remarks, *found})))


def markdown(front: FrontMatter, body: str, body_line: int) -> str:
    """The text for MyST: only the keys that are its own, the title as a heading, and every line where it was.

    The title is plain text, so what is punctuation in Markdown is escaped
    (CommonMark 0.31, 2.4: any ASCII punctuation may be).
    """
    passed, heading = myst_fields(front.passthrough), escape_markdown(front.title)
    if heading and body_line == SHORTEST:
        passed |= {"title": heading, "myst": {**passed.get("myst", {}), "title_to_header": True}}
        heading = ""
    text = UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(passed, ensure_ascii=False))
    head = ["---", text, "---", *([f"# {heading}"] if heading else [])]
    padding = [""] * (body_line - 1 - len(head))
    return "\n".join([*head, *padding, body])


def escape_markdown(text: str) -> str:
    """Plain text as Markdown that shows just that text."""
    return "".join(f"\\{char}" if char in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" else char for char in text)


def headings(body: str) -> list[tuple[int, str]]:
    """The body's headings of the first level: the line of each (from 0, in the body) and its words.

    Those in code, lists and quotations are none of the page.
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
    """The words of a line of Markdown; what a picture says in their stead is no part of a title."""
    tokens: list[Token] = []
    parser.inline.parse(markdown, parser, {}, tokens)
    return "".join(token.content for token in tokens if token.type not in {"html_inline", "image"}).strip()


def _unreadable(line: int, message: str) -> SourceText:
    return SourceText(None, {}, "", 1, (Remark(line, message),))


def _validate(
    located: Mapping[str, Located], body: str, body_line: int, vocabulary: Vocabulary, zone: tzinfo
) -> tuple[FrontMatter | None, list[Remark]]:
    remarks: list[Remark] = []
    values: dict[str, Any] = {}
    read = Fields(vocabulary, zone)
    for key, value in located.items():
        try:
            if key in OWN_KEYS:
                values["authors" if key == "author" else key] = getattr(read, key)(value)
            elif key in PASSED_KEYS:
                values.setdefault("passthrough", {})[key] = _pass_on(key, value)
            else:
                remarks.append(Remark(value.line, f'unknown key "{key}"{did_you_mean(key, OWN_KEYS | PASSED_KEYS)}'))
        except FieldError as mistake:
            remarks.extend(mistake.remarks)
    remarks.extend(_check_titles(located, [(body_line + line, words) for line, words in headings(body)]))
    for key, example in (("date", "date: 2026-01-31"), ("author", "author: an id from authors.yml")):
        if key not in located:
            remarks.append(Remark(1, f'no {key}: add a line "{example}".'))
    if "image" in located and not values.get("image_alt") and "image_alt" not in located:
        remarks.append(Remark(located["image"].line, 'the image has no text alternative: add "image_alt:".'))
    values.setdefault("category", next(iter(vocabulary.categories), ""))
    if not values["category"] and "category" not in located and "categories" not in vocabulary.unread:
        remarks.append(Remark(1, "no category: add one to articles/categories.yml, the first is the default."))
    return (None if remarks else FrontMatter(**values)), remarks


def _check_titles(located: Mapping[str, Located], found: list[tuple[int, str]]) -> list[Remark]:
    """One title: the key or one heading of the first level (the contract). *found* has the lines and words of those."""
    if "title" in located:
        return [
            Remark(line, f'two titles: line {located["title"].line} gives one as well; begin sections with "##".')
            for line, _words in found[:1]
        ]
    if not found:
        return [Remark(1, 'no title: add a line "title: …" or one "# heading".')]
    (first, words), *others = found
    wordless = [] if words else [Remark(first, 'the title has no words: write them after the "#", or as "title: …".')]
    return wordless + [
        Remark(line, f'two titles: line {first} is one; begin sections with "##".') for line, _words in others
    ]


def _pass_on(key: str, located: Located) -> Any:
    """The value as JSON has it, which is how MyST gets it."""
    try:
        value = json.loads(json.dumps(construct(located)))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        message = f'"{key}" has a value that YAML cannot give to Sphinx: use text, numbers, true or false.'
        raise FieldError(located.line, message) from error
    wrong = check_myst(key, value, located)
    if wrong:
        raise FieldError(*wrong[0], wrong[1:])
    return value
