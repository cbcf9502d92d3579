"""Pictures as PNG, where the format of a book has no place for what they are: SVG in LaTeX, WebP in an EPUB."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fontpkg  # type: ignore[import-untyped]
import resvg_py
from PIL import Image
from sphinx.transforms.post_transforms.images import ImageConverter
from sphinx.util import logging

from knowledge_centre.compat.sphinx import application
from knowledge_centre.documents.builders import is_book

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)
ZOOM = 3
"""Pixels of the PNG for one of the drawing, so that its lines are sharp on paper."""
INCH = 96
"""Of a drawing, in its pixels: as browsers have it, so that it is as large on paper as on the page."""
SERIF, SANS = "Noto Serif", "Noto Sans"
"""The fonts that pip installs, for drawings that ask for no font, or for one that is not there."""


class DrawingConverter(ImageConverter):
    """Asked by Sphinx for pictures that the builder cannot show."""

    conversion_rules = [(f"image/{kind}", "image/png") for kind in ("svg+xml", "gif", "webp", "avif")]  # noqa: RUF012 (as Sphinx has it)

    def match(self, node: nodes.image) -> bool:
        """A browser shows more types than Sphinx knows: the site keeps them all."""
        return is_book(application(self.env).builder) and super().match(node)

    def is_available(self) -> bool:
        return True

    def convert(self, _from: str | os.PathLike[str], _to: str | os.PathLike[str]) -> bool:
        try:
            Path(_to).write_bytes(png(Path(_from)))
        except (OSError, ValueError) as error:
            name = os.path.relpath(_from, self.env.srcdir)
            problem = "%s:1: the picture cannot be drawn for the book (%s): save it again, in this format or as PNG."
            logger.warning(problem, name, error, type="knowledge_centre", subtype="image")
            return False
        return True


def png(path: Path) -> bytes:
    """A picture as a PNG file, a drawing on white. Raises :class:`OSError` or :class:`ValueError` where it is damaged."""
    file = BytesIO()
    if path.suffix.lower() != ".svg":
        with Image.open(path) as picture:
            picture.convert("RGBA").save(file, "PNG")
        return file.getvalue()
    options: dict[str, Any] = {
        "zoom": ZOOM,
        "background": "white",
        "font_files": [str(fontpkg.path(name)) for name in (SERIF, SANS)],
        "font_family": SANS,
        "serif_family": SERIF,
        "sans_serif_family": SANS,
    }
    drawn = BytesIO(bytes(resvg_py.svg_to_bytes(svg_path=str(path), **options)))
    with Image.open(drawn) as picture:
        picture.save(file, "PNG", dpi=(ZOOM * INCH, ZOOM * INCH))
    return file.getvalue()


def setup_drawings(app: Sphinx) -> None:
    app.add_post_transform(DrawingConverter)
