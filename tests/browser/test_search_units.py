"""The pure parts of search, as the modules that readers' browsers run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from knowledge_centre.theme.minified import THEME
from tests.browser.fixtures import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser


FACETS = ["tag", "author", "category", "year"]


@pytest.fixture(scope="module")
def call(browser: Browser) -> Iterator[Callable[..., Any]]:
    """Calls a function of a module: ``call("query", "parse", "…")``; maps and sets come back as lists."""
    with served(THEME / "static/js/search") as root:
        page = browser.new_page()
        page.route("**/blank", lambda route: route.fulfill(content_type="text/html", body=""))
        page.goto(f"{root}blank")

        def call(module: str, function: str, *arguments: Any) -> Any:
            script = """async ([address, name, values]) => {
                const revive = (v) =>
                    Array.isArray(v) ? v.map(revive)
                    : v && Array.isArray(v.map) ? new Map(v.map)
                    : v && typeof v === "object" ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, revive(x)]))
                    : v;
                const plain = (_, v) => (v instanceof Map || v instanceof Set ? [...v] : v);
                return JSON.stringify((await import(address))[name](...values.map(revive)), plain) ?? "null";
            }"""
            return json.loads(page.evaluate(script, [f"{root}{module}.js", function, arguments]))

        yield call
        page.close()


@pytest.mark.parametrize(
    ("typed", "words", "phrases", "excluded"),
    [
        ("How do I restore a backup?", ["How", "do", "I", "restore", "a", "backup"], [], []),
        ('the "zero trust" network -vpn', ["the", "network"], [["zero", "trust"]], ["vpn"]),
        ("“Zero  Trust”", [], [["zero", "trust"]], []),
        ('"Cache-Control: no-cache"', [], [["cache-control", "no-cache"]], []),
        ("3-2-1 e-mail", ["3-2-1", "e-mail"], [], []),
        ("- -- !!", ["--", "!!"], [], []),
        ("", [], [], []),
        ('"" word', ["word"], [], []),
        ('word -"not this"', ["word"], [], ["not this"]),
        ('צה"ל "צבא"', ['צה"ל'], [["צבא"]], []),
    ],
)
def test_parse(
    call: Callable[..., Any], typed: str, words: list[str], phrases: list[list[str]], excluded: list[str]
) -> None:
    parsed = call("question", "parse", typed, call("question", "behindMinus", typed)["words"])
    assert [one["typed"] for one in parsed["words"]] == words
    assert [[one["term"] for one in phrase["phrase"]] for phrase in parsed["phrases"]] == phrases
    assert [one["typed"] for one in parsed["excluded"]] == excluded


@pytest.mark.parametrize(
    ("typed", "parts", "wholes"),
    [
        ("e-mail", ["e", "mail"], ["e-mail", "email"]),
        ("C++", ["c"], ["c++"]),
        ("--dry-run", ["dry", "run"], ["dry-run", "dryrun", "--dry-run"]),
        ("東京都", ["東京", "京都"], []),
        ("猫", ["猫"], []),
        ("&&", ["&&"], []),
    ],
)
def test_words_have_parts_and_wholes(call: Callable[..., Any], typed: str, parts: list[str], wholes: list[str]) -> None:
    (word,) = call("question", "wordsOf", typed)
    assert (word["parts"], word["wholes"]) == (parts, wholes)


@pytest.mark.parametrize(
    ("one", "other", "limit", "expected"),
    [
        ("sovereignty", "soverienty", 2, 2),
        ("trust", "turst", 1, 1),
        ("backup", "backup", 1, 0),
        ("backup", "bakcup", 1, 1),
        ("abcd", "wxyz", 2, 3),
        ("short", "muchlonger", 2, 3),
        ("ca", "abc", 3, 3),
    ],
)
def test_distance(call: Callable[..., Any], one: str, other: str, limit: int, expected: int) -> None:
    assert call("spelling", "distance", one, other, limit) == expected
    assert call("spelling", "distance", other, one, limit) == expected


def test_nearest_goes_by_distance_then_by_use(call: Callable[..., Any]) -> None:
    known = [["backup", 2], ["backups", 9], ["back", 50], ["sovereignty", 3]]
    assert call("spelling", "nearest", "bakcup", known) == ["backup"]
    assert call("spelling", "nearest", "soverienty", known) == ["sovereignty"]
    assert call("spelling", "nearest", "bck", known) == []
    assert call("spelling", "nearest", "sha256", [["sha257", 1]]) == []
    assert call("spelling", "neighbours", "dog") == ["w", "e", "r", "s", "d", "f", "x", "c", "v"]
    assert call("spelling", "neighbours", "ж") == []


def test_how_near_words_are(call: Callable[..., Any]) -> None:
    assert call("nearness", "nearness", [4, 50], [5, 90]) == 1
    assert call("nearness", "nearness", [5], [4]) == 0.5
    assert call("nearness", "nearness", [4], [7]) == pytest.approx(1 / 3)
    assert call("nearness", "nearness", [4], [40]) == 0
    assert call("nearness", "nearness", [], [40]) == 0


@pytest.mark.parametrize(
    ("search", "question"),
    [
        ("?q=a+b&tag=x&tag=y&sort=newest", {"q": "a b", "sort": "newest", "facets": {"tag": ["x", "y"]}}),
        ("", {"q": "", "sort": "relevance", "facets": {}}),
        ("?sort=loudest&year=2025&year=2025&tag=", {"q": "", "sort": "relevance", "facets": {"year": ["2025"]}}),
    ],
)
def test_the_address_and_the_question_are_one(call: Callable[..., Any], search: str, question: dict[str, Any]) -> None:
    read = call("address", "readAddress", search, FACETS)
    expected = {"tag": [], "author": [], "category": [], "year": [], **question["facets"]}
    assert read == {"from": "", "to": "", **question, "facets": expected}
    assert call("address", "readAddress", call("address", "writeAddress", read), FACETS) == read


def test_a_passage_holds_most_of_the_words(call: Callable[..., Any]) -> None:
    text = " ".join(f"w{number}" for number in range(200))
    worth = {"map": [["w10", 1.0], ["w11", 1.0], ["w100", 1.1], ["w105", 2.5]]}
    passage = call("excerpt", "passageOf", text, worth)
    assert [part["text"] for part in passage["parts"] if part["marked"]] == ["w100", "w105"]
    assert passage["parts"][0]["text"] == "… "
    assert "".join(part["text"] for part in passage["parts"]).count("w") == 32
    short = call("excerpt", "passageOf", "One short text.", {"map": []})
    assert short["parts"] == [{"marked": False, "text": "One short text."}]
    emails = call("excerpt", "passageOf", "An e-mail.", {"map": [["e-mail", 1.0], ["mail", 1.0], ["e", 1.0]]})
    assert [part["text"] for part in emails["parts"]] == ["An ", "e-mail", "."]
