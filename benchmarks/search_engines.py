"""Built sites asked in a browser: what they find, the bytes that a host would have sent, and the time until it is shown."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

    from benchmarks.search_sites import Site

PACKED = {".html", ".js", ".css", ".json", ".txt", ".svg"}
"""What a host sends compressed."""

TYPED = """async (question) => {
    const list = document.getElementById("search-results");
    const box = document.getElementById("search-query");
    box.value = question;
    const started = performance.now();
    box.form.requestSubmit();
    await new Promise((done) => {
        const look = () => list.ariaBusy === "false" && done();
        new MutationObserver(look).observe(list, { attributes: true });
        setTimeout(look);
    });
    return performance.now() - started;
}"""
CALLED = """async (question) => {
    const started = performance.now();
    await ask(question);
    return performance.now() - started;
}"""
READY = "document.getElementById('search-results')?.ariaBusy === 'false'"
SPHINXS = "document.querySelector('#search-results p.search-summary')?.textContent.match(/found|did not match/)"


@dataclass(frozen=True)
class Engine:
    """How one kind of site is asked."""

    page: str
    done: str
    """What is true when the list is there."""
    links: str
    again: str
    """A function of a question, asked where another was; gives milliseconds. Empty where each is a page of its own."""


KNOWLEDGE_CENTRE = Engine("search.html", READY, "a.search-result-link", TYPED)
PLAIN = Engine("plain.html", READY, "li.search-result a", CALLED)
BARE = Engine("search.html", SPHINXS, "#search-results ul.search li > a", "")


class Asked:
    """A served site and the browser that asks it."""

    def __init__(self, engine: Engine, site: Site, browser: Browser) -> None:
        self.engine, self.site, self.browser = engine, site, browser
        self.address = serve(site.folder)
        self.page = self.new_page()

    def new_page(self) -> Page:
        """A reader who was never here."""
        return self.browser.new_context(bypass_csp=True).new_page()

    def open(self, page: Page, question: str) -> float:
        """Open the address of a question; gives the milliseconds from there to the finished list."""
        started = time.perf_counter()
        page.goto(f"{self.address}{self.engine.page}?q={quote(question)}")
        page.wait_for_function(self.engine.done, timeout=120_000)
        return (time.perf_counter() - started) * 1000

    def ask(self, question: str) -> list[str]:
        """The names of the articles found, best first; asked where the last question was, if there can be another."""
        if self.engine.again and self.page.url.startswith(self.address):
            self.page.evaluate(self.engine.again, question)
        else:
            self.open(self.page, question)
        links = self.page.eval_on_selector_all(self.engine.links, "all => all.map((one) => one.href)")
        return [Path(unquote(urlsplit(link).path)).stem for link in links[:10]]

    def first(self, question: str) -> float:
        """The milliseconds from the address to the finished list, of a reader who was never here."""
        page = self.new_page()
        milliseconds = self.open(page, question)
        page.context.close()
        return milliseconds

    def cold(self, question: str) -> int:
        """The bytes of a reader's first question, page and all."""
        page = self.new_page()
        sent = self.listen(page)
        self.open(page, question)
        page.wait_for_load_state("networkidle")
        page.context.close()
        return sum(sent)

    def warm(self, first: str, second: str) -> int:
        """The bytes of a second question, asked where the first one was."""
        page = self.new_page()
        self.open(page, first)
        page.wait_for_load_state("networkidle")
        sent = self.listen(page)
        page.evaluate(self.engine.again, second)
        page.context.close()
        return sum(sent)

    def at_hand(self, question: str, other: str) -> float:
        """The milliseconds of an answer whose files are all there: the question is asked again, after another."""
        self.open(self.page, question)
        self.page.evaluate(self.engine.again, other)
        return float(self.page.evaluate(self.engine.again, question))

    def listen(self, page: Page) -> list[int]:
        """What a host would have sent from now on, growing with each response."""
        sizes: list[int] = []

        def note(response: Response) -> None:
            path = self.site.folder / unquote(urlsplit(response.url).path).lstrip("/")
            if path.is_file():
                sizes.append(sent(path))

        page.on("response", note)
        return sizes


@functools.cache
def sent(path: Path) -> int:
    """The bytes of a file as a host sends it."""
    return len(gzip.compress(path.read_bytes())) if path.suffix in PACKED else path.stat().st_size


def serve(folder: Path) -> str:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def copyfile(self, source: Any, outputfile: Any) -> None:
            """Send a file; that the browser went on meanwhile is nothing to tell."""
            with suppress(ConnectionError):
                super().copyfile(source, outputfile)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"
