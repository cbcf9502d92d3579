"""The panel of a social card: words in one ink, from the left or from the right, and emoji in their own colours."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw

from knowledge_centre.pictures.social_cards.faces import PIXELS, load
from knowledge_centre.pictures.social_cards.fonts import SERIF
from knowledge_centre.pictures.social_cards.letters import REFERENCE, are_separate, places, write
from knowledge_centre.pictures.social_cards.text import VARIANT

if TYPE_CHECKING:
    from knowledge_centre.pictures.social_cards.fonts import Fonts, Run, Style

PITCH, LOOSEST = 1.18, 1.5
"""How far apart lines are, for a size of 1: at least, as in Latin, and at most, in scripts with tall letters."""


class Emoji(NamedTuple):
    """A picture among the letters, and where its top left corner is."""

    picture: Image.Image
    x: int
    y: int


class Panel:
    """A part of a greyscale image, which says how strongly each point is inked; and emoji, to be put on it later."""

    def __init__(self, fonts: Fonts, ink: Image.Image, left: int, right: int, *, mirrored: bool) -> None:
        """Words are from *left* to *right*."""
        self.fonts = fonts
        self.ink = ink
        self.pen = ImageDraw.Draw(ink)
        self.mirrored = mirrored
        self.room = right - left
        self.start = right if mirrored else left
        """Where lines begin: at the right, if the panel is mirrored."""
        self.emoji: list[Emoji] = []

    def width(self, text: str, style: Style) -> float:
        """The width of a text for a size of 1."""
        known = self.fonts.widths
        if (text, style) not in known:
            runs = self.fonts.runs(text, style)
            known[text, style] = sum(_advance(run, REFERENCE, None) for run in runs) / REFERENCE
        return known[text, style]

    def pitch(self, text: str) -> float:
        """How far apart lines of a title are, for a size of 1."""
        faces = {run.face for run in self.fonts.runs(text, SERIF) if not run.face.coloured}
        heights = [sum(load(face, REFERENCE).getmetrics()) / REFERENCE for face in faces]
        return min(max(0.87 * max(heights, default=0), PITCH), LOOSEST)

    def write(self, text: str, style: Style, size: float, y: float, strength: int, *, like: str = "") -> None:
        """Write one line on the baseline *y*, in its own direction or in that of the text it is a part of, *like*."""
        direction = direction_of(like or text) if self.fonts.shaping else None
        runs = [(run, _advance(run, size, direction)) for run in self.fonts.runs(text, style)]
        x = self.start - (sum(advance for _run, advance in runs) if self.mirrored else 0.0)
        for run, advance in reversed(runs) if direction == "rtl" else runs:
            if run.face.coloured:
                self._stick(run, size, x, y)
            elif are_separate(run.text):
                write(self.ink, run.face, size, run.text, (x, y), strength=strength)
            else:
                self.pen.text((x, y), run.text, strength, load(run.face, size), "ls", direction=direction)
            x += advance

    def _stick(self, run: Run, size: float, x: float, y: float) -> None:
        """Add the emoji of a run to the list, scaled to the size of the words."""
        font, text, scale = load(run.face, PIXELS), _plain(run), size / PIXELS
        left, top, right, bottom = font.getbbox(text, anchor="ls")
        large = Image.new("RGBA", (max(1, round(right - left)), max(1, round(bottom - top))))
        ImageDraw.Draw(large).text((-left, -top), text, font=font, anchor="ls", embedded_color=True)
        small = large.resize((max(1, round(large.width * scale)), max(1, round(large.height * scale))))
        self.emoji.append(Emoji(small, round(x + left * scale), round(y + top * scale)))


def direction_of(text: str) -> str:
    """The direction of the first letter that has one, by raqm's name; "ltr" where no letter has one."""
    classes = map(unicodedata.bidirectional, text)
    return "rtl" if next((name for name in classes if name in ("L", "R", "AL")), "L") != "L" else "ltr"


def _advance(run: Run, size: float, direction: str | None) -> float:
    """How far a run moves the pen."""
    if run.face.coloured:
        return load(run.face, PIXELS).getlength(_plain(run)) * size / PIXELS
    if are_separate(run.text):
        *_before, end = places(run.face, run.text)
        return end * size
    return load(run.face, size).getlength(run.text, direction=direction)


def _plain(run: Run) -> str:
    """The emoji of a run without marks of variants: fonts know sequences of emoji only without them."""
    return run.text.replace(VARIANT, "")
