"""Words are cut alike in Python and in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from knowledge_centre.search.cutting import Token, cut, fold
from tests.search.cutting import CASES, TABLE, cutter, differences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def cut_there(browser: Browser) -> Iterator[Callable[[list[str]], Any]]:
    with cutter(browser) as cut_there:
        yield cut_there


@pytest.mark.parametrize("heading", TABLE)
def test_the_table(heading: str) -> None:
    for text, tokens in TABLE[heading]:
        assert cut(text) == [Token(*(*token, 1)[:3]) for token in tokens], text


def test_the_browser_cuts_as_the_table_says(cut_there: Callable[[list[str]], Any]) -> None:
    texts = [text for text, _ in CASES]
    assert len(set(texts)) >= 120
    for (text, tokens), (_, found, outside) in zip(CASES, cut_there(texts), strict=True):
        assert [tuple(token) for token in found] == tokens, text
        assert outside == [], text


def test_each_character_is_the_same_in_both_whatever_unicode_they_know(cut_there: Callable[[list[str]], Any]) -> None:
    """All of those that are unlike their neighbours; of Han, Hangul and rare scripts each sixteenth."""
    alike = [range(0x3400, 0xA000), range(0xAC00, 0xF900), range(0x10000, 0x1D000), range(0x20000, 0x40000)]
    characters = [chr(code) for code in range(0x40000) if not code % 16 or not any(code in one for one in alike)]
    assert differences(cut_there, [f"b{one}c" for one in characters]) == []


def test_what_is_folded_stays_as_it_is() -> None:
    assert [text for text, _ in CASES if fold(fold(text)) != fold(text)] == []


def test_a_term_is_cut_to_itself() -> None:
    """A question that repeats a term of the index finds it: it is among what the term is cut to, glued or whole."""
    terms = {term for _, tokens in CASES for term, _, span in tokens if span}
    lost = {term for term in terms if term not in {token.term for token in cut(term)}}
    assert lost == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("e-mail", "email"),
        ("e mail", "email"),
        ("E-Mail", "e mail"),
        ("Łódź", "lodz"),
        ("cœur", "coeur"),
        ("don’t", "dont"),
        ("l'architecture", "architecture"),
        ("no-cache", "noCache"),
        ("html_baseurl", "html-baseurl"),
        ("–dry-run", "--dry-run"),
        ("utf8", "UTF-8"),
        ("Straße", "STRASSE"),
        ("ｅｍａｉｌ", "email"),
        ("ｶﾞﾗｽ", "ガラス"),
        ("ﻛﺘﺎﺏ", "كِتاب"),
        ("صحرای", "صحراي"),
        ("2026", "٢٠٢٦"),
        ("wi­fi", "wifi"),
    ],
)
def test_ways_to_write_the_same_have_a_term_in_common(one: str, other: str) -> None:
    first, second = ({term for term, _, _ in cut(text)} for text in (one, other))
    assert any(len(term) > 1 for term in first & second)


def test_places_go_on_one_by_one() -> None:
    for text, tokens in CASES:
        places = [place for _, place, span in tokens if span == 1]
        assert sorted(set(places)) == list(range(len(set(places)))), text
