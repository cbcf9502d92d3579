"""What the search page says and offers, as the modules that readers' browsers run: pure parts, without a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.test_search_units import FACETS, call

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["call"]
YEARS = [[2020, 0], [2024, 1], [2025, 3]]
"""Each with the number of its first article."""
TAGS = {
    "map": [
        ["c", {"label": "C", "articles": [0, 2]}],
        ["rust", {"label": "Rust", "articles": [0, 1, 2, 3]}],
        ["zen", {"label": "Zen", "articles": [9]}],
    ]
}
AUTHORS = {"map": [["ada", {"label": "Ada", "articles": [0, 1]}], ["bob", {"label": "Bob", "articles": [2]}]]}


def question(**given: Any) -> dict[str, Any]:
    return {"q": "", "sort": "relevance", "facets": {}, "from": "", "to": "", **given}


def results(*has: int) -> list[dict[str, int]]:
    return [{"number": number, "has": one, "score": 1} for number, one in enumerate(has)]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?from=2024&to=2026", {"from": "2024", "to": "2026"}),
        ("?from=2026&to=2024", {"from": "2024", "to": "2026"}),
        ("?from=abc&to=20245", {"from": "", "to": ""}),
        ("?year=2025&year=2024", {"from": "", "to": "", "year": ["2025", "2024"]}),
    ],
)
def test_years_of_an_address(call: Callable[..., Any], address: str, expected: dict[str, Any]) -> None:
    read = call("address", "readAddress", address, FACETS)
    assert {name: read[name] for name in ("from", "to")} == {name: expected[name] for name in ("from", "to")}
    assert read["facets"]["year"] == expected.get("year", [])
    assert call("address", "readAddress", call("address", "writeAddress", read), FACETS) == read


def test_an_address_has_filters_that_are_left_out_where_there_are_none(call: Callable[..., Any]) -> None:
    address = "?q=a&from=2024&tag=c&author=&utm=x"
    assert call("address", "readAddress", address, []) == question(q="a")
    assert call("address", "leftOut", address, []) == ["tag", "from"]
    assert call("address", "leftOut", address, FACETS) == []


@pytest.mark.parametrize(
    ("units", "has", "listed", "said"),
    [
        ("a", (1, 1), 2, "2 articles found for “x”."),
        ("a b", (2, 1, 2), 2, "2 articles found for “x”, with all of the words."),
        ("a b", (2, 2), 2, "2 articles found for “x”."),
        ("a b", (1, 1, 1), 3, "3 articles found for “x”, with some of the words."),
        ("a b c", (2, 1, 1), 3, "1 article found for “x”, with all of the words but one; 2 more have some of them."),
        ("a b c", (2, 2), 2, "2 articles found for “x”, with all of the words but one."),
        ("a b unknown", (2, 1), 1, "1 article found for “x”, with all of the words."),
        ("a b c d", (1, 2), 2, "2 articles found for “x”, with some of the words."),
        ("unknown", (), 0, "No article found for “x”."),
        ("", (0, 0), 2, "2 articles found for “x”."),
    ],
)
def test_those_with_all_of_the_words_are_listed(
    call: Callable[..., Any], units: str, has: tuple[int, ...], listed: int, said: str
) -> None:
    unknown = [word for word in units.split() if word == "unknown"]
    split = call("status", "list", {"results": results(*has), "units": units.split(), "unknown": unknown})
    assert len(split["listed"]) == listed
    assert len(split["listed"]) + len(split["rest"]) == len(has)
    assert call("status", "summary", "x", {"nothing": False}, split, []) == said


def test_what_is_said_of_many_of_filters_and_of_nothing(call: Callable[..., Any]) -> None:
    split = {"listed": [], "rest": [], "number": 9992, "have": ""}
    said = call("status", "summary", "", {"nothing": False}, split, ["Topic: Rust", "Year: from 2024"])
    assert said == "9,992 articles found. Narrowed to Topic: Rust; Year: from 2024."
    said = call("status", "summary", "??", {"nothing": True}, {**split, "listed": []}, [])
    assert said.startswith("There is nothing to look for in “??”")


def test_counts_follow_the_other_filters(call: Callable[..., Any]) -> None:
    facets = {"tag": TAGS, "author": AUTHORS}
    asked = question(facets={"tag": ["c"], "author": ["ada"]})
    assert dict(call("offers", "count", "tag", facets, asked, results(1, 1, 1, 1), YEARS)) == {
        "c": 1,
        "rust": 2,
        "zen": 0,
    }
    assert dict(call("offers", "count", "author", facets, asked, results(1, 1, 1, 1), YEARS)) == {"ada": 1, "bob": 1}
    late = {**asked, "from": "2024"}
    assert dict(call("offers", "count", "author", facets, late, results(1, 1, 1, 1), YEARS)) == {"ada": 0, "bob": 1}


def test_the_values_with_most_hits_are_offered_and_those_that_are_chosen(call: Callable[..., Any]) -> None:
    values = [[f"t{n}", {"label": f"Topic {n}", "articles": []}] for n in range(20)]
    counts = {"map": [[f"t{n}", n] for n in range(20)]}

    def offered(chosen: list[str], wanted: str) -> tuple[list[str], int, int]:
        made = call("offers", "offer", {"map": values}, counts, chosen, wanted)
        return [one["value"] for one in made["offers"]], made["more"], made["all"]

    assert offered([], "") == ([f"t{n}" for n in range(19, 11, -1)], 11, 19)
    assert offered(["t0"], "")[0][-1] == "t0"
    assert offered(["t2"], "TOPIC 1") == ([f"t{n}" for n in range(19, 11, -1)], 3, 19)
    assert offered([], "nothing such") == ([], 0, 19)
    lodz = {"map": [["lodz", {"label": "Łódź", "articles": []}]]}
    (found,) = call("offers", "offer", lodz, {"map": [["lodz", 1]]}, [], " lodz ")["offers"]
    assert found["label"] == "Łódź"


def test_what_is_chosen_has_a_name_and_what_is_gone_is_told(call: Callable[..., Any]) -> None:
    facets, names = {"tag": TAGS}, {"tag": "Topic", "year": "Year"}
    asked = question(facets={"tag": ["rust", "gone"]}, **{"from": "2024"})
    left = call("facets", "withoutGone", asked, facets, names)
    assert left["gone"] == ["Topic: gone"]
    assert left["known"]["facets"] == {"tag": ["rust"]}
    chips = call("facets", "chosen", left["known"], facets, names)
    assert [chip["name"] for chip in chips] == ["Topic: Rust", "Year: from 2024"]
    assert [chip["narrows"] for chip in chips] == [True, True]
    assert [chip["narrows"] for chip in call("facets", "chosen", left["known"], {}, names)] == [False, True]
    assert chips[0]["without"] == question(facets={"tag": []}, **{"from": "2024"})
    assert chips[1]["without"] == question(facets={"tag": ["rust"]})


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"from": "2024"}, [1, 2, 3]),
        ({"to": "2023"}, [0]),
        ({"from": "2021", "to": "2024"}, [1, 2]),
        ({"from": "2030"}, []),
    ],
)
def test_articles_of_years_are_numbers_side_by_side(
    call: Callable[..., Any], asked: dict[str, str], expected: list[int]
) -> None:
    left = call("facets", "narrow", results(1, 1, 1, 1), question(**asked), {}, YEARS)
    assert [one["number"] for one in left] == expected
    years = dict(call("facets", "ofYears", YEARS, 4))
    assert [years[year]["articles"] for year in years] == [[0], [1, 2], [3]]
