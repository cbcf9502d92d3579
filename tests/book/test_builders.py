"""What each of Sphinx's builders does with a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.site import Site


@pytest.mark.parametrize("builder", ["json", "pickle", "htmlhelp", "qthelp", "devhelp", "applehelp"])
def test_one_for_another_program_is_refused_in_one_line(site: Site, builder: str) -> None:
    done = site.build(builder)
    assert done.status == 1
    assert done.problems.strip().splitlines() == [
        f'The builder "{builder}" is not for this site: use one of html, dirhtml, singlehtml, epub, latex, texinfo, man.'
    ]


@pytest.mark.parametrize("builder", ["text", "xml", "pseudoxml", "gettext", "changes", "dummy"])
def test_one_that_makes_no_pages_builds(site: Site, builder: str) -> None:
    site.build(builder).ok()


@pytest.mark.parametrize(("builder", "file"), [("texinfo", "knowledgecentre.texi"), ("man", "knowledgecentre.1")])
def test_other_books_have_all_articles(site: Site, builder: str, file: str) -> None:
    site.build(builder).ok()
    text = (site.path / "_build" / builder / file).read_text(encoding="utf-8")
    assert text.index("2025") < text.index("10 January 2025")
    assert "surprise" not in text


def test_without_the_feature_a_book_is_refused(site: Site) -> None:
    settings = (site.path / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", settings.replace('    "knowledge_centre.book",\n', ""))
    done = site.build("epub")
    assert done.status == 1
    assert 'name "knowledge_centre.book" in the extensions' in done.problems
    site.build("html").ok()
