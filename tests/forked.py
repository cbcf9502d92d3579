"""Sphinx in a process of its own, without the seconds that a new interpreter takes to import it."""

from __future__ import annotations

import atexit
import json
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROJECT = Path(__file__).parent.parent
STREAMS = "STREAMS_OF_THE_TEST"
KILLED = -9


def sphinx_build(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> tuple[int, str, str]:
    """Run ``sphinx-build`` in a folder; gives its exit status, and what it wrote to each stream."""
    return _asked("one", arguments, folder, environment)


def elsewhere(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> tuple[int, str, str]:
    """The same in another server's process, which has another seed of hashes: to be compared with one of the first."""
    return _asked("other", arguments, folder, environment)


@cache
def _server(_name: str) -> Path:
    """The socket of a server that runs as long as this process."""
    folder = tempfile.TemporaryDirectory()
    command = [sys.executable, "-m", "tests.build_server", folder.name]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE)

    def end() -> None:
        process.kill()
        process.communicate()
        folder.cleanup()

    atexit.register(end)
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    return Path(folder.name, "socket")


def _asked(name: str, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> tuple[int, str, str]:
    with tempfile.TemporaryDirectory() as said, socket.socket(socket.AF_UNIX) as asking:
        streams = [Path(said, stream) for stream in ("stdout", "stderr")]
        for stream in streams:
            stream.touch()
        asking.connect(str(_server(name)))
        asking.sendall(json.dumps([arguments, str(folder), {**environment, STREAMS: said}]).encode() + b"\n")
        status = asking.makefile("rb").read()
        log, problems = (stream.read_text(encoding="utf-8") for stream in streams)
        return int(status or KILLED), log, problems
