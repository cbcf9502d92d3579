"""What is used of MyST-Parser beyond its documentation."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_parser.mdit_to_docutils.base import DocutilsRenderer, token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.mocking import MockIncludeDirective

from knowledge_centre.compat.docutils import Directive, Inliner
from knowledge_centre.compat.markdown import lines_within
from knowledge_centre.compat.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.tree import SyntaxTreeNode
    from sphinx.environment import BuildEnvironment

CHECKBOX = '<input class="task-list-item-checkbox"'
"""How the box of a task list begins in MyST's raw HTML."""
LINES = "knowledge_centre_lines"
"""Where MyST's environment of one text keeps the lines of HTML in the paragraph that is rendered."""


def heading_slugs(env: BuildEnvironment, docname: str) -> dict[str, tuple[Any, ...]]:
    """By anchor, what MyST knows of a document's headings: line, id and title."""
    slugs: dict[str, tuple[Any, ...]] = env.metadata[docname].get("myst_slugs", {})
    return slugs


def move_heading(document: nodes.document, given: str, name: str) -> None:
    """Tell MyST that a heading has another id, so that links by its slug lead there. It keeps this table as metadata."""
    slugs: dict[str, tuple[Any, ...]] = getattr(document, "myst_slugs", {})
    for slug, (line, one, title) in slugs.items():
        if one == given:
            slugs[slug] = (line, name, title)


def anchor_of(node: nodes.Element) -> str:
    """The place in another document that a link names."""
    return str(node.get("reftargetid") or "")


def is_local(node: nodes.Element) -> bool:
    """Whether MyST has found the target of a link in the document itself."""
    return bool(node.get("reflocalid"))


def guard_include(including: Callable[[Callable[[Any], Any], Any], Any]) -> None:
    """Have *including* called for each include of Markdown, which is no directive of docutils'."""
    wrap(MockIncludeDirective, "run", including)


def place(directive: Any) -> tuple[str, int]:
    """The source and the line of a directive that is being run, MyST's include or any other."""
    if isinstance(directive, MockIncludeDirective):
        return directive.document["source"], directive.lineno
    source, line = directive.state_machine.get_source_and_line(directive.lineno)
    return str(source), int(line or directive.lineno)


def asking() -> Any:
    """On whose behalf this is called: a directive, ``"link"`` for one of MyST's, ``None`` for anything else.

    A directive may say no, and the text goes on after it; a role may not, and a link need not.
    """
    for frame, _line in traceback.walk_stack(None):
        asker = frame.f_locals.get("self")
        if isinstance(asker, Directive | MockIncludeDirective):
            return asker
        if isinstance(asker, DocutilsRenderer | Inliner):
            return "link" if frame.f_code.co_name.startswith("render_link_") else None
    return None


def render_struck(node_class: type[nodes.Element]) -> None:
    """Have struck text be a node of its own: MyST puts raw HTML around it, and warns."""

    def render_s(self: SphinxRenderer, token: SyntaxTreeNode) -> None:
        node = node_class()
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    renderer: Any = SphinxRenderer
    renderer.render_s = render_s


# -- HTML in Markdown


def judge_html(
    judge: Callable[[nodes.document, str, int], bool], make: Callable[[str, str, int], list[nodes.Node]]
) -> None:
    """Have each piece of HTML judged, with the line it begins in, and made nodes of; a refused one is left out.

    This is of the process, for every renderer that is MyST's for Sphinx: there is no other way to it.
    """

    def render_html_block(self: SphinxRenderer, token: SyntaxTreeNode) -> None:
        line = _inline_line(self, token) if token.type == "html_inline" else token_line(token, 0)
        if judge(self.document, token.content, line):
            self.current_node.extend(make(token.content, self.document["source"], line))
        elif token.type == "html_block":
            self.current_node.append(nodes.comment())  # docutils fails on the text of a figure that is nothing

    renderer: Any = SphinxRenderer
    renderer.render_html_block = renderer.render_html_inline = render_html_block


def _inline_line(renderer: DocutilsRenderer, token: SyntaxTreeNode) -> int:
    """The line of a piece of HTML in a paragraph: MyST knows where the paragraph begins."""
    paragraph = token
    while paragraph.parent is not None and paragraph.type != "inline":
        paragraph = paragraph.parent
    kept = renderer.md_env.get(LINES)
    if kept is None or kept[0] is not paragraph:
        kept = renderer.md_env[LINES] = (paragraph, lines_within(paragraph.token) if paragraph.token else {})
    found: int = kept[1].get(id(token.token), 0)
    return token_line(token, 0) + found
