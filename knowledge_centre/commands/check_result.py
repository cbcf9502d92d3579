"""What ``check`` found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge_centre.content.diagnostics import Diagnostic


@dataclass
class Checked:
    """What was found in a site."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    """By place."""
    articles: int = 0
    """How many were looked at."""
    pages: int = 0
    """How many others were, where they were asked for."""
    fixed: list[Diagnostic] = field(default_factory=list)
    """What was mended; in a dry run, what would be."""
    new: list[str] = field(default_factory=list)
    """Addresses that the list did not have."""
    recorded: bool = False
    """Whether it has them now."""
