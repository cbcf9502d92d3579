"""The picture on a social card: the article's own, or the middle of its cover."""

from __future__ import annotations

import math
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageOps

from knowledge_centre.pictures.covers.shapes import WIDTH, Arc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge_centre.pictures.covers.shapes import Drawing, Point, Segment

FINER = 3
"""Shapes are drawn this many times larger and then reduced, so that their edges are smooth."""
FOCUS = 0.5, 0.4
"""The part of a picture that is kept when it is cut: a little above the middle, where heads are."""


def drawn(drawing: Drawing, width: int, height: int) -> Image.Image:
    """The middle of a cover, where its bright shape is."""
    left = (WIDTH - width) / 2
    image = Image.new("RGB", (width * FINER, height * FINER), drawing.ground)
    pen = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        across = [x for segment in shape.outline for x in _across(segment)]
        if min(across) < left + width and max(across) > left:
            corners = [((x - left) * FINER, y * FINER) for segment in shape.outline for x, y in _corners(segment)]
            pen.polygon(corners, shape.fill)
    return image.reduce(FINER)


def photographed(file: bytes, ground: str, width: int, height: int) -> Image.Image | None:
    """A picture, cut to its place; ``None`` where Pillow cannot read it, as it cannot read SVG."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(file)) as opened:
            longer = max(width, height) * FINER
            opened.draft("RGB", (longer, longer))
            opaque = opened.mode in ("RGB", "L") and not opened.has_transparency_data
            turned = ImageOps.exif_transpose(opened if opaque else opened.convert("RGBA"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    fitted = ImageOps.fit(turned, (width, height), centering=FOCUS)
    image = Image.new("RGB", fitted.size, ground)
    image.paste(fitted, mask=fitted.getchannel("A") if fitted.mode == "RGBA" else None)
    return image


def flat(image: Image.Image, colours: int) -> Image.Image:
    """An image in at most so many colours, each point in the nearest of them."""
    return image.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def dotted(image: Image.Image, colours: int) -> Image.Image:
    """A photograph in so many colours; colours between them are mixed from dots."""
    few = image.reduce(4).quantize(colours, Image.Quantize.MEDIANCUT)
    return image.quantize(palette=few, dither=Image.Dither.FLOYDSTEINBERG)


def _across(segment: Segment) -> Sequence[float]:
    """How far to the left and to the right a segment can reach."""
    if isinstance(segment, Arc):
        return segment.x - segment.radius, segment.x + segment.radius
    return [x for x, _y in segment]


def _corners(segment: Segment) -> Sequence[Point]:
    """The corners of a segment; those of an arc are so near to each other that nobody sees them."""
    if not isinstance(segment, Arc):
        return segment
    return segment.points(max(8, math.ceil(abs(segment.end - segment.start) / 36 * math.sqrt(segment.radius))))
