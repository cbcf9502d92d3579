"""Tiny sites for the tests, with settings, pages and articles of their own."""

from __future__ import annotations

import json
import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

from knowledge_centre.theme.minified import THEME
from tests.forked import elsewhere, sphinx_build
from tests.search.index_reader import Index

PROJECT = Path(__file__).parent.parent
ROOTS = Path(__file__).parent / "roots"
NOW = "1770000000"
"""2026-02-02: what the tests take for now, in seconds since 1970."""


Runner = Callable[[Sequence[str], Path, Mapping[str, str]], tuple[int, str, str]]


@dataclass(frozen=True)
class Build:
    """What one build said."""

    status: int
    log: str
    problems: str

    def ok(self) -> Build:
        assert self.status == 0, self.problems or self.log
        assert not self.problems.strip(), self.problems
        return self


class Site:
    """A site in a folder of its own.

    With *cards* it has social cards, which few tests need and all would wait for; *run* is what runs ``sphinx-build``.
    """

    def __init__(self, path: Path, root: str = "small", *, cards: bool = False, run: Runner = sphinx_build) -> None:
        self.path, self.cards, self.run = path, cards, run
        self.out = path / "_build" / "html"
        path.mkdir(parents=True, exist_ok=True)
        if root:
            for part in ("base", f"test-{root}"):
                shutil.copytree(ROOTS / part, path, dirs_exist_ok=True)

    def write(self, name: str, text: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def override(self, name: str) -> Path:
        """Give the site a template (``components/card.html``) or a static file of its own, as the theme has it now."""
        source = THEME / name if name.endswith(".html") else THEME / "static" / name
        own = "_templates" if name.endswith(".html") else "_static"
        return self.write(f"{own}/{name}", source.read_text(encoding="utf-8"))

    def article(self, slug: str, body: str = "Some words.", **front: object) -> Path:
        """Write an article; front matter is as given, with what it must have."""
        fields = {"title": slug.replace("-", " ").capitalize(), "date": "2025-06-01", "author": "ada", **front}
        lines = [
            f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items() if value is not None
        ]
        return self.write(f"articles/{slug}.md", "\n".join(["---", *lines, "---", "", body, ""]))

    def build(self, builder: str = "html", *options: str, jobs: int = 1, now: str = NOW, **environment: str) -> Build:
        """Build as the README's command does: warnings are errors."""
        out, doctrees = self.path / "_build" / builder, self.path / "_build" / f"doctrees-{builder}"
        arguments = ["-W", "--keep-going", "-q", "-j", str(jobs), "-b", builder, "-d", str(doctrees), *options]
        if not self.cards:
            arguments += ["-D", "knowledge_centre_social_cards=0"]
        arguments += [".", str(out)]
        clock = {"SOURCE_DATE_EPOCH": now} if now else {}
        given = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(PROJECT), **clock, **environment}
        return Build(*self.run(arguments, self.path, given))

    def page(self, name: str, builder: str = "html") -> BeautifulSoup:
        """A built page, parsed as a browser does."""
        return BeautifulSoup((self.path / "_build" / builder / name).read_text(encoding="utf-8"), "html5lib")

    @property
    def settings(self) -> dict[str, Any]:
        """What its ``conf.py`` says."""
        return settings(self.path)

    def has(self, feature: str) -> bool:
        """Whether ``conf.py`` names a feature, as ``pages.archives``."""
        return f"knowledge_centre.{feature}" in self.settings["extensions"]

    def shows(self, *templates: str) -> bool:
        """Whether these are the theme's own, and what they show is as the theme has it."""
        folders = (self.path / folder for folder in self.settings.get("templates_path", []))
        return not any((folder / f"{name}.html").is_file() for folder in folders for name in templates)

    def tree(self) -> dict[str, bytes]:
        """Every file of the output."""
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file()
        }

    def index(self) -> Index:
        """The search index."""
        return Index.of(self.out / "search-index")

    def clean_copy(self, path: Path) -> Site:
        """The same sources in another folder, where nothing was ever built."""
        shutil.copytree(self.path, path, ignore=shutil.ignore_patterns("_build", "_tags"))
        return Site(path, root="", cards=self.cards, run=elsewhere if self.run is sphinx_build else self.run)


def interpreted(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> tuple[int, str, str]:
    """Run ``sphinx-build`` as Read the Docs does; gives its exit status, and what it wrote to each stream."""
    command = [sys.executable, "-m", "sphinx", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def settings(folder: Path) -> dict[str, Any]:
    """What the ``conf.py`` in a folder says, where the import path is left as it is."""
    before = sys.path[:]
    try:
        return runpy.run_path(str(folder / "conf.py"))
    finally:
        sys.path[:] = before


def checkout(target: Path) -> Path:
    """The project as it is here, with what is not committed yet and without what git ignores."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    for name in filter(lambda name: (PROJECT / name).is_file(), listed.stdout.split("\0")):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        copy(PROJECT / name, target / name)
    return target


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copy(source, target)


def text(node: Tag | None) -> str:
    """The words of a parsed node on one line, without the signs that link to headings."""
    assert node is not None
    return " ".join(node.get_text(" ").replace(" #", "" if node.select("a.headerlink") else " #").split())
