"""One address, one writer: the site's own file wins in every build, and ours is there again when it goes."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.pipeline.test_faults import assert_clean
from tests.site import NOW, PROJECT, interpreted

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site import Site

PLACES = [
    "robots.txt",
    "sitemap.xml",
    "404.html",
    "llms.txt",
    "_headers",
    "feeds/all.atom.xml",
    "covers/second.svg",
    "articles/first.html",
    "articles/first.html.md",
    "articles/index.html",
    "search.html",
    "search-index/index.json",
    "search-index/heads/0.bin",
    "_static/site.css",
    "_static/js/site.js",
    "genindex.html",
    "nested/new/place.txt",
]
OWN = "The site's own.\n"


@pytest.fixture
def owner(site: Site) -> Site:
    conf = site.path / "conf.py"
    more = "\nhtml_extra_path = ['extra']\nhtml_use_index = True\n"
    conf.write_text(conf.read_text(encoding="utf-8") + more, encoding="utf-8")
    (site.path / "extra").mkdir()
    return site


def published(site: Site) -> list[str]:
    """Those of the places that hold the site's own file."""
    return [
        name
        for name in PLACES
        if (site.out / name).is_file() and (site.out / name).read_text(encoding="utf-8", errors="replace") == OWN
    ]


def change(site: Site) -> None:
    first = site.path / "articles/first.md"
    first.write_text(first.read_text(encoding="utf-8").replace("title: ", "title: New ", 1), encoding="utf-8")


def test_the_site_s_own_file_wins_in_every_build(owner: Site, tmp_path: Path) -> None:
    for name in PLACES:
        owner.write(f"extra/{name}", OWN)
    owner.build().ok()
    assert published(owner) == PLACES
    owner.build().ok()
    assert published(owner) == PLACES
    change(owner)
    owner.build(jobs=2).ok()
    assert published(owner) == PLACES
    assert_clean(owner, tmp_path / "clean")
    shutil.rmtree(owner.path / "extra")
    (owner.path / "extra").mkdir()
    owner.build().ok()
    assert published(owner) == []
    assert_clean(owner, tmp_path / "without")


def test_it_may_come_later_and_the_build_says_so(owner: Site, tmp_path: Path) -> None:
    owner.build().ok()
    for name in PLACES:
        owner.write(f"extra/{name}", OWN)
    given = {**os.environ, "SOURCE_DATE_EPOCH": NOW, "PYTHONPATH": str(PROJECT)}
    options = ["-W", "-b", "html", "-d", "_build/doctrees-html", "-D", "knowledge_centre_social_cards=0"]
    status, said, problems = interpreted([*options, ".", str(owner.out)], owner.path, given)
    assert status == 0, problems
    told = [line for line in said.splitlines() if "the site's own, from html_extra_path" in line]
    assert len([line for line in told if line.startswith("robots.txt:")]) == 1
    assert len([line for line in told if line.startswith("404.html:")]) == 1
    assert published(owner) == PLACES
    assert_clean(owner, tmp_path / "clean")


def test_what_exclude_patterns_hold_back_takes_no_place(owner: Site) -> None:
    owner.write("extra/feeds/all.atom.xml", OWN)
    owner.build("html", "-D", "exclude_patterns=feeds/**").ok()
    assert published(owner) == []
    assert (owner.out / "feeds/all.atom.xml").is_file()


def test_an_additional_page_wins_over_ours(owner: Site, tmp_path: Path) -> None:
    conf = owner.path / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(
        f"{text}\nhtml_additional_pages = {{'404': 'mine.html', 'landing': 'mine.html'}}\n", encoding="utf-8"
    )
    owner.write("_templates/mine.html", "<title>Mine</title>")
    for _build in range(2):
        owner.build().ok()
        assert (owner.out / "404.html").read_text(encoding="utf-8") == "<title>Mine</title>"
    assert_clean(owner, tmp_path / "clean")
    conf.write_text(text, encoding="utf-8")
    owner.build().ok()
    assert "Mine" not in (owner.out / "404.html").read_text(encoding="utf-8")
    assert not (owner.out / "landing.html").exists()
