"""Old addresses: each is a page that leads to the article, whatever its form, its depth and the builder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from knowledge_centre.__main__ import main
from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.old_urls import files, impossible
from knowledge_centre.content.urls import MADE_FOLDERS, OWN_FOLDERS
from knowledge_centre.pipeline.other_files import SHARED
from tests.links import broken
from tests.site import Site, text
from tests.sources import told_lines

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
    assert not page.select("script:not([src]), b, style")
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
        assert not [address for address in site.index().addresses() if "old" in address]


def test_without_an_address_of_the_site_all_is_relative(site: Site) -> None:
    site.article("moved", redirect_from=["a/b/c.html"])
    site.build().ok()
    canonical = site.page("a/b/c.html").select_one('link[rel="canonical"]')
    assert canonical is not None
    assert canonical["href"] == "../../articles/moved.html"


NO_PATH = "no path that a page can stand at"
REFUSED = {
    "articles/page/2.html": "the address of a page of the site",
    "Categories/NOTES/page/2/": "the address of the page of notes",
    "about/page/3": "the address of the page about.md",
    "subscribe.html": "the address of a page of the site",
    "search/index.html": "the address of a page of the site",
    "404": "the address of a page of the site",
    "authors/": "the address of a page of the site",
    "authors/bob": "the address of the page of bob",
    "archive/2025/": "the address of the page of 2025",
    "_tags/cpp.html": "the address of the page of cpp",
    "%61bout.html": "the address of the page about.md",
    "articles/fir%73t.html": "the address of articles/first.md",
    "articles/first.html.md": "the address of articles/first.md",
    "articles/hidden/": "the address of articles/hidden.md",
    "robots.txt/x": "the address of a file of the site",
    "sitemap.xml/more": "the address of a file of the site",
    "objects.inv": "the address of a file of the site",
    "LLMS.txt": "the address of a file of the site",
    "feeds/all.atom.xml": "in feeds/, a folder that the site makes",
    "covers/first.svg": "in covers/, a folder that the site makes",
    "cards/x": "in cards/, a folder that the site makes",
    "_static/x.css": "in _static/, a folder that the site makes",
    "_Images/x.html": "in _images/, a folder that the site makes",
    "search-index/index.json": "in search-index/, a folder that the site makes",
    ".manifest.json": NO_PATH,
    ".well-known/x": NO_PATH,
    "%2e%2e/outside.html": NO_PATH,
    "a//b.html": NO_PATH,
    "a%00b.html": NO_PATH,
    "a\\b.html": NO_PATH,
    f"{'x' * 260}.html": NO_PATH,
    "deep/" * 300: NO_PATH,
}


def test_lint_and_build_refuse_the_same_and_nothing_is_published(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.article("moved", redirect_from=["old/fine.html", "old/page/2", "feeds-of-old", *REFUSED])
    expected = {f"articles/moved.md:5: {quoted(path)} is {problem}: leave it out." for path, problem in REFUSED.items()}
    assert main(["lint", str(site.path)]) == 1
    told = told_lines(capsys.readouterr().out)
    assert set(told) == expected
    built = site.build()
    assert built.problems.splitlines()[:-1] == told
    assert not list(site.out.rglob("*.html"))


def test_the_folders_that_the_build_makes_are_those_that_it_empties() -> None:
    assert {"_static", "_sources", *SHARED, *MADE_FOLDERS} <= OWN_FOLDERS


def test_what_only_the_settings_tell_is_told_with_its_line_and_the_rest_is_built(site: Site) -> None:
    site.write("extra/old/theirs.html", "<title>Theirs</title>")
    site.article("moved", redirect_from=["old/fine.html", "old/theirs"])
    built = site.build("html", "-D", "html_extra_path=extra")
    assert built.status != 0
    assert built.problems.count("WARNING") == 1
    told = 'articles/moved.md:5: WARNING: "old/theirs" is the address of another file of the site: leave it out.'
    assert told in built.problems
    assert site.page("old/fine.html").select_one("h1")
    assert text(site.page("old/theirs.html").title) == "Theirs"


@pytest.mark.parametrize("one_article", [False, True])
def test_two_old_addresses_cannot_be_a_file_and_its_folder(
    site: Site, capsys: pytest.CaptureFixture[str], *, one_article: bool
) -> None:
    site.article("a", redirect_from=["old.html/x", *(["old.html"] if one_article else [])])
    if not one_article:
        site.article("b", redirect_from=["old.html"])
    assert main(["lint", str(site.path)]) == 1
    told = f'articles/{"a" if one_article else "b"}.md:5: "old.html" is the address of a redirect of articles/a.md'
    assert told_lines(capsys.readouterr().out)[0].startswith(told)


def test_the_old_lists_of_another_site_may_lead_on(site: Site) -> None:
    site.article("moved", redirect_from=["blog/", "blog/page/2/", "Blog/index.html", "bl%6Fg"])
    site.build().ok()
    assert text(site.page("blog/page/2.html").a) == text(site.page("blog.html").a) == "Moved"


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
    template = site.override("redirect.html")
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
