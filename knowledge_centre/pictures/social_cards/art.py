"""The picture on a social card: the article's own, or the middle of its cover."""

from __future__ import annotations

import itertools
import math
import warnings
from functools import cache, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageOps

from knowledge_centre.pictures.covers.shapes import WIDTH, Arc

if TYPE_CHECKING:
    from knowledge_centre.pictures.covers.shapes import Drawing, Point, Segment

FINER = (2, 2), (1, 2), (1, 1)
"""How many times wider and taller shapes are drawn than they are shown: less finely where there are many colours."""
DRAFT = 3
"""A large photograph is read this many times larger than it is shown, where its format allows that."""
FOCUS = 0.5, 0.4
"""The part of a picture that is kept when it is cut: a little above the middle, where heads are."""


def drawn(drawing: Drawing, width: int, height: int, first: int = 0) -> tuple[Image.Image, bytes]:
    """The middle of a cover, where its bright shape is, smooth at the edges of shapes: numbers of colours, and these.

    It is drawn larger and then reduced, in numbers instead of colours: from the mean of a few of them it can be told
    which those were, so nothing has to be looked for in the finished picture. The numbers begin at *first*.
    """
    colours = [*dict.fromkeys([drawing.ground, *(shape.fill for shape in drawing.shapes)])]
    finer = next(one for one in FINER if distinct(len(colours), math.prod(one)))
    number = math.prod(finer)
    numbers = distinct(len(colours), number)
    painted = dict(zip(colours, numbers, strict=True))
    left = (WIDTH - width) // 2
    image = Image.new("L", (width * finer[0], height * finer[1]), painted[drawing.ground])
    pen = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        if any(_meets(segment, left, left + width) for segment in shape.outline):
            corners: list[float] = []
            for segment in shape.outline:
                corners += _corners(segment, left, *finer)
            pen.polygon(corners, painted[shape.fill])
    places, palette = mixtures(tuple(colours), number)
    return image.reduce(finer).point([place + first for place in places]), palette


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


@lru_cache(maxsize=1000)
def mixtures(colours: tuple[str, ...], number: int) -> tuple[list[int], bytes]:
    """By the mean of *number* points, its place in the palette; and the palette, of all mixtures of so many colours."""
    numbers = distinct(len(colours), number)
    channels = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours]
    places, palette = [0] * 256, bytearray()
    for place, parts in enumerate(itertools.combinations_with_replacement(range(len(colours)), number)):
        places[sum(numbers[one] for one in parts) // number] = place
        mixed = zip(*(channels[one] for one in parts), strict=True)
        palette += bytes(round(sum(some) / number) for some in mixed)
    return places, bytes(palette)


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


def _meets(segment: Segment, left: int, right: int) -> bool:
    """Whether a segment reaches into what is shown, from *left* to *right*."""
    if isinstance(segment, Arc):
        return segment.x - segment.radius < right and segment.x + segment.radius > left
    across = [x for x, _y in segment]
    return min(across) < right and max(across) > left


def _corners(segment: Segment, left: int, across: int, down: int) -> list[float]:
    """The corners of a segment, seen from *left* and so many times larger: how far across and how far down each is."""
    if not isinstance(segment, Arc):
        return [one for x, y in segment for one in ((x - left) * across, y * down)]
    x, y, wide, tall = (segment.x - left) * across, segment.y * down, segment.radius * across, segment.radius * down
    # Those of an arc are so near to each other that nobody sees them.
    steps = max(8, math.ceil(abs(segment.end - segment.start) / 36 * math.sqrt(segment.radius)))
    return [one for cos, sin in _unit(segment.start, segment.end, steps) for one in (x + wide * cos, y + tall * sin)]


@lru_cache(maxsize=1000)
def _unit(start: float, end: float, steps: int) -> list[Point]:
    """Points of an arc around nothing with a radius of 1: the quarters of circles are in all covers."""
    return Arc(0, 0, 1, start, end).points(steps)
