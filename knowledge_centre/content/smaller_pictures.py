"""Pictures wider than a page ever shows them: which they are, and how they look smaller, in their own format."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageOps

from knowledge_centre.content.images import UNKNOWN, WIDEST, picture_size

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = {".jpeg": "JPEG", ".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
"""Those that can be written as they were read; a GIF has few colours, and is often a film."""
OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 82},
}
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)
"""What Pillow raises for files that are no whole pictures."""


def smaller_size(path: Path) -> tuple[int, int]:
    """The width and height that a picture is served in; both 0 where that is its own."""
    width, height = picture_size(path) if path.suffix.lower() in FORMATS else UNKNOWN
    if width <= WIDEST or _is_moving_or_flat(path):
        return UNKNOWN
    return WIDEST, max(1, round(height * WIDEST / width))


def _is_moving_or_flat(path: Path) -> bool:
    """Films lose all but their first picture, and few colours become many, in a larger file."""
    try:
        with Image.open(path) as picture:
            return bool(getattr(picture, "is_animated", False)) or picture.mode in {"1", "P"}
    except UNREADABLE:
        return True


def smaller_name(name: str) -> str:
    """The name of the smaller file beside that of the picture."""
    path = PurePosixPath(name)
    return f"{path.with_suffix('')}-{WIDEST}{path.suffix}"


def made_smaller(path: Path) -> bytes:
    """The smaller file, upright; the same bytes where they are fewer, or no whole picture."""
    whole, kind, written = path.read_bytes(), FORMATS[path.suffix.lower()], BytesIO()
    try:
        with Image.open(BytesIO(whole)) as opened:
            picture, profile = ImageOps.exif_transpose(opened), opened.info.get("icc_profile")
            size = WIDEST, max(1, round(picture.height * WIDEST / picture.width))
            if picture.width <= WIDEST:  # it is narrow when it stands upright, which only its camera tells
                return whole
            shown = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
            shown.save(written, kind, icc_profile=profile, exif=b"", **OPTIONS[kind])
    except UNREADABLE:
        return whole
    return min(written.getvalue(), whole, key=len)


def reading_problem(path: Path) -> str:
    """What is wrong with a picture that is to be made smaller: it cannot be read to its end."""
    try:
        with Image.open(path) as picture:
            picture.load()
    except UNREADABLE as error:
        return str(error) or type(error).__name__
    return ""
