"""Drawings beside articles are published as they are, so they may hold no program and ask for nothing elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from knowledge_centre.content.diagnostics import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LARGEST = 5_000_000
"""Bytes of a drawing that are read."""
DRAWING = "http://www.w3.org/2000/svg"
PAGE = "http://www.w3.org/1999/xhtml"
REFUSED = frozenset(
    ["audio", "canvas", "embed", "foreignobject", "handler", "iframe", "link", "listener", "object", "script", "video"]
)
"""Elements of drawings that run or show something else. Those of other languages than SVG do nothing, but for HTML's."""
HREF_INSIDE = re.compile(r"\s*(?:#.*|data:image/(?:png|jpeg|gif|webp)[;,].*)?", re.DOTALL | re.IGNORECASE)
CSS_ADDRESS = re.compile(
    r"""(?:src|url)\(\s*["']?\s*(?!["'\s]|#|data:image/(?:png|jpeg|gif|webp)[;,])""", re.IGNORECASE
)
CSS_REFUSED = re.compile(r"@import|@namespace|image-set|expression\(|-moz-binding|javascript:|\\", re.IGNORECASE)
"""What loads or runs something else in a style sheet, or hides that it does."""
REMEDY = "draw it without, and save it as plain SVG."


class RefusedDrawingError(Exception):
    """Something that a drawing may not have, and the line it is in."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class _Reader:
    """Reads a drawing from its beginning to its end, without keeping it."""

    def __init__(self) -> None:
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self.element
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = lambda *_: self.refuse("a document type or entities (<!DOCTYPE)")
        parser.ProcessingInstructionHandler = lambda target, _data: self.refuse(f"an instruction (<?{target[:40]}?>)")
        self.styles: list[str] | None = None
        self.line = 0
        parser.buffer_text = True

    def refuse(self, what: str, line: int = 0) -> None:
        raise RefusedDrawingError(what, line or self.parser.CurrentLineNumber)

    def element(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if space == PAGE or (local.lower() in REFUSED and space in {DRAWING, ""}):
            self.refuse(f"the element <{local[:40]}>")
        for name_, value in attributes.items():
            space, _, key = name_.rpartition(" ")
            self.attribute(key.lower(), value)
            if not space and "(" in value and "\\" in value:
                self.refuse(f"an escape in the attribute {quoted(key)}")
        if local.lower() == "style":
            self.styles, self.line = [], self.parser.CurrentLineNumber

    def attribute(self, key: str, value: str) -> None:
        if key.startswith("on") or key in {"base", "ping"}:
            self.refuse(f"the attribute {quoted(key)}")
        if key in {"href", "src"} and not HREF_INSIDE.fullmatch(value):
            self.refuse(f"a reference to {quoted(value)}")
        if key == "attributename" and (value.lower().strip().startswith("on") or "href" in value.lower()):
            self.refuse(f"an animation of {quoted(value)}")
        self.style(value, self.parser.CurrentLineNumber, strict=key == "style")

    def text(self, text: str) -> None:
        if self.styles is not None:
            self.styles.append(text)

    def end(self, name: str) -> None:
        if self.styles is not None and name.rpartition(" ")[2].lower() == "style":
            self.style("".join(self.styles), self.line, strict=True)
            self.styles = None

    def style(self, css: str, line: int, *, strict: bool) -> None:
        """A style sheet, or a value that can hold an address as one does."""
        if CSS_ADDRESS.search(css) or (strict and CSS_REFUSED.search(css)) or "javascript:" in css.lower():
            self.refuse("a style that leads elsewhere", line)


def drawing_problem(source: bytes) -> str:
    """What is wrong with an SVG, with its line; nothing where it may be published."""
    if len(source) > LARGEST:
        return f"it has more than {LARGEST // 1_000_000} million bytes: make the drawing smaller."
    reader = _Reader()
    try:
        reader.parser.Parse(source, True)
    except RefusedDrawingError as refused:
        return f"it has {refused} in line {refused.line}: {REMEDY}"
    except (expat.ExpatError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", 1)
        return f"line {line} is not XML ({error}): {REMEDY}"
    return ""


def drawing_file_problem(path: Path) -> str:
    """The same of a file; nothing where it is no drawing by its name, or cannot be read, which others tell."""
    if path.suffix.lower() != ".svg":
        return ""
    try:
        with path.open("rb") as file:
            return drawing_problem(file.read(LARGEST + 1))
    except OSError:
        return ""
