"""The search index within the build: of articles only, of what readers see of them, and no file more than is needed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from knowledge_centre.search.index_files import telling_words
from tests.pipeline.test_faults import assert_clean
from tests.site import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.site import Site

# Articles of the site "small" by their numbers, the oldest first: first 0, second 1, with-picture 2.


def times(site: Site) -> dict[str, int]:
    folder = site.out / "search-index"
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in paths}


def written(site: Site, before: dict[str, int]) -> set[str]:
    """The folders in which a build wrote, and the files it wrote beside them; ``-`` before what it removed from."""
    now = times(site)
    gone = {f"-{name.partition('/')[0]}" for name in before.keys() - now.keys()}
    return gone | {name.partition("/")[0] for name, time in now.items() if before.get(name) != time}


@pytest.mark.parametrize(
    ("title", "number"),
    [("The state of the state", 1), ("C++ and C#", 2), ("no-cache", 1), ("東京タワー", 4), ("To be", 0)],
)
def test_words_of_a_title_that_tell_something_are_counted(title: str, number: int) -> None:
    assert telling_words(title, frozenset(("the", "of", "and", "to", "be", "no"))) == number


def test_articles_and_nothing_else_are_indexed(site: Site) -> None:
    site.build().ok()
    assert not (site.out / "searchindex.js").exists()
    index = site.index()
    assert index.addresses() == ["articles/first.html", "articles/second.html", "articles/with-picture.html"]
    assert index.directory["articles"] == len(index.lengths()) == 3
    assert index.found_by("turbines") == [0]
    site.article("added")
    site.build().ok()
    assert site.index().addresses()[-1] == "articles/with-picture.html"
    assert len(site.index().addresses()) == 4
    (site.path / "articles/added.md").unlink()
    site.build().ok()
    assert site.index().files == index.files


def test_only_what_changed_is_written(site: Site) -> None:
    site.article("more", "Some words.\n\n## A heading\n\nOthers.", date="2024-01-01", author="bob")
    site.build().ok()
    before = times(site)
    site.build().ok()
    site.write("about.md", "# About\n\nChanged.\n")
    site.build().ok()
    assert written(site, before) == set()
    site.article("more", "Some words.\n\n## A heading\n\nOthers indeed.", date="2024-01-01", author="bob")
    site.build().ok()
    changed = {name for name, time in times(site).items() if before.get(name) != time}
    assert {"heads/0.bin", f"texts/{site.index().article(0)['x']}.bin", "index.json"} <= changed
    assert not {name for name in changed if name.endswith(("/1.bin", "/2.bin", "/3.bin"))}
    parts = {"terms", "-terms", "places", "-places", "spelling", "-spelling"}
    assert written(site, before) == {"heads", "texts", "-texts", "index.json", *parts}
    before = times(site)
    authors = site.path / "articles/authors.yml"
    authors.write_text(authors.read_text(encoding="utf-8").replace("name: Bob", "name: Robert"), encoding="utf-8")
    site.build().ok()
    assert written(site, before) == {"heads", "index.json", "facets", "-facets"}
    assert "Robert" in site.index().shown("articles/more.html")


def test_headings_text_and_code_are_kept_apart(site: Site) -> None:
    body = [
        "Intro with `inline`.",
        "## Part *one*",
        "- An item\n- Another",
        "```python\nfirst = 1\nsecond = 2\n```",
        "## Table {#own-anchor}",
        "| a | b |\n| - | - |\n| left | right |",
    ]
    site.article("parts", "\n\n".join(body).replace(" {#own-anchor}", ""), date="2020-01-01", summary="A summary.")
    site.build().ok()
    index = site.index()
    article = index.article(0)
    assert article["u"] == "articles/parts.html"
    assert article["t"] == "Parts"
    assert article["m"] == {"category": "Articles", "date": "1 January 2020", "byline": "Ada & Co"}
    assert article["r"] == index.directory["ranges"]
    assert article["s"] == [["part-one", "Part one", 2], ["table", "Table", 2]]
    assert article["text"] == [
        ["Intro with inline."],
        ["An item", "Another", {"c": "first = 1\nsecond = 2"}],
        ["a · b", "left · right"],
    ]
    fields = {word: next(iter(form.hits.values())).counts for word, form in index.all_forms().items() if 0 in form.hits}
    assert fields["parts"] == {"title": 1}
    assert fields["part"] == {"headings": 1}
    assert fields["summary"] == {"standfirst": 1}
    assert fields["inline"] == fields["right"] == {"body": 1}
    assert fields["second"] == {"code": 1}


def test_what_readers_do_not_see_is_not_found(site: Site) -> None:
    body = [
        "Words[^1] and ![hidden alternative](with-picture/inner.svg).",
        "## A heading",
        "```{articles}\n:limit: 3\n```",
        "$$\\mathbb{R}$$",
        '<p><span aria-hidden="true">unspoken</span> shown</p>',
        "[^1]: A note.",
    ]
    site.article("seen-slug", "\n\n".join(body), title="Seen", date="2020-01-01")
    site.build().ok()
    index = site.index()
    assert index.article(0)["t"] == "Seen"
    here = {term for term, form in index.all_forms().items() if 0 in form.hits}
    assert {"words", "heading", "shown", "note", "seen"} <= here
    assert not here & {"alternative", "svg", "covers", "slug", "mathbb", "unspoken", "second", "1", "#"}


def test_an_article_is_found_by_its_topics_their_aliases_and_its_keywords(site: Site) -> None:
    site.article("named", tags=["zero-trust"], keywords=["Perimeterless"], date="2020-01-01")
    site.build().ok()
    index = site.index()
    fields = {term: form.hits[0].counts for term, form in index.all_forms().items() if 0 in form.hits}
    assert fields["trust"]["topics"] == fields["perimeterless"]["topics"] == 1
    tags = site.path / "articles/tags.yml"
    tags.write_text(f"{tags.read_text(encoding='utf-8')}\nnew-tag: {{aliases: [nevertrust]}}\n", encoding="utf-8")
    site.article("named", tags=["new-tag"], date="2020-01-01")
    site.build().ok()
    assert site.index().found_by("nevertrust") == [0]
    tags.write_text(tags.read_text(encoding="utf-8").replace("nevertrust", "perimeterless"), encoding="utf-8")
    site.build().ok()
    assert site.index().found_by("nevertrust") == []
    assert site.index().found_by("perimeterless") == [0]


def test_an_article_may_be_left_out_of_search(site: Site, tmp_path: Path) -> None:
    site.article("apart", "Some zwiebelfisch.", date="2020-01-01", search=False)
    site.build().ok()
    assert "articles/apart.html" not in site.index().addresses()
    assert site.index().found_by("zwiebelfisch") == []
    site.article("apart", "Some zwiebelfisch.", date="2020-01-01")
    site.build().ok()
    assert site.index().found_by("zwiebelfisch") == [0]
    site.article("apart", "Some zwiebelfisch.", date="2020-01-01", search=False)
    site.build().ok()
    assert site.index().found_by("zwiebelfisch") == []
    assert_clean(site, tmp_path / "clean")


def test_what_search_filters_by_is_beside_the_index(site: Site) -> None:
    site.build().ok()
    index = site.index()
    assert index.facets() == {
        "category": {"articles": [0, 2], "notes": [1]},
        "tag": {"c-sharp": [1], "cpp": [0, 2], "zero-trust": [0, 1]},
        "author": {"ada": [0, 1], "bob": [1, 2]},
    }
    assert index.directory["years"] == [[2025, 0]]
    sets = site.page("search.html").select("fieldset")
    assert [text(one.legend) for one in sets] == ["Category", "Topic", "Author", "Year"]


def test_words_are_listed_for_typos(site: Site) -> None:
    site.article("words", "Łódź has 2026 e-mails on robots.txt in 東京; sha256 && C++.")
    site.build().ok()
    words = site.index().spelling()
    assert {"lodz", "mails", "emails", "robots", "sha256", "c"} <= words.keys()
    assert not words.keys() & {"2026", "e-mails", "robots.txt", "東京", "&&", "c++"}
    assert all(len(site.index().found_by(word)) == articles for word, articles in words.items())


@pytest.mark.parametrize("body", ["", "```{figure} with-picture/inner.svg\n```", "$x$", "&nbsp;", "<b></b>"])
def test_an_article_without_words(site: Site, body: str) -> None:
    site.article("silent", body, date="2020-01-01", title="عنوان 東京 👩‍💻")
    site.build().ok()
    assert site.index().found_by("東京") == [0]


def test_the_header_leads_to_the_search_page(site: Site) -> None:
    site.build().ok()
    link = site.page("articles/first.html").select_one("header a.search-open")
    assert link is not None
    assert link["href"] == "../search.html"


def test_a_file_that_cannot_be_written_leaves_the_old_index_whole(site: Site, tmp_path: Path) -> None:
    site.build().ok()
    before = {name for name in site.index().files if not name.startswith(("heads/", "texts/"))}
    site.article("added", "Quarrelsome words.", date="2020-01-01")
    (site.out / "search-index/heads/3.bin/in-the-way").mkdir(parents=True)
    failed = site.build()
    assert failed.status != 0
    assert "search-index/heads/3.bin cannot be written" in failed.problems
    assert before <= site.index().files.keys()
    assert site.index().directory["articles"] == 3
    (site.out / "search-index/heads/3.bin/in-the-way").rmdir()
    (site.out / "search-index/heads/3.bin").rmdir()
    site.build().ok()
    assert site.index().directory["articles"] == 4
    assert_clean(site, tmp_path / "clean")


def synonyms(site: Site) -> None:
    site.write("articles/synonyms.yml", "zero trust: [ztna, never-trust]\n")


def german(site: Site) -> None:
    conf = site.path / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace('language = "en"', 'language = "de"'), encoding="utf-8")


@pytest.mark.parametrize("change", [synonyms, german])
def test_what_the_directory_says_of_the_site_is_as_it_is_now(
    site: Site, tmp_path: Path, change: Callable[[Site], None]
) -> None:
    site.build().ok()
    change(site)
    site.build().ok()
    directory = json.loads((site.out / "search-index/index.json").read_text(encoding="utf-8"))
    expected = [[["zero", "trust"], ["ztna"], ["never", "trust"]]] if change is synonyms else []
    assert directory["synonyms"] == expected
    assert directory["language"] == ("en" if change is synonyms else "de")
    assert_clean(site, tmp_path / "clean")


def test_search_may_be_left_out_and_come_back(site: Site, tmp_path: Path) -> None:
    site.build().ok()
    before = site.index().files
    conf = site.path / "conf.py"
    settings = conf.read_text(encoding="utf-8")
    conf.write_text(settings.replace('    "knowledge_centre.search",\n', ""), encoding="utf-8")
    site.build().ok()
    assert not (site.out / "search-index").exists()
    site.article("second", "Other words.")
    site.build().ok()
    conf.write_text(settings, encoding="utf-8")
    site.build().ok()
    assert site.index().files.keys() != before.keys()
    assert_clean(site, tmp_path / "clean")


def test_the_index_has_the_text_of_links_as_it_is_now(site: Site, tmp_path: Path) -> None:
    site.article("refers", "See [](../about.md).")
    site.build().ok()
    site.write("about.md", "# Quite another title\n\nWords.\n")
    site.build().ok()
    assert "Quite another title" in site.index().shown("articles/refers.html")
    assert_clean(site, tmp_path / "clean")
