"""What every command does with the folder that it is given, and with a conf.py that says something else than it has to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge_centre.__main__ import main
from tests.importing.test_import import post
from tests.site import NOW

if TYPE_CHECKING:
    from tests.site import Site


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    monkeypatch.chdir(site.path.parent)


def test_every_command_takes_a_relative_folder(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    name, blog = site.path.name, site.path.parent / "blog"
    post(blog, "2025-01-01-new.md", "Words.", title="New", date="2025-01-01")
    (site.path / "_build/html").mkdir(parents=True)
    for done, call in {
        0: [
            ["check", "-C", name, "--dry-run"],
            ["check", name, "--dry-run"],
            ["check", str(site.path), "--dry-run"],
            ["check", f"{name}/articles/first.md", "-C", name],
            ["move", "article", "first", "uno", "-C", name, "--dry-run"],
            ["redirects", name],
            ["import", "blog", "--from", "jekyll", "-C", name, "--dry-run"],
            ["upgrade", "-C", name, "--from", "1.0.0", "--dry-run"],
            ["init", name, "--yes", "--dry-run"],
        ],
        1: [["serve", "-C", name]],  # nothing is built
    }.items():
        for one in call:
            assert main(one) == done, (one, capsys.readouterr())
    assert main(["check"]) == 2
    assert "There is no site in .:" in capsys.readouterr().err


def test_a_folder_that_sphinx_is_asked_about_may_be_relative_too(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    conf = (site.path / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", conf + "raise RuntimeError('own words')\n")
    assert main(["check", "-C", site.path.name]) == 2
    told = capsys.readouterr().err
    assert "own words" in told
    assert "No such file" not in told


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("knowledge_centre_timezone = None", "knowledge_centre_timezone in conf.py is None: write a text."),
        ("exclude_patterns = 5", "exclude_patterns in conf.py is 5: write a list of patterns."),
        ("html_static_path = None", "html_static_path in conf.py is None: write a list of folders"),
        ("extensions = None", "extensions in conf.py is None: write a list of names"),
        ("suppress_warnings = 5", "suppress_warnings in conf.py is 5: write a list of kinds"),
        ("source_suffix = 5", "source_suffix in conf.py is 5: write a dictionary"),
    ],
)
def test_a_setting_of_another_kind_is_a_sentence_in_every_command(
    site: Site, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    conf = (site.path / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", f"{conf}\n{line}\n")
    for call in (
        ["check", str(site.path)],
        ["move", "article", "first", "uno", "-C", str(site.path)],
        ["redirects", str(site.path)],
    ):
        assert main(call) == 2, call
        assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "line",
    [
        'include_patterns = ["/usr/**", "a**b", "", "**"]',
        'suppress_warnings = "myst"',
        "language = None",
        'source_suffix = {".md": "markdown", ".txt": None}',
        'extensions = {*extensions, "sphinx.ext.todo"}',
    ],
)
def test_what_sphinx_takes_is_taken(site: Site, line: str) -> None:
    conf = (site.path / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", f"{conf}\n{line}\n")
    assert main(["check", str(site.path), "--dry-run"]) == 0


def test_pictures_in_texts_are_weighed_as_conf_py_says(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    conf = (site.path / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", f"{conf}\nknowledge_centre_max_picture_bytes = 1_000_000\n")
    (site.path / "articles/big.png").write_bytes(bytes(1_100_000))
    site.article("shown", "![A picture](big.png)\n\n```{figure} big.png\n:alt: A\n```\n")
    assert main(["check", str(site.path), "--dry-run"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 2
    assert '"big.png" has 1.1 MB, and a picture may have 1: save it smaller' in told[0]
    site.article("shown", "[A file to download](big.png)\n")
    assert main(["check", str(site.path), "--dry-run"]) == 0


def test_a_page_that_is_no_article_is_checked_and_what_is_no_page_is_told(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("about.md", "# About\n\n[x](articles/first.html#part-two)\n")
    site.write("notes.txt", "")
    where = ["-C", str(site.path), "--dry-run"]
    assert main(["check", str(site.path / "about.md"), *where]) == 1
    said = capsys.readouterr()
    assert 'there is no file "articles/first.html" before a build: write articles/first.md#part-two.' in said.out
    assert said.err == "0 articles and 1 other page, 1 mistake\n"
    assert main(["check", str(site.path / "conf.py"), *where]) == 0
    assert capsys.readouterr().err.startswith("None of these is an article or a page of the site.")
    assert main(["check", str(site.path / "about.md"), "--full", *where]) == 2
