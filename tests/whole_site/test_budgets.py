"""What pages weigh: how it is measured, and that no page of a whole site is over its budget."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from audit.budgets import LIMITS, Weight, packed, static_imports, weigh
from audit.pages import find_pages, stories

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site import Site

KINDS = {
    "pages.archives": {"index", "authors"},
    "pages.tags": {"topics"},
    "pages.not_found": {"404"},
    "outputs.feeds": {"subscribe"},
    "search": {"nothing"},
}
"""The kinds of pages that a site has by its features, whatever its articles are."""
TEXT = "Words of the article. " * 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A built site of one page, with something of everything that is measured."""
    for name, content in {
        "a/page.html": f"""<!doctype html><html><head>
            <link rel="stylesheet" href="../_static/site.css?v=1"><link rel="canonical" href="https://elsewhere.example/">
            <script src="../_static/plain.js"></script><script type="module" src="/_static/start.js?v=2"></script>
            </head><body><main><p>{TEXT}</p><img src="sized.svg" width="1" height="1"><img src="bare.svg" width="1">
            <img srcset="https://img.example/a.png 2x, b.png" width="1" height="1"></main></body></html>""",
        "_static/site.css": '@import "more.css"; p { background: url(//fonts.example/a.woff) }',
        "_static/more.css": "p { color: red }",
        "_static/plain.js": "document.title = \"import x from './no-module.js'\"",
        "_static/start.js": 'import{a}from"./a.js";addEventListener("click",()=>import("./later.js"))',
        "_static/a.js": 'import "./sub/b.js"; export const a = 1',
        "_static/sub/b.js": 'export { a } from "../a.js"',
        "_static/later.js": "x".ljust(100_000),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_what_a_page_weighs(folder: Path) -> None:
    weight = weigh(folder, "a/page.html")
    static = folder / "_static"
    assert weight.html == packed(folder / "a/page.html") - len(gzip.compress(TEXT.strip().encode(), 9))
    assert weight.css == packed(static / "site.css") + packed(static / "more.css")
    assert weight.js == sum(packed(static / name) for name in ("plain.js", "start.js", "a.js", "sub/b.js"))
    assert weight.leaving == ("https://img.example/a.png", "//fonts.example/a.woff")
    assert weight.unsized == ("bare.svg",)


def test_a_page_for_any_address_weighs_the_same(folder: Path) -> None:
    """404.html names files by their address at the host, where the site may be in folders."""
    page = (folder / "a/page.html").read_text(encoding="utf-8")
    (folder / "404.html").write_text(
        page.replace("../_static/", "/en/latest/_static/").replace('"/_static/', '"/en/latest/_static/'),
        encoding="utf-8",
    )
    there, here = weigh(folder, "404.html"), weigh(folder, "a/page.html")
    assert (there.css, there.js) == (here.css, here.js)


def test_what_is_over_a_budget_is_named() -> None:
    assert Weight(LIMITS["html"], LIMITS["css"], LIMITS["js"]).problems() == {}
    heavy = Weight(26_000, 36_000, 21_000, ("https://a.example/",), ("b.png",))
    assert list(heavy.problems()) == ["html", "css", "js", "leaving", "unsized"]
    assert heavy.problems()["css"] == "36.0 kB, 25 at most"
    assert Weight(0, 0, 21_000, searching=True).problems() == {}


@pytest.mark.parametrize(
    ("script", "imports"),
    [
        ("import{a as b}from\"./x.js\";import c,{d}from'./y.js'", ["./x.js", "./y.js"]),
        ('import * as all from "./x.js";\nimport "./y.js"', ["./x.js", "./y.js"]),
        ('export*from"./x.js";export { a } from "./y.js"', ["./x.js", "./y.js"]),
        ('const later = () => import("./x.js"); export const a = "./y.js"; export default "./z.js"', []),
        ('thing.import("./x.js"); reimport "./y.js"', []),
    ],
)
def test_static_imports(script: str, imports: list[str]) -> None:
    assert static_imports(script) == imports


def test_no_page_is_over_its_budget(real_site: Site) -> None:
    names = [path.relative_to(real_site.out).as_posix() for path in real_site.out.rglob("*.html")]
    over = {name: weigh(real_site.out, name).problems() for name in names}
    if not real_site.has("search"):  # Sphinx's own has scripts on every page
        over = {name: {part: one for part, one in problems.items() if part != "js"} for name, problems in over.items()}
    assert {name: problems for name, problems in over.items() if problems} == {}


def test_a_page_of_each_kind_is_found(real_site: Site) -> None:
    pages, missing = find_pages(real_site.out)
    expected = {"home"}.union(*(kinds for feature, kinds in KINDS.items() if real_site.has(feature)))
    if stories(real_site.out) and real_site.has("pages.archives"):
        expected |= {"year", "author", "category"}
    assert {page.kind for page in pages} >= expected
    assert not {page.kind for page in pages} & set(missing)
    assert all((real_site.out / page.file).is_file() for page in pages)
    assert [page.kind for page in find_pages(real_site.out, ["search"])[0]] in ([], ["search"])
