"""The picture of a social card: an article's own, or its cover, whose shapes are drawn here as polygons."""

from __future__ import annotations

import math
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageOps

from knowledge_centre.pictures.covers.shapes import WIDTH, Chord, Disc, Polygon

if TYPE_CHECKING:
    from knowledge_centre.pictures.covers.shapes import Drawing, Point, Shape

FINER = 3
"""Shapes are drawn as many times larger, and made smaller, so that their edges are smooth."""
FOCUS = 0.5, 0.4
"""What is kept of a picture that is larger than its place: heads are rather above its middle."""


def drawn(drawing: Drawing, width: int, height: int) -> Image.Image:
    """The middle of a cover, where its bright shape is."""
    left = (WIDTH - width) / 2
    image = Image.new("RGB", (width * FINER, height * FINER), drawing.ground)
    pen = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        begin, end = _extent(shape)
        if begin < left + width and end > left:
            pen.polygon([((x - left) * FINER, y * FINER) for x, y in _outline(shape)], shape.fill)
    return image.reduce(FINER)


def photographed(file: bytes, ground: str, width: int, height: int) -> Image.Image | None:
    """A picture, cut to its place; ``None`` where Pillow cannot read it, as it cannot read SVG."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(file)) as opened:
            longer = max(width, height) * FINER
            opened.draft("RGB", (longer, longer))
            seen = (
                opened if opened.mode in ("RGB", "L") and not opened.has_transparency_data else opened.convert("RGBA")
            )
            turned = ImageOps.exif_transpose(seen)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    fitted = ImageOps.fit(turned, (width, height), centering=FOCUS)
    image = Image.new("RGB", fitted.size, ground)
    image.paste(fitted, mask=fitted.getchannel("A") if fitted.mode == "RGBA" else None)
    return image


def flat(image: Image.Image, colours: int) -> Image.Image:
    """An image in as many colours at most, each point in the nearest of them."""
    return image.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def dotted(image: Image.Image, colours: int) -> Image.Image:
    """A photograph in as many colours; those between them are mixed from dots."""
    few = image.reduce(4).quantize(colours, Image.Quantize.MEDIANCUT)
    return image.quantize(palette=few, dither=Image.Dither.FLOYDSTEINBERG)


def _extent(shape: Shape) -> tuple[float, float]:
    """The left and the right of what a shape can reach."""
    if isinstance(shape, Polygon):
        across = [x for x, _y in shape.points]
        return min(across), max(across)
    return shape.x - shape.radius, shape.x + shape.radius


def _outline(shape: Shape) -> list[Point]:
    """The corners of a shape; those of a round one are so near to each other that nobody sees them."""
    match shape:
        case Polygon():
            return list(shape.points)
        case Disc():
            return _arc(shape.x, shape.y, shape.radius, 0, 360)
        case Chord():
            return _arc(shape.x, shape.y, shape.radius, shape.start, shape.end)
    inner = _arc(shape.x, shape.y, shape.inner, shape.end, shape.start) if shape.inner else [(shape.x, shape.y)]
    return _arc(shape.x, shape.y, shape.radius, shape.start, shape.end) + inner


def _arc(x: float, y: float, radius: float, start: float, end: float) -> list[Point]:
    """Points of an arc around a centre."""
    steps = max(8, math.ceil(abs(end - start) / 36 * math.sqrt(radius)))
    first, step = math.radians(start), math.radians(end - start) / steps
    angles = [first + step * number for number in range(steps + 1)]
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]
