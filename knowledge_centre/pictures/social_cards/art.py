"""The picture on a social card: the article's own, or the middle of its cover."""

from __future__ import annotations

import itertools
import math
import warnings
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageOps

from knowledge_centre.pictures.covers.shapes import WIDTH, Arc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge_centre.pictures.covers.shapes import Drawing, Point, Segment

FINER = (2, 2), (1, 2), (1, 1)
"""How many times wider and taller shapes are drawn than they are shown: less finely where there are many colours."""
DRAFT = 3
"""A large photograph is read this many times larger than it is shown, where its format allows that."""
FOCUS = 0.5, 0.4
"""The part of a picture that is kept when it is cut: a little above the middle, where heads are."""


def drawn(drawing: Drawing, width: int, height: int) -> Image.Image:
    """The middle of a cover, where its bright shape is: an image with a palette, smooth at the edges of shapes.

    It is drawn larger and then reduced, in numbers instead of colours: from the mean of a few of them it can be told
    which those were, so nothing has to be looked for in the finished picture.
    """
    colours = [*dict.fromkeys([drawing.ground, *(shape.fill for shape in drawing.shapes)])]
    across, down = next(one for one in FINER if distinct(len(colours), math.prod(one)))
    number = across * down
    numbers = distinct(len(colours), number)
    painted = dict(zip(colours, numbers, strict=True))
    left = (WIDTH - width) / 2
    image = Image.new("L", (width * across, height * down), painted[drawing.ground])
    pen = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        reach = [x for segment in shape.outline for x in _across(segment)]
        if min(reach) < left + width and max(reach) > left:
            corners = [((x - left) * across, y * down) for segment in shape.outline for x, y in _corners(segment)]
            pen.polygon(corners, painted[shape.fill])
    places, parts = mixtures(numbers, number)
    reduced = image.reduce((across, down)).point(places)
    parts_of = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours]
    reduced.putpalette(
        bytes(
            round(sum(parts_of[one][channel] for one in mixture) / number) for mixture in parts for channel in range(3)
        )
    )
    return reduced


@cache
def distinct(count: int, number: int) -> tuple[int, ...]:
    """So many whole numbers of which any *number* have a mean, below 256, that no other *number* of them have.

    They are multiples of *number*, so that the mean is a whole number too. Nothing where there are not so many.
    """
    found: tuple[int, ...] = ()
    for candidate in range(0, 256, number):
        sums = [*map(sum, itertools.combinations_with_replacement((*found, candidate), number))]
        if len(sums) == len(set(sums)):
            found = (*found, candidate)
        if len(found) == count:
            return found
    return ()


@cache
def mixtures(numbers: tuple[int, ...], number: int) -> tuple[list[int], list[tuple[int, ...]]]:
    """By the mean of *number* points, its place in the palette; and which colours are mixed there."""
    parts = [*itertools.combinations_with_replacement(range(len(numbers)), number)]
    places = [0] * 256
    for place, mixture in enumerate(parts):
        places[sum(numbers[one] for one in mixture) // number] = place
    return places, parts


def photographed(file: bytes, ground: str, width: int, height: int) -> Image.Image | None:
    """A picture, cut to its place; ``None`` where Pillow cannot read it, as it cannot read SVG."""
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(file)) as opened:
            longer = max(width, height) * DRAFT
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
