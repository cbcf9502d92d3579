"""The font faces for social cards: those that pip installs, and those of the machine, which fontconfig lists."""

from __future__ import annotations

import subprocess
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import fontpkg  # type: ignore[import-untyped]
from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterator

BOLD, REGULAR = 200, 80
"""Weights, as fontconfig counts them."""
LIST = ("fc-list", "--format", "%{file}\t%{index}\t%{family[0]}\t%{weight}\t%{color}\t%{charset}\n")
UPRIGHT = ":slant=0:width=100:variable=False"
PIXELS, SAMPLE = 109, "\U0001f600"
"""The only size in which emoji fonts have pictures, and an emoji that all of them have."""
REPLACEMENT = "\uffff"
"""Not a character: every font draws its missing-glyph box for it."""


@dataclass(frozen=True, eq=False)
class Face:
    """One face of a font file. It is the key of several caches, so it is equal to itself alone, which is told at once."""

    path: str
    family: str
    weight: int
    index: int = 0
    coloured: bool = False
    charset: str = field(default="", repr=False)
    """Ranges of code points, as fontconfig writes them: "20-7e a0 1d00-1dff". Empty for the fonts that pip installs."""

    def has(self, char: str) -> bool:
        if not self.charset:
            return _draws(self, char)
        # Emoji fonts have digits too, which are parts of keycap emoji.
        if self.coloured and char.isascii():
            return False
        starts, ends = _ranges(self)
        place = bisect_right(starts, ord(char)) - 1
        return place >= 0 and ord(char) <= ends[place]


@cache
def packaged() -> tuple[Face, ...]:
    """The fonts that pip installs, which are variable, in two weights each."""
    families = ("Noto Serif", "Noto Sans")
    return tuple(Face(str(fontpkg.path(name)), name, weight) for name in families for weight in (BOLD, REGULAR))


def installed() -> list[Face]:
    """The faces that fontconfig lists; none where it is not installed."""
    try:
        done = subprocess.run([*LIST, UPRIGHT], capture_output=True, text=True, check=True, timeout=60)
    except (OSError, ValueError, subprocess.SubprocessError):
        return []
    return sorted(read_list(done.stdout), key=repr)


def read_list(listed: str) -> Iterator[Face]:
    """The faces in a list that fontconfig printed; a line that does not describe a face is passed over."""
    for line in listed.splitlines():
        match line.split("\t"):
            case [path, index, family, weight, coloured, charset] if index.isdecimal() and weight.isdecimal():
                if path.lower().endswith((".ttf", ".otf", ".ttc", ".otc")):
                    yield Face(path, family, int(weight), int(index), coloured == "True", charset)


@lru_cache(maxsize=64)
def load(face: Face, size: float) -> ImageFont.FreeTypeFont:
    """A face in a size. Raises :class:`OSError` where the file is damaged."""
    font = ImageFont.truetype(face.path, size, face.index)
    if not face.charset:
        font.set_variation_by_axes([700 if face.weight == BOLD else 400, 100])
    return font


@cache
def usable(face: Face) -> bool:
    """Whether Pillow can draw with a face: not with a damaged file, nor with an emoji font in a format it does not know."""
    try:
        mask = load(face, PIXELS).getmask(SAMPLE if face.coloured else "-", "RGBA" if face.coloured else "L")
    except OSError:
        return False
    return not face.coloured or mask.getbbox() is not None


@cache
def _ranges(face: Face) -> tuple[list[int], list[int]]:
    """Where the ranges of a charset start and where they end."""
    ranges = [text.partition("-") for text in face.charset.split()]
    return [int(start, 16) for start, _, _ in ranges], [int(end or start, 16) for start, _, end in ranges]


@cache
def _draws(face: Face, char: str) -> bool:
    """Whether a face draws something other than its missing-glyph box."""
    font = load(face, 20)
    return char == " " or bytes(font.getmask(char)) != bytes(font.getmask(REPLACEMENT))
