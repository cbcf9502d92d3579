"""Covers of articles that have no picture: flat shapes in their category's colours, composed at random with the slug as seed."""

from __future__ import annotations

from typing import NamedTuple

from knowledge_centre.pictures.covers.compositions import COMPOSITIONS, Dice, Tones
from knowledge_centre.pictures.covers.shapes import Drawing

EDITION = "8010"
"""Every cover changes with this value, which was chosen so that the covers of the articles here differ most."""


class Palette(NamedTuple):
    """The colours of a category, "#rrggbb": a paper, three tones of one hue, and one that stands out from them."""

    ground: str
    deep: str
    mid: str
    light: str
    spark: str


PALETTES = (
    Palette("#ebe4d2", "#14532d", "#4b8560", "#b4cda9", "#f08a3c"),  # forest
    Palette("#e8e4da", "#1c3a5e", "#4c77a3", "#b3cad9", "#f2a541"),  # ink
    Palette("#f0e3d9", "#54284c", "#96587a", "#dcb7bb", "#f2a93b"),  # plum
    Palette("#f2e6d3", "#74301f", "#bb5b3d", "#e3ab88", "#f6c945"),  # brick
    Palette("#e7e6d8", "#0e4a58", "#3c878c", "#a8cfc6", "#f58a5b"),  # petrol
    Palette("#e9e6e0", "#333f4b", "#6c7f8e", "#b9c5cb", "#e8613c"),  # slate
    Palette("#efe8d0", "#4b4b20", "#858539", "#cfca8d", "#ee7d3b"),  # olive
    Palette("#e8e4ec", "#322e68", "#6863ab", "#bcb7dd", "#f58c64"),  # iris
)


def cover(slug: str, palette: Palette) -> Drawing:
    """The cover of an article. It depends on no other article, so that a new article changes no cover."""
    dice = Dice(f"{EDITION}/{slug}")
    ground, deep, mid, light, spark = palette
    compose = dice.pick(*COMPOSITIONS)
    tones = dice.pick(
        Tones(ground, deep, mid, light, spark),
        Tones(deep, ground, light, mid, spark),
        Tones(light, deep, ground, mid, spark),
        Tones(mid, ground, deep, light, spark),
    )
    return Drawing(tones.back, tuple(compose(dice, tones)))
