"""A small web server for the one who writes: the built pages, each with a script that shows it again when it changed."""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN = "/_live/"
EVENTS, SCRIPT = f"{OWN}events", f"{OWN}reload.js"
ALIVE = 15
"""Seconds after which a page is told that all is as it was, by which a closed one is noticed."""
NOT_YET = "<!doctype html><title>Not yet</title><p>This page is not there (yet). It will show itself when it is.</p>"


class Shown:
    """What the pages show: the number of the build, and what was wrong in the last one."""

    def __init__(self) -> None:
        self.number, self.turn, self.problems = 0, 0, ""
        self.changed = Condition()

    def tell(self, problems: str, *, anew: bool) -> None:
        with self.changed:
            self.number += anew
            self.turn += 1
            self.problems = problems
            self.changed.notify_all()

    def event(self) -> bytes:
        """As Server-sent events are written (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
        return f"data: {json.dumps({'number': self.number, 'problems': self.problems})}\n\n".encode()


class Pages(SimpleHTTPRequestHandler):
    """Nothing is kept by the browser: what was built a moment ago is what is looked at."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *given: Any, shown: Shown, **named: Any) -> None:
        self.shown = shown
        super().__init__(*given, **named)

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        with suppress(ConnectionError):  # who asked has gone
            if path == EVENTS:
                self.stream()
            elif path == SCRIPT:
                self.answer(Path(__file__).with_name("reload.js").read_bytes(), "text/javascript")
            elif (page := self.page(path)) is not None:
                self.answer(self.with_script(page), "text/html; charset=utf-8")
            elif Path(self.translate_path(self.path)).exists():
                super().do_GET()
            else:
                self.answer(self.with_script(self.missing()), "text/html; charset=utf-8", HTTPStatus.NOT_FOUND)

    def page(self, path: str) -> bytes | None:
        """The page of an address, if there is one."""
        file = Path(self.translate_path(path))
        if path.endswith("/"):
            file /= "index.html"
        return file.read_bytes() if file.suffix == ".html" and file.is_file() else None

    def missing(self) -> bytes:
        return self.page("/404.html") or NOT_YET.encode()

    def with_script(self, page: bytes) -> bytes:
        return page + f'<script src="{SCRIPT}" data-number="{self.shown.number}"></script>\n'.encode()

    def answer(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self) -> None:
        """What is shown, now and after each build, for as long as the page is open."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        turn = -1
        while True:
            with self.shown.changed:
                self.shown.changed.wait_for(lambda: self.shown.turn != turn, timeout=ALIVE)
                text = self.shown.event() if self.shown.turn != turn else b":\n\n"
                turn = self.shown.turn
            self.wfile.write(text)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *given: object) -> None:  # noqa: A002 - as the base class has it
        """The terminal is for what is wrong with the articles."""


class Server(ThreadingHTTPServer):
    daemon_threads = True


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
