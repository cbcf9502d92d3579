"""What is used of Furo beyond its documentation."""

from __future__ import annotations

from furo import get_pygments_stylesheet

__all__ = ["TABLE_WRAPPER", "get_pygments_stylesheet"]
TABLE_WRAPPER = "table-wrapper"
"""The class of the block that Furo puts around a table, with the table's ids again."""
