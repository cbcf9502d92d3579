"""SVG drawings as PNG, for builders whose format has no place for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import fontpkg  # type: ignore[import-untyped]
import resvg_py
from sphinx.transforms.post_transforms.images import ImageConverter
from sphinx.util import logging

if TYPE_CHECKING:
    import os

    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)
ZOOM = 3
"""Pixels of the PNG for one of the drawing, so that its lines are sharp on paper."""
SERIF, SANS = "Noto Serif", "Noto Sans"
"""The fonts that pip installs, for drawings that ask for no font, or for one that is not there."""


class DrawingConverter(ImageConverter):
    """Asked by Sphinx for pictures that the builder cannot show."""

    conversion_rules = [("image/svg+xml", "image/png")]  # noqa: RUF012 (as Sphinx has it)

    def is_available(self) -> bool:
        return True

    def convert(self, _from: str | os.PathLike[str], _to: str | os.PathLike[str]) -> bool:
        try:
            Path(_to).write_bytes(png(Path(_from)))
        except ValueError as error:
            logger.warning("%s cannot be drawn: %s", _from, error, type="knowledge_centre", subtype="image")
            return False
        return True


def png(path: Path) -> bytes:
    """A drawing as a PNG file on white. Raises :class:`ValueError` where it cannot be drawn."""
    options: dict[str, Any] = {
        "zoom": ZOOM,
        "background": "white",
        "font_files": [str(fontpkg.path(name)) for name in (SERIF, SANS)],
        "font_family": SANS,
        "serif_family": SERIF,
        "sans_serif_family": SANS,
    }
    return bytes(resvg_py.svg_to_bytes(svg_path=str(path), **options))


def setup_drawings(app: Sphinx) -> None:
    app.add_post_transform(DrawingConverter)
