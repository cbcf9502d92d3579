"""What a build says, for ``check --full``: the site is built into a temporary folder, where each warning is an error."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.commands.check_addresses import built_addresses
from knowledge_centre.content.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_centre.content.published_urls import Built

TOLD = re.compile(r"(?P<path>[^:\n]+?)(?::(?P<line>\d+))?: (?:WARNING|ERROR|CRITICAL|SEVERE): (?P<text>.*)")
COLOURS = re.compile(r"\x1b\[[\d;]*m")
SOME = re.compile(r"(?:WARNING|ERROR): (.*)")
RULE = "build"


class BuildResult(NamedTuple):
    """What came of a build."""

    mistakes: list[Diagnostic]
    built: Built
    """The addresses of what was built."""


def built(site: Path, *, slash: bool) -> BuildResult:
    """Build the site in a folder; *slash* where addresses end in one."""
    with _folder() as folder:
        output = folder / "html"
        command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-j", "auto"]
        command += ["-b", "dirhtml" if slash else "html", "-d", str(folder / "doctrees"), ".", str(output)]
        environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": os.pathsep.join([*filter(None, sys.path)])}
        done = subprocess.run(
            command, cwd=site, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
        return BuildResult(_mistakes(site, done.returncode, done.stderr), built_addresses(output))


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="knowledge-centre-") as folder:
        yield Path(folder)


def _mistakes(site: Path, status: int, said: str) -> list[Diagnostic]:
    """What a build said, each with its place; where it failed and said nothing that can be read, its last words."""
    found: list[Diagnostic] = []
    lines = [line for line in COLOURS.sub("", said).splitlines() if line.strip()]
    for line in lines:
        if told := TOLD.match(line):
            path = Path(told["path"])
            inside = path.is_absolute() and path.is_relative_to(site.absolute())
            name = path.relative_to(site.absolute()).as_posix() if inside else told["path"]
            found.append(Diagnostic(name, int(told["line"] or 1), 0, RULE, told["text"].rstrip(".")))
        elif some := SOME.match(line):
            found.append(Diagnostic("conf.py", 1, 0, RULE, some[1].rstrip(".")))
    if status and not found:
        found.append(
            Diagnostic("conf.py", 1, 0, RULE, f"the build failed ({lines[-1] if lines else 'without a word'})")
        )
    return found
