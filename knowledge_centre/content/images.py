"""What the file of a picture tells: whether it is one that may be shown, and how large it is, in pixels."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, iterparse

from knowledge_centre.content.body_limits import LIMITS
from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.own_files import HERE, OwnFiles, is_missing
from knowledge_centre.content.svg_policy import drawing_file_problem
from knowledge_centre.content.urls import LONGEST, picture_name

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_centre.content.own_files import Refusal

PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
MOVING = frozenset({".mp4", ".ogg", ".ogv", ".webm"})
"""What a text can show besides."""
LENGTH = re.compile(r"\s*(\d+\.?\d*|\.\d+)([a-zA-Z]*)\s*")
PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
"""What the units of CSS are that say a size without knowing the page."""
UNKNOWN = (0, 0)
WIDEST = 1600
"""In pixels: the widest column of a page, on a screen that has two for each of CSS."""


def picture_problem(site: Path, picture: str, most: int = LIMITS.picture) -> Refusal | None:
    """What is wrong with the path of a picture that front matter or authors.yml names, relative to the site's folder.

    What it leads to is published, so it is a file that may be, and a picture by its own name and, for a link, by the
    file's.
    """
    path = PurePosixPath(picture)
    if path.suffix.lower() not in PICTURES:
        return f"{quoted(path.name)} is no picture", f"give a {', '.join(sorted(PICTURES))} file."
    found = (
        OwnFiles(site).find(picture) if not path.is_absolute() else (f"{quoted(picture)} leads out of the site", HERE)
    )
    if not isinstance(found, str):
        return (found[0], "put the picture beside this file and give its name.") if is_missing(found) else found
    if PurePosixPath(found).suffix.lower() not in PICTURES:
        return f"{quoted(picture)} leads to {quoted(found)}, which is no picture", "put the picture itself there."
    if len(picture_name(picture).encode()) > LONGEST:
        return f"{quoted(path.name)} is too long a name for a picture", "shorten it."
    if problem := drawing_file_problem(site / picture):
        message, _colon, remedy = problem.rpartition(": ")
        return f"{quoted(path.name)} may not be published, as {message}", remedy
    return weight_problem(site / picture, most)


def weight_problem(path: Path, most: int) -> Refusal | None:
    """What is wrong with the size of a picture's file, for those who wait for it."""
    if path.suffix.lower() in MOVING or (size := path.stat().st_size) <= most:
        return None
    message = f"{quoted(path.name)} has {size / 1_000_000:.1f} MB, and a picture may have {most / 1_000_000:g}"
    return message, f"save it smaller: {WIDEST} pixels are as wide as it is shown."


def shown_problem(named: str, found: str) -> Refusal | None:
    """What is wrong with showing, in a text, the file that a picture's name leads to: it is no picture."""
    shown = PICTURES | MOVING
    if all(PurePosixPath(path).suffix.lower() in shown for path in (named, found)):
        return None
    return f"{quoted(found)} is no picture", f"give a {', '.join(sorted(shown))} file."


def picture_size(path: Path) -> tuple[int, int]:
    """Width and height, upright if the camera says how it was held; both 0 where the file does not tell."""
    import imagesize  # type: ignore[import-untyped]  # noqa: PLC0415 - it brings Python's HTTP client, for pictures of the web

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
