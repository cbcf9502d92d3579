"""The awkward site: long, foreign and hostile content comes out as it was put in, on every page that shows it."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
import yaml

from tests.awkward import COLUMNS, ROWS, WORDS, awkward_site
from tests.links import broken
from tests.site import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bs4 import BeautifulSoup

    from tests.site import Site

TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."})
"""What Sphinx makes of straight quotes and dashes; both count as the same text."""
ESCAPED_TWICE = re.compile(r"&(?:amp|lt|gt|quot|#\d+|#x[0-9a-f]+);", re.IGNORECASE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = awkward_site(tmp_path_factory.mktemp("awkward") / "site")
    site.build(jobs=2).ok()
    return site


@pytest.fixture(scope="module")
def pages(built: Site) -> dict[str, BeautifulSoup]:
    names = [path.relative_to(built.out).as_posix() for path in built.out.rglob("*.html")]
    return {name: built.page(name) for name in names}


@pytest.fixture(scope="module")
def titles(built: Site) -> dict[str, str]:
    """The title of each article, by the name of its page, as its front matter has it."""
    return dict(front_titles(built.path / "articles"))


def front_titles(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.rglob("*.md"):
        slug = path.parent.name if path.name == "index.md" else path.stem
        yield f"{slug}.html", yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])["title"]


def plain(words: str) -> str:
    return " ".join(words.translate(TYPOGRAPHY).split())


def test_titles_are_intact_on_their_pages(pages: dict[str, BeautifulSoup], titles: dict[str, str]) -> None:
    for name, title in titles.items():
        page = pages[f"articles/{name}"]
        assert plain(text(page.h1)) == plain(title)
        assert plain(text(page.title)).startswith(plain(title)), name


def test_titles_are_intact_wherever_they_are_listed(pages: dict[str, BeautifulSoup], titles: dict[str, str]) -> None:
    for name, title in titles.items():
        index = pages["articles/index.html"].select_one("main, main")
        assert index is not None
        shown = [plain(text(link)) for link in index.select(f'a[href="{name}"]')]
        assert plain(title) in shown, name
    body = pages["about.html"].select('a[href="articles/markup-in-title.html"]')
    assert [plain(text(link)) for link in body] == [plain(titles["markup-in-title.html"])]


def test_the_breadcrumb_names_a_hostile_category(pages: dict[str, BeautifulSoup]) -> None:
    crumbs = pages["articles/ten-authors.html"].select_one('nav[aria-label="Breadcrumb"]')
    assert ']]> & <b>"Notes"</b>' in plain(text(crumbs))


def test_nothing_is_escaped_twice(pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        for node in page.find_all(True):
            said = [*map(str, node.attrs.values()), *node.find_all(string=True, recursive=False)]
            twice = [one for one in said if ESCAPED_TWICE.search(one)]
            assert not twice or node.name in {"script", "style"}, (name, node.name, twice)


def test_data_can_be_read_by_programs(built: Site, pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        for data in page.select('script[type$="json"]'):
            assert json.loads(str(data.string)), name
    for path in [*built.out.rglob("*.xml"), *built.out.rglob("_images/*.svg")]:
        assert ElementTree.parse(path).getroot() is not None, path


def test_every_page_has_one_title_and_no_id_twice(pages: dict[str, BeautifulSoup]) -> None:
    for name, page in pages.items():
        assert len(page.select("h1")) == 1, name
        assert ids_twice(page, "[id]:not(.table-wrapper)") == [], name


def test_a_table_with_a_caption_has_its_id_once(pages: dict[str, BeautifulSoup]) -> None:
    assert ids_twice(pages["articles/all-parts.html"], "[id]") == []


def ids_twice(page: BeautifulSoup, chosen: str) -> list[str]:
    ids = Counter(str(node["id"]) for node in page.select(chosen))
    return [id_ for id_, number in ids.items() if number > 1]


def test_links_lead_somewhere(built: Site) -> None:
    assert broken(built.out, "/") == []


def test_nothing_is_lost_of_what_is_large(pages: dict[str, BeautifulSoup]) -> None:
    rows = pages["articles/wide-table.html"].select(".article-body tr")
    assert (len(rows), {len(row.select("th, td")) for row in rows}) == (ROWS + 1, {COLUMNS})
    assert len(text(pages["articles/long-article.html"].select_one(".article-body")).split()) > WORDS
    assert len(pages["articles/thirty-tags.html"].select('a[rel="tag"]')) == 30
    assert len(pages["articles/ten-authors.html"].select('a[rel="author"]')) == 10


def test_every_part_of_an_article_is_there(pages: dict[str, BeautifulSoup]) -> None:
    page = pages["articles/all-parts.html"]
    for part, number in {
        "figure figcaption": 1,
        "img[alt]:not([alt=''])": 3,
        "blockquote": 5,
        ".attribution": 2,
        ".highlight": 5,
        ".code-block-caption": 1,
        ".admonition": 5,
        "table caption": 2,
        "dl dt": 2,
        'input[type="checkbox"]': 2,
        "kbd": 1,
        ".next-read a": 1,
        ".related a": 3,
        ".credit a": 1,
    }.items():
        assert len(page.select(part)) >= number, part
    assert len(page.select('[id^="footnote"], .footnote, aside.footnote')) >= 3
