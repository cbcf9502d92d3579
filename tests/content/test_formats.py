"""Articles in other formats than Markdown, and files that are taken for articles and are none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.formats import SOURCES, format_problem
from knowledge_centre.content.front_matter import read_source
from knowledge_centre.content.rest import REST, rest_headings
from knowledge_centre.content.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site import Site

NOW = datetime(2026, 2, 2, tzinfo=UTC)
ARTICLE = """:title: "Water: *boils*"
:date: 2025-07-01
:author: ada
:tags: [cpp]
:summary: >-
   In short,
   it is hot.

A `kettle`_ boils, see :ref:`below <hot>`.

.. _kettle: https://example.org/
.. _hot:

How hot
-------

.. code-block:: python

   boil()
"""


def rest(site: Site, name: str, text: str) -> None:
    site.write(f"articles/{name}", text)


def test_a_field_list_is_front_matter(site: Site) -> None:
    vocabulary, _wrong = read_vocabulary(site.path / "articles")
    read = read_source(ARTICLE.encode(), vocabulary, UTC, REST)
    assert read.diagnostics == ()
    assert read.front
    assert (read.front.title, read.front.tags, read.front.summary) == (
        "Water: *boils*",
        ("cpp",),
        "In short, it is hot.",
    )
    assert read.places["author"] == (3, 2)
    lines = REST.handed_on(read.front, read.body, read.body_line).split("\n")
    assert lines[1] == r"Water\: \*boils\*"
    assert lines[8] == ARTICLE.split("\n")[8]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Words.\n",
            ['1:0 | no front matter | start the file with ":title:", ":date:" and ":author:", a field a line.'],
        ),
        (
            ":title: A\n:date: 2025\n:autor: ada\n\nWords.",
            ["1:0 | no author", "2:2 ", '3:2 | unknown key "autor" | did you mean "author"?'],
        ),
        (":date: 2025-01-01\n:author: ada\n\nWords.", ["1:0 | no title"]),
        (":title: A\n:date: 2025-01-01\n:author: ada\n:myst: {}\n\nWords.", ['4:2 | unknown key "myst"']),
        (":date: 2025-01-01\n:author: ada\n\nA\n=\n\nWords.\n\nB\n=\n", ["9:0 | two titles | line 4 is one; mark"]),
        ("", ["1:0 | the file is empty"]),
    ],
)
def test_mistakes_have_their_lines(site: Site, text: str, told: list[str]) -> None:
    vocabulary, _wrong = read_vocabulary(site.path / "articles")
    found = [
        f"{one.line}:{one.column} | {one.message} | {one.remedy}"
        for one in read_source(text.encode(), vocabulary, UTC, REST).diagnostics
    ]
    assert len(found) == len(told)
    assert all(one.startswith(start) for one, start in zip(found, told, strict=True)), found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Title\n=====\n\nWords.\n\nPart\n----\n\nMore\n====\n", [(0, "Title"), (8, "More")]),
        ("\n=====\nTitle\n=====\n\nPart\n====\n\nWords.", [(2, "Title")]),
        ("Words.\n\n::\n\n   Title\n   =====\n", []),
        ("Words\non two lines\n\n----\n\nMore.", []),
        ("水\n==\n", [(0, "水")]),
        ("", []),
    ],
)
def test_headings(body: str, found: list[tuple[int, str]]) -> None:
    assert rest_headings(body) == found


def test_an_article_in_restructuredtext_is_one_like_others(site: Site, tmp_path: Path) -> None:
    rest(site, "kettle.rst", ARTICLE)
    rest(site, "pot/index.rst", ":date: 2025-08-01\n:author: bob\n\nA pot\n=====\n\nSee :doc:`/articles/kettle`.\n")
    site.article("linking", "See [](kettle.rst) and [](pot/index.rst).")
    site.build().ok()
    page = site.page("articles/kettle.html")
    assert [one.get_text() for one in page.select("h1")] == ["Water: *boils*"]
    assert page.select_one('.prose a[href="#hot"]')
    assert [one.get_text() for one in site.page("articles/pot.html").select("h1")] == ["A pot"]
    links = [one["href"] for one in site.page("articles/linking.html").select(".prose p a")]
    assert links == ["kettle.html", "pot.html"]
    assert {"articles/kettle.html.md", "covers/pot.svg"} <= site.tree().keys()
    rest(site, "kettle.rst", ARTICLE.replace(":tags:", ":draft: true\n:tags:"))
    site.article("linking", "Nothing.")
    rest(site, "pot/index.rst", ":date: 2025-08-01\n:author: bob\n\nA pot\n=====\n\nNothing.\n")
    site.build().ok()
    assert not [name for name in site.tree() if "kettle" in name]
    clean = site.clean_copy(tmp_path / "clean")
    clean.build().ok()
    assert clean.tree() == site.tree()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.markdown", "this is Markdown by another name, and no article: rename it to a.md."),
        ("a.MD", 'this ends in ".MD", which Sphinx does not know: rename it to a.md.'),
        ("a/b/C.Rst", 'this ends in ".Rst", which Sphinx does not know: rename it to C.rst.'),
        ("a.ipynb", "this is a notebook, and no article: write it in Markdown, as a.md,"),
        ("a/index.org", "this is Org, and no article"),
        ("a.docx", ""),
        ("a.html", ""),
        ("index.adoc", "this is AsciiDoc, and no article"),
        ("a.png", ""),
        ("a/plan.docx", ""),
        ("a/page.html", ""),
        ("a/data.ipynb", ""),
        ("authors.yml", ""),
        ("a.py", ""),
    ],
)
def test_what_is_no_article_is_told(name: str, said: str) -> None:
    found = format_problem(f"articles/{name}", SOURCES)
    assert ": ".join(found or ()).startswith(said)
    assert bool(found) is bool(said)


def test_such_files_stop_the_build_and_lint(site: Site) -> None:
    site.write("articles/old.markdown", "---\ntitle: Old\n---\n")
    site.write("articles/OLD.MD", "Old.")
    (site.path / "elsewhere").mkdir()
    (site.path / "articles/linked").symlink_to(site.path / "elsewhere")
    found = [str(one) for one in read_collection(site.path, NOW).diagnostics]
    assert [one.partition(":")[0] for one in found] == ["articles/OLD.MD", "articles/linked", "articles/old.markdown"]
    assert "put the folder itself here" in found[1]
    build = site.build()
    assert build.status == 1
    assert all(one in build.problems for one in found)


def test_a_suffix_that_conf_py_names_is_one(site: Site) -> None:
    conf = site.path / "conf.py"
    more = 'source_suffix = {".md": "markdown", ".markdown": "markdown"}\n'
    conf.write_text(f"{conf.read_text(encoding='utf-8')}\n{more}", encoding="utf-8")
    first = (site.path / "articles/first.md").read_text(encoding="utf-8")
    site.write("articles/named.markdown", first)
    site.write("articles/other.rst", "Words.")
    build = site.build()
    assert build.problems.startswith("articles/other.rst:1: this is reStructuredText, and no article")
    (site.path / "articles/other.rst").unlink()
    site.build().ok()
    assert site.page("articles/named.html").h1
