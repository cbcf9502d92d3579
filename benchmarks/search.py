"""``make bench-search``: what search finds, how fast and for how many bytes, beside Sphinx's own and plain Pagefind.

``COLLECTION=file.json`` asks a test collection (documents with judged questions) instead of made-up articles;
``ARTICLES=10000`` makes that many. Times are of this machine, today: quote the ratios.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import math
import os
import random
import re
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Page, Response, sync_playwright

from benchmarks.__main__ import FLOOR, build, ours
from benchmarks.corpus import Corpus
from knowledge_centre.content.front_matter import escape_markdown
from tests.browser.chromium import find

PLAIN = """<!doctype html><html lang="en"><title>Plain</title><ol id="search-results" aria-busy="true"></ol>
<script type="module">
const pagefind = await import("./pagefind/pagefind.js");
const { results } = await pagefind.search(new URLSearchParams(location.search).get("q"));
const list = document.getElementById("search-results");
for (const data of await Promise.all(results.slice(0, 10).map((one) => one.data()))) {
  list.insertAdjacentHTML("beforeend", `<li class="search-result"><a href="${data.url}">${data.meta.title}</a></li>`);
}
list.ariaBusy = "false";
</script></html>
"""
NONSENSE = ("xqzzkv wvvplq", "ggrrtty", "qqqqqqqq zzzzzzzz")
PACKED = {".html", ".js", ".css", ".json", ".txt", ".svg"}
"""What a host sends compressed."""


@dataclass
class Engine:
    """A search to ask: its name, its folder, its page, and what tells that it is done."""

    name: str
    folder: Path
    page: str
    done: str
    links: str
    address: str = ""
    bytes: list[int] = field(default_factory=list)

    def ask(self, page: Page, query: str) -> tuple[list[str], float]:
        """The names of the articles found, best first, and the seconds from the address to the finished list."""
        started = time.perf_counter()
        page.goto(f"{self.address}{self.page}?q={quote(query)}")
        page.wait_for_function(self.done, timeout=60_000)
        seconds = time.perf_counter() - started
        links = page.eval_on_selector_all(self.links, "all => all.map((one) => one.href)")
        return [Path(unquote(urlsplit(link).path)).stem for link in links[:10]], seconds

    def note(self, response: Response) -> None:
        """Count what a host would have sent."""
        path = self.folder / unquote(urlsplit(response.url).path).lstrip("/")
        if path.is_file():
            self.bytes.append(sent(path))


@functools.cache
def sent(path: Path) -> int:
    """The bytes of a file as a host sends it."""
    return len(gzip.compress(path.read_bytes())) if path.suffix in PACKED else path.stat().st_size


def lay(folder: Path, collection: dict[str, Any]) -> None:
    """The documents of a collection as articles."""
    folder.mkdir(parents=True)
    (folder / "authors.yml").write_text("desk: {name: The desk}\n", encoding="utf-8")
    (folder / "categories.yml").write_text("articles: {label: Articles}\n", encoding="utf-8")
    (folder / "tags.yml").write_text("collection: {label: Collection}\n", encoding="utf-8")
    for number, one in enumerate(collection["documents"]):
        title = json.dumps(one["title"] or f"Untitled {one['id']}", ensure_ascii=False)
        head = f"title: {title}\ndate: {2000 + number % 25}-01-01\nauthor: desk\ntags: collection\n"
        text = escape_markdown(one["text"]) or "No text."
        (folder / f"d{one['id']}.md").write_text(f"---\n{head}---\n\n{text}\n", encoding="utf-8")


def made_up(number: int) -> dict[str, Any]:
    """Articles of the generator as a collection without judged questions."""
    corpus = Corpus()
    documents = [
        {"id": one, "title": f"{corpus.some(5)} {corpus.words[-1 - one % 9_000]}", "text": corpus.body(0)}
        for one in range(number)
    ]
    return {"name": f"{number} made-up articles", "documents": documents, "queries": []}


def ndcg(ranking: list[str], relevant: dict[str, int]) -> float:
    """NDCG at 10 with exponential gain (Järvelin and Kekäläinen 2002; Burges et al. 2005)."""
    gains = [(2 ** relevant.get(one, 0) - 1) / math.log2(place + 2) for place, one in enumerate(ranking[:10])]
    best = sorted(relevant.values(), reverse=True)[:10]
    ideal = sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(best))
    return sum(gains) / ideal if ideal else 0.0


def mistyped(word: str, rng: random.Random) -> str:
    """The word with two neighbours inside it swapped, or a letter dropped where they are the same."""
    place = rng.randrange(1, len(word) - 2)
    one, other = word[place], word[place + 1]
    return word[:place] + (other + one if one != other else one) + word[place + 2 :]


def questions(collection: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Of a hundred articles: the name, the title, the title with a typo in its longest word, and unfinished."""
    rng = random.Random(11)
    pool = [one for one in collection["documents"] if len(re.findall(r"[A-Za-z]{4,}", one["title"])) >= 4]
    found = []
    for one in rng.sample(pool, min(100, len(pool))):
        words = re.findall(r"[A-Za-z]{3,}", one["title"])[:6]
        longest = max(words, key=len)
        typo = [mistyped(word, rng) if word == longest else word for word in words]
        begun = [*words[:-1], words[-1][: max(3, len(words[-1]) - 2)]]
        found.append((f"d{one['id']}", one["title"], " ".join(typo), " ".join(begun)))
    return found


