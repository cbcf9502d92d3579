"""Which articles go together: by tags, text, series, author and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge_centre.catalogue.queries import Catalogue
from knowledge_centre.catalogue.related import call_to, next_article, related
from knowledge_centre.catalogue.similarity import CANDIDATES
from knowledge_centre.content.records import NextRead
from knowledge_centre.documents.keywords import NUMBER, keywords
from tests.catalogue.test_queries import ARTICLES, VOCABULARY, article, slugs
from tests.site import text

if TYPE_CHECKING:
    from knowledge_centre.content.records import Article
    from tests.site import Site


def related_of(slug: str, *articles: Article, limit: int = 3) -> list[str]:
    catalogue = Catalogue(articles, VOCABULARY)
    return slugs(related(catalogue, catalogue.by_slug[slug], limit))


def test_related_puts_the_authors_choice_first_then_series_and_rare_tags() -> None:
    assert related_of("mid-b", *ARTICLES) == ["new", "old"]
    chosen = article("new", "2025-05-01", tags=("a", "rare"), related=("mid-a", "gone"))
    assert related_of("new", *ARTICLES[:3], chosen) == ["mid-a", "mid-b", "old"]


def test_related_of_an_article_with_nothing_in_common() -> None:
    assert related_of("one", article("one", authors=("bob",)), article("two")) == []


OTHERS = [article(f"other-{n}", terms=f"one{n} two{n} three{n} four{n}", authors=()) for n in range(20)]
"""Articles that share nothing."""


def test_an_article_without_tags_finds_those_that_use_the_same_telling_words() -> None:
    one = article("one", terms="boiler steam valve gauge", authors=())
    near = article("near", terms="steam boiler valve pump", authors=())
    less = article("less", terms="steam clock pendulum spring", authors=())
    assert related_of("one", one, near, less, *OTHERS) == ["near", "less"]


def test_words_that_many_articles_have_tell_nothing() -> None:
    one = article("one", terms="common steam", authors=())
    many = [
        article(f"many-{n}", terms=f"common a{n} b{n} c{n} d{n} e{n} f{n} g{n} h{n}", authors=()) for n in range(30)
    ]
    assert related_of("one", one, article("near", terms="steam pump", authors=()), *many) == ["near"]


def test_a_strong_likeness_counts_about_as_much_as_a_rare_tag() -> None:
    terms = [f"word{n}" for n in range(24)]
    one = article("one", terms=" ".join(terms), tags=("rare", "a"), authors=())
    tag = article("same-tag", tags=("rare",), authors=())
    text = [
        article(
            f"text-{shared}", terms=" ".join(terms[:shared] + [f"x{shared}{n}" for n in range(24 - shared)]), authors=()
        )
        for shared in (3, 12)
    ]
    assert related_of("one", one, tag, *text, *OTHERS) == ["text-12", "same-tag", "text-3"]


@pytest.mark.parametrize(
    "shared", [{"tags": ("rare",)}, {"terms": "steam boiler"}, {"series": "S"}, {"authors": ("bob",)}]
)
def test_of_two_that_share_as_much_the_newer_comes_first(shared: dict[str, object]) -> None:
    fields: dict[str, object] = {"authors": (), **shared}
    days = {"a-old": "2019-01-01", "b-newest": "2025-05-01", "c-newer": "2023-01-01"}
    articles = [article(slug, day, **fields) for slug, day in days.items()]  # type: ignore[arg-type]
    one = article("one", "2019-01-02", **fields)  # type: ignore[arg-type]
    assert related_of("one", one, *articles) == ["b-newest", "c-newer", "a-old"]


def test_what_is_shared_counts_more_than_the_date() -> None:
    one = article("one", tags=("rare", "b"), authors=())
    old, new = article("old", "2001-01-01", tags=("rare", "b"), authors=()), article("new", tags=("b",), authors=())
    assert related_of("one", one, old, new) == ["old", "new"]


def test_dates_are_compared_with_the_newest_article_and_never_with_today() -> None:
    def moved(years: int) -> list[str]:
        made = [article(f"n{n}", f"{2000 + n % 7 + years}-01-01", tags=("a",) * (n % 2)) for n in range(20)]
        return related_of("n3", *made, limit=20)

    assert moved(0) == moved(28)  # as many leap days


@pytest.mark.parametrize(
    ("slug", "front", "expected"),
    [
        ("x", {"next_read": NextRead("mid-a", "", "", "Lead.")}, ("mid-a", "Mid-A", "Lead.")),
        ("x", {"next_read": NextRead("", "https://e.org", "T", "L")}, ("", "T", "L")),
        ("x", {"next_read": NextRead("hidden"), "tags": ("b",)}, ("mid-a", "Mid-A", "About mid-a.")),
        ("x", {"authors": ("bob",), "series": "S", "day": "2024-01-01"}, ("mid-b", "Mid-B", "About mid-b.")),
        ("x", {"authors": (), "day": "2024-12-01"}, ("mid-a", "Mid-A", "About mid-a.")),
    ],
)
def test_next_read(slug: str, front: dict[str, object], expected: tuple[str, str, str]) -> None:
    day = str(front.pop("day", "2025-01-01"))
    catalogue = Catalogue([*ARTICLES, article(slug, day, **front)], VOCABULARY)  # type: ignore[arg-type]
    call = call_to(catalogue, catalogue.by_slug[slug], next_article(catalogue, catalogue.by_slug[slug]))
    assert call is not None
    assert (call.slug, call.title, call.lead) == expected


def test_a_site_of_one_article_calls_to_none() -> None:
    catalogue = Catalogue([article("one")], VOCABULARY)
    assert next_article(catalogue, catalogue.by_slug["one"]) is None


def test_no_more_articles_are_looked_at_on_a_larger_site() -> None:
    words = [f"word{n}" for n in range(NUMBER)]
    articles = [article(f"n{n}", terms=" ".join(words[n % 3 :]), tags=("a",)) for n in range(10 * CANDIDATES)]
    catalogue = Catalogue(articles, VOCABULARY)
    assert len(list(catalogue.similarity.near(articles[-1], 0))) <= 3 * CANDIDATES
    assert len(related(catalogue, articles[-1], len(articles))) <= 4 * CANDIDATES


@pytest.mark.parametrize(
    ("title", "text", "language", "expected"),
    [
        ("Backups", "We backed up what the backups of a backup were.", "en", ["backup", "back"]),
        ("", "It doesn’t matter that they would; their pumps don't.", "en", ["matter", "pump"]),
        ("Über Kessel", "Über die Kessel und über Ventile.", "de", ["kessel", "ventil"]),
        ("", "HTTP/3 costs 120 euros, 3dfx.", "en", ["cost", "euro", "http"]),
        ("", "人工智能的智能", "en", ["智能", "人工", "工智", "的智", "能的"]),
        ("", "turbiny i turbiny", "pl", ["turbiny"]),
        ("", "Cafe\u0301 CAFÉ", "en", ["café"]),
        ("", "", "en", []),
    ],
)
def test_telling_words(title: str, text: str, language: str, expected: list[str]) -> None:
    assert list(keywords(title, text, language)) == expected


def test_telling_words_are_few_and_in_one_order() -> None:
    words = [f"{one}{other}{one}{other}" for one in "bcdfg" for other in "klmnpr"]
    found = keywords("", " ".join(words), "en")
    assert found == keywords("", " ".join(reversed(words)), "en")
    assert len(found) == NUMBER


def test_code_is_not_what_an_article_is_about(site: Site) -> None:
    site.article("one", "Steam in boilers.\n\n```python\nimport gasket\n```\n\n- [ ] a task", author="bob")
    site.article("two", "Boilers make steam.\n\n```python\nimport flange\n```\n", author="ada")
    site.article("six", "Clocks.\n\n```python\nimport gasket\n```\n\n- [x] a deed", author="ada")
    site.build().ok()
    page = site.page("articles/one.html")
    assert text(page.select_one(".next-read-title")) == "Two"
    assert "Six" not in [link.get_text() for link in page.select(".related a")]
