"""The search index within the build: of articles only, made when they change, and whole at any time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.site import PROJECT, text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site import Site


def index(site: Site) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in (site.out / "pagefind").rglob("*")}


def pages(site: Site) -> int:
    entry = json.loads((site.out / "pagefind/pagefind-entry.json").read_text(encoding="utf-8"))
    return sum(language["page_count"] for language in entry["languages"].values())


def test_articles_and_nothing_else_are_indexed(site: Site) -> None:
    site.build().ok()
    assert pages(site) == 3
    assert not (site.out / "searchindex.js").exists()
    found = [name for name in site.index() if name.endswith(".html")]
    assert sorted(found) == ["/articles/first.html", "/articles/second.html", "/articles/with-picture.html"]


def test_the_index_is_made_anew_when_an_article_changed_and_only_then(site: Site) -> None:
    site.build().ok()
    before = index(site)
    site.build().ok()
    site.write("about.md", "# About\n\nChanged.\n")
    site.build().ok()
    assert index(site) == before
    site.article("added")
    site.build().ok()
    assert pages(site) == 4
    (site.path / "articles/added.md").unlink()
    site.build().ok()
    assert pages(site) == 3


def test_what_search_filters_by_is_beside_the_index(site: Site) -> None:
    site.build().ok()
    words = site.out / "pagefind/words"
    # Places in the order of dates, the newest first: with-picture 0, second 1, first 2.
    assert json.loads((words / "author.json").read_text(encoding="utf-8")) == {"ada": "1 1", "bob": "0 1"}
    assert json.loads((words / "tag.json").read_text(encoding="utf-8")) == {
        "c-sharp": "1",
        "cpp": "0 2",
        "zero-trust": "1 1",
    }
    assert len((words / "order.txt").read_text(encoding="utf-8").split()) == 3
    form = site.page("search.html")
    assert [text(set_.legend) for set_ in form.select("fieldset")] == ["Category", "Topic", "Author", "Year"]
    assert [str(box["value"]) for box in form.select('input[name="tag"]')] == ["c-sharp", "cpp", "zero-trust"]


def test_the_header_leads_to_the_search_page(site: Site) -> None:
    site.build().ok()
    link = site.page("articles/first.html").select_one("header a.search-open")
    assert link is not None
    assert link["href"] == "../search.html"


def test_when_pagefind_fails_the_build_fails_in_its_words_and_the_old_index_stays(site: Site) -> None:
    site.build().ok()
    before = index(site)
    site.article("added")
    site.write("broken/pagefind/__main__.py", "import sys\nsys.exit('the disk is full')\n")
    site.write("broken/pagefind/__init__.py", "")
    failed = site.build(PYTHONPATH=f"{site.path / 'broken'}:{PROJECT}")
    assert failed.status != 0
    assert "Pagefind made no search index: the disk is full" in failed.problems
    assert index(site) == before
    site.build().ok()
    assert pages(site) == 4


def test_the_index_has_the_text_of_links_as_it_is_now(site: Site, tmp_path: Path) -> None:
    site.article("refers", "See [](../about.md).")
    site.build().ok()
    site.write("about.md", "# Quite another title\n\nWords.\n")
    site.build().ok()
    clean = site.clean_copy(tmp_path / "clean")
    clean.build().ok()
    assert site.index() == clean.index()
    assert "Quite another title" in str(site.index()["/articles/refers.html"])
