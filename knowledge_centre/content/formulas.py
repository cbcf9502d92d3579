r"""From the TeX of a formula to MathML, and to words for where MathML cannot be.

The converter is math-core: of 110 formulas of tests/content/test_formulas.py it takes the most, and it refuses what it
does not know (11/2026). latex2mathml takes unknown commands for text and lets ``javascript:`` and styles through;
docutils' own knows neither ``align`` nor ``\dots``, and fails on ``x < y & z``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5
from itertools import islice

from lxml import etree
from math_core import LatexError, LatexToMathML

from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.mathml_policy import clean

TEX = "application/x-tex"
LONGEST = 10_000
MOST_OPENINGS = 1_000
"""Commands, braces, signs of scripts: each can nest, and the converter calls itself for each level (2.7 kB of stack)."""
DEEPEST = 100
"""Levels of elements. Browsers nest no more than 512, of the whole page."""
OPENING = re.compile(r"[{\\^_]")
MACROS = {
    "C": r"\mathbb{C}",
    "dotsb": r"\cdots",
    "dotsc": r"\ldots",
    "dotsi": r"\cdots",
    "dotsm": r"\cdots",
    "dotso": r"\ldots",
    "mbox": r"\text{#1}",
    "smash": "{#1}",
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
}
"""Commands that the converter lacks, in terms of those that it has."""
UNNUMBERED = re.compile(r"\\(begin|end)\{(align|equation|gather|multline)\}")
"""Sphinx numbers formulas, not the converter."""
ALIGNED_AT = re.compile(r"\\begin\{(alignat\*?|alignedat)\}\{\d\}(.*?)\\end\{\1\}", re.DOTALL)
ENVIRONMENTS = {
    **dict.fromkeys(["alignat", "alignat*", "eqnarray", "eqnarray*"], "align*"),
    **dict.fromkeys(["alignedat", "split"], "aligned"),
    "smallmatrix": "matrix",
}
NAMED = re.compile(r"\\(begin|end)\{(" + "|".join(map(re.escape, ENVIRONMENTS)) + r")\}")
WITHIN = re.compile(r"\\begin\{([a-z]+\*?)\}.*\\end\{\1\}", re.DOTALL)
DEFINITION = re.compile(r"\\(?:[egx]?def|let|newcommand|renewcommand|providecommand|DeclareMathOperator)\b")
REFERENCE = re.compile(r"\\(?:eq)?ref\b")
LABEL = re.compile(r"\\label\b")
ENTITY = re.compile(r"&(\w+;)")
OWN_ENTITIES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
POSITION = re.compile(r"^\d+: ")
CONVERTER = LatexToMathML(
    fancy_error=False, allow_unreliable_rendering=True, macros=MACROS, max_expansions=MOST_OPENINGS
)


class FormulaError(ValueError):
    """Says what is wrong with a formula, and what to write instead."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


@lru_cache(maxsize=1000)
def mathml(tex: str, *, display: bool = False) -> str:
    """The MathML of a formula, with its TeX beside it. Raises :class:`FormulaError`."""
    tex = arranged(tex) if display else tex.strip()
    root = _formula(tex, display=display)
    semantics, row = etree.Element("semantics"), etree.Element("mrow")
    row.extend(list(root))
    annotation = etree.SubElement(root, "annotation", encoding=TEX)
    annotation.text = tex
    semantics.extend([row, annotation])
    root.append(semantics)
    return etree.tostring(root, encoding="unicode", method="html")


def _formula(tex: str, *, display: bool) -> etree._Element:
    _refuse(tex)
    try:
        made = CONVERTER.convert_with_local_state(_known(tex), displaystyle=display)
        root = etree.fromstring(ENTITY.sub(_character, made))
    except LatexError as error:
        raise _told(str(error)) from error
    except (ValueError, etree.XMLSyntaxError) as error:  # surrogates; characters that XML has not; too many levels
        raise FormulaError("this formula cannot be shown", "write it with fewer levels, and plain letters.") from error
    if not len(root):
        raise FormulaError("this formula is empty", "write one, or leave it out.")
    if any(_depth(leaf) > DEEPEST for leaf in root.iter() if not len(leaf)):
        raise FormulaError("this formula nests too deep", "write it flatter.")
    for refused in islice(clean(root), 1):
        raise FormulaError(f"this formula becomes {quoted(refused)}, which a page may not have", "write it without.")
    return root


def _refuse(tex: str) -> None:
    if len(tex) > LONGEST or sum(1 for _ in islice(OPENING.finditer(tex), MOST_OPENINGS + 1)) > MOST_OPENINGS:
        raise FormulaError("this formula is too long", "write it as several.")
    if found := DEFINITION.search(tex):
        raise FormulaError(f"{quoted(found[0])} may not stand in a formula", "write out what it would stand for.")
    if found := REFERENCE.search(tex):
        raise FormulaError(f"{quoted(found[0])} may not stand in a formula", "write {eq}`its-label` beside it.")
    if found := LABEL.search(tex):
        remedy = 'write ":label: its-label" in {math}, or $$…$$ (its-label).'
        raise FormulaError(f"{quoted(found[0])} may not stand in a formula", remedy)


def _told(said: str) -> FormulaError:
    said = POSITION.sub("", said).rstrip(".")
    if 'Found "&"' in said:
        return FormulaError(
            '"&" is for columns', r"write \& for the sign, or \begin{aligned}…\end{aligned} around rows."
        )
    return FormulaError(f"this formula cannot be shown: {said}", "write it another way.")


def arranged(tex: str) -> str:
    """A formula of several rows as Sphinx has them: those between blank lines are rows too."""
    rows = [row.strip() for row in tex.split("\n\n") if row.strip()]
    outside = WITHIN.sub("", "\n\n".join(rows))
    text = "\\\\\n".join(rows)
    if r"\tag" in outside:
        return f"\\begin{{align*}}\n{text}\n\\end{{align*}}"
    if len(rows) > 1 or r"\\" in outside:
        return f"\\begin{{aligned}}\n{text}\n\\end{{aligned}}"
    return text


def _known(tex: str) -> str:
    """The environments that the converter has, for those that it lacks."""
    tex = ALIGNED_AT.sub(r"\\begin{\1}\2\\end{\1}", tex)
    tex = NAMED.sub(lambda found: rf"\{found[1]}{{{ENVIRONMENTS[found[2]]}}}", tex)
    return UNNUMBERED.sub(r"\\\1{\2*}", tex)


def _character(entity: re.Match[str]) -> str:
    return entity[0] if entity[1] in OWN_ENTITIES else html5.get(entity[1], entity[0])


def _depth(element: etree._Element) -> int:
    return sum(1 for _ in element.iterancestors())
