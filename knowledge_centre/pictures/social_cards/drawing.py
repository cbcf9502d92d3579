"""Draws social cards: words on a panel, and beside them the article's cover or its own picture."""

from __future__ import annotations

import zlib
from functools import cache, partial
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

from knowledge_centre.pictures.covers.design import cover
from knowledge_centre.pictures.covers.shapes import HEIGHT, WIDTH, mix
from knowledge_centre.pictures.social_cards.art import dotted, drawn, flat, photographed
from knowledge_centre.pictures.social_cards.fonts import SANS, SERIF, STRONG
from knowledge_centre.pictures.social_cards.panel import Panel, direction_of
from knowledge_centre.pictures.social_cards.png import EDGE, png
from knowledge_centre.pictures.social_cards.text import Space, ellipsised, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge_centre.pictures.covers.design import Palette
    from knowledge_centre.pictures.covers.shapes import Drawing
    from knowledge_centre.pictures.social_cards.fonts import Fonts, Style
    from knowledge_centre.pictures.social_cards.panel import Emoji

PANEL = 780
"""The width of the panel. It leaves two whole squares of a cover's grid beside it."""
MARGINS = 64, 44
"""From the words on the panel to the edge of the card, and to the picture."""
SITE, FOOT, NOTE = 94, 530, 572
"""The baselines of the name of the site, of the authors and of the date."""
TITLE, TITLE_HEIGHT = 338, 268
"""The middle of the title, and how tall it may be. Above it is the category, and above that the bar."""
KICKER, KICKER_HEIGHT, TIP = 17, 44, (56, 8)
"""How far the category is above the title, how far the bar is above both, and the bar's size."""
SIZES, SMALL, TAGLINE_PITCH = tuple(range(84, 38, -2)), 28, 1.4
"""Sizes of the title, the size of all other words, and how far apart lines of the tagline are for a size of 1."""
LEVELS, PHOTOGRAPH, EMOJI = 32, 159, 64
"""How many colours there are from paper to ink, in a photograph, in emoji: with the bar's, 256 at most."""
FULL, SOFT = LEVELS - 1, round(0.8 * (LEVELS - 1))
"""How strongly words are inked."""


class CardDesign(NamedTuple):
    """What a card shows."""

    site: str
    kicker: str
    title: str
    authors: tuple[str, ...]
    note: str
    palette: Palette
    seed: str
    """What its cover is composed from: the slug."""
    picture: bytes | None = None
    """The file of the article's own picture."""


class Paints:
    """The palette of a card, to which colours are added. A card is drawn in palette indices, one byte a pixel."""

    def __init__(self, palette: Palette) -> None:
        self.palette = inks(palette)

    @property
    def count(self) -> int:
        return len(self.palette) // 3

    def add(self, image: Image.Image) -> Image.Image:
        """An image that has a palette of its own, in indices of this one."""
        first = self.count
        self.palette += bytes(image.getpalette() or ())
        return Image.frombytes("L", image.size, image.tobytes()).point([min(n + first, 255) for n in range(256)])

    def paint(self, drawing: Drawing, width: int, height: int) -> Image.Image:
        image, palette = drawn(drawing, width, height, self.count)
        self.palette += palette
        return image


@cache
def inks(palette: Palette) -> bytes:
    """The colours of words, from paper to ink, and that of the bar."""
    colours = [mix(palette.ground, palette.deep, level / (LEVELS - 1)) for level in range(LEVELS)]
    return bytes.fromhex("".join([*colours, palette.spark]).replace("#", ""))


