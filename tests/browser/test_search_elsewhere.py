"""Search beyond one site: several sites asked as one, and Read the Docs asked instead."""

from __future__ import annotations

import json
import re
import shutil
import zlib
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from knowledge_centre.catalogue.paging import PAGE_SIZE
from knowledge_centre.theme.minified import THEME
from tests.browser.fixtures import served
from tests.browser.test_search_answers import FIRST, SYNONYMS, TEXTS
from tests.search.made_index import make_index
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

SLICES = (slice(0, 12), slice(12, 25), slice(25, None))
QUESTIONS = (*FIRST, "gateway -tunnels", '"zero trust"', "cod", "librar", "restored backups", "private gateway request")
COMPARED = """async (questions) => {
    const { ask } = await import("/js/engine.js");
    const { Index } = await import("/js/index.js");
    const { Sites } = await import("/js/sites.js");
    const one = new Index(new URL("/whole/", location.href));
    const all = new Sites(new URL("/0/", location.href), { First: "/0/", Second: "../1/", Third: "/2/" });
    const told = (answer) => JSON.stringify(
        { ...answer, results: answer.results.map(({ number, has }) => [number, has]), unfiltered: [], worth: [...answer.worth.keys()].sort(),
          wordsToMark: [...answer.wordsToMark].sort() },
        (_, v) => (v instanceof Map ? [...v] : v));
    const differing = [];
    for (const question of questions) {
        const [a, b] = [await ask(question, one), await ask(question, all)];
        // Each index rounds the average length of its articles.
        const isNear = a.results.every(({ score }, place) => Math.abs(score - b.results[place]?.score) < 0.02);
        if (told(a) !== told(b) || !isNear) differing.push([question.q, told(a), told(b)]);
    }
    for (const name of ["tag", "year"]) {
        const [a, b] = [one, all].map(async (index) => JSON.stringify([...await index.facet(name)].sort()));
        if (await a !== await b) differing.push([name, await a, await b]);
    }
    return differing;
}"""


