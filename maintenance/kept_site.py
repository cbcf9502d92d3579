"""A small site is kept as each release made it, with what it published: later releases are tried on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from knowledge_centre.content.whole_files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

KEPT, ARTICLES = "tests/kept", "tests/roots/adopted/articles"
PUBLISHED = "published.json"
THEN = "1770000000"
"""2026-02-02: what the kept sites take for now, in seconds since 1970."""
LEFT_OUT = (
    "*.yaml",
    ".git*",
    "Makefile",
    "README.md",
    "CONTRIBUTING.md",
    "requirements.txt",
    "wheels",
    "_build",
    "_tags",
)
"""What a new site has besides that is of no account here."""


def keep(project: Path, version: str) -> Path:
    """Make, build and keep a site with the program of a repository; gives its folder."""
    folder, work = project / KEPT / version, project / "_build/kept"
    shutil.rmtree(work, ignore_errors=True)
    names = ("--name=Payments knowledge", "--url=https://payments.example.org/", "--timezone=America/New_York")
    run(project, "knowledge_centre", "init", work, "--yes", *names)
    shutil.rmtree(work / "articles")
    shutil.copytree(project / ARTICLES, work / "articles")
    run(project, "sphinx", "-W", "-q", "-d", work / "_build/doctrees", work, work / "_build/html")
    write_whole(work / PUBLISHED, (json.dumps(published(work / "_build/html"), indent=1) + "\n").encode())
    shutil.copytree(work, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    shutil.rmtree(work)
    return folder


def run(project: Path, *arguments: str | Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(project.resolve()), "SOURCE_DATE_EPOCH": THEN}
    command = [sys.executable, "-m", *map(str, arguments)]
    subprocess.run(command, cwd=project, env=environment, check=True, stdout=subprocess.DEVNULL)


def published(output: Path) -> dict[str, Any]:
    """What a built site has promised to its readers: addresses, and what feeds call each article, with its dates."""
    feeds = {path.relative_to(output).as_posix(): path for path in sorted(output.glob("feeds/**/*.json"))}
    return {
        "addresses": sorted(path.relative_to(output).as_posix() for path in output.rglob("*.html")),
        "feeds": {name: [_entry(item) for item in _items(path)] for name, path in feeds.items()},
    }


def _items(path: Path) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["items"]
    return items


def _entry(item: dict[str, Any]) -> dict[str, Any]:
    return {key: item.get(key) for key in ("id", "url", "date_published", "date_modified")}
