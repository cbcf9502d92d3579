"""What is used of MyST-Parser beyond its documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from myst_parser.config.main import MdParserConfig

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

KEYS = frozenset(field.name for field in MdParserConfig.get_fields() if not field.metadata.get("global_only"))
"""The keys that front matter can have under ``myst``."""
CHECKBOX = '<input class="task-list-item-checkbox"'
"""How the box of a task list begins in MyST's raw HTML."""


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
