"""Notebooks are articles where a site has MyST-NB; they run nothing, and show what can only be seen."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest

from knowledge_centre.content.notebooks import NOTEBOOK, without_programs
from tests.site import ROOTS, Site

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("myst_nb")
PNG = (ROOTS / "test-awkward/articles/all-parts/steps.png").read_bytes()
FIELDS = ("---", "title: A *notebook*", "date: 2025-07-01", "author: ada", "---", "", "Some **words**.")
OUTPUTS: list[dict[str, Any]] = [
    {"data": {"text/plain": ["42"], "text/html": ["<script>alert(1)</script>"]}},
    {"data": {"image/png": base64.b64encode(PNG).decode(), "text/plain": ["<Figure>"]}},
    {"data": {"application/javascript": ["alert(2)"], "image/svg+xml": ["<svg onload='alert(3)'/>"]}},
]
SETTINGS = {"mystnb": {"execution_mode": "force"}, "myst": {"enable_extensions": ["substitution"]}}


def markdown(*lines: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": [*(f"{line}\n" for line in lines[:-1]), lines[-1]]}


def code(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    made = [{"output_type": "display_data", "metadata": {}, **output} for output in outputs]
    return {"cell_type": "code", "execution_count": 1, "source": [source], "outputs": made}


def notebook(*cells: dict[str, Any], **metadata: Any) -> str:
    """As Jupyter saves it."""
    numbered = [{"id": f"c{number}", "metadata": {}, **cell} for number, cell in enumerate(cells)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel, **metadata}, "cells": numbered}
    return json.dumps(whole, indent=1)


@pytest.fixture
def with_notebooks(tmp_path: Path) -> Site:
    site = Site(tmp_path / "site")
    conf = site.path / "conf.py"
    text = conf.read_text(encoding="utf-8").replace('"myst_parser"', '"myst_nb"')
    conf.write_text(f"{text}\nnb_execution_mode = 'off'\n", encoding="utf-8")
    return site


def test_a_notebook_is_an_article_and_runs_nothing(with_notebooks: Site, tmp_path: Path) -> None:
    site, mark = with_notebooks, tmp_path / "ran"
    raw = {"cell_type": "raw", "source": ["<script>alert(4)</script>"], "metadata": {"raw_mimetype": "text/html"}}
    cells = markdown(*FIELDS), markdown("## Part", "More."), code(f"open('{mark}', 'w')", *OUTPUTS), raw
    site.write("articles/book.ipynb", notebook(*cells, **SETTINGS))
    text = f"```{{code-cell}} python3\nopen('{mark}', 'w')\n```"
    site.article(
        "text",
        text,
        file_format="mystnb",
        kernelspec={"name": "python3", "display_name": "Python 3", "language": "python"},
    )
    site.build().ok()
    page = site.page("articles/book.html")
    assert [one.get_text() for one in page.select("h1")] == ["A *notebook*"]
    assert [one.get_text() for one in page.select(".output pre")] == ["42\n"]
    assert page.select_one('.cell_output img[src^="../_images/"]')
    assert "alert(" not in str(page.select_one(".article-body"))
    assert not page.select(".article-body script, .article-body svg")
    assert site.page("articles/text.html").select_one(".cell_input")
    assert not mark.exists()
    site.write("articles/book.ipynb", notebook(markdown(*FIELDS[:4], "draft: true", *FIELDS[4:]), *cells[1:]))
    site.build().ok()
    assert not [name for name in site.tree() if "book" in name]


def test_a_site_that_would_run_articles_is_refused(with_notebooks: Site) -> None:
    conf = with_notebooks.path / "conf.py"
    text = conf.read_text(encoding="utf-8").replace("'off'", "'auto'")
    conf.write_text(text, encoding="utf-8")
    build = with_notebooks.build()
    assert build.status == 1
    assert "nb_execution_mode in conf.py is 'auto', so that articles would run programs" in build.problems


def test_a_notebook_without_myst_nb_is_told(site: Site) -> None:
    site.write("articles/book.ipynb", notebook(markdown(*FIELDS)))
    assert "articles/book.ipynb:1: this is a notebook, and no article" in site.build().problems


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "1: this is no notebook that can be read"),
        ('{"nbformat": 3, "worksheets": []}', "1: this is no notebook that can be read"),
        ('{"nbformat": 4, "cells": [[]]}', "1: this is no notebook that can be read"),
        ('{"nbformat": 4, "cells": []}', "1: this is no notebook that can be read"),
        (notebook(markdown("Words.")), "1: no front matter"),
        (notebook(markdown("---", "title: A")), "1: the front matter is not closed"),
        (notebook(markdown(*FIELDS[:3], "author: adda", "---")), '20: unknown author "adda"'),
        (notebook(markdown(*FIELDS), markdown("Words.", "", "# Again")), "33: two titles"),
    ],
)
def test_mistakes_have_their_lines(with_notebooks: Site, text: str, told: str) -> None:
    with_notebooks.write("articles/book.ipynb", text)
    assert with_notebooks.build().problems.startswith(f"articles/book.ipynb:{told}")


def test_what_runs_is_taken_out() -> None:
    kept = json.loads(without_programs(notebook(code("1", *OUTPUTS), **SETTINGS)))
    assert kept["metadata"].keys() == {"kernelspec"}
    assert [sorted(output["data"]) for output in kept["cells"][0]["outputs"]] == [
        ["text/plain"],
        ["image/png", "text/plain"],
        [],
    ]
    assert NOTEBOOK.headings(notebook(markdown("# One"), code("# no"), markdown("Words.", "# Two")))[1][1] == "Two"
