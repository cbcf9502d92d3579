"""A web server for a built site, on this computer alone: as a host serves it, with its headers and its 404 page."""

from __future__ import annotations

import gzip
import mimetypes
import posixpath
import sys
import threading
from contextlib import contextmanager, suppress
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from knowledge_centre.outputs.content_security.server_files import DOWNLOADS, DRAWINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

HOST = "127.0.0.1"
TEXT = frozenset({".css", ".html", ".js", ".json", ".md", ".opml", ".svg", ".txt", ".xml"})
RULES = "_headers"
"""The file of a built site that says which headers its pages have."""
NOT_FOUND = "404.html"
FOR_GOOD, ASK = "public, max-age=31536000, immutable", "no-cache"
"""An address with a digest in it always has the same content; any other is asked for, and answered by a date alone."""


class Handler(BaseHTTPRequestHandler):
    """Answers with the files of a folder."""

    protocol_version = "HTTP/1.1"  # connections stay open, as everywhere

    def __init__(self, *given: Any, folder: Path, **options: Any) -> None:
        self.folder = folder
        super().__init__(*given, **options)

    def do_GET(self) -> None:
        address, _sign, query = self.path.partition("?")
        path = self.file(unquote(address.partition("#")[0]))
        if path is not None and path.is_dir():
            self.answer(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"{address}/" + (f"?{query}" if query else "")})
            return
        status = HTTPStatus.OK if path else HTTPStatus.NOT_FOUND
        path = path or self.folder / NOT_FOUND
        headers = {
            **headers_of(self.folder, path.relative_to(self.folder).as_posix()),
            "Content-Type": media_type(path),
        }
        if not path.is_file():
            self.answer(status, {"Content-Type": "text/plain; charset=utf-8"}, b"There is no such page.")
            return
        changed = int(path.stat().st_mtime)
        headers["Cache-Control"] = self.cache_control(address, query)
        headers["Last-Modified"] = formatdate(changed, usegmt=True)
        if status is HTTPStatus.OK and self.knows(changed):
            self.answer(HTTPStatus.NOT_MODIFIED, headers)
            return
        packed = path.suffix in TEXT and "gzip" in self.headers.get("Accept-Encoding", "")
        if path.suffix in TEXT:
            headers["Vary"] = "Accept-Encoding"
        if packed:
            headers["Content-Encoding"] = "gzip"
        self.answer(status, headers, content(path, changed, packed=packed))

    do_HEAD = do_GET  # noqa: N815 - as the library calls it

    def file(self, address: str) -> Path | None:
        """The file or folder at an address; a folder's page where it ends in a slash."""
        name = posixpath.normpath(address).lstrip("/")
        if any(part.startswith(".") for part in name.split("/") if name != ".") or "\0" in name:
            return None
        path = self.folder / name
        if address.endswith("/"):
            path /= "index.html"
        inside = path.resolve().is_relative_to(self.folder.resolve())
        return path if inside and (path.is_file() or (path / "index.html").is_file()) else None

    def cache_control(self, _address: str, query: str) -> str:
        """How long a browser may keep what is at an address."""
        return FOR_GOOD if query.startswith("v=") else ASK

    def knows(self, changed: int) -> bool:
        """Whether the browser has this already."""
        try:
            return parsedate_to_datetime(self.headers.get("If-Modified-Since", "")).timestamp() >= changed
        except ValueError:
            return False

    def answer(self, status: HTTPStatus, headers: Mapping[str, str], body: bytes = b"") -> None:
        with suppress(ConnectionError):  # that the browser went on meanwhile is nothing to tell
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status is not HTTPStatus.NOT_MODIFIED:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

    def log_message(self, *_given: object) -> None:
        """Say nothing of each request."""


def headers_of(folder: Path, name: str) -> Mapping[str, str]:
    """The headers of a file, as the built site has hosts send them."""
    rules = headers_of_pages(folder)
    if not rules:
        return {}
    if name.startswith("_downloads/"):
        return DOWNLOADS
    return DRAWINGS if name.endswith((".svg", ".svgz")) else rules


@lru_cache(maxsize=8)
def headers_of_pages(folder: Path) -> dict[str, str]:
    """Those of the first rule in the site's own file; none where there is no such file."""
    path, found = folder / RULES, dict[str, str]()
    for line in path.read_text(encoding="utf-8").splitlines()[1:] if path.is_file() else ():
        if not line.startswith("  "):
            break
        name, _colon, value = line.strip().partition(": ")
        found[name] = value
    return found


@lru_cache(maxsize=256)
def content(path: Path, changed: int, *, packed: bool) -> bytes:
    found = path.read_bytes()
    return gzip.compress(found, 6) if packed else found


def media_type(path: Path) -> str:
    own = {".js": "text/javascript", ".md": "text/markdown", ".opml": "text/x-opml", ".webp": "image/webp"}
    found = own.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if path.suffix in TEXT - {".svg"} else found


class Server(ThreadingHTTPServer):
    """Has a browser's many requests wait for their turn: those that do not fit are dropped, and asked again later."""

    request_queue_size = 64
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who asked may have gone, and that is nothing to tell."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(folder: Path, port: int, handler: type[Handler] = Handler) -> Server:
    """A server for a folder; port 0 is any that is free. Raises :class:`OSError` where the port is taken."""
    return Server((HOST, port), partial(handler, folder=folder))


@contextmanager
def hosted(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder for a while; gives the address of its root, with a slash at the end."""
    with server(folder, 0, handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{running.server_port}/"
        running.shutdown()
