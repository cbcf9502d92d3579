"""Old addresses: each is a page that leads to the article, whatever its form, its depth and the builder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from knowledge_centre.__main__ import main
from knowledge_centre.old_addresses import files, impossible
from tests.links import broken
from tests.site import Site, text

if TYPE_CHECKING:
    from pathlib import Path

CANONICAL = "https://kc.example/en/latest/"
TITLE = "]]> & <b>\"Notes\"</b> 'x' {{ braces }} \u200fabc\u200f 🚀"
OLD = {
    "old/page.html": ("old/page.html", "old/page/index.html"),
    "old/folder/": ("old/folder.html", "old/folder/index.html"),
    "/old/bare?id=3#part": ("old/bare.html", "old/bare/index.html"),
    "2019/03/a/b/c/index.html": ("2019/03/a/b/c.html", "2019/03/a/b/c/index.html"),
    "articles/old-name.html": ("articles/old-name.html", "articles/old-name/index.html"),
    "blog/Old%20Name.php": ("blog/Old Name.php.html", "blog/Old Name.php/index.html"),
    "top.htm": ("top.htm.html", "top.htm/index.html"),
}


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def built(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> tuple[Site, str]:
    site = Site(tmp_path_factory.mktemp("redirects") / "site")
    site.article("moved", title=TITLE, redirect_from=list(OLD))
    site.article("first-elsewhere", canonical_url="https://elsewhere.example/a", redirect_from=["was/elsewhere.html"])
    site.article("draft", draft=True, redirect_from=["old/secret.html"])
    site.article("expired", expires="2025-12-31", redirect_from=["old/expired.html"])
    site.build(request.param, READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    return site, request.param


def title_of(site: Site, builder: str) -> str:
    title = text(site.page("articles/moved.html" if builder == "html" else "articles/moved/index.html", builder).h1)
    assert "</b> " in title
    return title


def test_every_old_address_leads_to_the_article(built: tuple[Site, str]) -> None:
    site, builder = built
    target = "articles/moved.html" if builder == "html" else "articles/moved/"
    for name in [name for names in OLD.values() for name in names]:
        page = site.page(name, builder)
        refresh, link = page.select_one('meta[http-equiv="refresh"]'), page.select_one("a")
        assert refresh is not None
        assert link is not None
        assert refresh["content"] == f"0; url={link['href']}"
        assert urljoin(CANONICAL + name.replace(" ", "%20"), str(link["href"])) == CANONICAL + target, name
        assert text(link) == title_of(site, builder)


def test_it_is_a_whole_page_that_search_engines_leave_alone(built: tuple[Site, str]) -> None:
    site, builder = built
    page = site.page("old/page.html", builder)
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert text(page.title) == f"{title_of(site, builder)} - Knowledge Centre"
    assert page.select_one("meta[charset]")
    assert page.select_one('meta[name="robots"][content="noindex"]')
    canonical = page.select_one('link[rel="canonical"]')
    assert canonical is not None
    assert canonical["href"] == CANONICAL + ("articles/moved.html" if builder == "html" else "articles/moved/")
    assert text(page.h1) == "This article has moved"
    assert not page.select("script, b, style")
    elsewhere = site.page("was/elsewhere.html", builder).select_one('link[rel="canonical"]')
    assert elsewhere is not None
    assert elsewhere["href"] == "https://elsewhere.example/a"


def test_links_lead_somewhere_and_nothing_else_knows_of_them(built: tuple[Site, str]) -> None:
    site, builder = built
    out = site.path / "_build" / builder
    assert broken(out, "/en/latest/", CANONICAL) == []
    names = [path.relative_to(out).as_posix() for path in out.rglob("*.html")]
    assert not [name for name in names if "secret" in name or "expired" in name]
    for file in ("sitemap.xml", "llms.txt"):
        assert "old" not in (out / file).read_text(encoding="utf-8"), file
    if builder == "html":
        assert not [address for address in site.index() if "old" in address]


def test_without_an_address_of_the_site_all_is_relative(site: Site) -> None:
    site.article("moved", redirect_from=["a/b/c.html"])
    site.build().ok()
    canonical = site.page("a/b/c.html").select_one('link[rel="canonical"]')
    assert canonical is not None
    assert canonical["href"] == "../../articles/moved.html"


IMPOSSIBLE = [
    "articles/page/2.html",
    "Categories/NOTES/page/2/",
    "subscribe",
    "%61bout.html",
    "robots.txt/x",
    "sitemap.xml/more",
    "objects.inv",
    "articles/first.html.md",
    "_static/x.html",
    "_images/x.html",
    "pagefind/pagefind.js",
    ".ledger.json",
    "%2e%2e/outside.html",
    "a//b.html",
    "a%00b.html",
    "a\\b.html",
    f"{'x' * 260}.html",
]


def test_what_cannot_be_is_told_with_its_line_and_the_rest_is_built(site: Site) -> None:
    for number in range(52):
        site.article(f"many-{number}", category="notes")
    site.article("moved", redirect_from=["old/fine.html", *IMPOSSIBLE])
    built = site.build("html", READTHEDOCS_CANONICAL_URL=CANONICAL)
    assert built.status != 0
    assert "Traceback" not in built.problems
    for path in IMPOSSIBLE:
        told = f'articles/moved.md:5: WARNING: "{path}" is '
        assert [line for line in built.problems.splitlines() if told in line and "leave it out." in line], path
    assert site.page("old/fine.html").select_one("h1")
    assert not (site.path / "_build/outside.html").exists()
    assert len(site.page("articles/page/2.html").select(".card")) > 1
    assert "Sitemap: " in (site.out / "robots.txt").read_text(encoding="utf-8")


def test_two_old_addresses_cannot_be_a_file_and_its_folder(site: Site) -> None:
    site.article("a", redirect_from=["old.html/x"])
    site.article("b", redirect_from=["old.html"])
    built = site.build()
    assert 'articles/b.md:5: WARNING: "old.html" is the address of another file' in built.problems
    assert (site.out / "old.html/x.html").is_file()


def test_an_incremental_build_gives_those_of_a_clean_one(site: Site, tmp_path: Path) -> None:
    site.article("made", redirect_from=["old/made.html"])
    site.article("gone", redirect_from=["old/gone.html"])
    site.build().ok()
    page = site.out / "old/made.html"
    before = page.stat().st_mtime_ns
    site.article("made", "Other words.", redirect_from=["old/made.html"])
    site.build().ok()
    assert page.stat().st_mtime_ns == before
    (site.path / "articles/gone.md").unlink()
    (site.path / "articles/made.md").unlink()
    site.article("renamed", title="Another title", redirect_from=["old/made.html", "articles/made.html"])
    site.build(jobs=2).ok()
    assert text(site.page("old/made.html").a) == "Another title"
    assert text(site.page("articles/made.html").a) == "Another title", "where the article itself was"
    assert not list((site.out / "old").glob("gone*"))
    clean = site.clean_copy(tmp_path / "clean")
    clean.build().ok()
    assert site.tree() == clean.tree()
    (site.path / "articles/renamed.md").unlink()
    site.article("made")
    site.build().ok()
    assert site.page("articles/made.html").select_one(".article-body")
    assert not (site.out / "old").exists()
    assert not (site.out / "articles/made").exists()


def test_a_change_of_the_template_reaches_every_one(site: Site) -> None:
    site.article("moved", redirect_from=["old/page.html"])
    site.build().ok()
    template = site.path / "_templates/redirect.html"
    template.write_text(template.read_text(encoding="utf-8").replace("has moved", "is elsewhere"), encoding="utf-8")
    site.build().ok()
    assert text(site.page("old/page.html").h1) == "This article is elsewhere"


def test_read_the_docs_is_told_a_request_a_line(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.article("moved", redirect_from=["old/page.html", "old/Old%20Name/", "old/page/"])
    site.article("draft", draft=True, redirect_from=["old/secret.html"])
    assert main(["redirects", str(site.path)]) == 0
    rules = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(rule["from_url"], rule["to_url"]) for rule in rules] == [
        ("/old/page/", "/articles/moved.html"),
        ("/old/Old Name/", "/articles/moved.html"),
    ]
    assert rules[0] == {
        "type": "page",
        "from_url": "/old/page/",
        "to_url": "/articles/moved.html",
        "http_status": 301,
        "force": True,
        "description": "articles/moved.md",
    }
    assert main(["redirects", str(site.path), "--dirhtml"]) == 0
    assert '"/articles/moved/"' in capsys.readouterr().out
    site.article("moved", title=None)
    assert main(["redirects", str(site.path)]) == 1
    assert "articles/moved.md:1: no title" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "names"), [(path.lstrip("/").partition("?")[0], names) for path, names in OLD.items()]
)
def test_all_forms_of_an_address_are_one(path: str, names: tuple[str, str]) -> None:
    assert files(path) == names
    assert not any(map(impossible, names))
