"""Flat shapes on a canvas, each described by its outline, and the SVG file that they make."""

from __future__ import annotations

from itertools import chain, groupby, pairwise
from math import cos, radians, sin
from operator import attrgetter
from typing import NamedTuple

Point = tuple[float, float]
WIDTH, HEIGHT = 1200, 630


class Arc(NamedTuple):
    """A part of a circle, or all of it. Angles are in degrees, clockwise from three o'clock; it may run backwards."""

    x: float
    y: float
    radius: float
    start: float
    end: float

    def points(self, steps: int) -> list[Point]:
        """Points on the arc at equal distances, from its start to its end: one more than there are *steps*."""
        x, y, radius, start, end = self
        first, step = radians(start), radians(end - start) / steps
        angles = [first + step * number for number in range(steps + 1)]
        return [(x + radius * cos(angle), y + radius * sin(angle)) for angle in angles]


Segment = tuple[Point, ...] | Arc
"""Points that straight lines join, or an arc."""


class Shape(NamedTuple):
    """A colour and what it fills. A straight line leads from each segment to the next, and from the last to the first."""

    fill: str
    outline: tuple[Segment, ...]


class Drawing(NamedTuple):
    """Shapes on a canvas of 1200 by 630, each over those before it; what is beyond the canvas is cut off."""

    ground: str
    shapes: tuple[Shape, ...]


def polygon(fill: str, *corners: Point) -> Shape:
    return Shape(fill, (corners,))


def disc(fill: str, x: float, y: float, radius: float) -> Shape:
    return Shape(fill, (Arc(x, y, radius, 0, 360),))


def chord(fill: str, arc: Arc) -> Shape:
    """The part of a disc between an arc and the straight line that joins its ends."""
    return Shape(fill, (arc,))


def sector(fill: str, arc: Arc, inner: float = 0) -> Shape:
    """The part of a disc between an arc and the centre, or of a ring between an arc and its *inner* radius."""
    x, y, _radius, start, end = arc
    return Shape(fill, (arc, Arc(x, y, inner, end, start) if inner else ((x, y),)))


def mix(start: str, end: str, share: float) -> str:
    """A colour between two, with *share* of the second."""
    pairs = ((int(start[at : at + 2], 16), int(end[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def svg(drawing: Drawing) -> str:
    """The drawing as a file of its own."""
    # A thin stroke, or the ground would shine through where two shapes meet.
    drawn = "".join(
        f'<path fill="{fill}" stroke="{fill}" d="{"".join(map(_path, shapes))}"/>'
        for fill, shapes in groupby(drawing.shapes, attrgetter("fill"))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' stroke-width="2"><path fill="{drawing.ground}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>{drawn}</svg>'
    )


def _path(shape: Shape) -> str:
    """A shape as a piece of path data."""
    segments = [_arc(segment) if isinstance(segment, Arc) else _lines(segment) for segment in shape.outline]
    return f"M{'L'.join(segments)}z"


def _lines(points: tuple[Point, ...]) -> str:
    """Where the lines begin, and the steps from there."""
    steps = [(x2 - x, y2 - y) for (x, y), (x2, y2) in pairwise(points)]
    return _list(*points[0]) + (f"l{_list(*chain(*steps))}" if steps else "")


def _arc(arc: Arc) -> str:
    """Where the arc begins, and the arc. A whole circle is two halves: SVG draws no arc that ends where it began."""
    x, y, radius, start, end = arc
    large, clockwise = int(abs(end - start) > 180), int(start < end)
    if end - start == 360:
        half = f"a{_list(radius, radius, 0, large, clockwise)} "
        return f"{_list(x - radius, y)}{half}{_list(2 * radius, 0)}{half}{_list(-2 * radius, 0)}"
    # Rounded twice, so that the last digit of a cosine, which differs between machines, decides nothing.
    begin, finish = ((round(across, 6), round(down, 6)) for across, down in arc.points(1))
    return f"{_list(*begin)}A{_list(radius, radius, 0, large, clockwise, *finish)}"


def _list(*numbers: float) -> str:
    """Numbers with one decimal at most, and a space between two only where the second has no minus."""
    return " ".join([f"{round(number, 1) + 0:g}" for number in numbers]).replace(" -", "-")
