"""What a document tells of itself: its title and its words, without the marks that make no words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from docutils.utils import new_document

from knowledge_centre.documents.reading import read_doctree, title_text
from tests.site import text

if TYPE_CHECKING:
    from tests.site import Site


def test_a_title_has_no_tags_and_no_footnote_marks_anywhere(site: Site) -> None:
    site.article("keys", "# Press <kbd>Ctrl</kbd>[^1]\n\nWords.\n\n[^1]: A note.", title=None)
    site.build().ok()
    page = site.page("articles/keys.html")
    assert text(page.title) == "Press Ctrl - Knowledge Centre"
    data = page.select_one('script[type="application/ld+json"]')
    assert data is not None
    assert "Press Ctrl" in str(data.string)
    assert "kbd" not in str(data.string)
    assert "Press Ctrl1" not in str(data.string)
    feed = json.loads((site.out / "feeds/all.json").read_text(encoding="utf-8"))
    assert "Press Ctrl" in [item["title"] for item in feed["items"]]
    twin = next(site.out.rglob("keys*.md")).read_text(encoding="utf-8")
    assert "Press Ctrl\n" in twin


def test_a_title_that_is_a_picture_is_what_it_shows() -> None:
    assert title_text(nodes.title("", "", nodes.image(alt="A  map"))) == "A map"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<div class="a b c">Two words</div>', 2),
        ("<!-- not one of these -->", 0),
        ('<style>\n.a { color: red }\n</style><script src="a b">let it = be</script>One', 1),
        ("<kbd>", 0),
    ],
)
def test_tags_are_no_words_of_reading_time(html: str, words: int) -> None:
    document = new_document("")
    document += nodes.raw("", html, format="html")
    assert read_doctree(document).words == words
