"""Whatever somebody asks for, or is sent as the address of a search: an answer, and nothing of it runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

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
KNOWN = ["backup", "the", "of", "zero", "trust", "é", "İ", "ß", "ﬁ", "ǆ", "漢字", "ก็", "שלום", "🏳️‍🌈", "٣"]
WORDS = st.sampled_from([*KNOWN, "no-cache", "C++", "e-mail", "zero", "trus", "bakcup", "Ｂackup", "x" * 500])
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
SCRIPT = """async ([root, asked]) => {
    const names = ["address", "engine", "excerpt", "index", "marks", "spelling"];
    const [{ plain, readAddress, writeAddress, isEmpty }, { ask }, { show }, { Index }, { termsIn, placesOf }, { distance, nearest }] =
        await Promise.all(names.map((name) => import(`${root}_static/js/search/${name}.js`)));
    const facets = ["tag", "author", "category"];
    const index = new Index(new URL(root));
    await index.directory();
    const wrong = [];
    const check = (holds, what, question) => holds || wrong.push([what, question.slice(0, 200)]);
    for (const question of JSON.parse(asked)) {
        const before = performance.now();
        try {
            const answer = await ask(plain(question.trim()), index);
            const { results, unfiltered, units, excluded, options, missing, wordsToMark, asTyped, withoutMinus } = answer;
            check(!missing, "the whole index comes", question);
            check(results.every(({ score }) => score > 0 && score < Infinity), "each is found by something", question);
            check(results.every(({ score }, n) => !n || score <= results[n - 1].score), "the best is first", question);
            check(new Set(results.map(({ number }) => number)).size === unfiltered.length, "each is found once", question);
            check([...excluded, ...options].every((one) => question.includes(one)), "what is left out was typed", question);
            check(units.every((one) => question.includes(one.replaceAll('"', "").trim())), "what is looked for was typed", question);
            for (const result of results.slice(0, 3)) {
                const { title, url, passage, sections } = await show(result, answer, index, true);
                const text = passage.map((part) => part.text).join("");
                check([title, url, text, ...sections.map((one) => one.text)].every((one) => typeof one === "string"), "it is shown", question);
                const places = placesOf(text, termsIn(wordsToMark.join(" ")));
                check(places.every(({ start, end }) => start < end && end <= text.length), "marks are in the text", question);
            }
            for (const other of [asTyped, withoutMinus]) await ask(plain(other), index);
            for (const word of units.slice(0, 9).map((one) => one.slice(0, 200))) {
                check(distance(word, word, 2) === 0, "a word is itself", question);
                check(nearest(word, [["backup", 1], [word, 2]]).every((one) => typeof one === "string"), "words are near", question);
            }
            const written = writeAddress({ ...plain(question.trim()), sort: "newest", facets: { tag: [...new Set([question, "x"])].filter(Boolean) } });
            check(written === writeAddress(readAddress(written, facets)), "an address and its question are one", question);
            isEmpty(readAddress(question, facets));
            readAddress(`?q=${question}&tag=${question}&sort=${question}&from=${question}`, facets);
        } catch (error) {
            wrong.push([String(error?.stack ?? error), question.slice(0, 200)]);
        }
        check(performance.now() - before < 2000, "it takes more than two seconds", question);
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
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site that has some of the words."""
    site = Site(tmp_path_factory.mktemp("questions") / "site")
    site.article("words", f"## Part\n\n{' '.join(KNOWN)}", keywords=["SSO", "-d"])
    site.article("others", "Zero trust: `no-cache`, robots.txt, C++ and the rest of a backup.", tags=["cpp"])
    site.write("articles/synonyms.yml", "ztna: zero trust\n")
    site.build().ok()
    with served(site.out) as root:
        yield root


@pytest.fixture(scope="module")
def ask(browser: Browser, root: str) -> Iterator[Callable[[list[str]], Any]]:
    """Asks questions of the site's search; gives what was wrong. JSON, as Playwright knows no lone surrogates."""
    page = browser.new_page()
    page.route("**/blank", lambda route: route.fulfill(content_type="text/html", body=""))
    page.goto(f"{root}blank")
    yield lambda questions: page.evaluate(SCRIPT, [root, json.dumps(questions)])
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
