"""``~~gone~~`` in every output; MyST knows it in HTML only, and warns of it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from knowledge_centre import __version__
from knowledge_centre.compat.myst import render_struck

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class struck(nodes.inline):  # noqa: N801 (as nodes are named)
    """Words that are struck out."""


def start_html(translator: Any, node: struck) -> None:
    translator.body.append(translator.starttag(node, "s", ""))


def end_html(translator: Any, _node: struck) -> None:
    translator.body.append("</s>")


def start_latex(translator: Any, _node: struck) -> None:
    translator.body.append(r"\sout{")


def end_latex(translator: Any, _node: struck) -> None:
    translator.body.append("}")


def mark_text(translator: Any, _node: struck) -> None:
    translator.add_text("~~")


def mark_page(translator: Any, _node: struck) -> None:
    translator.body.append("~~")


def setup(app: Sphinx) -> ExtensionMetadata:
    render_struck(struck)
    app.add_node(
        struck,
        html=(start_html, end_html),
        latex=(start_latex, end_latex),
        text=(mark_text, mark_text),
        man=(mark_page, mark_page),
        texinfo=(mark_page, mark_page),
    )
    app.add_latex_package("ulem", "normalem")
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