def draw(card: CardDesign, fonts: Fonts) -> bytes:
    """The card as a PNG file of 1200 by 630. With a title that is read from the right, it is mirrored."""
    mirrored = fonts.shaping and direction_of(card.title) == "rtl"
    image = Image.new("L", (EDGE + WIDTH, HEIGHT))
    left, right = (EDGE + WIDTH - PANEL, EDGE + WIDTH) if mirrored else (EDGE, EDGE + PANEL)
    before, after = reversed(MARGINS) if mirrored else MARGINS
    panel = Panel(fonts, image, left + before, right - after, mirrored=mirrored)
    bar = _words(card, panel)
    paints = Paints(card.palette)
    x = panel.start - (TIP[0] if mirrored else 0)
    image.paste(LEVELS, (x, bar, x + TIP[0], bar + TIP[1]))
    size, ground = (WIDTH - PANEL, HEIGHT), card.palette.ground
    own = photographed(card.picture, ground, *size) if card.picture else None
    art = paints.add(dotted(own, PHOTOGRAPH)) if own else paints.paint(cover(card.seed, card.palette), *size)
    image.paste(art, (EDGE if mirrored else right, 0))
    if panel.emoji:
        _stick(panel.emoji, image, paints, ground)
    # To compress only runs of one colour takes a third of the time; a photograph made of dots has no runs.
    return png(image, paints.palette, zlib.Z_DEFAULT_STRATEGY if own else zlib.Z_RLE)


def _stick(emoji: Sequence[Emoji], image: Image.Image, paints: Paints, ground: str) -> None:
    """Put the emoji of a panel in their places; all of them share the colours that are left."""
    ends = [*accumulate(picture.width for picture, _x, _y in emoji)]
    sheet = Image.new("RGB", (ends[-1], max(picture.height for picture, _x, _y in emoji)), ground)
    for (picture, _x, _y), end in zip(emoji, ends, strict=True):
        sheet.paste(picture, (end - picture.width, 0), picture)
    indices = paints.add(flat(sheet, EMOJI))
    for (picture, x, y), end in zip(emoji, ends, strict=True):
        visible = picture.getchannel("A").point([0] * 8 + [255] * 248)
        image.paste(indices.crop((end - picture.width, 0, end, picture.height)), (x, y), visible)


def _words(card: CardDesign, panel: Panel) -> int:
    """Write all words of the card. Returns the top of the bar, in pixels."""
    top = float(TITLE)
    if title := panel.fonts.drawable(card.title, SERIF):
        pitch = panel.pitch(title)
        size, lines = fit(title, partial(panel.width, style=SERIF), Space(panel.room, TITLE_HEIGHT, 4, pitch), SIZES)
        top -= len(lines) * pitch * size / 2
        for number, line in enumerate(lines):
            # The baseline is 78 % down the height of a line.
            panel.write(line, SERIF, size, top + (number + 0.78) * pitch * size, FULL, like=title)
    _line(card.site, STRONG, SITE, FULL, panel)
    _line(card.kicker, STRONG, top - KICKER, SOFT, panel)
    _line(_signed(card.authors, panel), STRONG, FOOT, FULL, panel)
    if note := panel.fonts.drawable(card.note, SANS):
        space = Space(panel.room, HEIGHT, 3, TAGLINE_PITCH)
        lines = fit(note, partial(panel.width, style=SANS), space, (SMALL,)).lines
        for number, line in enumerate(reversed(lines)):
            panel.write(line, SANS, SMALL, NOTE - number * TAGLINE_PITCH * SMALL, SOFT, like=note)
    return round(top) - KICKER - TIP[1] - (KICKER_HEIGHT if card.kicker else 0)


def _line(text: str, style: Style, y: float, strength: int, panel: Panel) -> None:
    """Write one line, cut where it is too long."""
    if kept := panel.fonts.drawable(text, style):
        panel.write(ellipsised(kept, partial(panel.width, style=style), panel.room / SMALL), style, SMALL, y, strength)


def _signed(authors: Sequence[str], panel: Panel) -> str:
    """As many names as there is room for, and the number of the others."""
    names = [kept for name in authors if (kept := panel.fonts.drawable(name, STRONG))]
    for number in range(len(names), 0, -1):
        more = f" and {len(authors) - number} more" if number < len(authors) else ""
        text = ", ".join(names[:number]) + more
        if number == 1 or panel.width(text, STRONG) * SMALL <= panel.room:
            return text
    return ""
