"""MyST's renderer with an end to how deep it calls itself, and a mistake of the author's where a directive fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst.states import MarkupError
from myst_parser.mdit_to_docutils import base
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx.errors import SphinxError

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

LEVEL = "knowledge_centre_level"
"""Where a renderer keeps how many texts it is in."""


def limit_nesting(
    limit: Callable[[nodes.document], int],
    is_too_deep_for_rst: Callable[[str, int], bool],
    depth: Callable[[list[Token]], int],
    refuse: Callable[[nodes.document, int], None],
) -> None:
    """Have what nests deeper than a document may left out, and told with its line.

    Directives are rendered by calls within calls, as are emphasis and reStructuredText: too many break the build.
    """
    renderer: Any = SphinxRenderer
    if hasattr(renderer, LEVEL):
        return
    setattr(renderer, LEVEL, 0)
    nested, inline, rst = renderer.nested_render_text, renderer.render_inline, renderer.render_restructuredtext

    def leave_out(self: Any, line: int) -> None:
        refuse(self.document, line)
        self.current_node.append(nodes.comment())

    def nested_render_text(self: Any, text: str, lineno: int, *args: Any, **options: Any) -> None:
        level = getattr(self, LEVEL)
        if level > limit(self.document):
            leave_out(self, lineno)
            return
        setattr(self, LEVEL, level + 1)
        try:
            nested(self, text, lineno, *args, **options)
        finally:
            setattr(self, LEVEL, level)

    def render_inline(self: Any, token: SyntaxTreeNode) -> None:
        if token.token is not None and depth(token.token.children or []) > limit(self.document):
            leave_out(self, base.token_line(token, 0))
        else:
            inline(self, token)

    def render_restructuredtext(self: Any, token: SyntaxTreeNode) -> None:
        if is_too_deep_for_rst(token.content, limit(self.document)):
            leave_out(self, base.token_line(token, 0))
        else:
            rst(self, token)

    renderer.nested_render_text, renderer.render_inline = nested_render_text, render_inline
    renderer.render_restructuredtext = render_restructuredtext


def catch_failures(refuse: Callable[[nodes.document, int, str], bool]) -> None:
    """Have a directive or role that fails told with its line, where ``refuse`` says so; the build would end there."""
    renderer: Any = SphinxRenderer
    run, role = renderer.run_directive, renderer.render_myst_role
    if getattr(run, LEVEL, None):
        return

    def run_directive(
        self: Any, name: str, first_line: str, content: str, position: int, *rest: Any, **more: Any
    ) -> Any:
        before = self.current_node
        try:
            return run(self, name, first_line, content, position, *rest, **more)
        except Exception as error:
            if isinstance(error, SphinxError) or not refuse(self.document, position, name):
                raise
            self.current_node = before
            return [nodes.comment()]

    def render_myst_role(self: Any, token: SyntaxTreeNode) -> None:
        try:
            role(self, token)
        except Exception as error:
            if isinstance(error, SphinxError) or not refuse(
                self.document, base.token_line(token, 0), token.meta["name"]
            ):
                raise

    setattr(run_directive, LEVEL, 1)
    renderer.run_directive, renderer.render_myst_role = run_directive, render_myst_role


def limit_numbers(most: int) -> None:
    """Refuse numbers in the options of a directive that are larger than anybody would write."""
    parse: Any = vars(base)["parse_directive_text"]
    if getattr(parse, LEVEL, None):
        return

    def parse_directive_text(*args: Any, **options: Any) -> Any:
        parsed = parse(*args, **options)
        for name, value in parsed.options.items():
            if isinstance(value, int) and abs(value) > most:
                msg = f'":{name}:" has a number larger than {most}: write a smaller one.'
                raise MarkupError(msg)
        return parsed

    setattr(parse_directive_text, LEVEL, 1)
    vars(base)["parse_directive_text"] = parse_directive_text
