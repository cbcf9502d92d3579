"""Whatever was stopped, damaged or not to be written: the next build gives the bytes of a clean one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STOPPER = """
import itertools
import os
import signal

STOP = os.environ.get("STOP", "")


def stop_at(moment):
    counter = itertools.count(1)
    def stop(*_arguments):
        if STOP == f"{moment}-{next(counter)}":
            os.kill(os.getpid(), signal.SIGKILL)
    return stop


def setup(app):
    app.setup_extension("knowledge_centre")
    for moment in ("html-page-context", "catalogue-collect-files", "env-updated"):
        app.connect(moment, stop_at(moment), priority=999)
    app.connect("build-finished", stop_at("build-finished"), priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
SECRET = "quarrelsome"
MOMENTS = ["env-updated-1", *(f"html-page-context-{n}" for n in (1, 4, 9)), "catalogue-collect-files-1"]


PARALLEL = [(f"html-page-context-{number}", 2) for number in (1, 2)]
"""In one of several processes that write, which the build does not survive."""


@pytest.fixture
def stoppable(site: Site) -> Site:
    site.write("stopper.py", STOPPER)
    conf = site.path / "conf.py"
    text = conf.read_text(encoding="utf-8").replace('    "myst_parser",', '    "stopper",\n    "myst_parser",')
    conf.write_text("import sys\nsys.path.insert(0, '.')\n" + text, encoding="utf-8")
    return site


def assert_clean(site: Site, folder: Path) -> None:
    clean = site.clean_copy(folder)
    clean.build().ok()
    ours, theirs = site.tree(), clean.tree()
    assert sorted(ours) == sorted(theirs)
    assert [name for name in theirs if ours[name] != theirs[name]] == []


@pytest.mark.parametrize(("moment", "jobs"), [*((moment, 1) for moment in MOMENTS), *PARALLEL])
def test_a_stopped_build_leaves_no_draft(stoppable: Site, tmp_path: Path, moment: str, jobs: int) -> None:
    """Draft, public, stopped once it writes, draft again."""
    draft = {"title": f"A {SECRET} title", "tags": ["cpp"], "date": "2025-09-01"}
    stoppable.article(SECRET, f"Some {SECRET} words.", draft=True, **draft)
    stoppable.build().ok()
    stoppable.article(SECRET, f"Some {SECRET} words.", draft=False, **draft)
    assert stoppable.build(STOP=moment, jobs=jobs).status != 0
    stoppable.article(SECRET, f"Some {SECRET} words.", draft=True, **draft)
    stoppable.build().ok()
    assert [name for name, data in stoppable.tree().items() if SECRET.encode() in data or SECRET in name] == []
    assert_clean(stoppable, tmp_path / "clean")


@pytest.mark.parametrize(
    ("moment", "jobs"), [("html-page-context-1", 1), ("html-page-context-1", 2), ("catalogue-collect-files-1", 2)]
)
def test_an_edit_taken_back_after_a_stop_leaves_nothing(
    stoppable: Site, tmp_path: Path, moment: str, jobs: int
) -> None:
    stoppable.build().ok()
    first = stoppable.path / "articles/first.md"
    text = first.read_text(encoding="utf-8")
    first.write_text(text.replace("turbines", SECRET), encoding="utf-8")
    assert stoppable.build(STOP=moment, jobs=jobs).status != 0
    first.write_text(text, encoding="utf-8")
    stoppable.build().ok()
    assert_clean(stoppable, tmp_path / "clean")


def test_a_page_that_could_not_be_written_is_written_by_the_next_build(site: Site, tmp_path: Path) -> None:
    site.build().ok()
    for name in ("articles/index.html", "articles/second.html", "covers/second.svg"):
        (site.out / name).unlink()
        (site.out / name / "in-the-way").mkdir(parents=True)
    second = site.path / "articles/second.md"
    second.write_text(second.read_text(encoding="utf-8").replace("title: ", "title: New ", 1), encoding="utf-8")
    failed = site.build()
    assert failed.status != 0
    assert "Traceback" not in failed.problems
    assert "covers/second.svg cannot be written" in failed.problems
    for name in ("articles/index.html", "articles/second.html", "covers/second.svg"):
        shutil.rmtree(site.out / name)
    site.build().ok()
    assert_clean(site, tmp_path / "clean")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def scramble(path: Path) -> None:
    path.write_bytes(b"\xff\x00{" * 40)


class Edited:
    """A site whose page says the one or the other, turn by turn, and what clean builds make of both."""

    def __init__(self, folder: Path) -> None:
        self.site = Site(folder / "site")
        self.about = self.site.path / "about.md"
        self.texts = [self.about.read_text(encoding="utf-8")]
        self.texts.append(self.texts[0] + "\nMore words.\n")
        self.site.build().ok()
        self.clean = [self.built(folder / f"clean-{turn}", text) for turn, text in enumerate(self.texts)]
        self.turn = 0

    def built(self, folder: Path, text: str) -> dict[str, bytes]:
        clean = self.site.clean_copy(folder)
        clean.write("about.md", text)
        clean.build().ok()
        return clean.tree()

    def edit(self) -> None:
        self.turn = 1 - self.turn
        self.about.write_text(self.texts[self.turn], encoding="utf-8")


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    return Edited(tmp_path_factory.mktemp("edited"))


@pytest.mark.parametrize(
    "damage", [cut, empty, scramble, lambda path: path.unlink()], ids=["cut", "empty", "bad", "gone"]
)
@pytest.mark.parametrize(
    "name",
    [
        "html/.manifest.json",
        "html/.buildinfo",
        "html/objects.inv",
        "doctrees-html/environment.pickle",
        "doctrees-html/articles/first.doctree",
        "doctrees-html/article_texts/*/articles/first.html",
        "doctrees-html/search/*/articles/first.bin",
        "doctrees-html/search/*/merged",
        "html/search-index/index.json",
        "html/search-index/heads/0.bin",
        "html/search-index/terms/*",
    ],
)
def test_damaged_state_is_not_believed(edited: Edited, name: str, damage: Callable[[Path], None]) -> None:
    found = [*(edited.site.path / "_build").glob(name)]
    assert found
    for path in found:
        damage(path)
    edited.edit()
    edited.site.build().ok()
    ours, theirs = edited.site.tree(), edited.clean[edited.turn]
    assert sorted(ours) == sorted(theirs)
    assert [name for name in theirs if ours[name] != theirs[name]] == []


@pytest.mark.parametrize("manifest", ["kept", "gone"])
def test_what_no_build_made_stays(site: Site, manifest: str) -> None:
    """And what a build made goes, also where its manifest is gone."""
    others = [".git/page.html", "notes.html", "old/index.html", "articles/theirs.txt", "_static/theirs.txt"]
    for name in others:
        path = site.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("theirs", encoding="utf-8")
    site.article(SECRET, redirect_from=["before/it.html"])
    site.build().ok()
    site.article(SECRET, draft=True)
    if manifest == "gone":
        (site.out / ".manifest.json").unlink()
    site.build().ok()
    assert [name for name in site.tree() if SECRET in name or name.startswith("before/")] == []
    assert {name for name in others if (site.out / name).read_text(encoding="utf-8") == "theirs"} == set(others)


def test_a_reader_gets_whole_files_while_a_build_writes(site: Site) -> None:
    """A file that changed is another file, put in the place of the old one; one that did not is the same."""

    def files() -> dict[str, tuple[bytes, int]]:
        return {name: (data, (site.out / name).stat().st_ino) for name, data in site.tree().items()}

    site.article("file", "Take {download}`it <file.csv>`.", title="A file")
    site.write("articles/file.csv", "a,b")
    site.write("_static/own.js", "one()")
    site.write("_static/own.css_t", "/* {{ project }} */")
    site.override("js/share.js")
    site.build(jobs=2).ok()
    before = files()
    site.write("articles/file.csv", "a,b,c")
    site.write("_static/own.js", "two()")
    site.write("articles/with-picture/inner.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>')
    share = site.path / "_static/js/share.js"
    share.write_text(f"{share.read_text(encoding='utf-8')}\n// More.", encoding="utf-8")
    site.article("file", "Take {download}`it <file.csv>`.", title="Another file")
    conf = site.path / "conf.py"
    conf.write_text(
        f"{conf.read_text(encoding='utf-8')}\nproject = 'New'\npygments_style = 'monokai'\n", encoding="utf-8"
    )
    site.build(jobs=2).ok()
    after = files()
    changed = {name for name, (data, _inode) in after.items() if name in before and before[name][0] != data}
    replaced = {name for name, (_data, inode) in after.items() if name in before and before[name][1] != inode}
    assert {"objects.inv", "articles/file.html", "_static/own.js", "_static/own.css", "_static/js/share.js"} <= changed
    assert any(name.startswith("_images/inner-") for name in changed)
    assert any(name.endswith("file.csv") for name in changed)
    assert (changed ^ replaced) - {".manifest.json"} == set()  # that one is replaced twice
