"""Chooses the font face that draws each letter of a social card.

Latin, Greek and Cyrillic are drawn with fonts that pip installs, everything else with the fonts of this machine, which
fontconfig lists. Words that no font can draw are left out: missing-glyph boxes would say less than nothing.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from PIL import features

from knowledge_centre.pictures.social_cards.faces import BOLD, REGULAR, Face, installed, packaged, usable
from knowledge_centre.pictures.social_cards.letters import are_separate
from knowledge_centre.pictures.social_cards.text import ELLIPSIS, JOINER, VARIANT, clusters, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

NEEDS_SHAPING = re.compile("[\u0590-\u08ff\u0900-\u109f\u1780-\u18af\u1a00-\u1aaf\ufb1d-\ufdff\ufe70-\ufeff]")
"""Scripts that run from right to left, or whose letters change shape or place beside others: they need raqm."""
REGIONS = (("JP", re.compile("[\u3040-\u30ff]")), ("KR", re.compile("[\u1100-\u11ff\uac00-\ud7af]")))
"""Regions draw the same Chinese characters differently. A text with these letters is of that region."""
REGIONS_OF_LANGUAGES = {"ja": "JP", "ko": "KR", "zh_TW": "TC", "zh_HK": "HK", "zh_Hant": "TC"}


class Style(NamedTuple):
    """The families to look in, in this order, before all others; and the weight to come near to."""

    families: tuple[str, ...]
    weight: int


SERIF = Style(("Noto Serif", "Noto Naskh Arabic", "Noto Sans", "DejaVu Serif", "Liberation Serif", "DejaVu Sans"), BOLD)
SANS = Style(("Noto Sans", "DejaVu Sans", "Liberation Sans"), REGULAR)
STRONG = SANS._replace(weight=BOLD)
EMOJI = Style(("Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", "Twemoji"), REGULAR)


class Run(NamedTuple):
    """A piece of text that one face draws."""

    text: str
    face: Face


class Fonts:
    """All faces that may be used, and which one draws which letter."""

    def __init__(self, faces: Sequence[Face], language: str = "en", *, shaping: bool = True) -> None:
        self.faces = (*packaged(), *faces)
        self.region = next((r for name, r in REGIONS_OF_LANGUAGES.items() if language.startswith(name)), "SC")
        self.shaping = shaping
        self._ranked: dict[tuple[Style, str], list[Face]] = {}
        self.widths: dict[tuple[str, Style], float] = {}
        """Of words already measured: the same words are in many titles."""
        self._best: dict[tuple[Style, str, str], Face | None] = {}

    def drawable(self, text: str, style: Style) -> str:
        """*text* as far as faces have its characters: "…" stands for words with letters that none has.

        Nothing at all where these are more than half of its letters.
        """
        text, region = " ".join(text.split()), self._region(text)
        missing = {char for char in set(text) if self._find(char, style, region) is None and not _silent(char)}
        lost = {char for char in missing if unicodedata.category(char)[0] in "LMN"}
        if not missing:
            return text if self.shaping else "".join(char for char in text if not _silent(char))
        parts = [ELLIPSIS + " " * one[-1].isspace() if lost.intersection(one) else one for one in pieces(text)]
        together = "".join(one for one, after in pairwise([*parts, ""]) if not (one[0] == ELLIPSIS == after[:1]))
        kept = "".join(char for char in together if char not in missing and (self.shaping or not _silent(char)))
        letters = [sum(map(str.isalnum, one)) for one in (kept, text)]
        return " ".join(kept.split()) if letters[0] * 2 >= max(letters[1], 1) else ""

    def runs(self, text: str, style: Style) -> list[Run]:
        """A drawable *text* in runs of one face each; a face is kept for as long as it has the letters."""
        if are_separate(text):
            best = {self._find(char, style, self.region) for char in set(text)}
            if len(best) == 1 and (only := best.pop()):
                return [Run(text, only)]
        region = self._region(text)
        faces: list[Face] = []
        for cluster in clusters(text):
            before, char = faces[-1] if faces else None, cluster[0]
            wanted = EMOJI if VARIANT in cluster or JOINER in cluster else style
            goes_on = before is not None and wanted is style and (_silent(char) or before.has(char))
            face = before if goes_on else self._find(char, wanted, region)
            faces += [face or before or self.faces[0]] * len(cluster)
        together = groupby(zip(text, faces, strict=True), key=itemgetter(1))
        return [Run("".join(char for char, _face in pairs), face) for face, pairs in together]

    def _find(self, char: str, style: Style, region: str) -> Face | None:
        """The best face that can draw a letter."""
        key = style, region, char
        if key not in self._best:
            unshaped = not self.shaping and NEEDS_SHAPING.match(char)
            able = (face for face in self._rank(style, region) if face.has(char) and usable(face))
            self._best[key] = None if unshaped else next(able, None)
        return self._best[key]

    def _rank(self, style: Style, region: str) -> list[Face]:
        """All faces, the best first."""
        if (style, region) not in self._ranked:
            self._ranked[style, region] = sorted(self.faces, key=lambda face: _unfitness(face, style, region))
        return self._ranked[style, region]

    def _region(self, text: str) -> str:
        return next((region for region, letters in REGIONS if letters.search(text)), self.region)


def _unfitness(face: Face, style: Style, region: str) -> tuple[object, ...]:
    family = face.family
    place = next((n for n, name in enumerate(style.families) if family.startswith(name)), len(style.families))
    return (
        "Mono" in family,
        place,
        family not in style.families,
        "CJK" in family and not family.endswith(region),
        abs(face.weight - style.weight),
        face.charset != "",
        family,
        face.path,
        face.index,
    )


def find_fonts(language: str) -> Fonts:
    """The fonts of this machine, for a site in a language."""
    return Fonts(installed(), language, shaping=bool(features.check("raqm")))


def _silent(char: str) -> bool:
    """Whether a character is invisible, as marks of direction and of variants are."""
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f"
