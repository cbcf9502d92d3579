"""The order of names in an index, and the letters that they stand under."""

from __future__ import annotations

import random

import pytest

from knowledge_centre.catalogue.order import letter, sort_key

IN_ORDER = [
    *("2FA", "10 things", "+++", "C", "C#", "C++", "Éclair", "eclipse", ".NET", "Topic 2", "Topic 10", "Topic 100"),
    *("«Zebra»", "Вера", "Иван", "Йод", "名前", "安全"),
]


def test_numbers_come_as_numbers_and_accents_change_nothing() -> None:
    names = IN_ORDER[:]
    random.Random(1).shuffle(names)
    assert sorted(names, key=lambda name: (sort_key(name), name)) == IN_ORDER


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *(("apple", "A"), ("Éclair", "E"), (".NET", "N"), ("«Zebra»", "Z"), ("ⅷ", "V"), ("ﬁnd", "F")),
        *(("йод", "Й"), ("ёлка", "Ё"), ("安全", "安"), ("がん", "が"), ("אבטחה", "א"), ("Øre", "Ø")),
        *(("2FA", "#"), ("٣", "#"), ("+++", "#"), ("", "#")),
    ],
)
def test_the_letter_of_a_name(name: str, expected: str) -> None:
    assert letter(name) == expected
