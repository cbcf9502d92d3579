"""Formulas as words on one line: ``x² + √(y)``, for titles of windows, descriptions, feeds' titles and search."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from lxml import etree

from knowledge_centre.content.formulas import FormulaError, mathml

if TYPE_CHECKING:
    from collections.abc import Callable

SUPERSCRIPT = str.maketrans("0123456789+−-=()niTx′″‴∘", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵀˣ′″‴°")
SUBSCRIPT = str.maketrans("0123456789+−-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
SPACED = frozenset("=<>≤≥≠≈≡≔∼∝∈∉⊂⊆→⇒⇔⟺←↦≪≫+−×÷±⋅∘∣∧∨∪∩")
ALONE = frozenset("∑∏∫∬∮")
INVISIBLE = re.compile("[\u2061-\u2064\ufe00\ufe01]")
SPACES = re.compile(r"\s+")
FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)


def words(tex: str) -> str:
    """What a formula says; its TeX, where it cannot be shown."""
    try:
        return words_of(mathml(tex, display=True))
    except FormulaError:
        return SPACES.sub(" ", tex).strip()


def words_of(formula: str) -> str:
    """The same from its MathML."""
    said = INVISIBLE.sub("", _said(etree.fromstring(formula)))
    return SPACES.sub(" ", said).strip().replace(" )", ")").replace(" ,", ",")


def in_words(html: str) -> str:
    """HTML whose formulas are words."""
    return FORMULA.sub(lambda found: escape(words_of(found[0]), quote=False), html)


def _said(node: etree._Element) -> str:
    parts = [_said(child) for child in node if child.tag != "annotation"]
    said = SAID.get(str(node.tag))
    return said(node, parts) if said else (node.text or "") + "".join(parts)


def _operator(node: etree._Element, _parts: list[str]) -> str:
    text = node.text or ""
    if text in SPACED and text and node.get("form") != "prefix":
        return f" {text} "
    return f"{text} " if text in {",", ";"} else text


def _name(node: etree._Element, _parts: list[str]) -> str:
    text = node.text or ""
    return f"{text} " if len(text) > 1 else text


def _space(node: etree._Element, _parts: list[str]) -> str:
    return " " if node.get("width", "0")[0] in "12" else ""


def _fraction(node: etree._Element, parts: list[str]) -> str:
    return ", ".join(parts) if node.get("linethickness") == "0" else "/".join(map(_grouped, parts))


def _root(_node: etree._Element, parts: list[str]) -> str:
    return f"{_script(parts[1], SUPERSCRIPT, '')}√{_grouped(parts[0])}"


def _above(node: etree._Element, parts: list[str]) -> str:
    """Accents are left out, as of names."""
    return parts[0] if node.get("accent") == "true" else _base(parts[0], _script(parts[1], SUPERSCRIPT, "^"))


def _below(node: etree._Element, parts: list[str]) -> str:
    return parts[0] if node.get("accentunder") == "true" else _base(parts[0], _script(parts[1], SUBSCRIPT, "_"))


def _both(_node: etree._Element, parts: list[str]) -> str:
    return _base(parts[0], _script(parts[1], SUBSCRIPT, "_") + _script(parts[2], SUPERSCRIPT, "^"))


def _base(base: str, scripts: str) -> str:
    """A name of several letters, or a sign such as a sum, stands apart from what follows."""
    stripped = base.strip()
    return f"{stripped}{scripts}{' ' if base != stripped or stripped in ALONE else ''}"


def _script(text: str, table: dict[int, int], sign: str) -> str:
    compact = INVISIBLE.sub("", text).replace(" ", "")
    if all(ord(letter) in table for letter in compact):
        return compact.translate(table)
    return sign + (compact if len(compact) == 1 else f"({INVISIBLE.sub('', text).strip()})")


def _grouped(text: str) -> str:
    text = INVISIBLE.sub("", text).strip()
    return text if len(text) == 1 or text.isalnum() else f"({text})"


SAID: dict[str, Callable[[etree._Element, list[str]], str]] = {
    "mfrac": _fraction,
    "mi": _name,
    "mo": _operator,
    "mphantom": lambda _node, _parts: "",
    "mroot": _root,
    "mspace": _space,
    "msqrt": lambda _node, parts: f"√{_grouped(''.join(parts))}",
    "mtable": lambda _node, parts: "; ".join(part.strip() for part in parts if part.strip()),
    "mtr": lambda _node, parts: " ".join(part.strip() for part in parts if part.strip()),
    **dict.fromkeys(("msub", "munder"), _below),
    **dict.fromkeys(("msup", "mover"), _above),
    **dict.fromkeys(("msubsup", "munderover"), _both),
}
