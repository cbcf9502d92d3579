"""html-validate: the mistakes in the markup of built pages. Its rules are in html-validate.json."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules/html-validate/bin/html-validate.mjs"
MOST = 500
"""Pages for one call: a command line has an end."""


class Complaint(NamedTuple):
    """One mistake on one page."""

    rule: str
    line: int
    message: str


def available() -> bool:
    return shutil.which("node") is not None and PROGRAM.is_file()


def validate(site: Path, names: Sequence[str]) -> dict[str, list[Complaint]]:
    """The mistakes on each page, by its name; a page without any is not there."""
    found: dict[str, list[Complaint]] = {}
    for start in range(0, len(names), MOST):
        found |= _validate(site, names[start : start + MOST])
    return found


def _validate(site: Path, names: Sequence[str]) -> dict[str, list[Complaint]]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"  # a file: of a pipe, Node leaves the end behind when it exits
        command = [
            "node",
            str(PROGRAM),
            f"--config={HERE / 'html-validate.json'}",
            f"--formatter=json={report}",
            *names,
        ]
        done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
        if not report.is_file():
            raise RuntimeError(f"html-validate failed: {done.stderr.strip()}")
        found = json.loads(report.read_text(encoding="utf-8"))
    return {
        Path(page["filePath"]).resolve().relative_to(site.resolve()).as_posix(): [
            Complaint(one["ruleId"], one["line"], one["message"]) for one in page["messages"]
        ]
        for page in found
        if page["messages"]
    }
