"""The catalogue's answers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from knowledge_centre.catalogue.paging import Step, paginate
from knowledge_centre.catalogue.queries import Catalogue, Query, display_date, display_month
from knowledge_centre.content.records import Article, FrontMatter, ParsedArticle
from knowledge_centre.content.vocabulary import Author, Category, Tag, Vocabulary
from knowledge_centre.documents.reading import count_words, cut

VOCABULARY = Vocabulary(
    authors={name: Author(name, name.title()) for name in ("ada", "bob")},
    categories={"articles": Category("articles", "Articles"), "notes": Category("notes", "Notes")},
    tags={name: Tag(name, name.upper()) for name in ("a", "b", "rare")},
)


def article(slug: str, day: str = "2025-01-01", terms: str = "", **front: object) -> Article:
    fields: dict[str, object] = {"authors": ("ada",), "category": "articles", **front}
    record = FrontMatter(date=datetime.fromisoformat(day).replace(tzinfo=UTC), **fields)  # type: ignore[arg-type]
    reading = ParsedArticle(slug.title(), f"About {slug}.", 500, "", tuple(terms.split()))
    return Article(f"articles/{slug}", slug, record, reading)


ARTICLES = [
    article("old", "2023-05-01", tags=("a",)),
    article("mid-b", "2024-05-01", tags=("a", "rare"), authors=("bob",), series="S"),
    article("mid-a", "2024-05-01", tags=("b",), category="notes"),
    article("new", "2025-05-01", tags=("a", "rare"), featured=True, series="S"),
]


def test_parts_of_a_series_that_share_a_day_are_in_the_order_of_their_names() -> None:
    days = {"part-10": "2024-05-01", "part-2": "2024-05-01", "z-first": "2024-04-01", "part-1": "2024-05-01"}
    parts = Catalogue([article(slug, day, series="S") for slug, day in days.items()], VOCABULARY).series("S")
    assert [part.slug for part in parts] == ["z-first", "part-1", "part-2", "part-10"]


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "10 January 2025", "January 2025"),
        ("en-GB", "10 January 2025", "January 2025"),
        ("en_US", "January 10, 2025", "January 2025"),
        ("de", "10. Januar 2025", "Januar 2025"),
        ("ja", "2025年1月10日", "2025年1月"),
        ("pt_BR", "10 de janeiro de 2025", "janeiro de 2025"),
    ],
)
def test_dates_follow_the_pattern_of_the_language(language: str, day: str, month: str) -> None:
    written = date(2025, 1, 10)
    assert (display_date(written, language), display_month(written, language)) == (day, month)


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue(reversed(ARTICLES), VOCABULARY)


def slugs(articles: tuple[Article, ...]) -> list[str]:
    return [one.slug for one in articles]


@pytest.mark.parametrize(
    ("query", "limit", "expected"),
    [
        (Query(), 0, ["new", "mid-a", "mid-b", "old"]),
        (Query(), 2, ["new", "mid-a"]),
        (Query(tag="a"), 0, ["new", "mid-b", "old"]),
        (Query(tag="a", year="2024"), 0, ["mid-b"]),
        (Query(author="bob", tag="rare"), 0, ["mid-b"]),
        (Query(category="notes"), 0, ["mid-a"]),
        (Query(series="S"), 1, ["new"]),
        (Query(featured="true"), 0, ["new"]),
        (Query(tag="nope"), 0, []),
    ],
)
def test_select(catalogue: Catalogue, query: Query, limit: int, expected: list[str]) -> None:
    assert slugs(catalogue.select(query, limit)) == expected


def test_facets_count(catalogue: Catalogue) -> None:
    assert [(one.value, one.articles) for one in catalogue.facets("year")] == [("2025", 1), ("2024", 2), ("2023", 1)]
    assert [(one.label, one.articles) for one in catalogue.facets("tag")] == [("A", 3), ("B", 1), ("RARE", 2)]


def test_neighbours(catalogue: Catalogue) -> None:
    by = catalogue.by_slug
    assert catalogue.newer(by["new"]) is None
    assert catalogue.older(by["new"]) is by["mid-a"]
    assert catalogue.newer(by["old"]) is by["mid-b"]
    assert catalogue.older(by["old"]) is None


@pytest.mark.parametrize(("number", "sizes"), [(0, [0]), (50, [50]), (51, [50, 1]), (151, [50, 50, 50, 1])])
def test_pages_hold_fifty(number: int, sizes: list[int]) -> None:
    assert [len(some) for some, _pager in paginate(range(number), "archive/2025")] == sizes


def test_the_pager_leads_on_and_leaves_gaps() -> None:
    _some, pager = paginate(range(1000), "articles/index")[9]
    assert pager is not None
    assert pager.previous is not None
    assert pager.next is not None
    assert (pager.previous.page, pager.next.page) == ("articles/page/9", "articles/page/11")
    assert [one and one.number for one in pager.steps] == [1, None, 8, 9, 10, 11, 12, None, 20]
    assert pager.steps[0] == Step(1, "articles/index")
    assert pager.position == "page 10 of 20"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short.", "Short."),
        ("A sentence of some length. " * 3, "A sentence of some length. A sentence of some length."),
        ("word " * 30, "word word word word word word word word word word word…"),
        ("x" * 100, "x" * 59 + "…"),
        ("这是一个句子。" * 10, "这是一个句子。" * 8),
    ],
)
def test_cut_after_a_sentence_else_a_word(text: str, expected: str) -> None:
    assert cut(text.strip(), 60) == expected


def test_count_words_in_any_script() -> None:
    assert count_words("three plain words") == 3
    assert 4 <= count_words("人工智能的未来发展") <= 5
    assert count_words("") == 0
