"""Builds that were killed, met a full disk or each other, or lost a file: the next one gives a clean build's bytes."""

from __future__ import annotations

import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.pipeline.test_faults import SECRET, assert_clean
from tests.site import PROJECT, Site, interpreted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TIMES = int(os.environ.get("STOPS", "4"))
"""How often a build is killed at a random moment: more where somebody looks for faults."""
SAYS = """
import os, pathlib, signal, time

MAIN, WHAT, GONE = os.getpid(), os.environ.get("WHAT", ""), os.environ.get("GONE", "")
NUMBER, SEEN = int(os.environ.get("NUMBER", "1")), set()


def number_of_this_process(folder):
    number = 0
    while True:
        number += 1
        try:
            os.close(os.open(os.path.join(folder, f"process-{number}"), os.O_CREAT | os.O_EXCL))
            return number
        except FileExistsError:
            pass


def act(app, *_arguments):
    if GONE:
        pathlib.Path(app.srcdir, GONE).unlink(missing_ok=True)
    elif os.getpid() != MAIN and WHAT == "worker" and os.getpid() not in SEEN:
        SEEN.add(os.getpid())
        if number_of_this_process(app.srcdir) == NUMBER:
            os.kill(os.getpid(), signal.SIGKILL)
    elif os.getpid() != MAIN and WHAT == "main":
        os.kill(MAIN, signal.SIGKILL)
        time.sleep(3)
        pathlib.Path(app.srcdir, "outlived").touch()


def setup(app):
    if os.environ.get("MOMENT"):
        app.connect(os.environ["MOMENT"], act, priority=1)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


@pytest.fixture
def large(site: Site) -> Site:
    """A site large enough that Sphinx reads and writes it with several processes."""
    for number in range(8):
        site.article(f"more-{number}", f"Words number {number}.", tags=["cpp"])
    site.write("says.py", SAYS)
    conf = site.path / "conf.py"
    text = conf.read_text(encoding="utf-8").replace('    "myst_parser",', '    "says",\n    "myst_parser",')
    conf.write_text("import sys\nsys.path.insert(0, '.')\n" + text, encoding="utf-8")
    return site


@contextmanager
def started(site: Site, *options: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A build of two processes in a group of its own, so that all of it can be killed."""
    places = ["-d", str(site.path / "_build/doctrees-html"), str(site.path), str(site.out)]
    command = [sys.executable, "-m", "sphinx", "-q", "-j", "2", "-b", "html"]
    command += ["-D", "knowledge_centre_social_cards=0", *options, *places]
    given = {**os.environ, "SOURCE_DATE_EPOCH": "1770000000", "PYTHONPATH": str(PROJECT), **environment}
    with subprocess.Popen(
        command,
        cwd=site.path,
        env=given,
        start_new_session=True,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        yield process


@pytest.mark.parametrize(
    ("moment", "number"), [("source-read", 1), ("source-read", 2), ("html-page-context", 1), ("html-page-context", 2)]
)
def test_a_killed_process_ends_the_build_with_a_sentence(large: Site, tmp_path: Path, moment: str, number: int) -> None:
    """One alone, the first or a later one."""
    began = time.monotonic()
    build = large.build(jobs=2, WHAT="worker", MOMENT=moment, NUMBER=str(number))
    assert build.status == 1
    assert "a process that reads or writes documents was killed (SIGKILL)" in build.problems
    assert "Traceback" not in build.problems
    assert time.monotonic() - began < 120
    for left in large.path.glob("process-*"):
        left.unlink()
    large.build(jobs=2).ok()
    assert_clean(large, tmp_path / "clean")


def test_processes_end_with_the_one_that_started_them(large: Site) -> None:
    assert large.build(jobs=2, WHAT="main", MOMENT="html-page-context").status != 0
    time.sleep(4)
    assert not (large.path / "outlived").exists()


def test_killed_at_random_moments_with_an_edit_taken_back(large: Site, tmp_path: Path) -> None:
    """The main process alone, or all of them; a draft was public in the build that was killed."""
    chosen = random.Random(os.environ.get("STOPS_SEED", "2026"))
    front = {"title": f"A {SECRET} title", "tags": ["cpp"], "date": "2025-09-01"}
    large.article(SECRET, f"Some {SECRET} words.", draft=True, **front)
    began = time.monotonic()
    large.build(jobs=2).ok()
    takes = time.monotonic() - began
    clean = large.clean_copy(tmp_path / "clean")
    clean.build().ok()
    theirs = clean.tree()
    for number in range(TIMES):
        large.article(SECRET, f"Some {SECRET} words.", draft=False, **front)
        with started(large) as process:
            time.sleep(chosen.uniform(0.3, 1.2) * takes)
            group = chosen.random() < 0.5
            (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
        large.article(SECRET, f"Some {SECRET} words.", draft=True, **front)
        large.build(jobs=2).ok()
        ours = large.tree()
        assert [name for name, data in ours.items() if SECRET.encode() in data or SECRET in name] == [], number
        assert sorted(ours) == sorted(theirs), number
        assert [name for name in theirs if ours[name] != theirs[name]] == [], number


@contextmanager
def little_room(folder: Path, kilobytes: int) -> Iterator[None]:
    """Room for so much on the folder's disk; where this may not mount one, no file may be larger than a part of it."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if shutil.which("mount") and subprocess.run(mount, check=False, capture_output=True).returncode == 0:
        try:
            yield
            subprocess.run(["mount", "-o", "remount,size=100m", str(folder)], check=True)
        except BaseException:
            subprocess.run(["umount", "-l", str(folder)], check=True)
            raise
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 20, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(("kilobytes", "jobs"), [(12, 1), (200, 2), (1100, 1)])
def test_a_full_disk_is_told_and_forgotten(site: Site, tmp_path: Path, kilobytes: int, jobs: int) -> None:
    """And the index is as long as it is to be."""
    site.run = interpreted  # which has the limits that this process has
    folder = site.path / "_build"
    try:
        with little_room(folder, kilobytes):
            build = site.build(jobs=jobs)
        assert build.status != 0
        assert "Traceback" not in build.problems, build.problems[-800:]
        assert re.search("No space left on device|File too large", build.problems)
        site.build().ok()
        assert_clean(site, tmp_path / "clean")
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


def test_an_index_that_lost_a_file_or_its_bytes_is_made_again(site: Site) -> None:
    site.build().ok()
    index = site.index().files
    directory = site.out / "search-index/index.json"
    directory.write_bytes(b"")
    site.build().ok()
    assert directory.read_bytes()
    for folder in ("terms", "places", "spelling", "facets", "heads", "texts"):
        next(site.out.glob(f"search-index/{folder}/*")).unlink()
    site.build().ok()
    assert site.index().files == index


def test_two_builds_at_once_wait_for_each_other(large: Site, tmp_path: Path) -> None:
    """The second has sources that the first does not know of; one of them, or both, has doctrees of its own."""
    with started(large) as first:
        for _moment in range(600):
            if first.poll() is not None or next((large.path / "_build/doctrees-html").rglob("*.doctree"), None):
                break
            time.sleep(0.1)
        large.article("late", "Late words.")
        with started(large) as second, started(large, "-d", str(large.path / "_build/other")) as third:
            for process in (first, second, third):
                said, _nothing = process.communicate(timeout=300)
                assert process.returncode == 0, said
    assert_clean(large, tmp_path / "clean")
    assert not list(large.out.glob(".lock"))


@pytest.mark.parametrize(
    ("moment", "gone"),
    [
        ("env-before-read-docs", "articles/mine.md"),
        ("env-updated", "articles/mine.md"),
        ("doctree-read", "articles/steps.svg"),
        ("write-started", "articles/steps.svg"),
        ("write-started", "articles/data.csv"),
        ("write-started", "_static/own.css"),
        ("env-before-read-docs", "articles/part.txt"),
        ("env-before-read-docs", "articles/authors.yml"),
        ("builder-inited", "index.md"),
    ],
)
def test_a_file_that_vanishes_is_told(large: Site, tmp_path: Path, moment: str, gone: str) -> None:
    body = "{download}`it <data.csv>` ![Steps](steps.svg)\n\n```{include} part.txt\n```"
    files = {
        "articles/part.txt": "A part.",
        "articles/data.csv": "a,b",
        "articles/steps.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>',
        "_static/own.css": ".own { top: 1px }",
    }
    for name, text in files.items():
        large.write(name, text)
    large.article("mine", body)
    place = large.path / gone
    text = place.read_text(encoding="utf-8")
    build = large.build(MOMENT=moment, GONE=gone)
    assert "Traceback" not in build.problems
    assert build.status == 0 or place.name in build.problems
    place.write_text(text, encoding="utf-8")
    large.build().ok()
    assert_clean(large, tmp_path / "clean")
