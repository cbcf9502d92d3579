"""The index of all topics and all people, and what stands above a long list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from knowledge_centre.catalogue.indexes import FEW, index_list
from knowledge_centre.catalogue.overview import overview
from knowledge_centre.catalogue.queries import Catalogue, Query
from knowledge_centre.content.vocabulary import Author, Tag
from tests.catalogue.test_queries import VOCABULARY, article

NUMBERS = range(1, FEW + 2)


def headed(index: dict[str, Any]) -> dict[str, list[str]]:
    """The names below each heading."""
    return {one["title"]: [row.label for row, _page in one["listing"]["facets"]] for one in index["sections"]}


@pytest.fixture
def many() -> Catalogue:
    """As many topics as need letters, a few of them in groups; each is on one article more than the one before."""
    labels = {f"t{number}": f"Topic {number}" for number in NUMBERS} | {"e": "Éclair", "x": "3D", "i": "Инфра"}
    groups = {"t2": "Second", "t1": "First", "e": "First"}
    tags = {slug: Tag(slug, label, group=groups.get(slug, "")) for slug, label in labels.items()}
    articles = [
        article(f"on-{slug}-{number}", tags=(slug,))
        for count, slug in enumerate(labels, 1)
        for number in range(min(count, 50))
    ]
    return Catalogue(articles, replace(VOCABULARY, tags=tags))


def test_many_topics_stand_under_groups_then_letters(many: Catalogue) -> None:
    index = index_list(many, "tag")
    found = headed(index)
    assert list(found) == ["First", "Second", "#", "T", "И"]
    assert found["First"] == ["Éclair", "Topic 1"]
    assert found["T"] == [f"Topic {number}" for number in NUMBERS[2:]]
    assert [one["anchor"] for one in index["sections"]][2:] == ["letter-other", "letter-t", "letter-и"]
    assert [row.label for row, _page in index["most"]["facets"]][:2] == ["Инфра", "3D"]


def test_few_are_shown_with_what_they_are_about() -> None:
    catalogue = Catalogue([article("one", tags=("a", "b"))], VOCABULARY)
    index = index_list(catalogue, "tag")
    assert headed(index) == {"": ["A", "B"]}
    assert (index["most"], index["sections"][0]["listing"]["style"]) == (None, "facets")
    empty = index_list(Catalogue([], VOCABULARY), "tag")
    assert headed(empty) == {"": []}


def test_people_stand_where_their_names_for_sorting_do() -> None:
    authors = {f"p{number}": Author(f"p{number}", f"Person {number}") for number in NUMBERS}
    authors["ludwig"] = Author("ludwig", "Ludwig van Beethoven", sort_name="Beethoven, Ludwig van")
    articles = [article(f"by-{name}", "2023-05-01", authors=(name,)) for name in authors]
    articles += [
        article("late", "2025-05-01", authors=("p3", "ludwig")),
        article("later", "2025-06-01", authors=("p3",)),
    ]
    index = index_list(Catalogue(articles, replace(VOCABULARY, authors=authors)), "author")
    assert list(headed(index)) == ["B", "P"]
    assert headed(index)["B"] == ["Ludwig van Beethoven"]
    assert index["most"]["title"] == "Active in 2025"
    assert [(row.label, row.articles) for row, _page in index["most"]["facets"]] == [
        ("Person 3", 2),
        ("Ludwig van Beethoven", 1),
    ]


def test_above_a_long_list_are_the_ways_into_it() -> None:
    tags = {**VOCABULARY.tags, "a": replace(VOCABULARY.tags["a"], pinned=("n-3", "hidden", "n-1"))}
    articles = [
        article(f"n-{number}", f"{2024 + number % 2}-05-01", tags=("a", "rare")[: 1 + (number < 3)], category=category)
        for number, category in enumerate(["articles"] * 40 + ["notes"] * 20)
    ]
    catalogue = Catalogue(articles, replace(VOCABULARY, tags=tags))
    made = overview(catalogue, Query(tag="a"), "_tags/a")
    assert made["count"] == 60
    assert [tuple(place) for place in made["years"]] == [
        ("2025", 30, "_tags/a", "2025"),
        ("2024", 30, "_tags/a", "2024"),
    ]
    assert [(one.label, one.articles) for one in made["categories"]] == [("Articles", 40), ("Notes", 20)]
    assert [one.label for one, _page in made["near"]] == ["RARE"]
    assert [card.docname for card in made["start"]["groups"][0].cards] == ["articles/n-3", "articles/n-1"]
    assert made["filters"] == [("tag", "a")]
    short = overview(catalogue, Query(tag="rare"), "_tags/rare")
    assert (short["count"], short["years"], short["categories"], short["start"], short["filters"]) == (
        3,
        (),
        [],
        None,
        [],
    )
