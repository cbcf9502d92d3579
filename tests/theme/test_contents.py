"""The contents of a page, as one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre.theme.contents import sections
from tests.site import text

if TYPE_CHECKING:
    from tests.site import Site

PART = '<li><a class="reference internal" href="#{}">{}</a>{}</li>\n'


def test_sections_are_a_list_of_their_own() -> None:
    inner = "<ul>\n" + PART.format("a", "A <em>b</em>", "<ul>\n" + PART.format("c", "C", "") + "</ul>\n") + "</ul>"
    page = "<ul>\n" + PART.format("", "The <code>page</code>", inner + "\n") + "</ul>\n"
    assert sections(page) == inner
    alone = "<ul>\n" + PART.format("", "A page", "") + "</ul>\n"
    parts = "<ul>\n" + PART.format("", "One", inner + "\n") + PART.format("two", "Two", inner + "\n") + "</ul>\n"
    for html in ("", alone, parts):
        assert sections(html) == html


def test_contents_begin_with_the_first_section(site: Site) -> None:
    site.article("long", "Words.\n\n## One\n\nWords.\n\n### Within\n\nWords.\n\n## Two\n\nWords.")
    site.build().ok()
    contents = site.page("articles/long.html").select_one("#contents .toc-tree")
    assert contents is not None
    assert [text(item.a) for item in contents.select(":scope > ul > li")] == ["One", "Two"]
    assert [text(link) for link in contents.select("ul ul a")] == ["Within"]
