"""Cells of tables: which have a least width, and which say the heading of their column."""

from __future__ import annotations

from docutils import nodes
from docutils.core import publish_doctree

from knowledge_centre.theme.tables import LABEL, prepare

LONG = "An answer that takes two lines on a phone"
TABLE = f"""
.. list-table::
   :header-rows: 1
   :class: stacked

   * - Name
     - {LONG}?
   * - One
     - {LONG}
"""
MERGED = """
.. table::
   :class: stacked

   +-----+-----+
   | A   | B   |
   +=====+=====+
   | one | two |
   +-----+-----+
   | a and b   |
   +-----------+
"""


def prepared(text: str) -> list[nodes.entry]:
    (table,) = publish_doctree(text).findall(nodes.table)
    prepare(table)
    return list(table.findall(nodes.entry))


def test_long_cells_are_marked() -> None:
    assert ["is-long" in cell["classes"] for cell in prepared(TABLE)] == [False, True, False, True]


def test_cells_of_a_stacked_table_have_labels() -> None:
    assert [cell.get(LABEL) for cell in prepared(TABLE)] == [None, None, "Name", f"{LONG}?"]
    assert {cell.get(LABEL) for cell in prepared(TABLE.replace("stacked", "wide"))} == {None}


def test_merged_cells_have_none() -> None:
    assert [cell.get(LABEL) for cell in prepared(MERGED)] == [None, None, "A", "B", None]
