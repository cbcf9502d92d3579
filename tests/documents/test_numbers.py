"""Numbers of figures, tables, code and formulas, and references to them; parts of documents that extensions resolve."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.site import ROOTS, Site, text

if TYPE_CHECKING:
    from pathlib import Path

PNG = (ROOTS / "test-awkward/articles/all-parts/steps.png").read_bytes()
NUMBERED = """
```{figure} steps.png
:name: FIRST

A caption.
```

```{figure} steps.png
A second.
```

```{table} A table
:name: T-FIRST

| a | b |
| --- | --- |
| 1 | 2 |
```

```{code-block} python
:caption: Some code
:name: C-FIRST

pass
```

```{math}
:label: E-FIRST

x
```

See {numref}`FIRST`, {numref}`T-FIRST`, {numref}`C-FIRST`, {eq}`E-FIRST`.
"""
SAID = "See Fig. 1 , Table 1 , Listing 1 , (1) ."


@pytest.fixture
def numbered(site: Site) -> Site:
    conf = site.path / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + "numfig = True\n", encoding="utf-8")
    (site.path / "articles/steps.png").write_bytes(PNG)
    for slug in ("one", "two"):
        site.article(slug, NUMBERED.replace("FIRST", slug))
    references = "{numref}`one`, {numref}`T-two`, {numref}`C-two`, {eq}`E-two`, {eq}`E-one`"
    site.article("refers", f"Elsewhere {references}.")
    return site


def paragraphs(site: Site, slug: str) -> list[str]:
    return [text(one) for one in site.page(f"articles/{slug}.html").select(".article-body p")]


def test_each_article_has_numbers_of_its_own(numbered: Site) -> None:
    numbered.build().ok()
    for slug in ("one", "two"):
        assert SAID in paragraphs(numbered, slug)
        page = numbered.page(f"articles/{slug}.html")
        assert [one.get_text() for one in page.select("figcaption .caption-number")] == ["Fig. 1 ", "Fig. 2 "]
    assert paragraphs(numbered, "refers") == ["Elsewhere Fig. 1 , Table 1 , Listing 1 , (1) , (1) ."]


def test_references_follow_the_numbers(numbered: Site, tmp_path: Path) -> None:
    numbered.build(jobs=2).ok()
    first = "```{figure} steps.png\nBefore.\n```\n\n```{math}\n:label: before\n\ny\n```\n\n"
    numbered.article("one", first + NUMBERED.replace("FIRST", "one"))
    numbered.build(jobs=2).ok()
    assert paragraphs(numbered, "refers") == ["Elsewhere Fig. 2 , Table 1 , Listing 1 , (1) , (2) ."]
    clean = numbered.clean_copy(tmp_path / "clean")
    clean.build().ok()
    assert numbered.tree() == clean.tree()


def test_parts_of_documents_are_no_documents(site: Site) -> None:
    conf = site.path / "conf.py"
    more = 'extensions.append("sphinx.ext.todo")\ntodo_include_todos = True\n'
    conf.write_text(conf.read_text(encoding="utf-8") + more, encoding="utf-8")
    site.article("a", "Text.\n\n```{todo}\nSee {doc}`first`.\n\n- [ ] Do it.\n```\n")
    site.article("b", "Text.\n\n```{todolist}\n```\n")
    site.build().ok()
    for slug in ("a", "b"):
        page = site.page(f"articles/{slug}.html")
        assert len(page.select("h1")) == 1
        assert text(page.select_one(".article-body .admonition a")) == "The first one"
        source = (site.out / f"articles/{slug}.html").read_text(encoding="utf-8")
        assert [len(re.findall("aria-label", one)) for one in re.findall(r"<input[^>]*task-list[^>]*>", source)] == [1]


def test_a_standfirst_says_what_the_page_shows(numbered: Site, tmp_path: Path) -> None:
    numbered.article(
        "first-words", "See {numref}`one`, {eq}`E-two`, {ref}`here`, {doc}`titled` and [](titled.md#part)."
    )
    numbered.article("titled", "(here)=\n## A part\n\n## Part", title="A title")
    numbered.build().ok()
    said = "See Fig. 1, (1), A part, A title and Part."
    page = numbered.page("articles/first-words.html")
    assert text(page.select_one(".article-standfirst")) == said
    assert page.select_one('meta[name="description"]')["content"] == said  # type: ignore[index]
    numbered.article("titled", "(here)=\n## Another\n\n## Part", title="New")
    numbered.build().ok()
    page = numbered.page("articles/first-words.html")
    assert text(page.select_one(".article-standfirst")) == "See Fig. 1, (1), Another, New and Part."
    clean = numbered.clean_copy(tmp_path / "clean")
    clean.build().ok()
    assert numbered.tree() == clean.tree()
