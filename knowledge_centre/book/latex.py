"""The LaTeX of the book: a page with its name, years as parts, articles as chapters without numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.texescape import escape

from knowledge_centre.book.binding import edition_of
from knowledge_centre.compat.sphinx import give

if TYPE_CHECKING:
    from sphinx.builders.latex import LaTeXBuilder
    from sphinx.config import Config

TITLE_PAGE = r"""\begin{titlepage}
\centering\vspace*{0.25\textheight}
{\sffamily\bfseries\Huge %(title)s\par}
\vspace{2em}{\Large %(tagline)s\par}
\vfill
{\large %(author)s\par}
\vspace{0.5em}{\large %(edition)s\par}
\end{titlepage}
"""
UNNUMBERED = "\\setcounter{secnumdepth}{-2}\n"
"""Articles have names."""


def describe(config: Config) -> None:
    """XeLaTeX goes on where its font has no letter; pdfLaTeX, Sphinx's choice for most languages, stops."""
    if config.latex_engine == "pdflatex":
        give(config, latex_engine="xelatex")
    give(config, latex_toplevel_sectioning="part", latex_domain_indices=False)
    give(config, latex_elements={"papersize": "a4paper", "extraclassoptions": "openany"})


def prepare(builder: LaTeXBuilder) -> None:
    """What conf.py says in ``latex_elements`` comes first."""
    config, given = builder.config, builder.config.latex_elements
    tagline = config.html_context.get("tagline", "")
    words = {"title": config.project, "tagline": tagline, "author": config.author, "edition": edition_of(config)}
    escaped = {name: escape(text, config.latex_engine) for name, text in words.items()}
    builder.context["date"] = escaped["edition"]
    if "maketitle" not in given:
        builder.context["maketitle"] = TITLE_PAGE % escaped
    if "makeindex" not in given:
        builder.context["makeindex"] = builder.context["printindex"] = ""
    builder.context["preamble"] = UNNUMBERED + given.get("preamble", "")
