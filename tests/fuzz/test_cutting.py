"""Whatever is cut: the browser cuts it as Python does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.checks import share, within
from tests.search.cutting import CASES, cutter, differences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

ALPHABET = (
    "aAbBeExXzZéÉßłŁİıǅςΣσйЙёґ0159²½ _-.:&'’\"·,;/\\|()[]{}<>!?#$%@*+=^~‐－．＿–—…−"
    "東京\u3099かｶﾞー々한\u1112\u1161ㅋกี่ำ\u0e33ລາမြខ្អאבּ־״العَأٱىـ٣हि\u094dக"
    "\t\n\x00\x1c\x85\xa0\u1680\u2028\u3000\u00ad\u034f\u200b\u200d\u202e\ufe0f\ufeff\u0301\u0306\ud800\udc00\ue000"
    "👩💻🏽🇩🇪⁀€→├㈱ﷺ\U0001d400\U00010400\U0002f800"
)
LONG = [
    one * 10_000
    for one in ("a", "é", "_", "-", "'", "a-", "aB", "a.b_", "京", "\u0301", "\u00ad", "&", "e mail ", "--a")
]
WORDS = st.sampled_from([text for text, _ in CASES])
TEXTS = st.text(ALPHABET, max_size=30) | st.lists(WORDS | st.text(ALPHABET, max_size=3), max_size=4).map("".join)


@pytest.fixture(scope="module")
def cut_there(browser: Browser) -> Iterator[Callable[[list[str]], Any]]:
    with cutter(browser) as cut_there:
        yield cut_there


@settings(max_examples=share(10), deadline=None)
@given(st.lists(TEXTS | st.text(max_size=20), min_size=20, max_size=100))
def test_any_text(cut_there: Callable[[list[str]], Any], texts: list[str]) -> None:
    assert differences(cut_there, texts) == []


def test_long_texts(cut_there: Callable[[list[str]], Any]) -> None:
    with within(30):
        assert differences(cut_there, LONG) == []
