"""Anchors of headings are of their own words, in any script."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from knowledge_centre.documents.headings import anchor
from tests.site import text

if TYPE_CHECKING:
    from tests.site import Site

BODY = """
[one](#日本語-の見出し) [two](#example-1) {ref}`three <named>` [four](#größe)

## 日本語 の見出し

## Example

### Größe

## Example

## العربية هنا

(named)=
## Ελληνικά

### Sub

#### Глубоко

## 🚀

```{eval-rst}
.. rubric:: 한국어
```
"""
ANCHORS = {
    "日本語 の見出し": "日本語-の見出し",
    "Größe": "grosze",
    "العربية هنا": "العربية-هنا",
    "Ελληνικά": "named",
    "Глубоко": "глубоко",
    "한국어": None,
}


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("日本語 の見出し", "日本語-の見出し"),
        ("हिन्दी में", "हिन्दी-में"),
        ("Was? Wie – und warum!", "was-wie-und-warum"),
        ("می\u200cخواهم", "میخواهم"),
        ("2024年", "2024年"),
        ("🚀 !", ""),
    ],
)
def test_the_words_of_a_heading(title: str, found: str) -> None:
    assert anchor(title) == found


def test_headings_have_anchors_of_their_own_words(site: Site) -> None:
    site.article("h", BODY)
    site.article("links", "[](h.md#日本語-の見出し) [x](h.md#example-1) {ref}`named`")
    site.build().ok()
    page = site.page("articles/h.html")
    headed = [
        (text(one.select_one("h2, h3, h4")).removesuffix(" #"), one["id"]) for one in page.select("section section")
    ]
    sections = dict(headed)
    assert {title: sections.get(title) for title in ANCHORS} == ANCHORS
    assert [given for heading, given in headed if heading == "Example"] == ["example", "example-1"]
    links = [unquote(str(one["href"])) for one in page.select(".article-body p a")]
    assert links == ["#日本語-の見出し", "#example-1", "#named", "#grosze"]
    for link in links:
        assert page.find(id=link[1:]) is not None
    elsewhere = site.page("articles/links.html").select(".article-body p a")
    assert [unquote(str(one["href"])) for one in elsewhere] == [
        "h.html#日本語-の見出し",
        "h.html#example-1",
        "h.html#named",
    ]
    assert text(elsewhere[0]) == "日本語 の見出し"
    contents = [unquote(str(one["href"])) for one in page.select(".toc-tree a")]
    assert "#العربية-هنا" in contents
    ids = [str(one["id"]) for one in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    site.article("h", BODY.replace("## Example", "## 新しい\n\n## Example", 1))
    site.build().ok()
    assert site.page("articles/h.html").find(id="العربية-هنا") is not None