def test_several_sites_answer_as_one_with_all_their_articles(browser: Browser, tmp_path: Path) -> None:
    """Every figure of an answer: what is found, in which order, with which score and which words."""
    shutil.copytree(THEME / "static/js/search", tmp_path / "js")
    make_index(tmp_path / "whole", TEXTS, SYNONYMS)
    for number, some in enumerate(SLICES):
        make_index(tmp_path / f"{number}", TEXTS[some], SYNONYMS)
    (tmp_path / "blank.html").write_text("", encoding="utf-8")
    plain: dict[str, Any] = {"facets": {}, "from": "", "to": "", "sort": "relevance"}
    questions = [{**plain, "q": q} for q in QUESTIONS]
    questions += [{**plain, "q": "gateway", "facets": {"tag": ["network"]}, "sort": "oldest"}]
    questions += [{**plain, "q": "", "from": "2023", "to": "2023", "sort": "newest"}]
    with served(tmp_path) as root:
        page = browser.new_page()
        page.goto(f"{root}blank.html")
        assert page.evaluate(COMPARED, questions) == []
        page.close()


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Three sites on one host, each of which can ask them all."""
    folder = tmp_path_factory.mktemp("three")
    sites = {"Engines": "/engines/", "Data": "../data/", "Law": "/law"}
    for number, name in enumerate(sites):
        site = Site(folder / f"source-{name}", root="empty")
        site.write("articles/authors.yml", "ada: {name: Ada}\nbob: {name: Bob}\n")
        site.write("articles/categories.yml", "articles: {label: Articles}\n")
        site.write("articles/tags.yml", f"all: {{label: All}}\nonly-{name.lower()}: {{label: Only {name}}}\n")
        site.article(
            f"{name.lower()}-first",
            f"A quokka lives in {name}.",
            tags=["all", f"only-{name.lower()}"],
            date=f"2025-0{number + 1}-01",
        )
        site.article(f"{name.lower()}-second", "Nothing of that.", author="bob", date="2024-01-01")
        conf = site.path / "conf.py"
        conf.write_text(
            f"{conf.read_text(encoding='utf-8')}\nknowledge_centre_search_sites = {sites!r}\n", encoding="utf-8"
        )
        site.build().ok()
        shutil.copytree(site.out, folder / "host" / name.lower())
    with served(folder / "host") as root:
        yield root, folder / "host"


def titles(page: Page) -> list[str]:
    page.wait_for_selector('#search-results[aria-busy="false"]', state="attached")
    return page.locator("a.search-result-link").all_inner_texts()


def test_three_sites_are_searched_as_one(open_page: Callable[..., Page], three: tuple[str, Path]) -> None:
    root, _host = three
    page = open_page(f"{root}data/search.html?q=quokka&sort=newest")
    assert titles(page) == ["Law first", "Data first", "Engines first"]
    assert page.locator("#search-status").inner_text() == "3 articles found for “quokka”."
    assert page.locator(".card-category").all_inner_texts() == ["Law · Articles", "Articles", "Engines · Articles"]
    for offered in ("Law 1", "Data 1", "Engines 1", "All 3", "Only Law 1", "Ada 3"):
        expect(page.get_by_role("checkbox", name=offered, exact=True)).to_be_visible()
    page.get_by_role("checkbox", name="Law", exact=False).first.check()
    expect(page.locator("#search-status")).to_contain_text("1 article found")
    expect(page).to_have_url(re.compile("site=Law"))
    page.get_by_role("link", name="Law first").click()
    page.wait_for_url(f"{root}law/articles/law-first.html?mark=quokka")
    expect(page.locator("article mark").first).to_have_text("quokka")


def test_the_dialog_asks_them_too(open_page: Callable[..., Page], three: tuple[str, Path]) -> None:
    page = open_page(f"{three[0]}engines/articles/engines-first.html")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("quokka")
    expect(page.get_by_role("option")).to_have_count(3)


def test_a_site_that_cannot_be_asked_is_said(browser: Browser, three: tuple[str, Path]) -> None:
    root, _host = three
    page = browser.new_page()
    asked: list[Route] = []
    page.route("**/law/search-index/**", lambda route: asked.append(route))  # noqa: PLW0108 - Playwright takes no builtin
    page.goto(f"{root}data/search.html?q=quokka")
    assert sorted(titles(page)) == ["Data first", "Engines first"]
    expect(page.locator(".search-missing")).to_contain_text("Part of the index did not come")
    page.get_by_role("searchbox", name="What are you looking for?").fill("lives quokka")
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_contain_text("2 articles found for “lives quokka”")
    assert len(asked) == 1
    page.unroute("**/law/search-index/**")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#search-status")).to_contain_text("3 articles found")
    page.close()


def test_a_site_leads_to_its_own_pages_only(browser: Browser, three: tuple[str, Path]) -> None:
    root, host = three

    def other(route: Route) -> None:
        file = host / urlsplit(route.request.url).path.strip("/")
        head = json.loads(zlib.decompress(file.read_bytes()))
        route.fulfill(body=zlib.compress(json.dumps({**head, "u": "javascript:alert(1)"}).encode()))

    page = browser.new_page()
    page.route("**/law/search-index/heads/**", other)
    page.goto(f"{root}data/search.html?q=quokka")
    assert sorted(titles(page)) == ["Data first", "Engines first"]
    expect(page.locator(".search-missing")).to_be_visible()
    page.close()


def test_the_own_site_answers_where_the_others_cannot_be_asked(browser: Browser, three: tuple[str, Path]) -> None:
    page = browser.new_page()
    page.route("**/search/sites.js*", lambda route: route.abort())
    page.goto(f"{three[0]}data/search.html?q=quokka")
    assert titles(page) == ["Data first"]
    expect(page.locator(".search-missing")).to_be_visible()
    page.close()


def page_of(number: int) -> dict[str, Any]:
    """A result, as Read the Docs documents it."""
    found = f"The <span>quokka</span> &amp; &lt;b&gt; of page {number}"
    block = {
        "type": "section",
        "id": "part",
        "title": f"Part {number}",
        "content": "…",
        "highlights": {"content": [found]},
    }
    return {
        "type": "page",
        "project": {"slug": "centre", "alias": None},
        "version": {"slug": "latest"},
        "title": f"Page {number}",
        "domain": "",
        "path": f"/articles/page-{number}.html",
        "highlights": {"title": []},
        "blocks": [block],
    }


def test_read_the_docs_is_asked_instead(open_page: Callable[..., Page], tmp_path: Path) -> None:
    site = Site(tmp_path / "site", root="empty")
    site.write("articles/authors.yml", "ada: {name: Ada}\n")
    site.write("articles/categories.yml", "articles: {label: Articles}\n")
    for number in range(PAGE_SIZE + 1):
        site.article(f"n-{number}")
    settings = ("-D", "knowledge_centre_search=readthedocs", "-D", "html_context.readthedocs_project=centre")
    site.build("html", *settings, READTHEDOCS_VERSION="latest").ok()
    assert not (site.out / "search-index").exists()
    listed = site.page("authors/ada.html")  # what its filters would be would be dropped
    assert (len(listed.select(".overview-count")), listed.select("form.ask")) == (1, [])
    asked: list[dict[str, list[str]]] = []

    def answer(route: Route) -> None:
        query = parse_qs(urlsplit(route.request.url).query)
        asked.append(query)
        first = 50 * (int(query["page"][0]) - 1)
        results = [page_of(number) for number in range(first, min(60, first + 50))]
        fuzzy = "mistyped" in query["q"][0]
        route.fulfill(json={"count": 60, "next": None, "query": "", "fuzzy_fallback": fuzzy, "results": results})

    with served(site.out) as root:
        page = open_page(f"{root}search.html")
        page.route("**/_/api/v3/search/**", answer)
        page.get_by_role("searchbox", name="What are you looking for?").fill("quokka project:other")
        page.keyboard.press("Enter")
        expect(page.locator("#search-status")).to_have_text("60 articles found for “quokka project:other”.")
        assert asked[0]["q"] == ["project:centre/latest quokka project\\:other"]
        result = page.locator("li.search-result").first
        expect(result.locator("a.search-result-link")).to_have_text("Page 0")
        expect(result.locator(".card-summary")).to_have_text("The quokka & <b> of page 0")
        expect(result.locator("mark")).to_have_text("quokka")
        assert (result.locator("a.search-result-link").get_attribute("href") or "").endswith(
            "/articles/page-0.html?mark=quokka#part"
        )
        expect(page.locator("#search-sort")).to_be_hidden()
        expect(page.locator("#search-filters")).to_be_hidden()
        while page.locator("#search-more").is_visible():
            page.locator("#search-more").click()
            page.wait_for_timeout(100)
        expect(page.locator("a.search-result-link").last).to_have_text("Page 59")
        assert asked[-1]["page"] == ["2"]
        page.goto(f"{root}search.html?q=mistyped&from=2024")
        expect(page.locator("#search-note")).to_contain_text("this search has no filters: from.")
        expect(page.locator("#search-note")).to_contain_text("No article has “mistyped”.")
