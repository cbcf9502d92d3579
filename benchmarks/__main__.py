"""``make bench``: the site's build against bare Sphinx, MyST and Furo on the same articles, in one run.

The floor has no search, no tags and no lists; its garbage collector is told the same as ours.
Quote the ratios: seconds are of this machine, today.
"""

from __future__ import annotations

import itertools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import Corpus
from knowledge_centre import THRESHOLD

PROJECT = Path(__file__).parent.parent
FLOOR = f"""import gc
gc.set_threshold({THRESHOLD}, *gc.get_threshold()[1:])
extensions = ["myst_parser"]
html_theme = "furo"
suppress_warnings = ["toc.not_included", "myst.header"]
myst_enable_extensions = [
    *("attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist"),
    *("alert", "gfm_autolink", "strikethrough", "tasklist"),
]
myst_heading_anchors = 3
myst_title_to_header = True
html_copy_source = False
html_use_index = False
include_patterns = ["index.md", "articles/**"]
def without_search(app):
    app.builder.search = False
def setup(app):
    app.connect("builder-inited", without_search)
"""


class Run(NamedTuple):
    """What one build took."""

    cpu: float
    """Seconds of processor, of the build and all that it started."""
    wall: float
    memory: int
    """MiB, of the largest process."""


def floor(folder: Path) -> Path:
    (folder / "conf.py").write_text(FLOOR, encoding="utf-8")
    (folder / "index.md").write_text("# Floor\n", encoding="utf-8")
    return folder


def ours(folder: Path, project: Path = PROJECT) -> Path:
    for name in ("_templates", "_static", "knowledge_centre"):
        shutil.copytree(project / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("conf.py", "index.md", "about.md"):
        shutil.copy(project / name, folder / name)
    return folder


def build(folder: Path, jobs: int = 1, **environment: str) -> Run:
    """Build a site; raises :class:`RuntimeError` with Sphinx's words where that fails."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-j", str(jobs), "-d", "doctrees", "-b", "html", ".", "html"]
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, env={**os.environ, **environment})
        _pid, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(said.read().decode())
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss // 1024)


def pages(folder: Path) -> tuple[int, int, int]:
    """How many pages, and the bytes of the middle and of the largest one."""
    sizes = sorted(path.stat().st_size for path in (folder / "html").rglob("*.html"))
    return len(sizes), int(statistics.median(sizes)), sizes[-1]


def row(name: str, number: int, run: Run, folder: Path) -> None:
    count, middle, largest = pages(folder)
    print(
        f"{name:<26}{number:>6}{run.cpu:>9.1f}{run.wall:>9.1f}{run.memory:>8}{count:>8}{middle / 1000:>9.1f}{largest / 1000:>9.1f}",
        flush=True,
    )


def measure(scratch: Path, number: int) -> tuple[Run, Run]:
    """Build the floor and the site with so many articles, side by side; then edit one article of the site."""
    articles = scratch / f"articles-{number}"
    Corpus().write(articles, number)
    runs = {}
    for name, make in (("floor", floor), ("this site", ours)):
        folder = scratch / f"{name}-{number}"
        folder.mkdir()
        shutil.copytree(articles, folder / "articles")
        runs[name] = build(make(folder))
        row(name, number, runs[name], folder)
    site = scratch / f"this site-{number}"
    row("  nothing changed", number, build(site), site)
    edited = site / f"articles/article-{number // 2}.md"
    edited.write_text(edited.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    row("  one article's text", number, build(site), site)
    edited.write_text(edited.read_text(encoding="utf-8").replace("title: ", "title: New ", 1), encoding="utf-8")
    row("  one article's title", number, build(site), site)
    shutil.rmtree(site / "html")
    shutil.rmtree(site / "doctrees")
    row("  all anew, two processes", number, build(site, jobs=2), site)
    return runs["floor"], runs["this site"]


def main() -> None:
    numbers = [int(argument) for argument in sys.argv[1:]] or [250, 500, 1_000]
    print(f"{'':<26}{'art.':>6}{'CPU s':>9}{'wall s':>9}{'MiB':>8}{'pages':>8}{'kB mid':>9}{'kB max':>9}")
    with tempfile.TemporaryDirectory() as folder:
        found = {number: measure(Path(folder), number) for number in numbers}
    for number, (bare, full) in found.items():
        print(f"{number} articles: {full.cpu / bare.cpu:.2f} × the floor's CPU, {full.wall / bare.wall:.2f} × its time")
    for less, more in itertools.pairwise(numbers):
        print(f"{less} to {more} articles: {found[more][1].wall / found[less][1].wall:.2f} × the time")


if __name__ == "__main__":
    main()
