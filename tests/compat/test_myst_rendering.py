"""MyST still renders where it is stepped in: HTML, texts in texts, directives and their options, lists of lines."""

from __future__ import annotations

import inspect

import pytest
from docutils.parsers.rst.states import MarkupError
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils import base, html_to_nodes
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx.directives import code
from sphinx.directives.code import CodeBlock
from sphinx.util import _lines

from knowledge_centre.compat import sphinx_reading
from knowledge_centre.compat.markdown import lines_within
from knowledge_centre.compat.myst_limits import LEVEL, limit_numbers

SOURCES = {name: inspect.getsource(function) for name, function in vars(DocutilsRenderer).items() if callable(function)}


def test_html_of_authors_becomes_raw_in_one_place() -> None:
    assert "self.render_html_block(token)" in SOURCES["render_html_inline"]
    assert "html_to_nodes(token.content" in SOURCES["render_html_block"]
    assert [name for name, source in SOURCES.items() if "html_to_nodes(" in source] == ["render_html_block"]
    assert {name for name, source in SOURCES.items() if "nodes.raw(" in source} == {
        "render_hardbreak",
        "render_list_item",
        "render_s",
    }
    assert inspect.getsource(html_to_nodes).count("nodes.raw(") == 1


def test_what_calls_itself_goes_through_the_methods_that_are_limited() -> None:
    assert "self.md.parse" in SOURCES["nested_render_text"]
    assert [name for name, source in SOURCES.items() if "self.md.parse" in source] == ["nested_render_text"]
    assert list(inspect.signature(DocutilsRenderer.nested_render_text).parameters)[:3] == ["self", "text", "lineno"]
    assert list(inspect.signature(DocutilsRenderer.run_directive).parameters)[:5] == [
        "self",
        "name",
        "first_line",
        "content",
        "position",
    ]
    assert "render_children" in SOURCES["render_inline"]
    assert {"render_restructuredtext", "render_myst_role"} <= SOURCES.keys()


def test_the_renderer_keeps_no_name_of_ours() -> None:
    assert LEVEL not in vars(DocutilsRenderer)
    assert issubclass(SphinxRenderer, DocutilsRenderer)


def test_numbers_in_options_are_limited() -> None:
    limit_numbers(100_000)
    limit_numbers(100_000)
    parse = vars(base)["parse_directive_text"]
    assert parse(CodeBlock, "python", ":lineno-start: 3\n\na").options == {"lineno-start": 3}
    with pytest.raises(MarkupError, match="larger than 100000"):
        parse(CodeBlock, "python", ":lineno-start: 300000\n\na")


def test_lists_of_lines_are_no_longer_than_the_lines_there_are() -> None:
    sphinx_reading.limit_lines()
    sphinx_reading.limit_lines()
    parse = vars(code)["parse_line_num_spec"]
    assert parse is vars(_lines)["parse_line_num_spec"]
    assert parse("1,3-4,7-", 9) == [0, 2, 3, 6, 7, 8]
    assert parse("2-999999999999", 3) == [1, 2, 3]
    assert parse("9" * 5000, 3) == [3]
    for wrong in ("4-2", "a", "-", ",".join(["1"] * 2000)):
        with pytest.raises(ValueError, match="invalid line number spec"):
            parse(wrong, 9)


def test_the_lines_of_html_in_a_paragraph() -> None:
    tokens = MarkdownIt("commonmark").parse("a `<b>` <i>\n*x <b>\ny* <b>\\\n[l <b>](z) \n<c\nd=e> <b>")
    paragraph = SyntaxTreeNode(tokens).children[0].children[0]
    assert paragraph.token
    lines = lines_within(paragraph.token)
    found = [(one.content, lines[id(one)]) for one in paragraph.token.children or [] if one.type == "html_inline"]
    assert found == [("<i>", 0), ("<b>", 1), ("<b>", 2), ("<b>", 3), ("<c\nd=e>", 4), ("<b>", 5)]
