"""``make guides``: the terminal output that guides show, as the commands really print it.

A block between ``<!-- transcript: name -->`` and ``<!-- end -->`` has commands after ``$``, which may go on after ``>``,
and what they printed. All blocks of a name in a page are one session, in a folder of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from knowledge_centre.content.whole_files import write_if_changed

PROJECT = Path(__file__).parent.parent
PAGES = ("articles/making-it-your-own.md", "CONTRIBUTING.md")
BLOCK = re.compile(r"(<!-- transcript: ([a-z-]+) -->\n+```console\n)(.*?)(```\n+<!-- end -->)", re.DOTALL)
COMMAND = re.compile(r"^\$ (.*(?:\n>(?: .*)?)*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
NOT_RUN = ("git clone", "git push", "python3 -m venv", ".venv/bin/pip")
"""What takes long, and prints nothing of interest."""
SLOW = {"make html": 3}
"""Commands that take seconds, with the number of lines shown of each: the last ones."""
REPOSITORY = "repository"
"""The session that starts in a copy of the site here, without its articles: their number is no matter of the guides'."""
SITE = ("conf.py", *(f"articles/{name}.yml" for name in ("authors", "categories", "tags")))
THEN = "1780000000"
"""2026-05-28: what the guides take for now, in seconds since 1970."""


class Session:
    """One terminal: its folder, and the programs as somebody has them who installed the package."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.state = folder / "site", folder / "state"
        programs = folder / "bin"
        python, bin_folder = sys.executable, Path(sys.executable).parent
        lines = {
            "knowledge-centre": f'exec "{python}" -m knowledge_centre "$@"',
            "make": f'exec /usr/bin/env -i PATH="$REAL_PATH" HOME="$HOME" LANG=C.UTF-8 SOURCE_DATE_EPOCH={THEN} PYTHONPATH="$PYTHONPATH" PYTHONUNBUFFERED=1 '
            f'make --no-print-directory -s -o .venv/.made -o .venv/.site -o .venv/.dev BIN="{bin_folder}" "$@"',
        }
        for needed in (self.folder, programs):
            needed.mkdir()
        if folder.name == REPOSITORY:
            (self.folder / "articles").mkdir()
            for name in SITE:
                shutil.copy(PROJECT / name, self.folder / name)
            (self.folder / ".venv/bin").mkdir(parents=True)
            lines[str(self.folder / ".venv/bin/python")] = f'exec "{python}" "$@"'
        for program, line in lines.items():
            (programs / program).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
            (programs / program).chmod(0o755)
        path = os.environ["PATH"]
        self.environment = {
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "NO_COLOR": "1",
            "PATH": f"{programs}:{path}",
            "PYTHONPATH": str(PROJECT),
            "PYTHONUNBUFFERED": "1",
            "REAL_PATH": path,
            "SOURCE_DATE_EPOCH": THEN,
            "TZ": "Europe/London",
        }
        self.state.write_text(str(self.folder), encoding="utf-8")

    def output(self, command: str) -> str:
        """What a command prints, on both streams; folders of this machine are left out of it."""
        script = f"{command}\npwd > {self.state}"
        where = self.state.read_text(encoding="utf-8").strip()
        done = subprocess.run(  # the guides' own commands
            ["bash", "-c", script],  # noqa: S607
            cwd=where,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.stdout.replace(f"{self.folder}/", "").replace(str(PROJECT), "…")


def current(text: str, *, slow: bool) -> str:
    """The text of a page with what its commands print today; without *slow* ones, what it has of those stays."""
    with tempfile.TemporaryDirectory() as folder:
        sessions: dict[str, Session] = {}

        def block(match: re.Match[str]) -> str:
            name = match[2]
            if name not in sessions:
                (Path(folder) / name).mkdir()
                sessions[name] = Session(Path(folder) / name)
            shown = [
                _shown(sessions[name], command, before, slow=slow) for command, before in COMMAND.findall(match[3])
            ]
            return match[1] + "".join(shown) + match[4]

        return BLOCK.sub(block, text)


def _shown(session: Session, command: str, before: str, *, slow: bool) -> str:
    prompt = f"$ {command}\n"
    typed = re.sub(r"\n> ?", "\n", command)
    if typed.startswith(NOT_RUN) or (typed in SLOW and not slow):
        return prompt + before
    lines = session.output(typed).strip("\n").splitlines()
    if typed in SLOW:
        lines = ["…", *lines[-SLOW[typed] :]]
    return prompt + "".join(f"{line.rstrip()}\n" for line in lines)


if __name__ == "__main__":
    for page in PAGES:
        path = PROJECT / page
        write_if_changed(path, current(path.read_text(encoding="utf-8"), slow=True).encode())
