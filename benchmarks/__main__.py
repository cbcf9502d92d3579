"""``make bench``: the site's build beside bare Sphinx, MyST and Furo on the same articles, in one run.

``SIZES="250 1000"`` says of how many articles, ``JOBS="1 2"`` with how many processes. What is measured goes into
results.json size by size, so sizes can be measured one at a time. Quote the ratios: seconds are of this machine, today.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.corpus import Corpus
from benchmarks.live import live_seconds
from benchmarks.results import FLOOR, OURS, Measured, Row, keep, table
from benchmarks.sites import as_new, build, floor, ours
from benchmarks.weights import weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.runs import Run

SIZES = (250, 1_000, 10_000)
WITHOUT_CARDS = ("-D", "knowledge_centre_social_cards=0")
SEARCH = ("search-index/**/*", "_static/js/search/*")
LIVE = 1_000
"""The most articles with which ``live`` is measured: it makes the whole site once more."""
TIMES = 3
"""How often everything is built, and built again after a change: the middle one counts. With more articles, once."""


def numbers(name: str, default: Sequence[int]) -> list[int]:
    """What a variable of the environment says, as numbers."""
    return [int(one) for one in os.environ.get(name, "").split()] or list(default)


def progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def middle(runs: Sequence[Run]) -> Run:
    return sorted(runs)[len(runs) // 2]


def turns_of(measured: Measured) -> int:
    """How often so many articles are built, which is told with what is measured."""
    turns = TIMES if measured.number <= LIVE else 1
    if turns > 1:
        measured.notes.append(
            f"each row is the middle one of {turns} builds, made in turns: each row once, then each again"
        )
    return turns


class Build(NamedTuple):
    """A row of the table: a build from nothing."""

    name: str
    folder: Path
    jobs: int
    options: tuple[str, ...] = ()


class Bench:
    """Builds of sites with the same articles, each a row."""

    def __init__(self, scratch: Path, measured: Measured) -> None:
        self.scratch, self.measured = scratch, measured
        self.turns = turns_of(measured)
        self.articles = scratch / "articles"
        Corpus().write(self.articles, measured.number)

    def site(self, name: str, make: Callable[[Path], Path]) -> Path:
        folder = self.scratch / name
        folder.mkdir()
        shutil.copytree(self.articles, folder / "articles")
        return make(folder)

    def add(self, name: str, jobs: int, run: Run, folder: Path, note: str = "") -> None:
        row = Row.of(name, jobs, run, weigh(folder / "html", SEARCH), note)
        self.measured.rows.append(row)
        progress(list(table([row]))[-1])

    def wholes(self, builds: Sequence[Build]) -> None:
        """Builds from nothing, in turns: what slows the machine for some minutes slows one turn, not one row."""
        runs: dict[Build, list[Run]] = {one: [] for one in builds}
        for turn in range(1, self.turns + 1):
            for one in builds:
                progress(f"{one.name}, -j{one.jobs}, {turn} of {self.turns} …")
                as_new(one.folder)
                runs[one].append(build(one.folder, one.jobs, *one.options))
                if turn == self.turns:
                    self.add(one.name, one.jobs, middle(runs[one]), one.folder)

    def again(self, name: str, folder: Path, jobs: int, change: Callable[[int], None]) -> None:
        progress(f"{name}, -j{jobs} …")
        runs = []
        for number in range(self.turns):
            change(number)
            runs.append(build(folder, jobs))
        self.add(name, jobs, middle(runs), folder)


def measure(scratch: Path, measured: Measured, all_jobs: Sequence[int]) -> None:
    bench = Bench(scratch, measured)
    bare, folder = bench.site("floor", floor), bench.site("ours", ours)
    bench.wholes(
        [
            Build(name, where, jobs, options)
            for name, where, options in (
                (FLOOR, bare, ()),
                (f"{OURS}, without social cards", folder, WITHOUT_CARDS),
                (OURS, folder, ()),
            )
            for jobs in all_jobs
        ]
    )
    bench.again(f"{FLOOR}, nothing changed", bare, all_jobs[-1], lambda _number: None)
    slug = f"article-{measured.number // 2}"
    edited = folder / f"articles/{slug}.md"

    def text(number: int) -> None:
        edited.write_text(f"{edited.read_text(encoding='utf-8')}\nSentence {number} more.\n", encoding="utf-8")

    def title(number: int) -> None:
        edited.write_text(
            edited.read_text(encoding="utf-8").replace("title: ", f"title: New {number} ", 1), encoding="utf-8"
        )

    jobs = all_jobs[-1]
    bench.again("nothing changed", folder, jobs, lambda _number: None)
    bench.again("one article's text edited", folder, jobs, text)
    bench.again("one article's title edited", folder, jobs, title)
    if measured.number > LIVE:
        return
    progress("live …")
    took = live_seconds(folder, slug)
    measured.notes.append(f"`make live`: {took:.1f} s from saving an article to its page, drafts and cards included")


def main() -> None:
    all_jobs = numbers("JOBS", (1, 2))
    for number in numbers("SIZES", SIZES):
        measured = Measured("bench", number, command=f'make bench SIZES={number} JOBS="{" ".join(map(str, all_jobs))}"')
        progress(f"\n{number:,} articles")
        try:
            with tempfile.TemporaryDirectory() as folder:
                measure(Path(folder), measured, all_jobs)
        except RuntimeError as error:
            progress(str(error))
            measured.notes.append("A build failed, and what was to come after it was not measured.")
        keep(measured)
        print("\n".join([*table(measured.rows), *measured.notes]))


if __name__ == "__main__":
    main()
