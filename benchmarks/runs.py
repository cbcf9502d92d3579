"""A program run and measured: seconds, processor, and the memory of all its processes together."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROCESSES = Path("/proc")
PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
PAUSE, PATIENCE = 0.1, 20
"""Seconds between looks at the memory; and how many times as long as a look takes the next one waits, for a look at
gigabytes holds up the process that has them."""


class Run(NamedTuple):
    """What one run took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of processor, of the program and all that it started."""
    memory: int
    """MiB at the peak: what all processes share is counted once, by Linux's proportional set sizes. Where there are none,
    that of the largest process."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a program; raises :class:`RuntimeError` with its words where it fails."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        with Memory(process.pid) as memory:
            _pid, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{command[0]} ended with {process.returncode}:\n{said.read().decode(errors='replace')}")
    return Run(wall, used.ru_utime + used.ru_stime, memory.peak or used.ru_maxrss // 1024)


class Memory:
    """Looks at the memory of a session's processes until the end of ``with``."""

    def __init__(self, session: int) -> None:
        self.session, self.peak = session, 0
        self.ended = Event()
        self.thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Memory:
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.ended.set()
        self.thread.join()

    def _look(self) -> None:
        took = 0.0
        while not self.ended.wait(max(PAUSE, PATIENCE * took)):
            started = time.perf_counter()
            self.peak = max(self.peak, sum(map(proportional, of_session(self.session))) // 1024)
            took = time.perf_counter() - started


def of_session(session: int) -> list[Path]:
    """The processes of a session, each by its folder in /proc."""
    return [path for path in PROCESSES.glob("[0-9]*") if session_of(path) == session]


def session_of(process: Path) -> int:
    try:
        stat = (process / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended
        return 0
    return int(stat.rpartition(")")[2].split()[3])  # the name, in brackets, may have anything in it


def proportional(process: Path) -> int:
    """KiB: what the process has alone, and its share of what it has with others."""
    try:
        found = PSS.search((process / "smaps_rollup").read_text(encoding="ascii"))
    except OSError:
        return 0
    return int(found[1]) if found else 0
