"""Any feature can be left out of conf.py: the site builds without a warning, and no link leads to what is not there."""

from __future__ import annotations

import json
import runpy
from typing import TYPE_CHECKING

import pytest

from tests.imports import arrows, layer, modules
from tests.links import broken
from tests.site import PROJECT, ROOTS, Build, Site

if TYPE_CHECKING:
    from pathlib import Path

EXTENSIONS: list[str] = runpy.run_path(str(ROOTS / "base/conf.py"))["extensions"]
FEATURES = EXTENSIONS[EXTENSIONS.index("knowledge_centre.pages.listings") :]
FEATURE_LAYERS = ("pages", "pictures", "outputs", "search", "book")
CANONICAL = "https://kc.example/en/latest/"


def build_without(path: Path, *names: str) -> tuple[Site, Build]:
    site = Site(path, cards=True)
    conf = site.path / "conf.py"
    lines = [line for line in conf.read_text(encoding="utf-8").splitlines() if line.strip(' ",') not in names]
    conf.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return site, site.build(READTHEDOCS_CANONICAL_URL=CANONICAL)


def test_every_feature_is_left_out_below() -> None:
    """Those that another one loads need not be named; what conf.py names has to be one."""
    features = {
        name
        for name, path in modules(PROJECT).items()
        if layer(name) in FEATURE_LAYERS and "\ndef setup(" in path.read_text(encoding="utf-8")
    }
    loaded = {arrow.end for arrow in arrows(PROJECT) if arrow.loads}
    assert features - loaded <= set(FEATURES) <= features


@pytest.mark.parametrize("name", FEATURES)
def test_without_a_feature_no_link_is_broken(tmp_path: Path, name: str) -> None:
    site, build = build_without(tmp_path / "site", name)
    build.ok()
    assert broken(site.out, "/en/latest/", CANONICAL) == []


def test_without_any_feature_there_are_still_articles(tmp_path: Path) -> None:
    site, build = build_without(tmp_path / "site", *FEATURES)
    assert "there is no directive" in build.problems.lower()  # that of index.md, whose lists are gone as well
    site.write("index.md", "# Home\n\n[](articles/first.md)\n")
    site.write("about.md", "# About\n")
    site.build().ok()
    assert "turbines" in site.page("articles/first.html").get_text()


def test_without_lists_by_author_an_author_is_named(tmp_path: Path) -> None:
    site, build = build_without(tmp_path / "site", "knowledge_centre.pages.archives")
    build.ok()
    page = site.page("articles/first.html")
    names = page.select(".byline-authors .p-name")
    assert [name.get_text() for name in names] == ["Ada & Co"]
    assert not [name for name in names if name.has_attr("href")]
    assert [one.get_text() for one in page.select(".sections a")][:1] == ["Topics"]
    graph = json.loads(str(page.select_one('script[type="application/ld+json"]').string))["@graph"]  # type: ignore[union-attr]
    assert graph[0]["author"] == [{"@type": "Organization", "name": "Ada & Co"}]


def test_a_section_that_leads_nowhere_is_told(site: Site) -> None:
    conf = site.path / "conf.py"
    conf.write_text(
        conf.read_text(encoding="utf-8").replace('("About", "about")', '("About", "abuot")'), encoding="utf-8"
    )
    build = site.build()
    assert build.status != 0
    assert (
        'conf.py: the section "About" leads to "abuot", and there is no such page: did you mean "about"?'
    ) in build.problems
