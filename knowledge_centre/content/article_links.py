"""Links between articles without a build: those to a page, a heading or a file that is not there.

Only what a build would tell for certain is told. A plain word, such as ``[x](glossary)``, may be a label, a term or the
name of anything that an extension knows: the build alone can say.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from knowledge_centre.compat.markdown import heading_slug
from knowledge_centre.content.diagnostics import Diagnostic, quoted, suggestion
from knowledge_centre.content.images import weight_problem
from knowledge_centre.content.text_links import text_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

    from knowledge_centre.content.markdown_text import MarkdownText
    from knowledge_centre.content.own_files import OwnFiles
    from knowledge_centre.content.text_links import TextLink

EXPLICIT = re.compile(
    r"^[ \t>]*\((?P<label>[^()\n]+)\)=[ \t]*$"
    r"|\{[^{}\n]*#(?P<id>[\w.:-]+)[^{}\n]*\}"
    r"|^[ \t>]*:(?:name|label):[ \t]*(?P<name>\S+)"
    r"|\s(?:id|name)=[\"']?(?P<html>[\w.:-]+)"
    r"|\$\$[ \t]*\((?P<formula>[\w.:-]+)\)",
    re.MULTILINE,
)
"""What gives a place a name."""
OBJECT = re.compile(r"\{(?:[\w-]+:[\w-]+|glossary|include|eval-rst|raw)\}")
"""Directives that may define more names than can be seen."""
FILE = re.compile(r".*\.\w{1,5}")
MADE = ("sphx_tag_", "search", "genindex", "modindex")
"""How names begin that Sphinx and its extensions define."""
MOST_HEADINGS = 8
"""Those that a message lists."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a page that a link may name."""

    headings: tuple[str, ...] = ()
    """Their anchors."""
    names: frozenset[str] = frozenset()
    """Those that its author gave."""
    complete: bool = True
    """Whether there are no others."""

    def has(self, anchor: str) -> bool:
        return not self.complete or anchor in self.headings or _id(anchor) in self.names


class LinkedText(NamedTuple):
    """A page's links and places."""

    path: str
    links: tuple[TextLink, ...]
    places: Places
    used: frozenset[str]
    """The addresses that a reader can follow: not all that looks like a link is one."""
    pictures: frozenset[str]
    """Those of them that are shown."""


def linked_text(path: str, text: MarkdownText, body: str, first_line: int, title: str) -> LinkedText:
    """The links and places of a Markdown file; *title* is that of its front matter."""
    inline = [child for block in text.paragraphs for child in block.token.children or ()]
    followed = {unquote(str(child.attrs.get("href", ""))) for child in inline if child.type == "link_open"}
    shown = frozenset(unquote(str(child.attrs.get("src", ""))) for child in inline if child.type == "image")
    links = tuple(text_links(text, body, first_line))
    return LinkedText(path, links, _places(text, body, title), shown | followed, shown)


def _places(text: MarkdownText, body: str, title: str) -> Places:
    words = [title] if title else []
    for one, inner in pairwise(text.blocks):
        if one.token.type == "heading_open":
            said = (child.content for child in inner.token.children or () if child.type in {"text", "code_inline"})
            words.append("".join(said))
    slugs: list[str] = []
    for slug in map(heading_slug, words):
        number = 0
        while (numbered := f"{slug}-{number}" if number else slug) in slugs:
            number += 1
        slugs.append(numbered)
    names = {_id(next(filter(None, found.groups()))) for found in EXPLICIT.finditer(body)}
    return Places(tuple(slugs), frozenset(names), not OBJECT.search(body))


def _id(name: str) -> str:
    """The form in which two names of a place are the same."""
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")


@dataclass(frozen=True)
class LinkCheck:
    """What all pages of a site define, to judge the links of one."""

    own: OwnFiles
    pages: Mapping[str, str]
    """The docname of each source file, by its path."""
    places: Mapping[str, Places]
    """By path; a page that is not here may have any."""
    suffixes: Set[str]
    """How source files end."""
    most: int
    """Bytes of a picture's file."""

    def mistakes(self, page: LinkedText) -> Iterator[Diagnostic]:
        for link in page.links:
            if (link.role or unquote(link.written) in page.used) and (told := self._mistake(page, link)):
                yield Diagnostic(page.path, link.line, link.column, *told)

    def _mistake(self, page: LinkedText, link: TextLink) -> tuple[str, str, str] | None:
        """Rule, message and remedy for a link that leads nowhere."""
        if link.role == "doc":
            return self._docname(page, link)
        if not link.path:
            known = page.places.has(link.anchor) or link.anchor.startswith(MADE) or self._named(link.anchor)
            return None if known or link.role else self._heading(page.path, page.path, link.anchor, page.places)
        return None if link.role == "html" else self._file(page, link)

    def _file(self, page: LinkedText, link: TextLink) -> tuple[str, str, str] | None:
        path = link.file_from(page.path)
        if posixpath.splitext(path)[1] in self.suffixes and link.role in {"", "include", "option"}:
            if path in self.pages or self.own.place(f"/{path}", "").is_file():
                places = self.places.get(path)
                wrong = link.anchor and path in self.pages and places and not places.has(link.anchor)
                return self._heading(page.path, path, link.anchor, places) if wrong and places else None
            folder = posixpath.dirname(page.path)
            near = suggestion(link.path, [posixpath.relpath(one, folder) for one in self.pages])
            return "link/page", f"there is no page {quoted(link.path)}", near
        if FILE.fullmatch(path) and "*" not in path:
            found = self.own.find(f"/{path}")
            if isinstance(found, str):
                shown = link.role in {"figure", "image"} or (not link.role and unquote(link.written) in page.pictures)
                found = (weight_problem(self.own.site / found, self.most) if shown else None) or found
            if isinstance(found, str):
                return None
            source = next((one for one, docname in self.pages.items() if path == f"{docname}.html"), "")
            if not source:
                return ("link/file", *found)
            sharp = f"#{link.anchor}" if link.anchor else ""
            remedy = f"write {posixpath.relpath(source, posixpath.dirname(page.path))}{sharp}."
            return "link/page", f"there is no file {quoted(link.path)} before a build", remedy
        return None

    def _docname(self, page: LinkedText, link: TextLink) -> tuple[str, str, str] | None:
        docnames = set(self.pages.values())
        name = link.path.strip()
        here = posixpath.dirname(self.pages.get(page.path, page.path))
        if posixpath.normpath(posixpath.join("" if name.startswith("/") else here, name.lstrip("/"))) in docnames:
            return None
        known = [*docnames, *(posixpath.relpath(one, here) for one in docnames)]
        return "link/page", f"there is no page {quoted(name)}", suggestion(name, known) or "name a page of this site."

    def _heading(self, here: str, path: str, anchor: str, places: Places) -> tuple[str, str, str]:
        listed = ", ".join(f"#{name}" for name in places.headings[:MOST_HEADINGS])
        more = " and more" * (len(places.headings) > MOST_HEADINGS)
        near = suggestion(anchor, [*places.headings, *places.names])
        remedy = near or (f"it has {listed}{more}." if listed else "it has no headings.")
        where = "" if here == path else f" in {path}"
        return "link/heading", f"there is no heading {quoted(anchor)}{where}", remedy

    def _named(self, anchor: str) -> bool:
        """Whether any page gives a place that name; where one may define more than can be seen, that is not known."""
        name = _id(anchor)
        return any(not one.complete or name in one.names for one in self.places.values())
