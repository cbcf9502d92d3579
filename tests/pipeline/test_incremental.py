"""An incremental build is a clean build: the same bytes after any edits, and nothing written for none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.forked import elsewhere
from tests.site import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.site import Site


def test_a_build_with_nothing_changed_writes_nothing(site: Site) -> None:
    site.cards = True
    site.build().ok()
    before = times(site.out, site.path / "_tags", site.path / "_build/doctrees-html")
    site.run = elsewhere
    site.build().ok()
    assert times(site.out, site.path / "_tags", site.path / "_build/doctrees-html") == before


def times(*folders: Path) -> dict[Path, int]:
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path: path.stat().st_mtime_ns for path in files}


def test_an_edit_rewrites_only_the_pages_that_show_it(site: Site) -> None:
    for number in range(8):
        site.article(f"made-{number}", date=f"2024-01-{number + 1:02}", author="bob", category="notes", tags=["c"])
    site.build().ok()
    before = {path: path.stat().st_mtime_ns for path in site.out.rglob("*.html")}
    first = site.path / "articles/first.md"
    first.write_text(first.read_text(encoding="utf-8").replace("turbines", "rotors"), encoding="utf-8")
    site.build().ok()
    written = {
        path.relative_to(site.out).as_posix() for path, then in before.items() if path.stat().st_mtime_ns != then
    }
    assert written == {"articles/first.html"}
    first.write_text(first.read_text(encoding="utf-8").replace("The first one", "Another"), encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in site.out.rglob("*.html")}
    site.build().ok()
    written = {
        path.relative_to(site.out).as_posix() for path, then in before.items() if path.stat().st_mtime_ns != then
    }
    assert {"articles/first.html", "_tags/cpp.html", "articles/index.html", "about.html"} <= written
    assert not written & {
        "categories/notes.html",
        "_tags/c.html",
        "archive/2024.html",
        "articles/made-1.html",
    }


def test_the_clock_alone_publishes_and_withdraws(site: Site, tmp_path: Path) -> None:
    site.article("passing", expires="2026-02-20", date="2025-06-06")
    site.article("dated", "Read on {sub-ref}`today`.")
    site.build().ok()
    assert "articles/passing.html" in site.tree()
    assert "articles/scheduled.html" not in site.tree()
    later = str(int(NOW) + 60 * 24 * 3600)
    site.build(now=later).ok()
    assert "articles/passing.html" not in site.tree()
    assert "articles/scheduled.html" in site.tree()
    clean = site.clean_copy(tmp_path / "clean")
    clean.build(now=later).ok()
    assert site.tree() == clean.tree()


@pytest.mark.parametrize("name", ["components/card.html", "css/listing.css", "conf.py"])
def test_a_change_of_the_look_reaches_every_page(site: Site, tmp_path: Path, name: str) -> None:
    path = site.path / name if name == "conf.py" else site.override(name)
    site.build().ok()
    changes = {".html": '<i class="new"></i>', ".css": "\n.new {}\n", ".py": '\nhtml_title = "New"\n'}
    path.write_text(path.read_text(encoding="utf-8") + changes[path.suffix], encoding="utf-8")
    os.utime(path, (1, 1))
    site.build().ok()
    clean = site.clean_copy(tmp_path / "clean")
    clean.build().ok()
    ours, theirs = site.tree(), clean.tree()
    assert [name for name in theirs if ours.get(name) != theirs[name]] == []


def without(extension: str) -> Callable[[Site], object]:
    return lambda site: replace(site, "conf.py", f'    "knowledge_centre.{extension}",\n', "")


def replace(site: Site, name: str, before: str, after: str) -> None:
    path = site.path / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda site: replace(site, "conf.py", 'language = "en"', 'language = "de"'),
        lambda site: (site.path / "_static/extra/more.txt").unlink(),
        lambda site: (site.path / "articles/first.md").unlink() or without("search")(site),
        without("pages.tags"),
        without("outputs.feeds"),
        lambda site: (site.out / ".manifest.json").write_bytes(b"\xff{"),
        lambda site: (site.out / ".manifest.json").write_text(
            '{"pages": {}, "files": {"../../conf.py": "", "/etc/none": ""}}', encoding="utf-8"
        ),
    ],
    ids=["language", "static", "search", "tags", "feeds", "no-manifest", "strange-manifest"],
)
def test_what_is_left_out_is_gone(site: Site, tmp_path: Path, change: Callable[[Site], object]) -> None:
    site.write("_static/extra/more.txt", "More.")
    site.build().ok()
    change(site)
    site.build()
    clean = site.clean_copy(tmp_path / "clean")
    clean.build()
    ours, theirs = site.tree(), clean.tree()
    assert sorted(ours) == sorted(theirs)
    assert [name for name in theirs if ours[name] != theirs[name]] == []


def test_another_builder_into_the_same_folder_writes_every_page(site: Site, tmp_path: Path) -> None:
    site.build().ok()
    (site.path / "_build/html").rename(site.path / "_build/dirhtml")
    site.build("dirhtml", "-d", str(site.path / "_build/doctrees-html")).ok()
    clean = site.clean_copy(tmp_path / "clean")
    clean.build("dirhtml").ok()
    site.out, clean.out = site.path / "_build/dirhtml", clean.path / "_build/dirhtml"
    ours, theirs = site.tree(), clean.tree()
    assert sorted(ours) == sorted(theirs)
    assert [name for name in theirs if ours[name] != theirs[name]] == []


def test_a_mistake_in_a_list_is_told_by_every_build(site: Site) -> None:
    site.write("about.md", "# About\n\n```{articles}\n:tag: zero trst\n```\n")
    first, second = site.build(), site.build()
    assert first.status == second.status == 1
    assert first.problems == second.problems


def test_a_build_that_failed_half_way_is_done_again(site: Site, tmp_path: Path) -> None:
    site.build().ok()
    first = site.path / "articles/first.md"
    text = first.read_text(encoding="utf-8")
    first.write_text(text.replace("The first one", "Renamed"), encoding="utf-8")
    listing = site.override("components/related.html")
    template = listing.read_text(encoding="utf-8")
    listing.write_text("{{ nothing.at.all }}", encoding="utf-8")
    assert site.build().status != 0
    listing.write_text(template, encoding="utf-8")
    site.build().ok()
    clean = site.clean_copy(tmp_path / "clean")
    clean.build().ok()
    assert site.tree() == clean.tree()
