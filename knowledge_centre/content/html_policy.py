"""HTML in an article: which elements and attributes it may have. What is refused is told, and nothing is repaired.

MyST gives HTML in pieces, often a tag at a time, so each is judged alone. Libraries that clean HTML take a whole text
and close what is open, which would break ``<kbd>`` and its end into two elements.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_centre.content.address_policy import (
    LINK_REMEDY,
    OUR_CLASSES,
    OUR_IDS,
    PICTURE_REMEDY,
    decoded,
    link_problem,
    picture_address_problem,
)
from knowledge_centre.content.diagnostics import Diagnostic, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACE = r"[ \t\n\f\r]"
ATTRIBUTE = rf"""([A-Za-z_:][A-Za-z0-9:._-]*+)(?:{SPACE}*+={SPACE}*+("[^"]*+"|'[^']*+'|[^"'=<>`\x00-\x20]++))?+"""
ATTRIBUTES = re.compile(ATTRIBUTE)
OPENING = re.compile(rf"<([A-Za-z][A-Za-z0-9-]*+)((?:{SPACE}++{ATTRIBUTE})*+){SPACE}*+/?>")
CLOSING = re.compile(rf"</([A-Za-z][A-Za-z0-9-]*+){SPACE}*+>")
COMMENT = re.compile(r"<!--(?!-?>)(?:[^-<]++|-(?!-!?>)|<(?!!--))*+-->")
MARKUP = re.compile(r"<[A-Za-z/!?]")
"""Where browsers see the beginning of a tag or comment."""

GLOBAL = frozenset({"aria-hidden", "aria-label", "class", "dir", "id", "lang", "title", "translate"})
ALIGNED = frozenset({"align"})
CELL = frozenset({"abbr", "align", "colspan", "headers", "rowspan", "scope", "valign", "width"})
EDITED = frozenset({"cite", "datetime"})
PICTURE = frozenset({"align", "alt", "decoding", "height", "loading", "src", "width"})
ELEMENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        [
            "abbr",
            "b",
            "bdi",
            "bdo",
            "br",
            "cite",
            "code",
            "dd",
            "dfn",
            "dl",
            "dt",
            "em",
            "figcaption",
            "figure",
            "i",
            "kbd",
            "mark",
            "rp",
            "rt",
            "ruby",
            "s",
            "samp",
            "small",
            "span",
            "strong",
            "sub",
            "summary",
            "sup",
            "tbody",
            "tfoot",
            "thead",
            "u",
            "ul",
            "var",
            "wbr",
        ],
        frozenset(),
    ),
    **dict.fromkeys(["caption", "div", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre", "table", "tr"], ALIGNED),
    "a": frozenset({"href", "hreflang", "name", "rel", "target"}),
    "blockquote": EDITED,
    "col": frozenset({"span", "width"}),
    "colgroup": frozenset({"span"}),
    "data": frozenset({"value"}),
    "del": EDITED,
    "details": frozenset({"open"}),
    "img": PICTURE,
    "ins": EDITED,
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "q": EDITED,
    "td": CELL,
    "th": CELL,
    "time": frozenset({"datetime"}),
}
"""The elements that may stand in an article, and their attributes besides those that all have."""
VOID = frozenset({"br", "col", "hr", "img", "wbr"})
INSTEAD = {
    "h1": 'begin sections with "##": the title is in the front matter.',
    "picture": "write ![what it shows](its-file.png).",
    "style": "leave it out: the site's look is in its style sheets.",
}
TARGETS = frozenset({"_blank", "_self"})
LENGTH = re.compile(r"\d{1,5}(?:\.\d{1,3})?(?:px|%)?")
WORDS = re.compile(r"[\w .:-]*")


def html_diagnostics(html: str, line: int) -> Iterator[Diagnostic]:
    """What is refused of a piece of HTML that begins in a *line*; the path is the caller's."""
    place = 0
    while (match := MARKUP.search(html, place)) is not None:
        line += html.count("\n", place, match.start())
        place = match.start()
        if found := COMMENT.match(html, place):
            pass
        elif found := CLOSING.match(html, place):
            yield from _closing(found, line)
        elif found := OPENING.match(html, place):
            yield from _opening(found, line)
        else:
            remedy = (
                r'end it with ">" or "-->" and put values in quotes; a "<" that is none is written \< or in `code`.'
            )
            yield Diagnostic(
                "", line, 0, "html/unfinished", f"{quoted(html[place : place + 30])} is no whole tag", remedy
            )
            return  # a browser takes what follows for a part of it
        line += found[0].count("\n")
        place = found.end()


def _closing(found: re.Match[str], line: int) -> Iterator[Diagnostic]:
    name = found[1].lower()
    if name not in ELEMENTS:
        yield _element(name, line)
    elif name in VOID:
        yield Diagnostic("", line, 0, "html/element", f"<{name}> has no end", f"leave </{name}> out.")


def _opening(found: re.Match[str], line: int) -> Iterator[Diagnostic]:
    name = found[1].lower()
    if name not in ELEMENTS:
        yield _element(name, line)
        return
    for attribute in ATTRIBUTES.finditer(found[2]):
        key, value = attribute[1].lower(), decoded((attribute[2] or "").strip("\"'"))
        if key not in GLOBAL | ELEMENTS[name]:
            message = f"the attribute {quoted(key)} may not stand in <{name}>"
            yield Diagnostic("", line, 0, "html/attribute", message, "leave it out.")
        else:
            yield from (Diagnostic("", line, 0, "html/value", *told) for told in _value_problems(key, value))


def _element(name: str, line: int) -> Diagnostic:
    remedy = INSTEAD.get(name, r"say it in Markdown, or show it as `code`.")
    return Diagnostic("", line, 0, "html/element", f"<{name[:40]}> may not stand in an article", remedy)


def _value_problems(key: str, value: str) -> Iterator[tuple[str, str]]:
    """Message and remedy, where an attribute that may be there has a value that it may not have."""
    match key:
        case "href" | "cite" if told := link_problem(value):
            yield told, LINK_REMEDY
        case "src" if told := picture_address_problem(value):
            yield told, PICTURE_REMEDY
        case "id" | "name" if value in OUR_IDS:
            yield f"the id {quoted(value)} is one of the page's own", "write another one."
        case "class" if ours := sorted(OUR_CLASSES.intersection(value.split())):
            yield f"the class {quoted(ours[0])} is one of the page's own", "leave it out."
        case "width" | "height" if not LENGTH.fullmatch(value.strip()):
            yield f"{quoted(value)} is no length", "write a number of pixels, or one with %."
        case "target" if value not in TARGETS:
            yield f"a link may not open in {quoted(value)}", "write _blank, or leave it out."
        case "align" | "valign" | "rel" | "scope" | "type" if not WORDS.fullmatch(value):
            yield f'{quoted(value)} is no value of "{key}"', "leave it out."
