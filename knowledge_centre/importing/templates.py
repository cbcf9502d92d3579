"""Shortcodes, tags and variables of Liquid, Hugo and Zola, which those systems read before they read Markdown.

What is known becomes Markdown: code, figures, links for embeds, boxes, links between posts. All else is told with its
line, and shown as code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_centre.importing.asides import kind_of, opening
from knowledge_centre.importing.embeds import embed
from knowledge_centre.importing.pieces import AIM, AIM_END, Figure, Piece, longest_run
from knowledge_centre.importing.template_tags import LIQUID, PATTERNS, Tag, pairs, tags_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_centre.importing.pieces import Work
    from knowledge_centre.importing.texts import Edit, Text

SYSTEMS = {"liquid": "Jekyll or Liquid", "hugo": "Hugo", "zola": "Zola"}
FILTERED = re.compile(
    r"""\s*(?:(?P<text>"[^"]*"|'[^']*')|(?P<name>[\w.]+))\s*(?:\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url)|escape|strip)\s*)*"""
)
PAIRED = {"details", "expand", "collapse", "spoiler", "dropdown"}


def with_templates(text: Text, work: Work) -> Text:
    """The text without what the blog's system would have read before Markdown."""
    for syntax, pattern in PATTERNS.items():
        if syntax in work.post.syntax:
            text = text.edited(_edits(text, list(tags_in(pattern, syntax, text.text)), syntax, work))
    return text


def _edits(text: Text, tags: list[Tag], syntax: str, work: Work) -> Iterator[Edit]:
    ends, starts = pairs(tags, syntax), text.starts()
    done = 0
    closing: dict[int, str] = {}
    for number, tag in enumerate(tags):
        line = text.line(tag.start, starts)
        if number in closing:
            yield tag.start, tag.end, closing[number]
            continue
        if tag.start < done:
            continue
        last = tags[ends[number]] if number in ends else None
        if tag.escaped:
            yield tag.start, tag.end, work.hide(Piece(re.sub(r"/\*|\*/", "", tag.raw)))
        elif last and tag.name in {"raw", "verbatim"}:
            yield tag.start, tag.end, ""
            yield last.start, last.end, ""
            done = last.end
        elif last and tag.name == "comment":
            yield tag.start, last.end, ""
            done = last.end
        elif last and tag.name in {"highlight", "code", "codeblock"}:
            yield from _code(text.text, tag, last)
            done = last.end
        elif last and (kind := _box(tag)):
            _named, rest = tag.arguments()
            title = _title(tag, rest)
            yield tag.start, tag.end, f"\n\n{_said(work, opening(kind, title, '::::'))}\n\n"
            closing[ends[number]] = f"\n\n{_said(work, '::::')}\n\n"
            work.notes.counts["asides made admonitions"] += 1
        elif (made := _made(tag, syntax, work)) is not None:
            yield tag.start, tag.end, made
        else:
            yield tag.start, tag.end, work.unknown(tag.raw, line, SYSTEMS[syntax])


def _code(text: str, tag: Tag, last: Tag) -> Iterator[Edit]:
    _named, rest = tag.arguments()
    language = rest[0] if rest and re.fullmatch(r"[\w+#.-]+", rest[0]) else ""
    inside = text[tag.end : last.start]
    fence = "`" * max(3, 1 + longest_run(inside))
    before = text[text.rfind("\n", 0, tag.start) + 1 : tag.start]
    yield (
        tag.start,
        tag.end,
        f"{'' if not before.strip() else chr(10)}{fence}{language}{'' if inside.startswith(chr(10)) else chr(10)}",
    )
    yield (
        last.start,
        last.end,
        f"{'' if not inside.rpartition(chr(10))[2].strip() and chr(10) in inside else chr(10)}{fence}",
    )


def _box(tag: Tag) -> str:
    """The kind of box that a shortcode with a text in it is here."""
    if tag.name in PAIRED:
        return "dropdown"
    named, rest = tag.arguments()
    kinds = [named.get(key, "") for key in ("type", "color", "level", "status")] + rest[:1]
    return (kind_of(*kinds) or kind_of(tag.name)) if kind_of(tag.name) else ""


def _title(tag: Tag, rest: list[str]) -> str:
    named = tag.arguments()[0]
    words = [one for one in rest if not kind_of(one)]
    return named.get("title", named.get("summary", words[0] if words and " " in words[0] else ""))


def _made(tag: Tag, syntax: str, work: Work) -> str | None:
    """The Markdown that a tag alone stands for; ``None`` where it is nothing that is known."""
    if tag.value and syntax == "liquid":
        return _value(tag.name, work)
    named, rest = tag.arguments()
    name = tag.name.rpartition("/")[2].removesuffix(".html")
    if syntax == "liquid" and name in {"include", "include_relative", "render"} and rest:
        name, rest = rest[0].rpartition("/")[2].removesuffix(".html").removesuffix(".liquid"), rest[1:]
    elif name in LINKS and rest:
        return f"{AIM}file:{rest[0]}{AIM_END}"
    if tag.closes:
        return None
    if made := embed(name.lower(), named, rest):
        work.notes.counts["embeds made links"] += 1
        return made
    src = next(
        (named[key] for key in ("src", "url", "image_path", "path", "image", "file", "link") if named.get(key)), ""
    )
    if src and any(word in name.lower() for word in ("fig", "im", "pic", "photo")):
        words = named.get("caption", named.get("title", ""))
        alt = named.get("alt", named.get("alt_text", ""))
        figure = Figure(
            _resolved(src, work),
            alt,
            words,
            named.get("width", ""),
            named.get("link", "") if src != named.get("link") else "",
        )
        return work.hide(Piece(tag.raw, figure=figure))
    return None


LINKS = {"post_url", "link", "ref", "relref"}
"""What stands for the address of a file."""


def _value(text: str, work: Work) -> str | None:
    """What a variable of Liquid stands for."""
    found = FILTERED.fullmatch(text)
    if not found:
        return None
    if found["text"]:
        return found["text"][1:-1]
    return work.blog.values.get(found["name"], "" if found["name"] in {"site.baseurl", "site.base_url"} else None)


def _resolved(src: str, work: Work) -> str:
    """A path in an argument, whose variables were not looked at."""
    return LIQUID.sub(
        lambda found: (_value(found["value"], work) or "") if found["value"] is not None else found[0], src
    )


def _said(work: Work, markdown: str) -> str:
    return work.hide(Piece(markdown, markdown))
