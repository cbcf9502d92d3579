"""The words beside the search index."""

from __future__ import annotations

import pytest

from knowledge_centre.search.words import base36, count_words, fold_word, places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t", "dont"),
        ("CAFÉ Zürich", "cafe zurich"),
        ("हिन्दी", "हनद"),
        ("naïve 中文", "naive 中文"),
        ("plain", "plain"),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert fold_word(text) == expected


def test_words_are_counted_once_a_text() -> None:
    assert count_words(["Keys keys KEYS of 2025", "a key, the keys"]) == {"keys": 2, "key": 1, "the": 1}


def test_places_are_steps_in_base_36() -> None:
    assert places([("a",), ("b", "a"), ("b",)]) == {"a": "0 1", "b": "1 1"}
    assert places([()] * 40 + [("late",)]) == {"late": "14"}
    assert [base36(number) for number in (0, 35, 36, 1295, 1296)] == ["0", "z", "10", "zz", "100"]
