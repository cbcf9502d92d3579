"""How long ``live`` takes from a saved article to its page, as the page in the browser is told."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from urllib.request import urlopen

from benchmarks.sites import ADDRESS, PROJECT

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

TIMES, LATEST = 5, 3_600


def live_seconds(folder: Path, article: str) -> float:
    """The middle of some times from saving an article to its page being there, of a site whose pages are built once before."""
    command = [sys.executable, "-m", "knowledge_centre", "live", "-C", str(folder), "--no-open", "--port", "0"]
    environment = {**os.environ, "READTHEDOCS_CANONICAL_URL": ADDRESS}
    with subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            address = told(process.stderr, r"at (http://\S+/);")
            told(process.stderr, r"^(Watching)")
            return statistics.median(seconds(folder, address, article, number) for number in range(TIMES))
        finally:
            process.terminate()  # not SIGINT, which a shell has ignored by what it runs in the background
            process.stderr.read()


def told(lines: IO[str], pattern: str) -> str:
    for line in lines:
        if found := re.search(pattern, line):
            return found[1]
    raise RuntimeError(f"It ended and did not say {pattern!r}.")


def seconds(folder: Path, address: str, article: str, number: int) -> float:
    """From saving an article to the word that its page is another one."""
    word, file = f"savedword{number}", folder / f"articles/{article}.md"
    path = f"articles/{article}.html"
    with urlopen(f"{address}_live/events?/{path}", timeout=LATEST) as events:  # noqa: S310 - this machine
        before = state(events)
        time.sleep(1)  # what came before has to be over
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{word}\n", encoding="utf-8")
        started = time.perf_counter()
        while state(events) == before:
            pass
        with urlopen(address + path) as page:  # noqa: S310
            if word not in page.read().decode():
                raise RuntimeError("The page was said to be another one and was not.")
        took = time.perf_counter() - started
    time.sleep(took)  # for what the build does after pages
    return took


def state(events: IO[bytes]) -> str:
    for line in events:
        if line.startswith(b"data: "):
            return str(json.loads(line[6:])["state"])
    raise RuntimeError("The server ended.")
