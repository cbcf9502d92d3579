"""The order in which a build puts files in their places: no page ever leads to one that is not there yet."""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.site import Site

WATCHER = """
import json, os

OUT = os.path.join(os.path.abspath("_build"), "html") + os.sep


def watched(name, act):
    def acting(path, *rest, **options):
        given = act(path, *rest, **options)
        place = os.path.abspath(rest[0] if rest else path)
        if place.startswith(OUT) and "/." not in place:
            with open("moves.jsonl", "a") as log:
                log.write(json.dumps([name, os.path.relpath(place, OUT)]) + "\\n")
        return given
    return acting


def setup(app):
    os.replace, os.unlink = watched("put", os.replace), watched("gone", os.unlink)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


@pytest.fixture
def watched(site: Site) -> Site:
    """A site whose builds tell each file that is put in its place, and each that goes."""
    site.write("watcher.py", WATCHER)
    conf = site.path / "conf.py"
    text = conf.read_text(encoding="utf-8").replace('    "myst_parser",', '    "watcher",\n    "myst_parser",')
    conf.write_text("import sys\nsys.path.insert(0, '.')\n" + text, encoding="utf-8")
    return site


def moves(site: Site) -> Iterator[tuple[str, str]]:
    path = site.path / "moves.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        what, name = json.loads(line)
        yield what, name
    path.unlink()


def leads_to(name: str, data: bytes) -> frozenset[str]:
    """The files of the site that a page leads to or shows."""
    page = BeautifulSoup(data, "lxml")
    named = [one.get("href") or one.get("src") for one in page.select("a[href], img[src]")]
    local = [urlsplit(str(one)) for one in named]
    paths = (posixpath.join(posixpath.dirname(name), unquote(one.path)) for one in local if not one.netloc and one.path)
    return frozenset(posixpath.normpath(path).lstrip("/") for path in paths)


def check_order(site: Site, before: dict[str, bytes]) -> None:
    """Go through what the last build did. A reader begins at the first page, or at one that was there before."""
    after = site.tree()
    led = {
        (name, data): leads_to(name, data)
        for tree in (before, after)
        for name, data in tree.items()
        if name.endswith(".html")
    }
    broken = {name for key, names in led.items() if key[1] == after.get(key[0]) for name in names - after.keys()}
    now = dict(before)
    for what, name in moves(site):
        if what == "put" and name in after:
            now[name] = after[name]
        elif what == "gone":
            now.pop(name, None)
        todo = [page for page in {"index.html", *before} & now.keys() if page.endswith(".html")]
        seen = set(todo)
        while todo:
            page = todo.pop()
            for one in led[page, now[page]] - broken:
                assert one in now, f"{page} leads to {one} after {what} {name}"
                if one.endswith(".html") and one not in seen:
                    seen.add(one)
                    todo.append(one)


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_page_leads_to_one_that_is_not_there_yet(watched: Site, jobs: int) -> None:
    site = watched
    site.build(jobs=jobs).ok()
    check_order(site, {})
    before = site.tree()
    site.article("aa-new", "See [](zz-new.md).", tags=["c"], redirect_from=["before.html"])
    site.article("zz-new", "See [](aa-new.md).\n\n![New](new.svg)", category="notes")
    site.write("articles/new.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>')
    site.article("second", "Without its heading.", author="bob")
    (site.path / "articles/first.md").unlink()
    site.write("about.md", "# About\n\n[](articles/zz-new.md)\n")
    site.build(jobs=jobs).ok()
    check_order(site, before)


def test_a_build_that_is_stopped_while_it_writes_leaves_the_pages_of_the_last_one(watched: Site) -> None:
    site = watched
    site.build().ok()
    before = site.tree()
    listing = site.override("components/related.html")
    listing.write_text("{{ nothing.at.all }}", encoding="utf-8")
    site.article("new", "More.", tags=["c"])
    assert site.build().status != 0
    after = site.tree()
    pages = {name for name in after if name.endswith((".html", ".xml", ".json")) and not name.startswith(("_", "."))}
    assert {name for name in pages if after[name] != before.get(name)} == set()
    assert not [path for path in site.out.glob(".new/**/*") if path.is_file()]
