"""Substitutions know texts only, and MyST still evaluates them where it is stepped in."""

from __future__ import annotations

import inspect
import re

import jinja2
import pytest
from myst_parser.mdit_to_docutils import base

from knowledge_centre.compat.substitutions import TextEnvironment, stay_text

GIVEN = {"a": "text", "n": 3, "env": object(), "f": print, "d": {"x": "y"}}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a", "text"),
        ("n", "3"),
        ("a|upper", "TEXT"),
        ("a ~ ' ' ~ n", "text 3"),
        ("b|default('none')", "none"),
        ("a if n else 'no'", "text"),
    ],
)
def test_texts_and_their_letters(expression: str, expected: str) -> None:
    assert TextEnvironment().from_string(f"{{{{ {expression} }}}}").render(GIVEN) == expected


@pytest.mark.parametrize(
    "expression",
    [
        "cycler.__init__.__globals__.os.popen('id').read()",
        "a.__class__.__mro__",
        "a['__class__']",
        "a|attr('__class__')",
        "a.format",
        "''.join(a)",
        "self._TemplateReference__context",
        "env",
        "env.config",
        "f('x')",
        "d",
        "range(9)",
        "lipsum()",
        "namespace()",
        "dict(x=1)",
        "joiner()",
        "'x' * 999999999",
        "9 ** 9 ** 9 ** 9",
        "'%999999999d' % 1",
        "a|center(999999999)",
        "a|replace('t', 'tt')",
        "a|indent(999999999)",
        "a|format(1)",
        "a|map('upper')",
        "a|pprint",
        "n is callable",
        "[1].append(2)",
    ],
)
def test_nothing_is_called_reached_or_multiplied(expression: str) -> None:
    with pytest.raises(jinja2.TemplateError):
        TextEnvironment().from_string(f"{{{{ {expression} }}}}").render(GIVEN)


def test_myst_makes_its_environment_by_the_name_that_is_replaced() -> None:
    stay_text()
    stay_text()
    assert vars(base)["jinja2"].Environment is TextEnvironment
    assert vars(base)["jinja2"].nodes is jinja2.nodes
    source = inspect.getsource(base)
    assert source.count("jinja2.Environment(") == source.count("Environment(undefined=jinja2.StrictUndefined)") == 1
    assert set(re.findall(r"jinja2\.[A-Za-z.]+", source)) == {
        "jinja2.Environment",
        "jinja2.StrictUndefined",
        "jinja2.nodes.Name",
    }
    assert 'variable_context["env"] = self.sphinx_env' in source
