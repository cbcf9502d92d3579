"""Whether a picture has a light ground, as diagrams do: in the dark it would glare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, iterparse

from PIL import Image, ImageColor

from knowledge_centre.content.smaller_pictures import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIGHT = 200
"""Of 255: a colour whose every part is at least this is light."""
CORNERS = 64
"""Pixels on a side that a picture is looked at in, where its format can be read so."""
NEVER_DRAWN = frozenset({"defs", "marker", "clipPath", "mask", "pattern", "symbol", "title", "desc", "metadata"})
SHAPES = frozenset({"rect", "polygon", "path", "circle", "ellipse", "line", "polyline", "text", "image", "use"})
FILL = re.compile(r"(?:^|;)\s*fill\s*:\s*([^;]+)")
ADAPTS = re.compile(rb"prefers-color-scheme|light-dark\(")
"""What a drawing says that has colours for the dark of its own."""


def has_light_ground(path: Path) -> bool:
    """Whether what a picture stands on is light."""
    try:
        return _drawing(path) if path.suffix.lower() == ".svg" else _pixels(path)
    except (*UNREADABLE, ParseError):
        return False


def _pixels(path: Path) -> bool:
    """By its corners."""
    with Image.open(path) as picture:
        picture.draft("RGB", (CORNERS, CORNERS))
        right, bottom = picture.width - 1, picture.height - 1
        corners = [picture.crop((x, y, x + 1, y + 1)).convert("RGBA") for x in (0, right) for y in (0, bottom)]
        return all(min(part) >= LIGHT for part in (corner.tobytes() for corner in corners))


def _drawing(path: Path) -> bool:
    """By what it draws first: a rectangle as wide as itself or, of Graphviz, a polygon."""
    if ADAPTS.search(path.read_bytes()):
        return False
    root, first = _first_shape(path)
    width = (root.get("viewBox") or "").replace(",", " ").split()[2:3] or [root.get("width", "")]
    is_ground = _name(first) == "polygon" or _number(first.get("width", "")) in {_number(width[0]), "100%"}
    return is_ground and _name(first) in {"rect", "polygon"} and _is_light(first)


def _first_shape(path: Path) -> tuple[Element, Element]:
    """The drawing's root, and its first shape; the root again where it has none."""
    opened: list[Element] = []
    for event, element in _events(path):
        if event == "end":
            opened.pop()
            continue
        opened.append(element)
        if _name(element) in SHAPES and NEVER_DRAWN.isdisjoint(map(_name, opened)):
            return opened[0], element
    return element, element


def _events(path: Path) -> Iterator[tuple[str, Element]]:
    for event, element in iterparse(path, ("start", "end")):  # noqa: S314 (the authors' own files)
        assert isinstance(element, Element)
        yield event, element


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _number(length: str) -> str:
    """A length without its unit, as numbers are written in different ways."""
    found = re.match(r"\s*([\d.]+)\s*(%?)", length)
    return f"{float(found[1]):g}{found[2]}" if found else ""


def _is_light(shape: Element) -> bool:
    style = FILL.search(shape.get("style", ""))
    try:
        return min(ImageColor.getrgb((style[1] if style else shape.get("fill", "black")).strip())) >= LIGHT
    except ValueError:  # no colour, or one by reference
        return False
