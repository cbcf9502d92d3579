"""Formulas as MathML: what the converter has to know, what is told, and that nothing else comes through."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from knowledge_centre.content.formula_words import in_words, words
from knowledge_centre.content.formulas import DEEPEST, LONGEST, MOST_OPENINGS, FormulaError, mathml
from knowledge_centre.content.mathml_policy import CLASSES, ELEMENTS
from knowledge_centre.theme.minified import THEME

SHOWN = r"""
x^2
a_{ij}
x_1^2
f'(x) + f''(x)
{}_a^b X
\frac{a}{b}
\dfrac{1}{2} + \tfrac12
\cfrac{1}{1 + \cfrac{1}{2}}
\sqrt{x}
\sqrt[3]{x + 1}
\binom{n}{k}
{n \choose k}
\sum_{i=1}^{n} i^2
\sum_{\substack{i<n\\j<m}} x
\prod_{k=1}^n k
\int_0^\infty e^{-x}\,dx
\iint_D f + \oint_C g
\lim_{x \to 0} \frac{\sin x}{x}
\max_{a} Q, \min, \sup, \log n, \Pr
\operatorname{rank} A
\operatorname*{argmax}_x f
a \bmod b \pmod{n}
\begin{align} a &= b \\ c &= d \end{align}
\begin{align*} a &= b \\ c &= d \end{align*}
\begin{alignat}{2} a &= b & c \end{alignat}
\begin{aligned} a &= b \\ c &= d \end{aligned}
\begin{split} a &= b \\ &= c \end{split}
\begin{gather} a \\ b \end{gather}
\begin{multline} a \\ b \end{multline}
\begin{equation} x \end{equation}
\begin{cases} 1 & x < 0 \\ 2 & \text{otherwise} \end{cases}
\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}
\begin{bmatrix} a \end{bmatrix} + \begin{vmatrix} a \end{vmatrix} + \begin{smallmatrix} a & b \end{smallmatrix}
\begin{array}{c|r} a & b \\ \hline c & d \end{array}
\text{if } x > 0
\mbox{für alle } x
\text{größer 日本} > \alpha
长度 + λ
\hat{x} + \bar{y} + \vec{v} + \dot{a} + \ddot{a} + \tilde{n}
\widehat{abc} + \widetilde{abc} + \overline{AB} + \underline{x}
\overbrace{a+b}^{n} + \underbrace{a+b}_{n}
\overset{a}{b} \underset{c}{d} \stackrel{!}{=}
\xrightarrow[b]{a}
1, \dots, n
a_1, \ldots, a_n
x_1 + \cdots + x_n
\vdots \ddots \dotsb \dotsc
\left( \frac{a}{b} \right]
\left\{ x \middle| y \right.
\bigl( \Bigr) \big|_{x=0}
\|x\|_2 + \lVert z \rVert + \lfloor a \rfloor + \lceil b \rceil + \langle c \rangle
\mathbb{R}^n \mathcal{L} \mathfrak{g} \mathscr{A}
\mathbf{x} \mathrm{d}x \mathsf{A} \mathtt{B} \boldsymbol{\beta} \bm{x}
\textbf{bold} \textit{slanted}
\color{red} x + \textcolor{blue}{y}
a \, b \: c \; d \quad e \qquad f \! g
\hspace{1em} \phantom{x} \smash{y}
\alpha \beta \Gamma \Omega \varepsilon \varphi \hbar \ell \Re \aleph
\infty \partial \nabla \forall \exists \emptyset \therefore
a \le b \geq c \neq d \approx e \equiv f \sim g \ll h \propto i
a \in B \subset C \cup D \cap E \setminus F \not\in G
a \not= b
\Rightarrow \iff \implies \to \mapsto \longrightarrow
\pm \times \div \cdot \circ \otimes \oplus
P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}
50\,\% \cdot \$5 \& \#1
x = 1 \tag{3}
\boxed{x} + \cancel{y}
90^\circ
""".strip().split("\n")
TOLD = {
    r"\undefined": r'Unknown command "\undefined"',
    r"\ce{H2O}": r'Unknown command "\ce"',
    r"\href{javascript:pwned}{x}": r'Unknown command "\href"',
    r"\mmlToken{mi}[onclick=pwned]{x}": r'Unknown command "\mmlToken"',
    r"\class{share}{x}": r'Unknown command "\class"',
    r"\style{color:red}{x}": r'Unknown command "\style"',
    r"\cssId{a}{x}": r'Unknown command "\cssId"',
    r"\unicode{x41}": r'Unknown command "\unicode"',
    r"\includegraphics{a.png}": r'Unknown command "\includegraphics"',
    r"\input{/etc/passwd}": r'Unknown command "\input"',
    r"\color{red;position:fixed}{x}": "Unknown color",
    r"\begin{nothing}x\end{nothing}": 'Unknown environment "nothing"',
    r"x < y & z": '"&" is for columns',
    r"\frac{a": "Expected closing token",
    "}{": "Unmatched closing token",
    r"\left( x": "reached end of input",
    r"\def\x{\x\x}\x": r'"\def" may not stand',
    r"\let\x\href \x{javascript:pwned}{a}": r'"\let" may not stand',
    r"\newcommand{\x}{y}\x": r'"\newcommand" may not stand',
    r"\label{a} x": r'"\label" may not stand',
    r"\eqref{a}": r'"\eqref" may not stand',
    r"\hspace{9999999em}": "which a page may not have",
    r"\hspace{-9em}": "which a page may not have",
    "": "is empty",
    " ": "is empty",
    "x \x00 y": "cannot be shown",
    "\ud800": "cannot be shown",
    "x" * (LONGEST + 1): "is too long",
    r"\frac a" * (MOST_OPENINGS + 1): "is too long",
    r"\sqrt" * 400 + " x": "cannot be shown",
    r"\sqrt{" * (DEEPEST + 1) + "x" + "}" * (DEEPEST + 1): "nests too deep",
}
HARMLESS = [r"\text{<img src=x onerror=pwned()>}", "<script>pwned()</script>", r"x \tag{<b onclick=pwned()>}", "a&lt;b"]
RULE = re.compile(r"\.(math-[\w-]+)")


@pytest.mark.parametrize("tex", SHOWN)
def test_what_is_shown(tex: str) -> None:
    root = etree.fromstring(mathml(tex, display=True))
    assert root.tag == "math"
    assert root.get("display") == "block"
    assert root.findtext(".//annotation") is not None
    assert [element.attrib for element in root.iter() if {"style", "href", "id"} & set(element.attrib)] == []
    assert {str(element.tag) for element in root.iter()} <= ELEMENTS.keys() | {"semantics", "annotation"}


def test_there_are_many() -> None:
    assert len(SHOWN) >= 60


@pytest.mark.parametrize("tex", TOLD)
def test_what_is_told(tex: str) -> None:
    with pytest.raises(FormulaError) as told:
        mathml(tex)
    assert TOLD[tex] in told.value.message
    assert told.value.remedy.endswith(".")


@pytest.mark.parametrize("tex", HARMLESS)
def test_what_looks_like_html_is_text(tex: str) -> None:
    try:
        made = mathml(tex, display=True)
    except FormulaError:
        return
    assert "<img" not in made
    assert "<script" not in made
    assert "<b" not in made


def test_the_tex_is_beside_it() -> None:
    assert etree.fromstring(mathml(" a < b ")).findtext(".//annotation") == "a < b"
    rows = etree.fromstring(mathml("a &= b\n\nc &= d", display=True)).findtext(".//annotation")
    assert rows == "\\begin{aligned}\na &= b\\\\\nc &= d\n\\end{aligned}"


def test_each_class_has_a_rule() -> None:
    css = (THEME / "static/css/formulas.css").read_text(encoding="utf-8")
    assert set(RULE.findall(css)) == CLASSES


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        ("x^2 + y_1", "x² + y₁"),
        (r"\frac{n(n-1)}{2}", "(n(n − 1))/2"),
        (r"\sqrt{x} \le \sqrt[3]{y+1}", "√x ≤ ³√(y + 1)"),
        (r"O(n \log n)", "O(nlog n)"),
        (r"\sum_{i=1}^{n} i", "∑ᵢ₌₁ⁿ i"),
        (r"e^{i \pi}", "e^(iπ)"),
        (r"\hat{x} \in \mathbb{R}^n", "x ∈ ℝⁿ"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "(1 2; 3 4)"),
        (r"f'(90^\circ)", "f′(90°)"),
        (r"\binom{n}{k}", "(n, k)"),
        (r"\undefined   x", r"\undefined x"),
    ],
)
def test_a_formula_in_words(tex: str, said: str) -> None:
    assert words(tex) == said


def test_html_whose_formulas_are_words() -> None:
    html = f"<p>So {mathml('a < b')}, and {mathml('x^2')}.</p>"
    assert in_words(html) == "<p>So a &lt; b, and x².</p>"
