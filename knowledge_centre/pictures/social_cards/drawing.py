"""Draws social cards: words on a panel, and beside them the article's cover or its own picture."""

from __future__ import annotations

import zlib
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

from knowledge_centre.pictures.covers.design import cover
from knowledge_centre.pictures.covers.shapes import HEIGHT, WIDTH, mix
from knowledge_centre.pictures.social_cards.art import dotted, drawn, flat, photographed
from knowledge_centre.pictures.social_cards.fonts import SANS, SERIF, STRONG
from knowledge_centre.pictures.social_cards.panel import Panel, direction_of
from knowledge_centre.pictures.social_cards.text import Space, ellipsised, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge_centre.pictures.covers.design import Palette
    from knowledge_centre.pictures.social_cards.fonts import Fonts, Style
    from knowledge_centre.pictures.social_cards.panel import Emoji

PANEL = 780
"""The width of the panel. It leaves two whole squares of a cover's grid beside it."""
MARGINS = 64, 44
"""From its words to the edge of the card, and to the picture."""
SITE, FOOT, NOTE = 94, 530, 572
"""Where lines stand: the name of the site, the authors, the date."""
TITLE, TITLE_HEIGHT = 338, 268
"""The middle of the title, and how tall it may be. Above it is the category, and above that the bar."""
KICKER, KICKER_HEIGHT, TIP = 17, 44, (56, 8)
"""How far the category is above the title, how far the bar is above both, and the bar's size."""
SIZES, SMALL, TAGLINE_PITCH = tuple(range(84, 38, -2)), 28, 1.4
"""Sizes of the title, and of all else."""
FULL, SOFT = 255, 205
"""How strong words are."""
LEVELS, ART, PHOTOGRAPH, EMOJI = 32, 96, 159, 64
"""Colours: between that of the paper and that of the words, of a cover or a photograph, of emoji. With the bar's, 256."""


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
    """The colours of a card, to which more are added. What is drawn are their numbers: as fast as grey, and as small."""

    def __init__(self, colours: Sequence[str]) -> None:
        self.palette = bytes.fromhex("".join(colours).replace("#", ""))

    def add(self, image: Image.Image) -> Image.Image:
        """An image of few colours, as numbers of paints."""
        first = len(self.palette) // 3
        self.palette += bytes(image.getpalette() or ())
        return Image.frombytes("L", image.size, image.tobytes()).point([min(n + first, 255) for n in range(256)])


def draw(card: CardDesign, fonts: Fonts) -> bytes:
    """The card as a PNG file of 1200 by 630. Titles that are read from the right have the card mirrored."""
    mirrored = fonts.shaping and direction_of(card.title) == "rtl"
    panel = Panel(fonts, (PANEL, HEIGHT), MARGINS, mirrored=mirrored)
    bar = _words(card, panel)
    ground, ink, *_tones, spark = card.palette
    paints = Paints([mix(ground, ink, level / (LEVELS - 1)) for level in range(LEVELS)] + [spark])
    image = Image.new("L", (WIDTH, HEIGHT))
    left = WIDTH - PANEL if mirrored else 0
    image.paste(panel.ink.point([level * LEVELS // 256 for level in range(256)]), (left, 0))
    x = left + panel.start - (TIP[0] if mirrored else 0)
    image.paste(LEVELS, (x, bar, x + TIP[0], bar + TIP[1]))
    size = WIDTH - PANEL, HEIGHT
    own = photographed(card.picture, ground, *size) if card.picture else None
    art = dotted(own, PHOTOGRAPH) if own else flat(drawn(cover(card.seed, card.palette), *size), ART)
    image.paste(paints.add(art), (0 if mirrored else PANEL, 0))
    if panel.emoji:
        _stick(panel.emoji, image, left, paints, ground)
    image.putpalette(paints.palette)
    file = BytesIO()
    # Runs of one colour are packed in a third of the time of all else; dots have none.
    image.save(file, "PNG", compress_type=zlib.Z_DEFAULT_STRATEGY if own else zlib.Z_RLE)
    return file.getvalue()


def _stick(emoji: Sequence[Emoji], image: Image.Image, left: int, paints: Paints, ground: str) -> None:
    """Put all emoji of a panel in their places; they share the colours that are left."""
    sheet = Image.new(
        "RGB", (sum(one.picture.width for one in emoji), max(one.picture.height for one in emoji)), ground
    )
    boxes, x = [], 0
    for one in emoji:
        boxes.append((x, 0, x + one.picture.width, one.picture.height))
        sheet.paste(one.picture, boxes[-1], one.picture)
        x += one.picture.width
    numbers = paints.add(flat(sheet, EMOJI))
    for one, box in zip(emoji, boxes, strict=True):
        seen = one.picture.getchannel("A").point([0] * 8 + [255] * 248)
        image.paste(numbers.crop(box), (left + one.x, one.y), seen)


def _words(card: CardDesign, panel: Panel) -> int:
    """Write all that the card says. Returns where the bar belongs."""
    top = float(TITLE)
    if title := panel.fonts.drawable(card.title, SERIF):
        pitch = panel.pitch(title)
        size, lines = fit(title, partial(panel.width, style=SERIF), Space(panel.room, TITLE_HEIGHT, 4, pitch), SIZES)
        top -= len(lines) * pitch * size / 2
        for number, line in enumerate(lines):
            # Of a line's height, what is above the letters' foot and what is below it.
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
    """Text of one line, cut where it is too long."""
    if kept := panel.fonts.drawable(text, style):
        panel.write(ellipsised(kept, partial(panel.width, style=style), panel.room / SMALL), style, SMALL, y, strength)


def _signed(authors: Sequence[str], panel: Panel) -> str:
    """As many names as there is room for, and how many more there are."""
    names = [kept for name in authors if (kept := panel.fonts.drawable(name, STRONG))]
    for number in range(len(names), 0, -1):
        more = f" and {len(authors) - number} more" if number < len(authors) else ""
        text = ", ".join(names[:number]) + more
        if number == 1 or panel.width(text, STRONG) * SMALL <= panel.room:
            return text
    return ""
