"""What is used of MyST-Parser beyond its documentation."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

from myst_parser.config.main import MdParserConfig, merge_file_level
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.mocking import MockIncludeDirective

from knowledge_centre.compat.docutils import Directive, Inliner
from knowledge_centre.compat.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

KEYS = frozenset(field.name for field in MdParserConfig.get_fields() if not field.metadata.get("global_only"))
"""The keys that front matter may have under ``myst``."""
CHECKBOX = '<input class="task-list-item-checkbox"'
"""How the box of a task list begins in MyST's raw HTML."""


def default(key: str) -> Any:
    """The value of a key that nothing sets."""
    return getattr(MdParserConfig(), key)


def objections(key: str, value: Any) -> list[str]:
    """What MyST would say of a value when it reads the page."""
    reasons: list[str] = []
    merge_file_level(MdParserConfig(), {"myst": {key: value}}, lambda _kind, reason: reasons.append(reason))
    return reasons


def heading_slugs(env: BuildEnvironment, docname: str) -> dict[str, tuple[Any, ...]]:
    """By anchor, what MyST knows of a document's headings: line, id and title."""
    slugs: dict[str, tuple[Any, ...]] = env.metadata[docname].get("myst_slugs", {})
    return slugs


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
