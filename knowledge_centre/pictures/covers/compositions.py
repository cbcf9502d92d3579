"""The compositions of covers: quilts, leaves, nests, rings, waves, chains, bands and stairs."""

from __future__ import annotations

import hashlib
import math
from itertools import pairwise, product
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from knowledge_centre.pictures.covers.shapes import HEIGHT, WIDTH, Arc, Shape, chord, disc, mix, polygon, sector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge_centre.pictures.covers.shapes import Point

T = TypeVar("T")
LEFT = -30
"""Where a grid begins: it is 1260 wide, a whole number of its squares, and 30 are cut off on either side."""


class Tones(NamedTuple):
    """A palette as one cover uses it: the background, then three tones, the one of strongest contrast first."""

    back: str
    first: str
    second: str
    third: str
    spark: str


class Dice:
    """Random choices that are the same for the same seed, on every machine and in every build."""

    def __init__(self, seed: str) -> None:
        self.bytes = iter(hashlib.shake_256(seed.encode()).digest(64))

    def pick(self, *options: T) -> T:
        return options[next(self.bytes) % len(options)]


def quilt(dice: Dice, tones: Tones) -> Iterator[Shape]:
    """Squares with quarters of discs, turned by a rule so that they join, and one whole disc."""
    size = dice.pick(210, 210, 315)
    across, down, twist = dice.pick(1, 2, 3), dice.pick(1, 2, 3), dice.pick(0, 1, 2)
    colours = dice.pick(tones[1:4], (tones.first, tones.second, tones.back), (tones.first, tones.back, tones.third))
    spark = central(dice, size)
    below, above = list[Shape](), list[Shape]()
    for column, row, square in squares(size):
        tone = column + row * across
        below.append(polygon(colours[(tone + 1) % 3], *square))
        if (column, row) == spark:
            x, y = square[0]
            above.append(disc(tones.spark, x + size / 2, y + size / 2, size / 2))
        else:
            turn = (across * column + down * row + twist * column * row) % 4
            above.append(sector(colours[tone % 3], quarter(square, turn, size)))
    yield from (*gathered(below), *gathered(above))


def leaves(dice: Dice, tones: Tones) -> Iterator[Shape]:
    """Leaves of two halves, each across a square."""
    size, tint = dice.pick(210, 315), dice.pick(tones.back, tones.third)
    slant, swap = (dice.pick((1, 1), (0, 1), (1, 0), (0, 0)) for _ in range(2))
    spark = central(dice, size)
    yield from (polygon(tint, *square) for column, row, square in squares(size) if (column + row) % 2)
    halves = list[Shape]()
    for column, row, square in squares(size):
        turn, swapped = (column * slant[0] + row * slant[1]) % 2, (column * swap[0] + row * swap[1]) % 2
        upper, lower = tones[2 - swapped], tones[1 + swapped]
        if (column, row) == spark:
            upper = tones.spark
        halves.append(chord(upper, quarter(square, turn, size)))
        halves.append(chord(lower, quarter(square, turn + 2, size)))
    yield from gathered(halves)


def nests(dice: Dice, tones: Tones) -> Iterator[Shape]:
    """Squares with rings around one of their corners."""
    size, wide = 315, 78.75
    across, down, step = dice.pick(1, 3), dice.pick(0, 1, 2), dice.pick(1, 2)
    spark = central(dice, size)
    below, above = list[Shape](), list[Shape]()
    for column, row, square in squares(size):
        turn = (across * column + (across + down) * row) % 4
        colours = [tones[(n + (column + row) * step) % 4] for n in range(4)]
        if (column, row) == spark:
            colours[3] = tones.spark
        below.append(polygon(colours[0], *square))
        # Around a corner beyond the edge only a sliver of the smallest would be seen.
        last = 2 if column == (3 if turn in (1, 2) else 0) else 3
        for n in range(1, last + 1):
            inner = (3 - n) * wide if n < last else 0
            above.append(sector(colours[n], quarter(square, turn, (4 - n) * wide), inner))
    yield from (*gathered(below), *gathered(above))


def rings(dice: Dice, tones: Tones) -> Iterator[Shape]:
    """Rings around a point at the edge, or two halves of them that face each other."""
    whole, y = dice.pick(True, False), dice.pick(0, HEIGHT)
    if whole:
        x, (wide, number) = dice.pick(600, 330, 420, 780, 870), dice.pick((105, 6), (120, 5), (135, 4), (150, 4))
        for n in range(number):
            yield disc(tones[(3 - n) % 4] if n < number - 1 else tones.spark, x, y, (number - n) * wide - 20)
    else:
        x, number, shift = dice.pick(510, 600, 690), dice.pick(5, 6, 7), dice.pick(1, 2, 3)
        step = HEIGHT / number
        for side, n in product((0, 1), range(number)):
            fill, start = tones[(n + side + shift) % 4] if n else tones.spark, 180 * side - 90
            yield sector(fill, Arc(x, abs(y - HEIGHT * side), (n + 1) * step, start, start + 180), n * step)


