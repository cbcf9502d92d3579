"""``serve``: the built site as a host serves it; and the frame: what is said where a command cannot do its work."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from knowledge_centre.__main__ import COMMANDS, main
from knowledge_centre.commands import frame
from knowledge_centre.commands.web_server import hosted
from tests.site import PROJECT, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse
    from pathlib import Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("served") / "site")
    site.build().ok()
    return site


@pytest.fixture(scope="module")
def address(built: Site) -> Iterator[str]:
    with hosted(built.out) as found:
        yield found


def ask(address: str, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_a_page_has_the_headers_that_the_built_site_names(built: Site, address: str) -> None:
    answer, body = ask(address, "/articles/first.html?q=x")
    assert answer.status == 200
    assert body == (built.out / "articles/first.html").read_bytes()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Security-Policy"] in (built.out / "_headers").read_text(encoding="utf-8")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    packed, small = ask(address, "/", Accept_Encoding="gzip")
    assert gzip.decompress(small) == (built.out / "index.html").read_bytes()
    assert packed.headers["Vary"] == "Accept-Encoding"
    drawing = next((built.out / "covers").glob("*.svg")).relative_to(built.out).as_posix()
    assert "sandbox" in ask(address, f"/{drawing}")[0].headers["Content-Security-Policy"]


def test_what_a_browser_has_is_not_sent_again(address: str) -> None:
    answer, _body = ask(address, "/index.html")
    assert answer.headers["Cache-Control"] == "no-cache"
    again, body = ask(address, "/index.html", If_Modified_Since=str(answer.headers["Last-Modified"]))
    assert (again.status, body) == (304, b"")
    assert "immutable" in ask(address, "/_static/css/feed.css?v=1")[0].headers["Cache-Control"]
    head, body = ask(address, "/index.html", "HEAD")
    assert (head.headers["Content-Length"], body) == (answer.headers["Content-Length"], b"")


@pytest.mark.parametrize(
    "path", ["/nowhere", "/../conf.py", "/%2e%2e/conf.py", "/.manifest.json", "/articles", "/a%00"]
)
def test_what_is_not_there_shows_its_page_and_nothing_else_is_given_away(built: Site, address: str, path: str) -> None:
    answer, body = ask(address, path)
    if path == "/articles":
        assert (answer.status, answer.headers["Location"]) == (301, "/articles/")
        return
    assert answer.status == 404
    assert body == (built.out / "404.html").read_bytes()


def test_it_says_where_and_ends_by_control_c(built: Site) -> None:
    command = [sys.executable, "-m", "knowledge_centre", "serve", "--port", "0", "--site", str(built.path)]
    running = subprocess.Popen(
        command,
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # Whoever runs the tests in the background may have it ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert running.stdout is not None
    found = running.stdout.readline().strip()
    assert ask(found, "/search.html")[0].status == 200
    running.send_signal(signal.SIGINT)
    _said, problems = running.communicate(timeout=20)
    assert running.returncode == 0
    assert problems == f"serves {built.out}; Ctrl-C ends it.\n\n"


def test_what_cannot_be_served_is_said(site: Site, built: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--site", str(site.path)]) == 1
    assert '"make html" builds it' in capsys.readouterr().err
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port), "--site", str(built.path)]) == 1
    assert (
        capsys.readouterr().err
        == f"Error: Port {port} is taken: give another one, such as --port {max(port, 8000) + 1}.\n"
    )


def test_every_command_teaches_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert "Write:\n  check" in shown
    assert "130  it was stopped by Ctrl-C" in shown
    assert "_KNOWLEDGE_CENTRE_COMPLETE=bash_source" in shown
    assert "..." not in shown.replace("[ARGS]...", "")
    assert {"check", "serve", "move", "redirects"} <= COMMANDS.keys()
    for name in ("check", "serve", "move", "redirects"):
        assert main([name, "--help"]) == 0
        assert f"Examples:\n    knowledge-centre {name}" in capsys.readouterr().out, name


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied", "a.md"), "Error: a.md: Permission denied: have it readable"),
        (
            OSError(28, "No space left on device"),
            "Error: No space left on device: make room and call the command again",
        ),
    ],
)
def test_what_the_system_refuses_is_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: OSError, said: str
) -> None:
    def refused(*_given: object, **_options: object) -> None:
        raise error

    (tmp_path / "articles").mkdir()
    monkeypatch.setattr("knowledge_centre.commands.check.check", refused)
    assert main(["check", "--site", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith(said)


def test_control_c_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stopped(*_given: object, **_options: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "articles").mkdir()
    monkeypatch.setattr("knowledge_centre.commands.check.check", stopped)
    assert main(["check", "--site", str(tmp_path)]) == frame.STOPPED
    assert capsys.readouterr().err.strip() == "Stopped. Every file is whole: call it again, and it does the rest."


def test_names_are_completed(site: Site) -> None:
    command = [sys.executable, "-m", "knowledge_centre"]
    words = f"knowledge-centre move --site {site.path} tag c"
    environment = {
        **os.environ,
        "_KNOWLEDGE_CENTRE_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": "5",
        "PYTHONPATH": str(PROJECT),
    }
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert said.split() == ["plain,c", "plain,c-sharp", "plain,cpp"]
