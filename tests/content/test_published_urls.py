"""Addresses that stay: what was published once leads somewhere, or the check says which line and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge_centre.__main__ import main
from knowledge_centre.commands.addresses import built_addresses
from knowledge_centre.content.published_urls import LIST, lasting
from knowledge_centre.pipeline.manifest import Manifest
from tests.site import PROJECT, Site

if TYPE_CHECKING:
    from pathlib import Path


class Output:
    """The folder of a built site that has only what the check looks at: pages, their files, and the manifest."""

    def __init__(self, site: Path) -> None:
        self.site, self.out = site, site / "_build/html"
        self.out.mkdir(parents=True)

    def build(self, *pages: str, redirects: tuple[str, ...] = (), clean: bool = False) -> None:
        manifest = Manifest(
            dict.fromkeys((*pages, "404", "search-index/"), "x"), dict.fromkeys((*redirects, "feeds/a.xml"), "x")
        )
        for path in self.out.rglob("*.html"):
            path.unlink()
        for page in pages:
            path = self.out / (f"{page}/index.html" if clean and page != "index" else f"{page}.html")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("", encoding="utf-8")
        manifest.save(self.out)

    def article(self, slug: str, front: str = "") -> None:
        Site(self.site, root="").write(
            f"articles/{slug}.md", f"---\ntitle: x\ndate: 2025-01-01\nauthor: ada\n{front}---\n"
        )

    def run(self, command: str) -> int:
        return main([command, str(self.site)])

    @property
    def listed(self) -> list[str]:
        text = (self.site / LIST).read_text(encoding="utf-8")
        return [line for line in text.splitlines() if not line.startswith("#")]


@pytest.fixture
def output(tmp_path: Path) -> Output:
    site = Site(tmp_path / "site")
    for path in (site.path / "articles").glob("*.md"):
        path.unlink()
    return Output(site.path)


def test_only_what_stays_is_listed() -> None:
    names = ["index", "articles/page/2", "_tags/c/page/11", "articles/page", "404", "search", "search-index/"]
    assert list(lasting(names)) == ["index", "articles/page", "search"]


def test_new_pages_are_added_in_order_and_once(output: Output, capsys: pytest.CaptureFixture[str]) -> None:
    output.build("index", "articles/b", "articles/a", "articles/page/2")
    assert output.run("accept-addresses") == 0
    assert output.listed == ["articles/a.html", "articles/b.html", "index.html"]
    path = output.site / LIST
    assert path.read_text(encoding="utf-8").startswith("# ")
    before = path.stat().st_mtime_ns
    assert output.run("accept-addresses") == 0
    assert path.stat().st_mtime_ns == before
    output.build("index", "articles/b", "articles/a", "articles/aa")
    capsys.readouterr()
    assert output.run("check-addresses") == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "1 new page, to be recorded by make accept-addresses:\n  articles/aa.html\n" in said.err
    assert output.run("accept-addresses") == 0
    assert output.listed == ["articles/a.html", "articles/aa.html", "articles/b.html", "index.html"]


def test_a_page_that_is_gone_is_told_with_its_line(output: Output, capsys: pytest.CaptureFixture[str]) -> None:
    output.build("index", "articles/a", "articles/b")
    output.run("accept-addresses")
    output.build("index", "articles/b")
    capsys.readouterr()
    assert output.run("check-addresses") == 1
    said = capsys.readouterr()
    line = (output.site / LIST).read_text(encoding="utf-8").splitlines().index("articles/a.html") + 1
    assert said.out == (
        f"articles/addresses.txt:{line}: articles/a.html is gone: add "
        '"redirect_from: [articles/a.html]" to the article that has its readers now, '
        "or delete this line if nothing is to be there any more.\n"
    )
    assert said.err == "3 published pages, 1 gone\n"


def test_accepting_forgets_nothing(output: Output, capsys: pytest.CaptureFixture[str]) -> None:
    output.build("index", "articles/a")
    output.run("accept-addresses")
    output.build("index", "articles/b")
    assert output.run("accept-addresses") == 1
    assert output.listed == ["articles/a.html", "articles/b.html", "index.html"]
    assert "articles/a.html is gone" in capsys.readouterr().out


def test_a_redirect_or_a_deleted_line_settles_it(output: Output) -> None:
    output.build("index", "articles/a", "articles/b")
    output.run("accept-addresses")
    output.build("index", "articles/c", redirects=("articles/a.html", "articles/a/index.html"))
    assert output.run("check-addresses") == 1
    path = output.site / LIST
    path.write_text(path.read_text(encoding="utf-8").replace("articles/b.html\n", "\n  \n"), encoding="utf-8")
    assert output.run("check-addresses") == 0


def test_addresses_that_end_in_a_slash(output: Output) -> None:
    output.build("index", "articles/a", "articles/b", clean=True)
    output.run("accept-addresses")
    assert output.listed == ["articles/a/", "articles/b/", "index.html"]
    output.build("index", "articles/b", redirects=("articles/a.html", "articles/a/index.html"), clean=True)
    assert output.run("check-addresses") == 0
    output.build("index", "articles/a", "articles/b")
    assert output.run("check-addresses") == 1, "the other builder gives all pages other addresses"


def test_what_expires_is_not_gone(output: Output, capsys: pytest.CaptureFixture[str]) -> None:
    gone = ("articles/a", "_tags/c", "authors/ada", "categories/articles", "archive/2025")
    output.build("index", *gone, "_tags/cpp")
    output.run("accept-addresses")
    output.article("a", "tags: [c]\nexpires: 2025-02-01\n")
    output.build("index")
    capsys.readouterr()
    assert output.run("check-addresses") == 1
    assert capsys.readouterr().out.count("\n") == 1, "no article with that topic has expired"
    output.article("a", "tags: [c, cpp]\nexpires: 2025-02-01\n")
    assert output.run("check-addresses") == 0
    output.article("a", "tags: [c, cpp]\nexpires: 2025-02-01\ndraft: true\n")
    assert output.run("check-addresses") == 1


def test_without_a_list_or_a_site(output: Output, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("check-addresses", "accept-addresses"):
        assert output.run(command) == 1
        assert "run make html first" in capsys.readouterr().err
    output.build("index")
    assert output.run("check-addresses") == 0
    assert "make accept-addresses writes it" in capsys.readouterr().err
    assert not (output.site / LIST).exists()


def test_another_folder_can_be_named(output: Output, tmp_path: Path) -> None:
    output.build("index")
    (output.site / "_build").rename(tmp_path / "other")
    assert main(["accept-addresses", str(output.site), "--output", str(tmp_path / "other/html")]) == 0
    assert output.listed == ["index.html"]


def test_a_renamed_article_and_its_way_back(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.article("made", tags=["c"])
    site.build().ok()
    assert main(["accept-addresses", str(site.path)]) == 0
    assert {"articles/made.html", "search.html"} <= built_addresses(site.out).pages
    (site.path / "articles/made.md").rename(site.path / "articles/renamed.md")
    site.build().ok()
    capsys.readouterr()
    assert main(["check-addresses", str(site.path)]) == 1
    assert "articles/made.html is gone" in capsys.readouterr().out
    site.article("renamed", tags=["c"], redirect_from=["articles/made.html"])
    site.build().ok()
    assert main(["check-addresses", str(site.path)]) == 0


def test_nothing_that_was_published_is_gone_from_a_whole_site(real_site: Site) -> None:
    assert main(["check-addresses", str(real_site.path)]) == 0


def test_make_has_both_commands() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    for command in ("check-addresses", "accept-addresses"):
        assert f"\n{command}: html ## " in makefile
        assert f"python -m knowledge_centre {command}\n" in makefile
