"""A real browser that fails a test on any error in the console and any request that leaves the site."""

from __future__ import annotations

import functools
import http.server
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WIDTHS = {"desktop": 1280, "phone": 390}
expect.set_options(timeout=20_000)  # several browsers and builds at once make a machine slow

STOPPED: list[str] = []
"""The addresses of servers that are no more. Pages that are still open may go on asking them."""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below a prefix, as Read the Docs serves ``/en/latest/``."""

    def __init__(self, *args: Any, prefix: str, caches: bool, **kwargs: Any) -> None:
        self.prefix, self.caches = prefix, caches
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        inside = path[len(self.prefix) - 1 :] if path.startswith(self.prefix) else "/nothing-here"
        return super().translate_path(inside)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """An address that leads nowhere shows 404.html, as on Read the Docs."""
        page = Path(self.directory, "404.html")
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        if not self.caches:
            self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file; that the browser went on meanwhile is nothing to tell."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """Has a browser's many requests wait for their turn: those that do not fit are dropped, and asked again later."""

    request_queue_size = 64


@contextmanager
def served(folder: Path, prefix: str = "/", *, caches: bool = True) -> Iterator[str]:
    """Serve a folder on loopback; gives the address of its root, with a slash at the end.

    Browsers keep a file for a tenth of its age; where a test changes files at once, they are told to keep none (*caches*).
    """
    handler = functools.partial(Handler, directory=str(folder), prefix=prefix, caches=caches)
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}{prefix}"
        yield root
        STOPPED.append(root)
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages: ``open_page(address, width=390, javascript=False, missing=True, …)``.

    A browser takes the status of a page that is missing for an error: it is one unless the test says so.
    """
    problems: list[str] = []
    contexts = []

    def open_page(
        address: str, *, width: int = 1280, javascript: bool = True, missing: bool = False, **options: Any
    ) -> Page:
        origin = "/".join(address.split("/")[:3])
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: problems.extend(errors(message, address if missing else "")))
        page.on("pageerror", lambda error: problems.extend(told(str(error))))
        page.on("request", lambda request: problems.extend(leaving(request.url, origin)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == [], problems


def errors(message: ConsoleMessage, missing: str) -> list[str]:
    """What to say of a line in the console; *missing* is an address that is to have the status 404."""
    url = message.location["url"]
    expected = url == missing and "404" in message.text
    stopped = "net::ERR_" in message.text and url.startswith(tuple(STOPPED))
    return [message.text] if message.type == "error" and not expected and not stopped else []


def told(error: str) -> list[str]:
    """What to say of an error. That a transition between two pages was given up is the browser's own business."""
    return [] if "Transition" in error else [error]


def leaving(url: str, origin: str) -> list[str]:
    """What to say of a request that goes to another origin."""
    return [] if url.startswith((f"{origin}/", "data:", "blob:")) else [f"a request left the site: {url}"]


SHIFTED = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => (sum += one.value))).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 200);
})"""
"""How much of a page has moved since it was shown."""
