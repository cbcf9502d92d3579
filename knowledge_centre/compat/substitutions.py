"""MyST's substitutions without Python behind them: names of texts that conf.py gives, and filters that change letters."""

# ruff: noqa: ARG002 (jinja2's signatures)

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from myst_parser.mdit_to_docutils import base
from myst_parser.warnings_ import MystWarnings

if TYPE_CHECKING:
    from types import ModuleType

    from markdown_it.tree import SyntaxTreeNode

FILTERS = frozenset({"capitalize", "d", "default", "e", "escape", "int", "length", "lower", "title", "trim", "upper"})
"""Filters whose result is about as long as what they get."""
OPERATORS = frozenset({"+", "-", "*", "/", "//", "%", "**"})


class TextContext(Context):
    """Knows texts and numbers, and nothing else that MyST gives: not Sphinx's environment, no function."""

    def resolve_or_missing(self, key: str) -> Any:
        found = super().resolve_or_missing(key)
        return found if isinstance(found, str | int | float) else missing


class TextEnvironment(ImmutableSandboxedEnvironment):
    """What substitutions are evaluated in."""

    context_class = TextContext
    intercepted_binops = OPERATORS

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "undefined": StrictUndefined})
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in ("defined", "undefined")}

    def getattr(self, obj: Any, attribute: str) -> Any:
        raise _refused(f'a substitution has no "{attribute}"')

    def getitem(self, obj: Any, argument: Any) -> Any:
        raise _refused("a substitution has no parts")

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 (jinja2's names)
        raise _refused("a substitution calls nothing")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        raise _refused("a substitution does not calculate")


def _refused(reason: str) -> SecurityError:
    return SecurityError(f"{reason}: write the name of a text that conf.py gives.")


class Templates:
    """What MyST's renderer finds under the name ``jinja2``."""

    Environment = TextEnvironment
    StrictUndefined = StrictUndefined

    def __init__(self, module: ModuleType) -> None:
        self.nodes = module.nodes


def stay_text() -> None:
    """Have every substitution evaluated here, in this process: MyST names its environment as ``jinja2.Environment``.

    A substitution that is the name of a value alone is not evaluated at all, so that of Sphinx's environment is undone.
    """
    found: Any = vars(base)["jinja2"]
    if isinstance(found, Templates):
        return
    vars(base)["jinja2"] = Templates(found)
    render = base.DocutilsRenderer.render_substitution

    def render_substitution(self: base.DocutilsRenderer, token: SyntaxTreeNode, inline: bool) -> None:
        if token.content.strip() == "env":
            line, kind = base.token_line(token), MystWarnings.SUBSTITUTION
            self.create_warning("Substitution error: 'env' is undefined", kind, line=line)
            return
        render(self, token, inline)

    base.DocutilsRenderer.render_substitution = render_substitution  # type: ignore[method-assign]
