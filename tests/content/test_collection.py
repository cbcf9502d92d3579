"""All articles together: addresses, links between them, pictures; and the command that checks them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from knowledge_centre.__main__ import main
from knowledge_centre.content.clock import now_in
from knowledge_centre.content.collection import read_collection
from tests.site import PROJECT
from tests.sources import told_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.site import Site


def lint(site: Path) -> tuple[int, list[str]]:
    command = [sys.executable, "-m", "knowledge_centre", "check", "--dry-run", str(site)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, told_lines(done.stdout)


@pytest.mark.parametrize(
    ("slug", "front", "expected"),
    [
        ("wrong", {"related": ["frist"]}, '5: there is no other article "frist": did you mean "first"?'),
        ("wrong", {"related": ["wrong"]}, '5: there is no other article "wrong".'),
        ("wrong", {"next_read": "secund"}, '5: there is no other article "secund": did you mean "second"?'),
        ("wrong", {"series": "Lonely"}, '5: the series "Lonely" has no other part, not even a draft.'),
        ("wrong", {"image": "no.png", "image_alt": "x"}, '5: there is no file "articles/no.png"'),
        ("wrong", {"image": "tags.yml", "image_alt": "x"}, '5: "tags.yml" is no picture'),
        (
            "wrong",
            {"image": "../../../../etc/x.png", "image_alt": "x"},
            '5: "../../../etc/x.png" leads out of the site',
        ),
        ("wrong", {"image": f"{'x' * 300}.png", "image_alt": "x"}, '5: "articles/xxx'),
        (
            "wrong",
            {"redirect_from": "articles/first.html"},
            '5: "articles/first.html" is the address of articles/first.md',
        ),
        ("wrong", {"redirect_from": ["search/"]}, '5: "search/" is the address of a page of the site'),
        ("wrong", {"redirect_from": ["about"]}, '5: "about" is the address of the page about.md'),
        ("wrong", {"redirect_from": ["x", "x.html"]}, None),
        ("wrong", {"date": "2025-06-02", "updated": "2025-06-01"}, '5: this is before "date": write a later day, or'),
        ("wrong", {"date": "2025-06-02", "updated": "2025-06-02"}, None),
        ("wrong", {"updated": "2999-01-01"}, "5: this is in the future: write the day of the last change."),
        (
            "wrong",
            {"expires": "2025-05-31"},
            '5: this is not after "date": nobody would see the article: write a later',
        ),
        ("Wrong Name", {}, "1: no address can be made of this path: call the file articles/wrong-name.md"),
        ("x" * 241, {}, "1: this name makes an address of 241 letters: shorten it to 240 at most."),
        ("größe", {}, "1: no address can be made of this path: call the file articles/grosse.md"),
        ("index", {}, "1: this address is the chronological index"),
        ("deep/er/article", {}, "1: no address can be made of this path: call the file articles/article.md"),
        (
            "wrong",
            {"image": "hidden/plan.png", "image_alt": "x"},
            '5: "articles/hidden/plan.png" belongs to an article that is not published: move it to articles/_shared/.',
        ),
        ("wrong", {"image": "/articles/with-picture/cover.svg", "image_alt": "x"}, None),
        ("with-picture", {}, None),
    ],
)
def test_mistakes_that_only_all_articles_show(
    site: Site, slug: str, front: dict[str, Any], expected: str | None
) -> None:
    site.write("articles/hidden/plan.png", "")
    site.article(slug, **front)
    status, lines = lint(site.path)
    if slug == "with-picture":
        expected = "1: articles/with-picture/index.md has the same address, articles/with-picture.html: rename one"
    if expected is None:
        assert (status, lines) == (0, [])
        return
    assert status == 1
    assert len(lines) == 1, lines
    assert lines[0].startswith(f"articles/{slug}.md:{expected}")


def folder(path: Path) -> None:
    path.mkdir()


def dangling(path: Path) -> None:
    path.symlink_to("nowhere.md")


def itself(path: Path) -> None:
    path.symlink_to(path.name)


def pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (folder, 'this is a folder: call it "x", without ".md", and the article in it index.md.'),
        (dangling, "this leads to no file: put the article itself here, or remove this."),
        (itself, "this leads to no file: "),
        (pipe, "this leads to no file: "),
    ],
)
def test_what_is_called_an_article_and_cannot_be_read(site: Site, make: Callable[[Path], None], expected: str) -> None:
    make(site.path / "articles/x.md")
    status, lines = lint(site.path)
    assert (status, len(lines)) == (1, 1)
    assert lines[0].startswith(f"articles/x.md:1: {expected}")
    assert lines[0] in site.build().problems.splitlines()


def test_a_file_that_may_not_be_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretended, for whoever is root may read everything."""
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name in {"first.md", "authors.yml"}:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    diagnostics = read_collection(site.path, now_in("UTC")).diagnostics
    assert list(map(str, diagnostics)) == [
        "articles/authors.yml:1: this cannot be read (Permission denied): have a file here that everyone may read.",
        "articles/first.md:1: this file cannot be read (Permission denied): let everyone read it (chmod a+r first.md).",
    ]


