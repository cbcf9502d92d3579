"""Which MathML a formula may become, as html_policy says which HTML an article may have.

The converter says how things look in ``style`` attributes, which the pages' policy blocks: they become classes of the
theme's, and the colour an attribute of MathML's own. What is not listed here is refused.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

SWITCH, COUNT = re.compile("true|false"), re.compile(r"-?\d{1,2}")
LENGTH = re.compile(r"-?\d{0,2}(?:\.\d{1,10})?(?:em|ex|rem|px|pt|mu|%)?")
"""Below 100 of any unit: nothing is pushed out of the page."""
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
STRIKES = re.compile(r"menclose-(?:up|down)diagonalstrike")
ELEMENTS: dict[str, dict[str, re.Pattern[str]]] = {
    **{name: {} for name in ("b", "i", "mmultiscripts", "mn", "mphantom", "mprescripts", "mroot", "msqrt", "mstyle")},
    **{name: {} for name in ("msub", "msubsup", "msup", "mtable", "mtext", "mtr")},
    "math": {"display": re.compile("block")},
    "menclose": {"notation": re.compile("[a-z ]+")},
    "mfrac": {"linethickness": LENGTH},
    "mi": {"mathvariant": re.compile("normal")},
    "mo": {
        "form": re.compile("infix|prefix|postfix"),
        **dict.fromkeys(["fence", "largeop", "movablelimits", "separator", "stretchy", "symmetric"], SWITCH),
        **dict.fromkeys(["lspace", "maxsize", "minsize", "rspace"], LENGTH),
    },
    "mover": {"accent": SWITCH},
    "mpadded": dict.fromkeys(["depth", "height", "lspace", "voffset", "width"], LENGTH),
    "mrow": {"class": STRIKES},
    "mspace": dict.fromkeys(["depth", "height", "width"], LENGTH),
    "mtd": {"columnspan": COUNT, "rowspan": COUNT},
    "munder": {"accentunder": SWITCH},
    "munderover": {"accent": SWITCH, "accentunder": SWITCH},
}
"""The elements of a formula, and the attributes of each with what they may say."""
EVERYWHERE = {"displaystyle": SWITCH, "scriptlevel": COUNT, "mathcolor": COLOUR}
SPACES = ("0", "0.1em", "0.1667em", "0.2222em", "0.2778em", "1em")
LOOKS = frozenset(
    chain(
        (f"padding-{side}:{space}" for side in ("left", "right") for space in SPACES),
        ("padding-top:0", "padding-top:0.1667em", "padding-bottom:0"),
        (
            f"border-{side}:0.05em {line} currentcolor"
            for side in ("left", "right", "top")
            for line in ("solid", "dashed")
        ),
        (f"width:{width}" for width in ("100%", "50%", "7.5%")),
        (f"margin-left:-{space}em" for space in ("0.16666667", "0.22222222", "0.2777778")),
        ("text-align:left", "text-align:right"),
    )
)
"""What the converter says of looks. Each is a class, as :func:`look_class` names it, of the theme's formulas.css."""
IMPLIED = frozenset({"justify-items:start", "justify-items:end"})
"""Beside text-align: the class has both."""


def look_class(look: str) -> str:
    """``math-text-align-left``"""
    return "math-" + re.sub(r"[^a-z0-9]+", "-", look.replace("%", "")).replace("--", "-")


def clean(formula: etree._Element) -> Iterator[str]:
    """Put classes in the place of styles. Gives what of the formula may not stand in a page."""
    for element in formula.iter():
        tag = str(element.tag)
        if tag not in ELEMENTS:
            yield f"<{tag}>"
            continue
        yield from _without_style(element)
        allowed = EVERYWHERE | ELEMENTS[tag]
        for name, value in element.items():
            if name == "class" and all(part in CLASSES or STRIKES.fullmatch(part) for part in value.split()):
                continue
            if name not in allowed or not allowed[name].fullmatch(value):
                yield f'{name}="{value}"'


def _without_style(element: etree._Element) -> Iterator[str]:
    given = [re.sub(r"\s*:\s*", ":", one.strip()) for one in element.attrib.pop("style", "").split(";")]
    classes = element.get("class", "").split()
    for look in filter(None, given):
        name, _colon, value = look.partition(":")
        if look in LOOKS:
            classes.append(look_class(look))
        elif name == "color" and COLOUR.fullmatch(value):
            element.set("mathcolor", value)
        elif look not in IMPLIED and not (name == "width" and element.get("width") == value):
            yield look
    if classes:
        element.set("class", " ".join(classes))


CLASSES = frozenset(map(look_class, LOOKS))
