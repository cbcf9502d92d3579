"""Long lists on pages: what each says it has, and where months begin."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from knowledge_centre.catalogue.paging import months_of, paginate, places


def cards(*days: tuple[date, int]) -> list[Any]:
    """As many cards of a day as the number beside it, in this order."""
    return [SimpleNamespace(date=day) for day, number in days for _ in range(number)]


def test_a_page_says_which_months_are_on_it() -> None:
    some = cards((date(2023, 2, 3), 30), (date(2022, 12, 1), 20), (date(2022, 10, 30), 50), (date(2022, 9, 1), 1))
    pagers = [pager for _cards, pager in paginate(some, "articles/index", months_of("en"))]
    positions = [pager.position.replace("\u2009", " ") for pager in pagers if pager]
    assert positions == [
        "page 1 of 3, December 2022 \N{EN DASH} February 2023",
        "page 2 of 3, October 2022",
        "page 3 of 3, September 2022",
    ]
    assert pagers[0] is not None
    assert pagers[0].next is not None
    assert (pagers[0].next.page, pagers[0].next.span) == ("articles/page/2", "October 2022")
    assert paginate(some[:50], "articles/index", months_of("en"))[0][1] is None


def test_places_are_those_of_the_whole_list() -> None:
    some = cards((date(2023, 12, 9), 49), (date(2023, 11, 9), 2), (date(2023, 1, 9), 50))
    found = places(some, "archive/2023", "%Y-%m", lambda day: f"month {day.month}")
    assert [tuple(place) for place in found] == [
        ("month 12", 49, "archive/2023", "2023-12"),
        ("month 11", 2, "archive/2023", "2023-11"),
        ("month 1", 50, "archive/2023/page/2", "2023-01"),
    ]
