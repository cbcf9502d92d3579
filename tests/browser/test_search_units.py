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
        ("How do I restore a backup?", {"restore": 1, "backup": 1}, [], []),
        ("what is it", {"what": 1, "is": 1, "it": 1}, [], []),
        ('the "zero trust" network -vpn', {"network": 1}, ["zero trust"], ["vpn"]),
        ("“Zero  Trust”", {}, ["zero trust"], []),
        ("Éclair CAFÉ don't", {"eclair": 1, "cafe": 1, "dont": 1}, [], []),
        ("3-2-1 e-mail", {"3": 1, "2": 1, "1": 1, "e": 1, "mail": 1}, [], []),
        ("key key keys", {"key": 2, "keys": 1}, [], []),
        ("- -- !!", {}, [], []),
        ("", {}, [], []),
        ('"" word', {"word": 1}, [], []),
        ('word -"not this"', {"word": 1}, [], ["not this"]),
    ],
)
def test_parse(
    call: Callable[..., Any], typed: str, words: dict[str, int], phrases: list[str], excluded: list[str]
) -> None:
    parsed = call("query", "parse", typed)
    assert dict(parsed["words"]) == words
    assert (parsed["phrases"], parsed["excluded"]) == (phrases, excluded)


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
    assert call("spelling", "completions", "back", known) == ["back", "backups", "backup"]


def found(hits: dict[str, float], articles: int = 5, title: str = "", **more: Any) -> dict[str, Any]:
    """What one word found, for fuse()."""
    each = [[one, {"score": score, "places": [1], "inTitle": one == title}] for one, score in hits.items()]
    return {"weight": 1, "required": True, "articles": articles, "hits": {"map": each}, **more}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([found({"a": 1, "b": 2})], ["b", "a"]),
        ([found({"a": 1, "b": 1}), found({"a": 1})], ["a", "b"]),
        ([found({"a": 1, "b": 1.1}), found({"a": 1, "c": 1.4})], ["a", "c", "b"]),
        ([found({"a": 1, "b": 1.2}, title="a")], ["a", "b"]),
        ([found({"a": 1, "b": 1}), found({"b": 1}, required=False, weight=0.6)], ["b", "a"]),
        ([found({}, articles=0)], []),
    ],
)
def test_what_words_find_is_added_up(
    call: Callable[..., Any], parts: list[dict[str, Any]], expected: list[str]
) -> None:
    assert [one["id"] for one in call("ranking", "fuse", parts, 100)] == expected


def test_rare_words_count_more_than_common_ones(call: Callable[..., Any]) -> None:
    assert call("ranking", "idf", 1, 100) > call("ranking", "idf", 50, 100) > call("ranking", "idf", 100, 100) > 0


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
    assert read == {**question, "facets": expected}
    assert call("address", "readAddress", call("address", "writeAddress", read), FACETS) == read


def test_a_passage_holds_most_of_the_words(call: Callable[..., Any]) -> None:
    content = " ".join(f"w{number}" for number in range(200))
    places = {"map": [[10, 1.0], [11, 1.0], [100, 1.0], [105, 2.5]]}
    parts = call("excerpt", "excerpt", content, places)
    assert [part["text"] for part in parts if part["marked"]] == ["w100", "w105"]
    assert parts[0]["text"].startswith("… ")
    assert call("excerpt", "excerpt", "One short text", {"map": []}) == [{"marked": False, "text": "One short text "}]


def test_headings_are_those_above_the_words(call: Callable[..., Any]) -> None:
    content = "Title. Intro here. First things first. Some words. Why now? More words follow here."
    anchors = [
        {"id": "title", "location": 0, "element": "section"},
        {"id": "first", "location": 3, "element": "section"},
        {"id": "note", "location": 7, "element": "p"},
        {"id": "why", "location": 8, "element": "section"},
    ]
    assert call("excerpt", "headings", content, anchors, {"map": [[1, 1.0], [11, 1.0]]}) == [
        {"id": "why", "text": "Why now?"}
    ]
    both = call("excerpt", "headings", content, anchors, {"map": [[11, 5.0], [4, 1.0]]})
    assert [one["text"] for one in both] == ["First things first", "Why now?"]