def waves(dice: Dice, tones: Tones) -> Iterator[Shape]:
    """A stream of stripes, or rows of waves in front of a sun."""
    layers, length, tall = dice.pick(3, 4, 5), dice.pick(840, 1260, 1680), dice.pick(70, 100)
    phase = dice.pick(*range(16)) * math.tau / 16
    if layers == 5:
        top, thick, shift = 145, 85.0, 0.0
        colours = (*stripes(dice, tones), tones.back)
    else:
        top, thick = 270, 220 / (layers - 1)
        shift = thick / tall * dice.pick(0.5, -0.5)  # half of what would let two waves meet
        colours = tuple(mix(tones.third, tones.first, n / (layers - 1)) for n in range(layers))

    def height(layer: int, x: float) -> int:
        return round(top + layer * thick + tall * math.sin(x / length * math.tau + phase + layer * shift))

    if layers < 5:
        x, radius = dice.pick(420, 600, 780), dice.pick(105, 130, 155)
        yield disc(tones.spark, x, max(height(0, x) - dice.pick(0.1, 0.4) * radius, radius + 45), radius)
    for layer, fill in enumerate(colours):
        line = ((x, height(layer, x)) for x in range(0, WIDTH + 1, 30))
        # No further down than the next layer hides: at a cover's rounded corners, lower layers would shine through.
        foot = HEIGHT if layer == layers - 1 else math.ceil(min(top + (layer + 1) * thick + tall + 2, HEIGHT))
        yield polygon(fill, (0, foot), *line, (WIDTH, foot))


def chain(dice: Dice, tones: Tones) -> Iterator[Shape]:
    """Discs in a row, each as far as the centre of the next, in another colour where two overlap."""
    radius, number = dice.pick((315, 5), (315, 6), (252, 6), (252, 7), (210, 4), (210, 7), (210, 8))
    colours = dice.pick((tones.first, tones.second), (tones.second, tones.first), (tones.first, tones.first))
    places = [600 + (n - (number - 1) / 2) * radius for n in range(number)]
    spark = dice.pick(number // 2 - 1, (number - 1) // 2)
    for n, x in enumerate(places):
        yield disc(colours[n % 2], x, 315, radius)
    for n, (x, x2) in enumerate(pairwise(places)):
        fill = tones.spark if n == spark else tones.third
        yield chord(fill, Arc(x, 315, radius, -60, 60))
        yield chord(fill, Arc(x2, 315, radius, 120, 240))


def bands(dice: Dice, tones: Tones) -> Iterator[Shape]:
    """A ribbon of stripes, folded."""
    width, rise, thick = dice.pick((315, 157.5, 100), (315, 315, 78), (210, 210, 80), (630, 315, 100), (630, 630, 130))
    up, top = dice.pick(0, 1), 315 - rise / 2 - thick * 2
    for column, (n, colour) in product(range(1260 // width), enumerate(stripes(dice, tones))):
        x, y = LEFT + column * width, top + n * thick
        left, right = (y, y + rise) if (column + up) % 2 else (y + rise, y)
        fill = mix(colour, tones.back, 0.16) if column % 2 else colour
        yield polygon(fill, (x, left), (x + width, right), (x + width, right + thick), (x, left + thick))


def stairs(dice: Dice, tones: Tones) -> Iterator[Shape]:
    """Stripes that go up in steps."""
    step = dice.pick(212, 318)  # more than the grid's, so that no step ends just at the edge
    mirrored, middle, thick = dice.pick(True, False), dice.pick(500, 540, 620), step / 4

    def line(n: int) -> Iterator[Point]:
        for k, end in product(range(-2, 3), (0, 1)):
            x = middle + (k + end - 0.5) * step + n * thick
            yield WIDTH - x if mirrored else x, HEIGHT / 2 - k * step + n * thick

    for n, fill in enumerate(stripes(dice, tones), -2):
        yield polygon(fill, *line(n), *reversed([*line(n + 1)]))


def stripes(dice: Dice, tones: Tones) -> tuple[str, ...]:
    """The colours of a ribbon."""
    _back, first, second, third, spark = tones
    return dice.pick(
        (first, second, third, spark),
        (first, spark, second, third),
        (spark, second, first, third),
        (third, second, first, spark),
    )


def squares(size: int) -> Iterator[tuple[int, int, tuple[Point, ...]]]:
    """The squares of a grid: column, row and the corners, clockwise from the top left one."""
    for column, row in product(range(1260 // size), range(HEIGHT // size)):
        x, y = LEFT + column * size, row * size
        yield column, row, ((x, y), (x + size, y), (x + size, y + size), (x, y + size))


def central(dice: Dice, size: int) -> tuple[int, int]:
    """A square of the grid, by column and row, that no crop takes away."""
    return 630 // size - dice.pick(0, 1), dice.pick(*range(HEIGHT // size))


def quarter(square: tuple[Point, ...], turn: int, radius: float) -> Arc:
    """A quarter of a circle around a corner of a square, within it: *turn* 0 is top left, then clockwise."""
    return Arc(*square[turn], radius, turn * 90, turn * 90 + 90)


def gathered(shapes: Iterable[Shape]) -> list[Shape]:
    """Shapes that do not overlap, sorted by colour: :func:`svg` writes neighbours of one colour as one path."""
    return sorted(shapes, key=attrgetter("fill"))


COMPOSITIONS = (quilt, leaves, nests, rings, waves, chain, bands, stairs)
