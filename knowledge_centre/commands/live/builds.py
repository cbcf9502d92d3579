"""Builds by a process that has imported all that a build needs: see warm.py, which runs in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

import knowledge_centre

if TYPE_CHECKING:
    from collections.abc import Collection
    from types import TracebackType
    from typing import Self

PACKAGE = Path(knowledge_centre.__file__).parent.parent


class Built(NamedTuple):
    """What came of one build."""

    ok: bool
    """Whether the output is of this build: a mistake in front matter stops it before anything is written."""
    problems: str
    """What it said of mistakes, without colours."""
    seconds: float


def is_only_text(changed: Collection[Path]) -> bool:
    """Whether a change is in no file that pages load: then what changed of a page is in the page."""
    return bool(changed) and all(path.suffix == ".md" for path in changed)


class Builds:
    """Builds of one site, one after the other. Each is an ordinary one: what is kept between them is on the disk."""

    def __init__(self, site: Path, output: Path, builder: str) -> None:
        self.site = site
        doctrees = output.with_name(f"doctrees-{output.name}")
        self.arguments = ["-b", builder, "-D", "knowledge_centre_show_hidden=1"]
        self.arguments += ["-d", str(doctrees), ".", str(output)]
        self.quiet = False
        self.warm: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> subprocess.Popen[bytes]:
        """Have a warm process, which goes on importing while nobody asks for a build."""
        if self.warm is None or self.warm.poll() is not None:
            path = os.pathsep.join(filter(None, [str(PACKAGE), os.environ.get("PYTHONPATH")]))
            command = [sys.executable, "-m", "knowledge_centre.commands.live.warm"]
            self.warm = subprocess.Popen(
                command, cwd=self.site, env={**os.environ, "PYTHONPATH": path}, stdin=-1, stdout=-1
            )
        return self.warm

    def stop(self) -> None:
        """It ends by itself where nobody can ask it any more."""
        if self.warm and self.warm.stdin and self.warm.stdout:
            self.warm.stdin.close()
            self.warm.wait()
            self.warm.stdout.close()
        self.warm = None

    def build(self, changed: Collection[Path] = ()) -> Built:
        """Build the site, after these files changed. A program that changed is imported anew."""
        if any(path.suffix == ".py" for path in changed):
            self.stop()
            self.quiet = False  # it may be all pages
        started = time.perf_counter()
        warm = self.start()
        assert warm.stdin
        assert warm.stdout
        with tempfile.TemporaryDirectory() as folder:
            told = Path(folder, "problems")
            # One page is written sooner than processes are started for it.
            how = [
                "-j",
                "1" if len(changed) == 1 and is_only_text(changed) else "auto",
                *(["-q"] if self.quiet else []),
            ]
            request = {"arguments": [*how, *self.arguments], "problems": str(told)}
            with suppress(BrokenPipeError):  # it could not even start, and has said why
                warm.stdin.write(f"{json.dumps(request)}\n".encode())
                warm.stdin.flush()
            answer = warm.stdout.readline().strip()
            problems = click.unstyle(told.read_text(encoding="utf-8", errors="replace")) if told.is_file() else ""
        ok = answer == b"0"
        self.quiet = self.quiet or ok
        self.start()  # where it ends with each build, as it does without forks
        return Built(ok, problems or ("" if ok else "The build ended without a word."), time.perf_counter() - started)
