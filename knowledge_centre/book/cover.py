"""The picture on the cover of an EPUB: the art of the site's social card, and its name below."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from knowledge_centre.pictures.covers.design import cover
from knowledge_centre.pictures.covers.shapes import HEIGHT, WIDTH
from knowledge_centre.pictures.social_cards.art import drawn
from knowledge_centre.pictures.social_cards.fonts import SANS, SERIF, STRONG
from knowledge_centre.pictures.social_cards.panel import Panel, direction_of
from knowledge_centre.pictures.social_cards.text import Space, fit

if TYPE_CHECKING:
    from knowledge_centre.pictures.covers.design import Palette
    from knowledge_centre.pictures.social_cards.fonts import Fonts

TALL = 1700
"""The height of a cover that is as wide as a social card."""
MARGIN, TOP, TITLE_HEIGHT = 96, 130, 430
"""Around the words; above the title; how tall the title may be."""
SIZES, SMALL, PITCH = tuple(range(150, 56, -4)), 40, 1.4
FULL, SOFT = 255, 205


def draw_cover(title: str, tagline: str, edition: str, palette: Palette, fonts: Fonts) -> bytes:
    """The cover as a PNG file."""
    size = WIDTH, TALL - HEIGHT
    mirrored = fonts.shaping and direction_of(title) == "rtl"
    panel = Panel(fonts, Image.new("L", size), MARGIN, WIDTH - MARGIN, mirrored=mirrored)
    y = float(TOP)
    if words := fonts.drawable(title, SERIF):
        pitch = panel.pitch(words)
        fitted = fit(words, partial(panel.width, style=SERIF), Space(panel.room, TITLE_HEIGHT, 4, pitch), SIZES)
        for number, line in enumerate(fitted.lines):
            panel.write(line, SERIF, fitted.size, y + (number + 0.78) * pitch * fitted.size, FULL, like=words)
        y += len(fitted.lines) * pitch * fitted.size + 2 * SMALL
    if words := fonts.drawable(tagline, SANS):
        space = Space(panel.room, size[1], 4, PITCH)
        for number, line in enumerate(fit(words, partial(panel.width, style=SANS), space, (SMALL,)).lines):
            panel.write(line, SANS, SMALL, y + number * PITCH * SMALL, SOFT, like=words)
    if words := fonts.drawable(edition, STRONG):
        panel.write(words, STRONG, SMALL, size[1] - MARGIN, FULL)
    image = Image.new("RGB", (WIDTH, TALL), palette.ground)
    art, colours = drawn(cover(title, palette), WIDTH, HEIGHT)
    art.putpalette(colours)
    image.paste(art, (0, 0))
    image.paste(Image.new("RGB", size, palette.deep), (0, HEIGHT), panel.ink)
    file = BytesIO()
    image.quantize(64).save(file, "PNG")
    return file.getvalue()
