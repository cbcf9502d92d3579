"""An incremental build is a clean build: after any edits the same bytes, the same messages and the same exit code.

``make test`` tries the same few sequences of edits each time, ``make fuzz`` new ones for as long as it runs.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.pipeline.changing.edits import CHOICES, EDITS, TEXTUAL
from tests.pipeline.changing.sources import Sources, pick
from tests.site import NOW, Site

if TYPE_CHECKING:
    from tests.site import Build

NUMBERS = st.integers(0, 999)
JOBS = st.sampled_from([1, 2])
FILES = st.tuples(NUMBERS, NUMBERS)
TEXT = st.tuples(st.sampled_from(TEXTUAL), NUMBERS, NUMBERS)
STEPS = st.lists(st.tuples(st.sampled_from(CHOICES), NUMBERS, NUMBERS), min_size=1, max_size=4)
BUILDERS = ("html", "html", "html", "dirhtml", "singlehtml")
ALSO = ("dummy", "text", "linkcheck", "dirhtml", "html", "singlehtml")
"""Those that read the same doctrees, as Read the Docs has them do."""
BROKEN = {"components/related.html", "components/card.html", "listing.html", "subscribe.html"}
DAY = 24 * 3600
LOOSE = re.compile(r" in \S*/|\S+/site/")
STATE = ("environment.pickle", "**/*.doctree", "left_files/**/*.json", "search/**/*", "article_texts/**/*.html")
"""What builds keep beside the output."""


class ChangingSite(RuleBasedStateMachine):
    """A site of about ten documents, and after each step a clean build of the same sources."""

    builder, cards = "html", False
    made_from: tuple[int, dict[str, bytes]] | None = None

    @initialize(first=NUMBERS, builder=st.sampled_from(BUILDERS), jobs=JOBS)
    def begin(self, first: int, builder: str, jobs: int) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.site = Site(self.folder / "site", cards=self.cards)
        self.site.out = self.site.path / "_build" / builder
        self.sources, self.builder, self.now = Sources(self.site), builder, int(NOW)
        self.sources.add(first)
        self.compare(jobs)

    @rule(edits=STEPS, older=st.sampled_from([False, False, True]), days=st.sampled_from([0] * 6 + [1, 20]), jobs=JOBS)
    def edit(self, edits: list[tuple[str, int, int]], older: bool, days: int, jobs: int) -> None:
        self.change(edits, older=older)
        self.now += days * DAY
        self.compare(jobs)

    @rule(text=TEXT, edits=STEPS, older=st.booleans(), builder=st.sampled_from(ALSO), jobs=JOBS)
    def edit_and_have_another_builder_read_it(
        self, text: tuple[str, int, int], edits: list[tuple[str, int, int]], older: bool, builder: str, jobs: int
    ) -> None:
        self.change([text, *edits], older=older)
        doctrees = str(self.site.path / f"_build/doctrees-{self.builder}")
        self.site.build(builder, "-d", doctrees, jobs=jobs, now=str(self.now))
        self.compare(3 - jobs)

    @rule(edits=STEPS, template=st.sampled_from(sorted(BROKEN)), jobs=JOBS)
    def edit_and_have_a_build_stop(self, edits: list[tuple[str, int, int]], template: str, jobs: int) -> None:
        """A template that cannot be shown stops it where it comes to one."""
        self.change(edits)
        place = self.site.path / f"_templates/{template}"
        before = place.read_bytes() if place.is_file() else b""
        self.sources.file(f"_templates/{template}", "{{ nothing.at.all }}")
        self.site.build(self.builder, jobs=jobs, now=str(self.now))
        if before:
            place.write_bytes(before)
        else:
            place.unlink()
        self.compare(3 - jobs)

    @rule(days=st.sampled_from([1, 3, 20, 40, -30]), jobs=JOBS)
    def let_time_pass(self, days: int, jobs: int) -> None:
        """Or, as a host does that builds what was committed before, go back."""
        self.now += days * DAY
        self.compare(jobs)

    @rule(edits=st.one_of(st.just([]), STEPS), files=st.lists(FILES, min_size=1, max_size=3), jobs=JOBS)
    def damage_the_output(self, edits: list[tuple[str, int, int]], files: list[tuple[int, int]], jobs: int) -> None:
        """Files are lost, changed, or others of the same size; perhaps something was edited as well."""
        for one, other in files:
            if found := sorted(path for path in self.site.out.rglob("*") if path.is_file()):
                _damage(pick(found, one * 1000 + other), other)
        self.change(edits)
        self.compare(jobs)

    @rule(one=NUMBERS, other=NUMBERS, jobs=JOBS)
    def damage_what_is_kept(self, one: int, other: int, jobs: int) -> None:
        kept = self.site.path / f"_build/doctrees-{self.builder}"
        if files := sorted(path for path in kept.glob(pick(STATE, one)) if path.is_file()):
            _damage(pick(files, other), other)
        self.compare(jobs)

    def change(self, edits: list[tuple[str, int, int]], *, older: bool = False) -> None:
        """Edit the sources; with *older*, what is written has a time of change before that of all others."""
        self.sources.begin(older=older)
        for name, one, other in edits:
            EDITS[name](self.sources, one, other)

    def compare(self, jobs: int) -> None:
        ours = self.site.build(self.builder, jobs=jobs, now=str(self.now))
        theirs, wanted = self.clean(3 - jobs)
        assert (ours.status, told(ours)) == (theirs.status, told(theirs))
        assert "Traceback" not in ours.problems
        if ours.status:
            self.sources.mend()
        if "Nothing was built" in ours.problems:
            return
        found = self.site.tree()
        assert sorted(found.keys() - wanted.keys()) == sorted(wanted.keys() - found.keys()) == []
        assert [name for name in wanted if found[name] != wanted[name]] == []

    def clean(self, jobs: int) -> tuple[Build, dict[str, bytes]]:
        """What a clean build says and makes of the sources, which are perhaps those of the step before."""
        made_from = (self.now, self.sources.tree())
        if self.made_from != made_from:
            shutil.rmtree(self.folder / "clean", ignore_errors=True)
            clean = self.site.clean_copy(self.folder / "clean/site")
            clean.out = clean.path / "_build" / self.builder
            self.made = clean.build(self.builder, jobs=jobs, now=str(self.now)), clean.tree()
            self.made_from = made_from
        return self.made

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


def _damage(path: Path, how: int) -> None:
    data = path.read_bytes()
    match how % 4:
        case 0:
            path.unlink()
        case 1:
            path.write_bytes(data[: len(data) // 2])
        case 2:
            path.write_bytes(data + b" ")
        case _:
            path.write_bytes(bytes(byte ^ 1 for byte in data[:1]) + data[1:])


def told(build: Build) -> list[str]:
    """What a build said, wherever the site stands, and in whatever order."""
    return sorted({LOOSE.sub("", line) for line in build.problems.splitlines()})


FUZZING = os.environ.get("FUZZ") == "fuzz"
FEW: Any = {
    "derandomize": True,
    "phases": [Phase.explicit, Phase.generate],
    "max_examples": 2,
    "stateful_step_count": 8,
}
MANY: Any = {"print_blob": True, "max_examples": 4, "stateful_step_count": 25}
"""A step takes a second: in make test there are few."""


def test_any_sequence_of_edits_gives_a_clean_build() -> None:
    run_state_machine_as_test(
        ChangingSite,
        settings=settings(
            database=None, deadline=None, suppress_health_check=list(HealthCheck), **(MANY if FUZZING else FEW)
        ),
    )
