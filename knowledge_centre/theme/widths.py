"""Widths that an author gives to a picture, table, figure or column: attributes and classes instead of inline styles.

A page's policy lets no ``style`` attribute through, see ``outputs/content_security``.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from knowledge_centre.content import images

if TYPE_CHECKING:
    from collections.abc import Iterator

SHEET = "css/widths.css"
MOST, LONGEST = 100, 64
"""The widest in percent, and in rem."""
PIXELS = {**images.PIXELS, **dict.fromkeys(("em", "rem"), 16.0), **dict.fromkeys(("ex", "ch"), 8.0)}
"""Of one of a unit, in letters of the size that browsers begin with: docutils' units of length."""
DECLARATION = re.compile(r"(width|height):\s*([\d.]+)\s*(%|[a-z]*)\s*(?:;\s*|$)")


def without_style(tagname: str, attributes: dict[str, Any]) -> dict[str, Any]:
    """The attributes of an element, with its sizes said by other attributes or by classes.

    Pictures keep a length to the pixel; of the rest, lengths are rounded to a rem and percentages to one.
    """
    style = attributes.get("style")
    if not isinstance(style, str):
        return attributes
    others = dict(attributes)
    if rest := DECLARATION.sub("", style).strip():
        others["style"] = rest
    else:
        del others["style"]
    classes = list(others.pop("classes", []))
    for side, number, unit in DECLARATION.findall(style):
        value = float(number)
        if unit == "%":
            classes += [f"width-{_within(value, MOST)}"] * (side == "width")
        elif tagname == "img":
            others[side] = str(round(value * PIXELS.get(unit, 1.0)))
        elif side == "width":
            classes.append(f"width-{_within(value * PIXELS.get(unit, 1.0) / 16, LONGEST)}rem")
    return {**others, "classes": classes}


def _within(value: float, most: int) -> int:
    """The nearest whole number from one to *most*."""
    return min(max(math.floor(value + 0.5), 1), most)


def widths_sheet() -> str:
    """The style sheet of all such classes."""

    def rules() -> Iterator[str]:
        for percent in range(1, MOST + 1):
            yield f".width-{percent} {{ width: {percent}%; }}"
        for length in range(1, LONGEST + 1):
            yield f".width-{length}rem {{ width: {length}rem; }}"

    return "\n".join(rules())
