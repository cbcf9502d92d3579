"""``<img>`` of the site's own files: copied, checked and shown like any picture, and told where it is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre.content.html_pictures import HtmlPicture, pieces

if TYPE_CHECKING:
    from tests.site import Site

BODY = """<p align="center">
<img src="with-picture/inner.svg" alt="A &amp; b" width="50%" title="T" id="pic"
  class="wide"> text
</p>

Words and <a href="#pic"><img src='with-picture/inner.svg' alt="" height=20></a>.

- item
  <IMG SRC=with-picture/inner.svg ALT=x align=right>

<!-- <img src="no.png"> --><img src="data:image/png;base64,iVBORw0KGgo=" alt="">
"""


def test_it_is_a_picture_like_any_other(site: Site) -> None:
    site.article("made", BODY)
    site.build().ok()
    body = site.page("articles/made.html").select_one(".article-body")
    assert body is not None
    names = [str(image["src"]) for image in body.select("img")]
    assert all((site.out / "articles" / name).is_file() for name in names[:3])
    assert names[3].startswith("data:")
    first, second, third, _data = body.select("img")
    assert (first["alt"], first["width"], first["title"], first["id"]) == ("A & b", "50%", "T", "pic")
    assert first["class"] == ["wide"]
    assert first.parent is not None
    assert first.parent.get("align") == "center"
    assert second.get("height") == "20"
    assert second.get("width") is None
    assert [link["href"] for link in body.select("a")] == ["#pic"]
    assert third["class"] == ["align-right"]
    twin = (site.out / "articles/made.html.md").read_text(encoding="utf-8")
    assert "![A & b](" in twin


def test_one_that_is_not_there_has_its_line(site: Site) -> None:
    site.article("made", 'Words\nand <img src="missing.png" alt="x">\n\n<p>\n<img src="gone.png" alt="y">\n</p>')
    built = site.build()
    assert built.status == 1
    assert 'made.md:8: WARNING: there is no file "articles/missing.png" in the site' in built.problems
    assert 'made.md:11: WARNING: there is no file "articles/gone.png" in the site' in built.problems


def test_what_is_none_stays_as_it_is() -> None:
    for html in (
        '<img src="https://x.example/y.png">',
        '<img src="a.png" onclick="x()">',
        "<img>",
        "<!-- <img src=a> -->",
    ):
        assert list(pieces(html)) == [html]
    assert list(pieces("a<img src=b.png>c")) == ["a", HtmlPicture(1, "b.png", {"alt": ""}, [], [], {}), "c"]
