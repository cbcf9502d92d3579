"""Serves a built site as a host does: text is compressed, and what does not change under its name may be kept."""

from __future__ import annotations

import functools
import gzip
import http.server
import mimetypes
import threading
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
KEPT = ("/_images/", "/_static/", *(f"/search-index/{one}/" for one in ("terms", "places", "spelling", "facets")))
YEAR = 31_536_000
"""Seconds."""


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers with the files of a folder."""

    protocol_version = "HTTP/1.1"  # connections stay open, as everywhere

    def __init__(self, *args: Any, folder: Path, **kwargs: Any) -> None:
        self.folder = folder
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        address = self.path.partition("?")[0]
        path = self.folder / address.lstrip("/")
        if address.endswith("/"):
            path /= "index.html"
        status = HTTPStatus.OK
        if not path.is_file() or not path.resolve().is_relative_to(self.folder.resolve()):
            status, path = HTTPStatus.NOT_FOUND, self.folder / "404.html"
        packed = path.suffix in TEXT and "gzip" in self.headers.get("Accept-Encoding", "")
        body = read(path, packed=packed)
        self.send_response(status)
        self.send_header("Content-Type", media_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", f"public, max-age={YEAR if address.startswith(KEPT) else 300}")
        if packed:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@cache
def read(path: Path, *, packed: bool) -> bytes:
    content = path.read_bytes() if path.is_file() else b""
    return gzip.compress(content, 9) if packed else content


def media_type(path: Path) -> str:
    found = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if path.suffix in TEXT - {".svg"} else found


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; gives the address of its root, with a slash at the end."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, folder=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
