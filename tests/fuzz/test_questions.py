"""Whatever somebody asks for, or is sent as the address of a search: an answer, and nothing of it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from knowledge_centre.theme.minified import THEME
from tests.browser.fixtures import served
from tests.fuzz.checks import share, within
from tests.fuzz.texts import NASTY
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

BATCH = 100
"""Questions that are handed to the browser at once."""
SIGNS = [
    *list("\"“”„«»-−'’?!*+~^:()[]{}<>|&%#\\/.,;\t\n\x00\u200b\u202e\u0301\ufeff"),
    "--",
    '""',
    "“”",
    '-"',
    "AND",
    "c++",
    "c#",
]
WORDS = st.sampled_from(
    ["backup", "the", "of", "zero", "trust", "é", "İ", "ß", "ﬁ", "ǆ", "漢字", "ก็", "שלום", "🏳️‍🌈", "٣", "x" * 500]
)
LETTERS = st.text(max_size=30)  # lone surrogates too: JavaScript has them
QUESTIONS = st.lists(WORDS | WORDS | st.sampled_from(SIGNS) | LETTERS | st.sampled_from(NASTY), max_size=12).flatmap(
    lambda parts: st.sampled_from(["", " ", " ", "\u00a0"]).map(lambda joint: joint.join(parts))
)
LONG = [
    "-" * 10_000,
    '"' * 10_000,
    "a " * 5_000,
    '"a' * 5_000,
    "-a" * 5_000,
    "é" * 10_000,
    "\u0301" * 10_000,
    "“" + "a b " * 3_000,
    " " * 10_000,
]
SCRIPT = """async ([root, questions]) => {
    const [{ readAddress, writeAddress, isEmpty }, query, { distance, nearest, completions }, { termsIn, placesOf }, { excerpt }] =
        await Promise.all(["address", "query", "spelling", "marks", "excerpt"].map((name) => import(`${root}${name}.js`)));
    const facets = ["tag", "author", "category", "year"];
    const wrong = [];
    const check = (holds, what, question) => holds || wrong.push([what, question.slice(0, 200)]);
    for (const question of questions) {
        const before = performance.now();
        try {
            const { words, phrases, excluded, all } = query.parse(question);
            const found = [...words.keys(), ...all, ...phrases.flatMap((one) => one.split(" "))];
            check(found.every((word) => /^[\\p{L}\\p{N}]+$/u.test(word)), "words are letters and digits", question);
            check(excluded.every((one) => one !== ""), "what is left out is something", question);
            check([...words.values()].every((count) => count > 0), "each is typed", question);
            for (const word of found.slice(0, 9).map((one) => one.slice(0, 200))) {
                check(distance(word, word, 2) === 0, "a word is itself", question);
                check(nearest(word, [["backup", 1], [word, 2]]).every((one) => typeof one === "string"), "words are near", question);
                completions(word, [["backup", 1], [word, 2]]);
            }
            check(placesOf(question, termsIn(question)).every(({ start, end }) => start < end && end <= question.length), "marks are in it", question);
            excerpt(question, new Map([[0, 1], [3, 2]]));
            const asked = { q: question.trim(), sort: "newest", facets: { tag: [...new Set([question, "x"])].filter(Boolean), author: [], category: [], year: [] } };
            const written = writeAddress(asked);
            const again = writeAddress(readAddress(written, facets));
            check(written === again, "an address and its question are one", question);
            isEmpty(readAddress(question, facets));
            readAddress(`?q=${question}&tag=${question}&sort=${question}`, facets);
        } catch (error) {
            wrong.push([String(error), question.slice(0, 200)]);
        }
        check(performance.now() - before < 1000, "it takes more than a second", question);
    }
    return wrong;
}"""
ADDRESSES = [
    "q=" + quote("<img src=x onerror=alert(1)>"),
    "q=" + quote("<script>alert(1)</script>") + "&tag=<script>&author=%22onclick=",
    "q=javascript:alert(1)",
    "q=" + "x" * 10_000,
    "q=" + quote("word " * 400),
    "q=a%00b",
    "q=%",
    "q=%E0%A4%A",
    "q=%ff%fe&q=%",
    "q=first&" + "tag=cpp&" * 1_000,
    "&".join(f"tag={number}" for number in range(1_000)),
    "q=" + quote('"' * 500 + "-" * 500),
    "q=" + quote("\u202e\u0301\U000e0001" * 50),
    "sort=<b>&year=9999999999999999999&category=__proto__&tag=constructor&q=__proto__",
    "q=first#<img src=x onerror=alert(1)>",
    "=&&==&q",
]


@pytest.fixture(scope="module")
def ask(browser: Browser) -> Iterator[Callable[[list[str]], Any]]:
    """Asks questions of the pure modules; gives what was wrong."""
    with served(THEME / "static/js/search") as root:
        page = browser.new_page()
        page.route("**/blank", lambda route: route.fulfill(content_type="text/html", body=""))
        page.goto(f"{root}blank")
        yield lambda questions: page.evaluate(SCRIPT, [root, questions])
        page.close()


@settings(max_examples=share(10), deadline=None)
@given(st.lists(QUESTIONS, min_size=1, max_size=BATCH))
def test_any_question(ask: Callable[[list[str]], Any], questions: list[str]) -> None:
    with within(60):
        assert ask(questions) == []


@pytest.mark.parametrize("question", LONG, ids=range(len(LONG)))
def test_long_questions(ask: Callable[[list[str]], Any], question: str) -> None:
    with within(60):
        assert ask([question]) == []


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("questions") / "site")
    site.build().ok()
    with served(site.out) as root:
        yield root


def test_any_address_of_a_search(root: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{root}search.html")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for address in ADDRESSES:
        page.goto(f"{root}search.html?{address}")
        expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false", timeout=8_000)
        for place in ("#search-results", "#search-status", "#search-note"):
            assert page.locator(f"{place} :is(img, script, b, [onclick], [onerror])").count() == 0, address[:80]
        assert page.locator("#search-status").inner_text() != "The search index could not be fetched.", address[:80]
        assert page.evaluate("document.title")
    assert dialogs == []
