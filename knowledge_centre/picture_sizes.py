"""How large a picture is, in pixels, as the head of its file says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, iterparse

import imagesize  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from pathlib import Path

LENGTH = re.compile(r"\s*(\d+\.?\d*|\.\d+)([a-zA-Z]*)\s*")
PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
"""What the units of CSS are that say a size without knowing the page."""
UNKNOWN = (0, 0)


def picture_size(path: Path) -> tuple[int, int]:
    """Width and height, upright if the camera says how it was held; both 0 where the file does not tell."""
    width, height = _svg_size(path) if path.suffix.lower() == ".svg" else imagesize.get(path)
    return (max(1, round(width)), max(1, round(height))) if width > 0 and height > 0 else UNKNOWN


def _svg_size(path: Path) -> tuple[float, float]:
    """From the width and height of the drawing; where they are missing or relative, from its view box.

    Not by imagesize, which takes the first width and height that it meets, be they a rectangle's.
    """
    try:
        root = next(iterparse(path, ("start",)))[1].attrib  # noqa: S314 (the authors' own files)
    except (OSError, ParseError, StopIteration):
        return UNKNOWN
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    box = [_pixels(number) for number in root.get("viewBox", "").replace(",", " ").split()[2:]]
    if len(box) == 2 and all(box) and not (width and height):
        return width or height * box[0] / box[1] or box[0], height or width * box[1] / box[0] or box[1]
    return width, height


def _pixels(length: str) -> float:
    """A length in pixels; 0 where there is none, or one that depends on the page, such as 100% and 3em."""
    match = LENGTH.fullmatch(length)
    return float(match[1]) * PIXELS.get(match[2].lower(), 0) if match else 0
