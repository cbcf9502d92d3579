"""A small web server for the one who writes: the built pages, each with a script that shows it again when it changed."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from knowledge_centre.commands.web_server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN = "/_live/"
EVENTS, SCRIPT = f"{OWN}events", f"{OWN}reload.js"
LOOK, ALIVE = 0.05, 15
"""Seconds between looks at the file of an open page; and after which the page is told something whatever there is, by
which a closed one is noticed."""
NOT_YET = b"<!doctype html><title>Not yet</title><p>This page is not there (yet). It will show itself when it is.</p>"


class Shown:
    """What has to do with all pages: a number that grows where what they load changed, and what was wrong last."""

    def __init__(self) -> None:
        self.number, self.problems = 0, ""
        self.changed = Condition()

    def tell(self, problems: str, *, anew: bool) -> None:
        with self.changed:
            self.number += anew
            self.problems = problems
            self.changed.notify_all()


def event(data: object) -> bytes:
    """As Server-sent events are written (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
    return f"data: {json.dumps(data)}\n\n".encode()


class Pages(SimpleHTTPRequestHandler):
    """Nothing is kept by the browser: what was built a moment ago is what is looked at.

    Builds put each file in its place whole. So a page is shown again as soon as its file is another one, while the build
    goes on with what comes after pages.
    """

    protocol_version = "HTTP/1.1"

    def __init__(self, *given: Any, shown: Shown, **named: Any) -> None:
        self.shown = shown
        super().__init__(*given, **named)

    def do_GET(self) -> None:
        path, _, asked = self.path.partition("?")
        with suppress(ConnectionError):  # who asked has gone
            if path == EVENTS:
                self.stream(unquote(asked))
            elif path == SCRIPT:
                self.answer(Path(__file__).with_name("reload.js").read_bytes(), "text/javascript")
            elif (page := self.page(path)) is not None or not Path(self.translate_path(path)).exists():
                self.send_page(path, page)
            else:
                super().do_GET()

    def file(self, path: str) -> Path:
        """The file of a page by its address."""
        return Path(self.translate_path(path), "index.html" if path.endswith("/") else "")

    def page(self, path: str) -> bytes | None:
        with suppress(OSError):
            return file.read_bytes() if (file := self.file(path)).suffix == ".html" else None
        return None

    def state(self, path: str) -> str:
        """What differs as soon as a page has to be shown again."""
        with suppress(OSError):
            return f"{self.shown.number} {self.file(path).stat().st_mtime_ns}"
        return str(self.shown.number)

    def send_page(self, path: str, page: bytes | None) -> None:
        status = HTTPStatus.NOT_FOUND if page is None else HTTPStatus.OK
        script = f'<script src="{SCRIPT}" data-state="{self.state(path)}"></script>\n'
        self.answer((page or self.page("/404.html") or NOT_YET) + script.encode(), "text/html; charset=utf-8", status)

    def answer(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self, path: str) -> None:
        """The state of a page and what was wrong last, now and whenever one of them is another, while the page is open."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        told, since = None, 0.0
        while True:
            now = {"state": self.state(path), "problems": self.shown.problems}
            if now != told or time.monotonic() - since > ALIVE:
                self.wfile.write(event(now))
                told, since = now, time.monotonic()
            with self.shown.changed:
                self.shown.changed.wait(LOOK)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *given: object) -> None:  # noqa: A002 - as the base class has it
        """The terminal is for what is wrong with the articles."""


@contextmanager
def serve(output: Path, shown: Shown, port: int) -> Iterator[str]:
    """Serve a folder on this machine alone; gives the address. Where the port is taken, another one is."""
    handler = partial(Pages, directory=str(output), shown=shown)
    try:
        server = Server(("127.0.0.1", port), handler)
    except OSError:
        server = Server(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
