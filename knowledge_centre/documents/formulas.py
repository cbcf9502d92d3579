"""Formulas of a document that is read: one that cannot become MathML is told with its line.

Where conf.py has ``html_math_renderer = "mathjax"`` readers' browsers make them instead, and what MathJax would do
beyond showing them is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx_pages import math_renderers
from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.formulas import FormulaError, mathml
from knowledge_centre.documents.refusals import is_trusted, place, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

MATHML, MATHJAX = "mathml", "mathjax"
"""Names of ways to show formulas, as ``html_math_renderer`` has them."""
COMMAND = re.compile(r"\\(?:bbox|class|csname|cssId|data|fcolorbox|href|mmlToken|require|style)\b")
"""Commands of MathJax's that make more than a formula: links, names, styles, and what loads more commands."""
NAMED = re.compile(r'"(\\[^"]+)"')


def formulas(doctree: nodes.document) -> Iterator[nodes.math | nodes.math_block]:
    for node in doctree.findall(nodes.TextElement):
        if isinstance(node, nodes.math | nodes.math_block):
            yield node


def check_mathml(env: BuildEnvironment, doctree: nodes.document) -> None:
    for node in formulas(doctree):
        try:
            mathml(node.astext(), display=isinstance(node, nodes.math_block))
        except FormulaError as error:
            path, line = place(node, doctree)
            refuse(env, path, line + lines_before(node, error.message), error.message, error.remedy)


def lines_before(node: nodes.Element, message: str) -> int:
    """In which line of a formula the command stands that a message names; a block's first is that of its fence."""
    named = NAMED.search(message)
    before, found, _after = node.astext().partition(named[1]) if named else ("", "", "")
    return before.count("\n") + isinstance(node, nodes.math_block) if found else 0


def check_mathjax(env: BuildEnvironment, doctree: nodes.document) -> None:
    """MathJax looks through the whole page for formulas once there is one, and has commands that make links and styles."""
    if next(formulas(doctree), None) is None:
        return
    for text in list(doctree.findall(nodes.Text)):
        if command := COMMAND.search(text):
            refuse_command(env, doctree, text.parent, command[0])
            text.parent.replace(text, nodes.Text(""))
    for block in list(doctree.findall(nodes.TextElement)):
        # It reads on over comments and <wbr>, which a command can be hidden with.
        texts = [text for text in block.findall(nodes.Text) if not isinstance(text.parent, nodes.raw)]
        if command := COMMAND.search("".join(texts)):
            refuse_command(env, doctree, block, command[0])
            for text in texts:
                text.parent.replace(text, nodes.Text(""))


def refuse_command(env: BuildEnvironment, doctree: nodes.document, node: nodes.Element, command: str) -> None:
    message = f"{quoted(command)} may not stand on a page with formulas"
    refuse(env, *place(node, doctree), message, "write the formula without.")


def on_config_inited(app: Sphinx, config: Config) -> None:
    """MathML, unless conf.py says otherwise or has an extension for another way."""
    if config.html_math_renderer is None:
        others = math_renderers(app) - {MATHML, MATHJAX}
        config.html_math_renderer = others.pop() if len(others) == 1 else MATHML
    if config.html_math_renderer != MATHJAX:
        config.myst_update_mathjax = False  # which marks every page for it


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    if app.config.html_math_renderer == MATHML:
        check_mathml(app.env, doctree)
    elif app.config.html_math_renderer == MATHJAX and not is_trusted(app.env):
        check_mathjax(app.env, doctree)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.refusals")
    app.connect("config-inited", on_config_inited)
    # Before addresses, which takes out what it refuses.
    app.connect("doctree-read", on_doctree_read, priority=90)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
