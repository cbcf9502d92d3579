"""Flat shapes on a canvas, and the file they make. What is drawn here can be drawn the same by any other means."""

from __future__ import annotations

import math
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

Point = tuple[float, float]
WIDTH, HEIGHT = 1200, 630


class Polygon(NamedTuple):
    fill: str
    points: tuple[Point, ...]


class Disc(NamedTuple):
    fill: str
    x: float
    y: float
    radius: float


class Slice(NamedTuple):
    """A sector of a disc, or of a ring. Angles are in degrees, clockwise from three o'clock."""

    fill: str
    x: float
    y: float
    radius: float
    start: float
    end: float
    inner: float = 0


class Chord(NamedTuple):
    """The part of a disc between an arc and the straight line that joins its ends."""

    fill: str
    x: float
    y: float
    radius: float
    start: float
    end: float


Shape = Polygon | Disc | Slice | Chord


class Drawing(NamedTuple):
    """Shapes on a canvas of 1200 by 630, each over those before it; what is beyond the canvas is cut off."""

    ground: str
    shapes: tuple[Shape, ...]


def mix(one: str, other: str, share: float) -> str:
    """A colour between two, with *share* of the other."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def svg(drawing: Drawing) -> str:
    """The drawing as a file of its own."""
    # A hair of stroke, or the ground would shine through where two shapes meet.
    drawn = "".join(
        f'<path fill="{fill}" stroke="{fill}" d="{"".join(map(_outline, shapes))}"/>'
        for fill, shapes in groupby(drawing.shapes, attrgetter("fill"))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' stroke-width="2"><path fill="{drawing.ground}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>{drawn}</svg>'
    )


def _outline(shape: Shape) -> str:
    """A shape as a piece of path data."""
    if isinstance(shape, Polygon):
        steps = ((x2 - x, y2 - y) for (x, y), (x2, y2) in pairwise(shape.points))
        return f"M{_list(*shape.points[0])}l{_list(*(length for step in steps for length in step))}z"
    x, y, radius = shape.x, shape.y, shape.radius
    if isinstance(shape, Disc):
        half = f"a{_list(radius, radius, 0, 1, 1)} "
        return f"M{_list(x - radius, y)}{half}{_list(2 * radius, 0)}{half}{_list(-2 * radius, 0)}z"
    angles = math.radians(shape.start), math.radians(shape.end)
    (left, top), (right, bottom) = ((math.cos(angle), math.sin(angle)) for angle in angles)
    large = int(shape.end - shape.start > 180)
    begin = f"M{_list(x + left * radius, y + top * radius)}"
    arc = f"{begin}A{_list(radius, radius, 0, large, 1, x + right * radius, y + bottom * radius)}"
    if isinstance(shape, Chord):
        return f"{arc}z"
    inner = shape.inner
    back = f"A{_list(inner, inner, 0, large, 0, x + left * inner, y + top * inner)}" if inner else ""
    return f"{arc}L{_list(x + right * inner, y + bottom * inner)}{back}z"


def _list(*numbers: float) -> str:
    """Numbers with one decimal at most, and no more between them than they need.

    Rounded twice, so that the last digit of a cosine, which differs between machines, decides nothing.
    """
    return " ".join(f"{round(round(number, 6), 1) + 0:g}" for number in numbers).replace(" -", "-")