def test_the_name_of_a_file_need_not_be_text(site: Site) -> None:
    (site.path / os.fsdecode(b"articles/\xff.md")).write_text("")
    assert lint(site.path)[1] == [
        "articles/\\udcff.md:1: no address can be made of this path: call the file articles/a-name.md or, with "
        'pictures, articles/a-name/index.md (start the name with "_" if it is no article).'
    ]


@pytest.mark.parametrize("name", ["nowhere", "articles/with-picture"])
def test_there_is_no_site_to_check(site: Site, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["check", "--site", str(site.path / name)]) == 2
    said = f"Error: There is no site in {site.path / name}: give the folder that has conf.py and articles/.\n"
    assert capsys.readouterr().err.endswith(said)


def test_two_articles_with_one_old_address(site: Site) -> None:
    site.article("one", redirect_from="old")
    site.article("two", redirect_from="/old.html")
    assert lint(site.path)[1] == [
        'articles/two.md:5: "old.html" is the address of a redirect of articles/one.md: leave it out.'
    ]


@pytest.mark.parametrize("name", ["authors", "categories", "tags"])
def test_a_broken_vocabulary_is_told_once_and_not_by_every_article(site: Site, name: str) -> None:
    site.write(f"articles/{name}.yml", "- a\n")
    assert lint(site.path)[1] == [
        f'articles/{name}.yml:1: this is not a list of keys and values: write lines such as "key: value".'
    ]


def test_what_is_no_article_is_left_alone(site: Site) -> None:
    site.write("articles/_notes/todo.md", "No front matter.")
    site.write("articles/first/.hidden.md", "None.")
    assert lint(site.path) == (0, [])


def test_the_build_tells_all_mistakes_in_one_run_and_publishes_nothing(site: Site) -> None:
    site.write("articles/empty.md", "")
    site.article("one", tags=["zero-turst"])
    site.article("two", date="2025-02-30")
    built = site.build("html", "-T")
    assert built.status != 0
    assert built.problems.splitlines() == [
        'articles/empty.md:1: the file is empty: start it with "---", the title, date and author, and "---".',
        'articles/one.md:5: unknown tag "zero-turst": did you mean "zero-trust"? Tags are listed in articles/tags.yml',
        'articles/two.md:3: "2025-02-30" is no date: day is out of range for month; write 2026-01-31, or '
        "2026-01-31T09:00+00:00 with the time.",
        "Nothing was built: 3 mistakes in the articles.",
    ]
    assert not list(site.out.rglob("*.html"))
    assert not (site.path / "_tags").exists()


def test_a_mistake_leaves_the_site_that_is_there_whole(site: Site) -> None:
    site.build().ok()
    before = site.tree()
    site.article("first", draft="perhaps")
    assert site.build().status != 0
    assert site.tree() == before


def test_what_a_topic_pins_is_an_article(site: Site) -> None:
    tags = site.path / "articles/tags.yml"
    tags.write_text(f"{tags.read_text(encoding='utf-8')}pins:\n  pinned: [first, frist, hidden]\n", encoding="utf-8")
    status, lines = lint(site.path)
    assert status == 1
    assert [line for line in lines if "tags.yml" in line] == [
        'articles/tags.yml:6: there is no article "frist": did you mean "first"?'
    ]
