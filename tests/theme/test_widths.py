"""Widths that authors give, without inline styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from knowledge_centre.theme.widths import widths_sheet, without_style
from tests.site import ROOTS

if TYPE_CHECKING:
    from tests.site import Site

PNG = (ROOTS / "test-awkward/articles/all-parts/steps.png").read_bytes()
TABLES = """
```{list-table} Three columns
:widths: 20 30 50
:width: 60%
:header-rows: 1

* - One
  - Two
  - Three
* - 1
  - 2
  - 3
```

```{list-table}
:width: 20em

* - One
* - 1
```

```{figure} steps.png
:figwidth: 300px

A caption.
```
"""


@pytest.mark.parametrize(
    ("tag", "style", "found"),
    [
        ("col", "width: 33.3%", {"classes": ["width-33"]}),
        ("col", "width: 0.2%", {"classes": ["width-1"]}),
        ("table", "width: 250%;", {"classes": ["width-100"]}),
        ("figure", "width: 10cm", {"classes": ["width-24rem"]}),
        ("table", "width: 9999px;", {"classes": ["width-64rem"]}),
        ("img", "width: 1.5em; height: 10px;", {"classes": [], "width": "24", "height": "10"}),
        ("img", "height: 50%;", {"classes": []}),
        ("div", "--field-indent: 3em;", {"classes": [], "style": "--field-indent: 3em;"}),
    ],
)
def test_a_style_becomes_attributes_and_classes(tag: str, style: str, found: dict[str, Any]) -> None:
    assert without_style(tag, {"style": style}) == found


def test_every_class_is_in_the_sheet() -> None:
    sheet = widths_sheet()
    given = [f"width: {value}{unit}" for value in range(0, 130, 7) for unit in ("%", "px", "em", "cm")]
    for style in given:
        (name,) = without_style("table", {"style": style})["classes"]
        assert re.search(rf"\.{name} \{{ width: \d", sheet)


def test_no_page_has_an_inline_style_and_the_sheet_is_where_it_is_used(site: Site) -> None:
    site.article("tables", TABLES)
    (site.path / "articles/steps.png").write_bytes(PNG)
    site.build().ok()
    page = site.page("articles/tables.html")
    assert page.select("[style], style") == []
    assert [column["class"] for column in page.select("col")[:3]] == [["width-20"], ["width-30"], ["width-50"]]
    assert page.select_one("table.width-60")
    assert page.select_one("figure.width-19rem")
    assert page.select_one('link[href*="css/widths.css"]')
    assert not site.page("articles/first.html").select('link[href*="css/widths.css"]')
    assert ".width-50{width:50%}" in (site.out / "_static/css/widths.css").read_text(encoding="utf-8")