def measure(engine: Engine, browser: Any, collection: dict[str, Any]) -> dict[str, str]:
    """Everything that is printed of one search."""
    page = browser.new_context(bypass_csp=True).new_page()

    def ask(query: str) -> list[str]:
        return engine.ask(page, query)[0]

    grades = [
        ndcg(found, {f"d{key}": grade for key, grade in query["relevant"].items()})
        if (found := ask(query["text"]))
        else -1
        for query in collection["queries"]
    ]
    known = questions(collection)
    row = {
        "nDCG@10": f"{statistics.mean(max(0, grade) for grade in grades):.3f}" if grades else "-",
        "no result": f"{sum(grade < 0 for grade in grades)} of {len(grades)}",
        "exact title first": f"{sum(ask(title)[:1] == [name] for name, title, _, _ in known)} of {len(known)}",
        "typo, in 3": f"{sum(name in ask(typo)[:3] for name, _, typo, _ in known)} of {len(known)}",
        "unfinished, in 3": f"{sum(name in ask(begun)[:3] for name, _, _, begun in known)} of {len(known)}",
        "nonsense finds": f"{sum(bool(ask(query)) for query in NONSENSE)} of {len(NONSENSE)}",
    }
    three = [" ".join(title.split()[:3]) for _, title, _, _ in known[:20]]
    sixty = [" ".join(one["text"].split()[:60]) for one in collection["documents"][:10]]
    row["3 words, ms"] = f"{statistics.median(engine.ask(page, query)[1] for query in three) * 1000:.0f}"
    row["60 words, ms"] = f"{statistics.median(engine.ask(page, query)[1] for query in sixty) * 1000:.0f}"
    page.close()
    row["cold, KB"] = f"{cold(engine, browser, three[0]) / 1000:.0f}"
    return row


def cold(engine: Engine, browser: Any, query: str) -> int:
    """The bytes of the first question of a reader who was never here."""
    page = browser.new_context(bypass_csp=True).new_page()
    engine.bytes.clear()
    page.on("response", engine.note)
    engine.ask(page, query)
    page.wait_for_load_state("networkidle")
    page.close()
    return sum(engine.bytes)


def warm(engine: Engine, browser: Any, first: str, second: str) -> int:
    """The bytes of a second question, typed into the page of the first."""
    page = browser.new_context(bypass_csp=True).new_page()
    engine.ask(page, first)
    page.wait_for_load_state("networkidle")
    engine.bytes.clear()
    page.on("response", engine.note)
    page.locator("#search-query").fill(second)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    page.wait_for_function("document.getElementById('search-results').ariaBusy === 'false'")
    page.close()
    return sum(engine.bytes)


def sphinxs_own(folder: Path) -> Path:
    """A site of bare Sphinx with its own search."""
    (folder / "conf.py").write_text(FLOOR.replace("app.builder.search = False", "pass"), encoding="utf-8")
    (folder / "index.md").write_text("# Floor\n", encoding="utf-8")
    return folder


def serve(folder: Path) -> str:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def engines(scratch: Path, collection: dict[str, Any]) -> list[Engine]:
    """Build the sites to ask: this one, with a plain Pagefind page on the same index, and bare Sphinx."""
    site, bare = scratch / "site", scratch / "bare"
    for folder, make in ((site, ours), (bare, sphinxs_own)):
        lay(folder / "articles", collection)
        build(make(folder), jobs=2)
    (site / "html/plain.html").write_text(PLAIN, encoding="utf-8")
    ready = "document.getElementById('search-results')?.ariaBusy === 'false'"
    own = "document.querySelector('#search-results p.search-summary')?.textContent.match(/found|did not match/)"
    found = [
        Engine("this site", site / "html", "search.html", ready, "a.search-result-link"),
        Engine("plain Pagefind", site / "html", "plain.html", ready, "li.search-result a"),
        Engine("Sphinx's own", bare / "html", "search.html", own, "#search-results ul.search li > a"),
    ]
    for engine in found:
        engine.address = serve(engine.folder)
    return found


def main() -> None:
    path, number = os.environ.get("COLLECTION"), int(os.environ.get("ARTICLES") or 1_000)
    collection = json.loads(Path(path).read_text(encoding="utf-8")) if path else made_up(number)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        all_engines = engines(Path(folder), collection)
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
        rows = {engine.name: measure(engine, browser, collection) for engine in all_engines}
        known = questions(collection)
        code = sum(sent(one) for one in (all_engines[0].folder / "_static/js/search").glob("*.js"))
        again = warm(all_engines[0], browser, known[0][1], " ".join(known[1][1].split()[:3]))
        browser.close()
    print(f"{collection['name']}, {len(collection['documents'])} articles")
    print(f"{'':<20}" + "".join(f"{name:>18}" for name in rows))
    for figure in next(iter(rows.values())):
        print(f"{figure:<20}" + "".join(f"{row[figure]:>18}" for row in rows.values()))
    print(f"own code {code / 1000:.1f} KB; a warm search {again / 1000:.0f} KB (all compressed as a host does)")


if __name__ == "__main__":
    main()
