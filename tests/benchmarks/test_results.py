"""What is made of measurements: tables, sentences, the README's figures; and how runs are measured."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import Corpus
from benchmarks.peer_sites import PEERS, Post, posts
from benchmarks.peers import version
from benchmarks.results import BEGIN, END, PAGE, README, Measured, Row, figures, load, page, ratios, with_figures
from benchmarks.runs import run
from benchmarks.weights import weigh

if TYPE_CHECKING:
    from pathlib import Path

SIZES = (3, 4_000_000, 20_000, 40_000, 500)
MEASURED = Measured(
    "bench",
    1_000,
    [
        Row("floor", 1, 40, 40, 200, *SIZES),
        Row("floor", 2, 25, 42, 250, *SIZES),
        Row("this site", 1, 60, 60, 210, *SIZES),
        Row("this site", 2, 35, 63, 300, *SIZES, note="with cards"),
    ],
    ["`make live`: 1.0 s"],
    "make bench SIZES=1000",
    "2026-02-02",
    {"cores": "2"},
)


def test_results_are_what_was_kept_and_nothing_typed_by_hand() -> None:
    found = load()
    assert not found or PAGE.read_text(encoding="utf-8") == page(found)
    assert with_figures(text := README.read_text(encoding="utf-8"), found) == text
    assert text.count(BEGIN) == text.count(END) == 1


def test_a_page_of_results() -> None:
    lines = page([MEASURED]).splitlines()
    assert "## This site beside bare Sphinx, 1,000 articles" in lines
    assert "`make bench SIZES=1000`, 2026-02-02. cores: 2." in lines
    assert "| this site | 2 | 35.0 | 63.0 | 300 | 3 | 4.0 | 20.0 | 40.0 | 0 |" in lines
    assert "- this site: with cards" in lines


def test_the_sentences_that_a_table_is_read_for() -> None:
    assert list(ratios(MEASURED)) == [
        "this site, -j1: 1.50 × the floor's CPU, 1.50 × its time, 1.05 × its memory",
        "this site, -j2: 1.50 × the floor's CPU, 1.40 × its time, 1.20 × its memory",
        "floor: with two processes 1.60 × as fast as with one",
        "this site: with two processes 1.71 × as fast as with one",
    ]
    others = Measured("peers", 1_000, [MEASURED.rows[3], Row("hugo 1", 0, 5, 9, 100, *SIZES)])
    assert list(ratios(others)) == ["this site takes 7.00 × the time of hugo 1"]


def test_the_figures_of_the_readme_are_those_of_a_thousand_articles() -> None:
    small, large = Measured("bench", 250, []), Measured("bench", 10_000, MEASURED.rows)
    assert "1,000 articles (2 cores)" in figures([small, MEASURED, large])
    assert "| this site | 2 | 35.0 | 63.0 | 300 |" in figures([small, MEASURED, large])
    assert with_figures(f"a\n{BEGIN}\nold\n{END}\nb", []) == f"a\n{BEGIN}\n{END}\nb"


@pytest.mark.skipif(sys.platform != "linux", reason="there is no /proc")
def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    """Two with 60 MB each, of which the largest alone has less than both."""
    held = "import time; a = bytearray(60_000_000); time.sleep(2)"
    program = f"import os\nos.fork()\n{held}\nwhile True:\n try: os.wait()\n except OSError: break"
    taken = run([sys.executable, "-c", program], tmp_path)
    assert 115 < taken.memory < 180
    assert 2 < taken.wall < 60
    with pytest.raises(RuntimeError, match="so it is"):
        run([sys.executable, "-c", "raise SystemExit('so it is')"], tmp_path)


def test_a_site_is_weighed(tmp_path: Path) -> None:
    for name, size in (("a.html", 10), ("b/index.html", 30), ("c.html", 20), ("search/i.bin", 7), ("d.css", 1)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"." * size)
    assert weigh(tmp_path, ["search/**/*"]) == (3, 68, 20, 30, 7)


def test_others_get_the_same_articles(tmp_path: Path) -> None:
    Corpus().write(tmp_path / "articles", 3)
    found = posts(tmp_path / "articles")
    assert [post.slug for post in found] == ["article-0", "article-1", "article-2"]
    for peer in PEERS:
        peer.make(tmp_path / peer.name, found)
        texts = [path.read_text(encoding="utf-8") for path in (tmp_path / peer.name).rglob("*.md")]
        assert all(any(post.body.split("\n")[0] in text for text in texts) for post in found), peer.name
        assert version(peer)[0].isdecimal()


def test_notes_and_links_as_others_write_them() -> None:
    post = Post("a", {}, "Text.\n\n:::{note}\nTwo\nlines.\n:::\n\nEnd.")
    assert post.indented() == "Text.\n\n!!! note\n    Two\n    lines.\n\nEnd."
