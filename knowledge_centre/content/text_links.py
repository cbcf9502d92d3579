"""The links of a Markdown text to files and pages of the site, each with its place, so that it can be judged and edited."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from knowledge_centre.content.markdown_text import BLANK, FENCES
from knowledge_centre.content.own_files import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_centre.content.markdown_text import MarkdownText

INLINE = re.compile(r"\]\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>[^\s()<>]+))")
DEFINITION = re.compile(r"^[ \t>]*\[(?!\^)[^\[\]]+\]:[ \t]*<?(?P<plain>[^\s<>]+)")
AUTOMATIC = re.compile(r"<(?P<plain>(?:project|path):[^\s<>]+)>")
ROLE = re.compile(r"\{(?P<role>doc|download)\}`(?:[^`<>]*<)?(?P<plain>[^`<>]+)>?`")
NAMED = re.compile(r"^[ \t>]*[`~:]{3,}\{(?P<name>figure|image|include|literalinclude|csv-table)\}[ \t]+(?P<plain>\S+)")
OPTION = re.compile(r"^[ \t>]*:(?:target|file):[ \t]+(?P<plain>\S+)[ \t]*$")
HTML = re.compile(r"<[^<>]*?\s(?:href|src)=[\"']?(?P<plain>[^\"'<>\s]+)", re.IGNORECASE)
OWN_SCHEMES = ("project:", "path:")
"""MyST's, of links that lead to a file or a page of the site."""


class TextLink(NamedTuple):
    """A link as it is written."""

    line: int
    """In the file, from 1."""
    column: int
    """From 1, of the path: without a scheme of MyST's."""
    written: str
    """Path and place, with the scheme of MyST's."""
    path: str
    """As written, percent signs and all; nothing for a link to a place of the same page."""
    anchor: str
    role: str = ""
    """``doc`` where it names a page by its docname; ``html``; the name of a directive; nothing for one of Markdown's."""

    def file_from(self, path: str) -> str:
        """What it names, seen from the file at *path*: a path from the site's folder."""
        named = self.path if self.role not in {"", "html", "include", "option"} else unquote(self.path)
        folder = "" if named.startswith("/") else posixpath.dirname(path)
        return posixpath.normpath(posixpath.join(folder, named.lstrip("/")))


def text_links(text: MarkdownText, body: str, first_line: int) -> Iterator[TextLink]:
    """The links of a body that begins in the line *first_line* of its file; none of those in code, nor to other sites."""
    lines = dict(enumerate(body.split("\n"), first_line))
    for number, plain in text.lines.items():
        yield from _in_line(number, lines[number], plain)
    for block in text.blocks:
        if block.token.type in FENCES and block.token.map and block.token.info.startswith("{"):
            inside = range(block.line + 1, block.first_line + block.last + 1)
            named = [(block.line, NAMED), *((number, OPTION) for number in inside if number not in text.lines)]
            for number, pattern in named:
                if found := pattern.match(lines.get(number, "")):
                    yield from _link(number, found, found.groupdict().get("name", "option"))


def _in_line(number: int, line: str, plain: str) -> Iterator[TextLink]:
    """Those in a line; *plain* is the same without what is code in it."""
    if "](" in plain or "]:" in plain or "<p" in plain or ":" in plain[:20]:
        for pattern in (INLINE, DEFINITION, AUTOMATIC, OPTION):
            for found in pattern.finditer(plain):
                yield from _link(number, found, "option" if pattern is OPTION else "")
    for found in HTML.finditer(plain) if "<" in plain else ():
        yield from _link(number, found, "html")
    for found in ROLE.finditer(line) if "}`" in line else ():
        if plain[found.start()] != BLANK:
            yield from _link(number, found, found["role"].replace("download", ""))


def _link(line: int, found: re.Match[str], role: str) -> Iterator[TextLink]:
    groups = found.groupdict()
    name = "angled" if groups.get("angled") is not None else "plain"
    target, column = groups[name] or "", found.start(name) + 1
    written = target
    for scheme in OWN_SCHEMES:
        if target.startswith(scheme):
            target, column = target.removeprefix(scheme), column + len(scheme)
    if BLANK in target or not target or ADDRESS.match(target):
        return
    path, _sign, anchor = target.partition("#")
    yield TextLink(line, column, written, path.partition("?")[0], anchor, role)
