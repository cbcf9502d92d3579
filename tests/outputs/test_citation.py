"""How to cite an article: in words, and as an entry that BibTeX can read whatever the title is."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from knowledge_centre.outputs.metadata.citation import Cited, bibtex, cite
from tests.site import text

if TYPE_CHECKING:
    from tests.site import Site

PLAIN = Cited(
    "zero-trust",
    "Zero trust in plain words",
    ("Security desk",),
    date(2025, 5, 14),
    "Knowledge Centre",
    "https://kc.example/articles/zero-trust.html",
)


def value(entry: str, field: str) -> str:
    found = re.search(rf"^  {field} += {{(.*)}},?$", entry, re.MULTILINE)
    assert found is not None
    return found[1]


def test_in_words() -> None:
    cited = cite(PLAIN, "en").plain
    start = "Security desk (2025, May 14). Zero trust in plain words. Knowledge Centre."
    assert cited == f"{start} https://kc.example/articles/zero-trust.html"
    assert cite(PLAIN._replace(address=""), "en").plain == start


@pytest.mark.parametrize(
    ("authors", "named"),
    [(("Ada",), "Ada ("), (("Ada", "Bob"), "Ada & Bob ("), (("Ada", "Bob", "Eve"), "Ada, Bob & Eve (")],
)
def test_authors(authors: tuple[str, ...], named: str) -> None:
    assert cite(PLAIN._replace(authors=authors), "en").plain.startswith(named)


def test_the_month_is_in_the_language_of_the_site() -> None:
    assert "(14. Mai 2025)" in cite(PLAIN, "de").plain
    assert "(2025年5月14日)" in cite(PLAIN, "ja").plain
    assert "(2025, May 14)" in cite(PLAIN, "en-GB").plain


def test_for_bibtex() -> None:
    assert bibtex(PLAIN) == "\n".join(
        [
            "@online{zero-trust,",
            "  author       = {{Security desk}},",
            "  title        = {{Zero trust in plain words}},",
            "  date         = {2025-05-14},",
            "  url          = {https://kc.example/articles/zero-trust.html},",
            "  organization = {Knowledge Centre}",
            "}",
        ]
    )
    assert "url" not in bibtex(PLAIN._replace(address=""))


def test_what_latex_takes_for_its_own_is_escaped() -> None:
    entry = bibtex(PLAIN._replace(title=r"50 % of R&D: $5 #1 a_b {x} ~y^2 \end", authors=("Ada & Co", "Bob and Eve")))
    assert value(entry, "title") == (
        r"{50 \% of R\&D: \$5 \#1 a\_b \textbraceleft{}x\textbraceright{} "
        r"\textasciitilde{}y\textasciicircum{}2 \textbackslash{}end}"
    )
    assert value(entry, "author") == r"{Ada \& Co} and {Bob and Eve}"


@pytest.mark.parametrize("title", ["}", "{", "\\}", "a } b { c", "{{braces}}", "\\"])
def test_braces_are_in_pairs(title: str) -> None:
    """BibTeX counts all of them, those after a backslash too, and reads on until they are even."""
    entry = bibtex(PLAIN._replace(title=title, address="https://kc.example/{a}/%20_b#c"))
    depths = [0]
    for sign in re.findall("[{}]", entry):
        depths.append(depths[-1] + (1 if sign == "{" else -1))
    assert depths[-1] == 0
    assert min(depths[1:-1]) == 1
    assert value(entry, "url") == "https://kc.example/%7Ba%7D/%20_b#c", "addresses are read as they are"


def test_accents_and_other_scripts_stay() -> None:
    assert value(bibtex(PLAIN._replace(title="Über 日本語 – ‘x’")), "title") == "{Über 日本語 – ‘x’}"


def test_an_article_gives_its_citation(site: Site) -> None:
    site.build(READTHEDOCS_CANONICAL_URL="https://kc.example/").ok()
    cited = site.page("articles/second.html").select_one("details.cite")
    assert cited is not None
    address = "https://kc.example/articles/second.html"
    assert text(cited.select_one(".cite-words")) == (
        f"Ada & Co & Bob <script> (2025, March 5). The second one . Knowledge Centre. {address}"
    )
    assert text(cited.select_one("cite")) == "The second one"
    assert value(cited.select("pre")[0].get_text(), "author") == r"{Ada \& Co} and {Bob <script>}"
    site.build().ok()
    cited = site.page("articles/second.html").select_one("details.cite")
    assert cited is not None
    assert "http" not in cited.get_text()
    assert cited.select("a") == []
