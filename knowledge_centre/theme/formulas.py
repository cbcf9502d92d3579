"""Formulas in pages: MathML, made when the site is built, so that readers' browsers load nothing for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.util.math import get_node_equation_number

from knowledge_centre import __version__
from knowledge_centre.content.formula_words import in_words
from knowledge_centre.content.formulas import FormulaError, mathml
from knowledge_centre.documents.formulas import MATHML

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

translated = get_translation("sphinx")
CLASS = "math notranslate nohighlight"
"""As Sphinx has it of other ways to show formulas."""


def visit_math(self: HTML5Translator, node: nodes.math) -> None:
    self.body += self.starttag(node, "span", "", CLASS=CLASS), shown(self, node.astext()), "</span>"
    raise nodes.SkipNode


def visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """The formula scrolls within its line where it is wider; its number stands beside it."""
    self.body.append(self.starttag(node, "div", "", CLASS=CLASS))
    self.body.append(f'<div class="formula-box">{shown(self, node.astext(), display=True)}</div>')
    if node.get("number"):
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, translated("Link to this equation"))
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def shown(translator: HTML5Translator, tex: str, *, display: bool = False) -> str:
    """MathML, or the source of what cannot be shown, which is told when the document is read."""
    try:
        return mathml(tex, display=display)
    except FormulaError:
        return f"<code>{translator.encode(tex)}</code>"


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """The variable ``title_in_words``: the name of a window has no formulas."""
    context["title_in_words"] = in_words(str(context.get("title", "")))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_html_math_renderer(MATHML, (visit_math, None), (visit_math_block, None))
    app.connect("html-page-context", on_html_page_context)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
