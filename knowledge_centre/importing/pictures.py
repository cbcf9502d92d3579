"""The pictures of one post: where they are in the blog, what they are called beside the article, and how they look smaller."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from knowledge_centre.content.address_policy import DATA_PICTURE, address_scheme
from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.images import MOVING, PICTURES, UNKNOWN
from knowledge_centre.content.smaller_pictures import made_smaller, smaller_size
from knowledge_centre.content.svg_policy import drawing_problem
from knowledge_centre.importing.files import LARGEST_FILE
from knowledge_centre.importing.slugs import slug_of

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_centre.importing.links import Links
    from knowledge_centre.importing.pieces import Work

DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[\]]*>")
WORDPRESS_SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)")


class Pictures:
    """Those that were asked for, in order; none may have more than *most* bytes."""

    def __init__(self, links: Links, most: int) -> None:
        self.links, self.most = links, most
        self.files: dict[str, Path] = {}
        """The files to be copied, by their names beside the article."""

    def named(self, raw: str, work: Work, line: int) -> str | None:
        """The name of a picture that a text shows; ``None`` where it cannot be shown, which is told."""
        given = raw.strip().removeprefix("<").removesuffix(">")
        if DATA_PICTURE.fullmatch(given):
            return given
        path = self.links.own_path(given)
        if path is None:
            problem = (
                "is on another site, which would see who reads the article" if address_scheme(given) else "is no file"
            )
            work.look(
                line,
                f"the picture {quoted(given)} {problem}: it is a link now",
                "save it beside the article and show it.",
            )
            return None
        path = path.partition("#")[0].partition("?")[0]
        file = self.links.file(path, work.post) or self.links.file(WORDPRESS_SIZE.sub("", path), work.post)
        if file is None:
            work.look(
                line,
                f"the picture {quoted(given)} is not in the blog's folder",
                "put it beside the article and show it.",
            )
            return None
        if file.suffix.lower() not in PICTURES | MOVING:
            work.look(
                line, f"{quoted(file.name)} is no picture that can be shown", "save it as PNG, JPEG, SVG or WebP."
            )
            return None
        return self.added(file, work, line)

    def added(self, file: Path, work: Work, line: int) -> str | None:
        """The name of a file beside the article, which is copied there; ``None`` where it may not be published."""
        if problem := self._problem(file):
            work.look(
                line, f"{quoted(file.name)} is left out: {problem}", "mend the file and put it beside the article."
            )
            return None
        for name, known in self.files.items():
            if known == file:
                return name
        stem, ending = slug_of(file.stem), file.suffix.lower()
        name, number = f"{stem}{ending}", 1
        while name in self.files or name == "index.md":
            number += 1
            name = f"{stem}-{number}{ending}"
        self.files[name] = file
        return name

    def _problem(self, file: Path) -> str:
        try:
            size = file.stat().st_size
            if size > LARGEST_FILE:
                return f"it has {size / 1_000_000:.0f} MB"
            if file.suffix.lower() == ".svg" and (told := drawing_problem(plain_drawing(file))):
                return told.partition(": ")[0]
            if file.suffix.lower() in PICTURES and size > self.most and smaller_size(file) == UNKNOWN:
                return f"it has {size / 1_000_000:.1f} MB, and a picture may have {self.most / 1_000_000:g}"
        except OSError as error:
            return f"it cannot be read ({error.strerror})"
        return ""


def picture_bytes(file: Path) -> bytes:
    """A picture as it is copied: no wider than a page shows it, and a drawing without its document type."""
    if file.suffix.lower() == ".svg":
        return plain_drawing(file)
    return made_smaller(file) if smaller_size(file) != UNKNOWN else file.read_bytes()


def plain_drawing(file: Path) -> bytes:
    """An SVG without the document type that many programs write, unless that declares something."""
    return DOCTYPE.sub(b"", file.read_bytes(), count=1)


def words_of(raw: str) -> str:
    """The name of a picture's file in words: better than nothing, for a picture that has no text alternative."""
    try:
        stem = posixpath.splitext(posixpath.basename(unquote(urlsplit(raw).path)))[0]
    except ValueError:
        stem = ""
    return " ".join(re.sub(r"[^\w]+|_+", " ", stem).split()) or "picture"
