"""From one colour to those of a site, each of them readable where it stands."""

from __future__ import annotations

import colorsys
from typing import NamedTuple

from PIL import ImageColor

PAPERS = ("#ffffff", "#121614")
"""What the theme writes on, in light and in dark."""
LEAST = 4.6
"""The contrast of text that WCAG 2.2 asks for is 4.5; the rest is for rounding."""
STEPS = 100
BROWN, ORANGE, BLUE = "#e9e0cc", "#f08a3c", "#3f7fd0"


class Scheme(NamedTuple):
    """The colours that ``tokens.css``, the covers and the logo are made of; of pairs the first is for light."""

    accent: tuple[str, str]
    soft: tuple[str, str]
    palettes: tuple[tuple[str, str, str, str, str], ...]
    """As ``knowledge_centre_cover_palettes`` has them."""


def hexadecimal(text: str) -> str:
    """A colour as CSS may write it, ``#rrggbb``. Raises :class:`ValueError` where it is none."""
    return _hex(*ImageColor.getrgb(text.strip())[:3])


def scheme(colour: str, second: str = "") -> Scheme:
    """The colours of a site from its own, and from a second one that stands out from it."""
    light, dark = PAPERS
    soft = (mixed(colour, light, 0.9), mixed(colour, dark, 0.85))
    accent = (readable(colour, soft[0], "#000000"), readable(colour, soft[1], "#ffffff", 7))
    spark = second or spark_for(colour)
    return Scheme(accent, soft, (_palette(colour, spark), _palette(neighbour(colour), spark)))


def _palette(colour: str, spark: str) -> tuple[str, str, str, str, str]:
    ground = mixed(colour, BROWN, 0.92)
    deep = readable(colour, ground, "#000000", 8)
    return ground, deep, mixed(deep, "#ffffff", 0.35), mixed(deep, "#ffffff", 0.7), spark


def spark_for(colour: str) -> str:
    """What stands out from a colour: orange, and from what is near that, blue."""
    hue, _lightness, saturation = colorsys.rgb_to_hls(*(value / 255 for value in _rgb(colour)))
    return BLUE if saturation > 0.15 and (hue < 0.17 or hue > 0.95) else ORANGE


def neighbour(colour: str) -> str:
    """A colour a little further round the wheel, for the articles of another category."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(value / 255 for value in _rgb(colour)))
    return _hex(*(round(value * 255) for value in colorsys.hls_to_rgb((hue + 0.12) % 1, lightness, saturation)))


def readable(colour: str, ground: str, towards: str, least: float = LEAST) -> str:
    """The colour, or the nearest on the way to another one, in which text can be read on a ground."""
    for step in range(STEPS):
        tried = mixed(colour, towards, step / STEPS)
        if contrast(tried, ground) >= least:
            return tried
    return towards


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share of another one."""
    return _hex(*(round(a + (b - a) * share) for a, b in zip(_rgb(colour), _rgb(other), strict=True)))


def contrast(colour: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((_luminance(colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (value / 255 for value in _rgb(colour))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _hex(red: int, green: int, blue: int) -> str:
    return f"#{red:02x}{green:02x}{blue:02x}"
