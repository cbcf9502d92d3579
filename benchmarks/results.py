"""What was measured is kept in results.json; RESULTS.md and the figures in README.md are made of it, and of nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from benchmarks.machine import described
from benchmarks.sites import PROJECT
from knowledge_centre.content.whole_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from benchmarks.runs import Run
    from benchmarks.weights import Weight

KEPT, PAGE, README = PROJECT / "benchmarks/results.json", PROJECT / "benchmarks/RESULTS.md", PROJECT / "README.md"
BEGIN, END = "<!-- Figures: made by make bench and make bench-peers. -->", "<!-- End of the figures. -->"
INTRODUCTION = """# Results

Made by `make bench` and `make bench-peers` from what they measured, and by nobody's hand. Seconds are of one machine on
one day: compare rows of one table, never of two. CPU is seconds of processor of all processes; memory is the peak of all
processes together, with what they share counted once (PSS).
"""
TITLES = {
    "bench": "This site beside bare Sphinx, {number} articles",
    "peers": "This site beside others, {number} articles",
}
OURS, FLOOR = "this site", "floor"


@dataclass
class Row:
    """One build."""

    name: str
    jobs: int
    """As many processes as it may use; 0 where the program decides."""
    wall: float
    cpu: float
    memory: int
    pages: int
    output: int
    middle: int
    largest: int
    search: int
    note: str = ""

    @classmethod
    def of(cls, name: str, jobs: int, run: Run, weight: Weight, note: str = "") -> Row:
        return cls(name, jobs, round(run.wall, 2), round(run.cpu, 2), run.memory, *weight, note)


@dataclass
class Measured:
    """One table: what was built of so many articles in one run."""

    kind: str
    number: int
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What else was measured."""
    command: str = ""
    day: str = field(default_factory=lambda: f"{datetime.now(UTC):%Y-%m-%d}")
    machine: dict[str, str] = field(default_factory=described)

    def row(self, name: str, jobs: int) -> Row | None:
        return next((row for row in self.rows if (row.name, row.jobs) == (name, jobs)), None)


def load() -> list[Measured]:
    kept: list[dict[str, Any]] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else []
    return [Measured(**{**one, "rows": [Row(**row) for row in one["rows"]]}) for one in kept]


def keep(measured: Measured) -> None:
    """Put a table in the place of the last one of its kind and size, and write anew what is made of all."""
    others = [one for one in load() if (one.kind, one.number) != (measured.kind, measured.number)]
    found = sorted([*others, measured], key=lambda one: (one.kind, one.number))
    write_whole(KEPT, f"{json.dumps([asdict(one) for one in found], indent=1, ensure_ascii=False)}\n".encode())
    write_whole(PAGE, page(found).encode())
    text = README.read_text(encoding="utf-8")
    write_whole(README, with_figures(text, found).encode())


def page(found: Iterable[Measured]) -> str:
    """RESULTS.md."""
    return "\n".join([INTRODUCTION, *(line for one in found for line in section(one))])


def section(one: Measured) -> Iterator[str]:
    machine = "; ".join(f"{name}: {value}" for name, value in one.machine.items())
    yield f"## {TITLES[one.kind].format(number=f'{one.number:,}')}\n"
    yield f"`{one.command}`, {one.day}. {machine}.\n"
    yield from table(one.rows)
    notes = [f"- {row.name}: {row.note}" for row in one.rows if row.note]
    yield "\n" + "\n".join(
        [*notes, *([""] if notes else []), *(f"- {line}" for line in [*one.notes, *ratios(one)]), ""]
    )


def table(rows: Sequence[Row]) -> Iterator[str]:
    yield "| | -j | wall, s | CPU, s | memory, MiB | pages | output, MB | middle page, kB | largest page, kB | search, kB |"
    yield f"| --- |{' --: |' * 9}"
    for row in rows:
        sizes = f"{row.output / 1e6:.1f} | {row.middle / 1e3:.1f} | {row.largest / 1e3:.1f} | {row.search / 1e3:.0f}"
        yield (
            f"| {row.name} | {row.jobs or '–'} | {row.wall:.1f} | {row.cpu:.1f} | {row.memory:,} | {row.pages:,} | {sizes} |"
        )


def ratios(one: Measured) -> Iterator[str]:
    """The sentences that a table is read for."""
    for jobs in sorted({row.jobs for row in one.rows if row.jobs}):
        base = one.row(FLOOR, jobs)
        for row in one.rows if base else ():
            if row.jobs == jobs and row is not base and row.name.startswith(OURS):
                assert base
                yield (
                    f"{row.name}, -j{jobs}: {row.cpu / base.cpu:.2f} × the floor's CPU, {row.wall / base.wall:.2f} × its time, "
                    f"{row.memory / base.memory:.2f} × its memory"
                )
    names = dict.fromkeys(row.name for row in one.rows)
    for name in names:
        slow, fast = one.row(name, 1), one.row(name, 2)
        if slow and fast:
            yield f"{name}: with two processes {slow.wall / fast.wall:.2f} × as fast as with one"
    if one.kind == "peers" and (own := next((row for row in one.rows if row.name == OURS), None)):
        yield from (
            f"this site takes {own.wall / row.wall:.2f} × the time of {row.name}" for row in one.rows if row is not own
        )


# -- README


def with_figures(readme: str, found: Iterable[Measured]) -> str:
    """README.md with the figures of today between its two marks."""
    around = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    return around.sub(lambda _found: f"{BEGIN}\n{figures(found)}{END}", readme)


def figures(found: Iterable[Measured]) -> str:
    """In README.md: the largest table of each kind up to a thousand articles, or nothing where nothing was measured."""
    largest: Mapping[str, Measured] = {one.kind: one for one in found if one.number <= 1_000}
    lines = []
    for kind, one in sorted(largest.items()):
        cores = one.machine.get("cores", "?")
        lines += [f"\n{TITLES[kind].format(number=f'{one.number:,}')} ({cores} cores):\n"]
        lines += ["| | -j | seconds | CPU, s | memory, MiB |", "| --- | --: | --: | --: | --: |"]
        lines += [
            f"| {row.name} | {row.jobs or '–'} | {row.wall:.1f} | {row.cpu:.1f} | {row.memory:,} |" for row in one.rows
        ]
    return (
        "\n".join([*lines, "", "All of it is in [benchmarks/RESULTS.md](benchmarks/RESULTS.md).", ""]) if lines else ""
    )
