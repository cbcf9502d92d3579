"""Formulas in pages, feeds, twins, titles and search; what cannot be shown is told with its line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.site import text

if TYPE_CHECKING:
    from tests.site import Site

BODY = r"""
# On $x^2$ and {math}`\frac{a}{b}`

It costs $5 to $10, and $n < 9$.

$$
a &= b \\
c &= d
$$ (rows)

See {eq}`rows` and {eq}`other`.

```{math}
:label: other

\begin{align} x &= y \end{align}
```

## What $\mathbb{R}$ is
"""


def test_formulas_everywhere(site: Site) -> None:
    site.article("f", BODY.lstrip(), title=None)
    site.build().ok()
    page, words = site.page("articles/f.html"), "On x² and a/b"
    assert page.select_one("h1 math msup") is not None
    assert text(page.select_one("title")) == f"{words} - Knowledge Centre"
    body = page.select_one(".article-body")
    assert body is not None
    assert [one["display"] for one in body.select(".formula-box > math")] == ["block", "block"]
    numbers = [one.get_text().removesuffix("#") for one in body.select(".eqno")]
    links = [(one.get_text(), one["href"]) for one in body.select("p a.reference")]
    assert links == list(zip(numbers, ["#equation-rows", "#equation-other"], strict=True))
    assert [one["href"] for one in body.select(".eqno a")] == ["#equation-rows", "#equation-other"]
    assert "costs $5 to $10, and" in body.get_text()
    assert body.select_one("h2 math") is not None
    assert page.select("[style]") == []
    assert not [one for one in page.select("script[src]") if "mathjax" in str(one).lower()]
    assert page.select('link[href*="formulas.css"]')
    assert site.page("articles/first.html").select('link[href*="formulas"], .mathjax_ignore') == []
    assert text(page.select_one(".article-standfirst")) == "It costs $5 to $10, and n < 9."
    entries = json.loads((site.out / "feeds/all.json").read_text(encoding="utf-8"))["items"]
    entry = next(one for one in entries if one["title"] == words)
    assert '<annotation encoding="application/x-tex">n &lt; 9</annotation>' in entry["content_html"]
    twin = (site.out / "articles/f.html.md").read_text(encoding="utf-8")
    assert twin.startswith(f"# {words}\n")
    assert "and $n < 9$.\n\n$$\n\\begin{aligned}\na &= b \\\\\nc &= d\n\\end{aligned}\n$$\n" in twin
    assert "## What $\\mathbb{R}$ is" in twin
    found = site.index().shown("articles/f.html")
    assert "and n < 9." in found
    assert "\\mathbb" not in found


def test_what_cannot_be_shown_is_told_with_its_line(site: Site) -> None:
    site.article("f", "Text.\n\nA $\\nope{x}$ here.\n\n$$\nx\n\n\\undefined\n$$\n\n```{math}\n\nx & y\n```\n")
    built = site.build()
    told = [line.partition("articles/")[2] for line in built.problems.splitlines() if "articles/f.md" in line]
    assert [one.split(":")[1] for one in told] == ["9", "14", "17"]
    assert '"\\nope"' in told[0]
    assert "write \\& for the sign" in told[2]
    assert built.status == 1
    assert site.page("articles/f.html").select(".math code")[0].get_text() == r"\nope{x}"


MATHJAX = 'html_math_renderer = "mathjax"\nmathjax_path = "mathjax.js"\n'
ACTING = [
    r"{math}`\href{javascript:alert(1)}{x}`",
    r"A text \\(\\href{javascript:alert(1)}{x}\\).",
    r"<b>\\(\\href{javascript:alert(1)}{x}\\)</b>",
    r"\\(\\hr<wbr>ef{javascript:alert(1)}{x}\\)",
    r"\\(\\hr<!-- x -->ef{javascript:alert(1)}{x}\\)",
]


@pytest.fixture
def with_mathjax(site: Site) -> Site:
    conf = site.path / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + MATHJAX, encoding="utf-8")
    site.write("_static/mathjax.js", "document.documentElement.dataset.mathjax = 1\n")
    return site


def test_a_site_may_have_mathjax_from_its_own_files(with_mathjax: Site) -> None:
    site = with_mathjax
    site.article("f", r"A $\unknown{x}$.")
    site.build().ok()
    page = site.page("articles/f.html")
    assert [str(one["src"]).partition("?")[0] for one in page.select('script[src*="mathjax"]')] == [
        "../_static/mathjax.js"
    ]
    assert page.select("math") == []
    assert site.page("articles/first.html").select('script[src*="mathjax"]') == []


def test_what_mathjax_would_do_beyond_is_told(with_mathjax: Site) -> None:
    with_mathjax.article("f", "\n\n".join([r"{math}`x`", *ACTING]))
    problems = with_mathjax.build().problems
    assert problems.count("may not stand on a page with formulas") == len(ACTING)
    assert "javascript" not in str(with_mathjax.page("articles/f.html").select_one(".article-body"))
