"""``knowledge-centre init``: from an empty folder to a site that is checked and built, and what a project lacks."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from knowledge_centre import __version__
from knowledge_centre.__main__ import main
from knowledge_centre.content.whole_files import write_whole
from knowledge_centre.starter import GUIDES, sites
from knowledge_centre.starter.answers import Answers
from knowledge_centre.starter.files import site_files
from knowledge_centre.starter.pins import pin
from tests.site import NOW, PROJECT, ROOTS, Site, settings, text

if TYPE_CHECKING:
    from pathlib import Path

OWN = {
    *("project", "author", "copyright", "html_title", "knowledge_centre_tag_uri", "knowledge_centre_release"),
    *("html_context", "html_logo", "knowledge_centre_cover_palettes", "exclude_patterns"),
}
"""What each site says for itself."""
QUICKSTART = {
    "conf.py": 'project = "Old docs"\nextensions = ["sphinx.ext.todo"]\ntemplates_path = ["_templates"]\n',
    "index.rst": "Old docs\n========\n\n.. toctree::\n\n   usage\n",
    "usage.rst": "Usage\n=====\n\nAs before.\n",
    "Makefile": "html:\n\tsphinx-build . _build\n",
}
"""A Sphinx project as somebody has one."""


@pytest.fixture(autouse=True)
def _then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)


def answered(**given: str) -> Answers:
    usual = {"name": "Payments", "colour": "#6b21a8", "second": "", "language": "en"}
    return Answers(**{**usual, "timezone": "Europe/London", "url": "", **given})


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_empty_folder_becomes_a_site_that_is_checked_and_built(tmp_path: Path, capsys: Any) -> None:
    name, folder = "Zahlen & Fakten für <b> und C#_1", tmp_path / "site"
    options = ["--name", name, "--colour", "#6b21a8", "--language", "de", "--timezone", "Europe/Berlin"]
    assert main(["init", str(folder), *options, "--url", "https://zahlen.example.org", "--yes"]) == 0
    assert main(["check", "-C", str(folder)]) == 0
    assert "1 article, 0 mistakes" in capsys.readouterr().err
    site = Site(folder, root="", cards=True)
    site.build().ok()
    home = site.page("index.html")
    assert text(home.select_one("main h1")) == text(home.select_one(".site-brand")) == name
    assert home.select_one("img.site-logo") is not None
    assert {text(card) for card in home.select("main .card-title")} == {"How this site works"}
    article = site.page("articles/how-this-site-works.html")
    guides = [str(link["href"]) for link in article.select("main a") if str(link["href"]).startswith(GUIDES)]
    assert len(guides) == 4
    feed = (site.out / "feeds/all.atom.xml").read_text(encoding="utf-8")
    assert "<id>tag:zahlen.example.org,2026:articles/how-this-site-works</id>" in feed
    for path in folder.rglob("*.md"):
        assert re.search(r" $|\t", path.read_text(encoding="utf-8"), re.MULTILINE) is None, path


def test_the_guides_that_are_linked_are_articles_here() -> None:
    texts = "".join(site_files(answered(), "").values())
    linked = set(re.findall(rf"{re.escape(GUIDES)}articles/([a-z-]+)\.html", texts))
    assert linked
    there = {path.name.removesuffix(".md") for path in (PROJECT / "articles").glob("*")}
    if not linked & there:
        pytest.skip("the guides are not here: this is a site of somebody's own")
    assert linked - there == set()


def test_its_settings_are_those_that_sites_are_tested_with(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(site_files(answered(), "")["conf.py"], encoding="utf-8")
    new, here = settings(tmp_path), settings(ROOTS / "base")
    names = {name for name in here if not name.startswith("__")} - {"os"} - OWN
    assert {name: new.get(name) for name in names} == {name: here[name] for name in names}
    assert new["html_context"].keys() == here["html_context"].keys()
    assert new["knowledge_centre_release"] == __version__


def test_what_hosts_and_checks_it_is_as_here() -> None:
    made = site_files(answered(), "")
    assert made[".readthedocs.yaml"] == (PROJECT / ".readthedocs.yaml").read_text(encoding="utf-8")
    here = (PROJECT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    steps = re.findall(r"uses: (.*)", made[".github/workflows/check.yml"])
    assert steps == re.findall(r"uses: (.*)", here)
    assert "contents: read" in made[".github/workflows/check.yml"]
    targets = set(re.findall(r"^([a-z]+):.* ## ", made["Makefile"], re.MULTILINE))
    assert targets == {"help", "html", "live", "check", "serve", "upgrade", "clean"}


def test_it_asks_again_where_an_answer_is_none(tmp_path: Path) -> None:
    told = "\n".join(["Payments", "greenish", "#6b21a8", "en", "london", "Europe/London", "", ""])
    command = [sys.executable, "-m", "knowledge_centre", "init", str(tmp_path / "site")]
    done = subprocess.run(command, input=told, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert '"greenish" is no colour' in done.stderr
    assert 'did you mean "Europe/London"?' in done.stderr
    assert "Name of the site [Site]:" in done.stderr
    assert 'project = "Payments"' in (tmp_path / "site/conf.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--colour=greenish", "--timezone=london", "--url=example.org", "--wheel=none.whl"])
def test_an_option_that_is_none_is_a_sentence(tmp_path: Path, option: str, capsys: Any) -> None:
    assert main(["init", str(tmp_path / "site"), "--yes", option]) == 2
    assert option.partition("=")[2] in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_dry_run_and_json(tmp_path: Path, capsys: Any) -> None:
    folder = tmp_path / "site"
    assert main(["init", str(folder), "--yes", "--dry-run", "--json"]) == 0
    would = json.loads(capsys.readouterr().out)
    assert not folder.exists()
    assert main(["init", str(folder), "--yes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == would
    assert set(tree(folder)) == set(would["written"])
    assert would["answers"]["name"] == "Site"


@pytest.mark.parametrize("after", [0, 1, 7, 16])
def test_what_was_stopped_is_finished_by_the_next_call(
    tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["init", str(tmp_path / "whole"), "--name=Same", "--yes"]) == 0
    left = [after]

    def stopped(path: Path, data: bytes) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        write_whole(path, data)

    monkeypatch.setattr("knowledge_centre.starter.sites.write_whole", stopped)
    assert main(["init", str(tmp_path / "again"), "--name=Same", "--yes"]) == 130
    monkeypatch.undo()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    assert len(tree(tmp_path / "again")) == after
    assert main(["init", str(tmp_path / "again"), "--name=Same", "--yes"]) == 0
    assert tree(tmp_path / "again") == tree(tmp_path / "whole")


def test_a_project_gets_what_it_lacks_and_its_own_stays(tmp_path: Path, capsys: Any) -> None:
    site = Site(tmp_path / "docs", root="")
    for path, content in QUICKSTART.items():
        site.write(path, content)
    assert main(["init", str(site.path), "--yes", "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert {path: (site.path / path).read_text(encoding="utf-8") for path in QUICKSTART} == QUICKSTART
    assert done["left alone"] == ["Makefile", "index.md", "conf.py"]
    assert done["answers"]["name"] == "Old docs"
    with (site.path / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write("\n".join(["", *done["conf.py lacks"], ""]))
    site.build().ok()
    assert text(site.page("usage.html").select_one("main h1")) == "Usage"
    assert site.page("articles/index.html").select(".card-title, .timeline a")
    assert main(["init", str(site.path), "--yes", "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["written"], again["conf.py lacks"]) == ([], [])


def test_authors_of_its_own_are_not_told_to_sign_our_article(tmp_path: Path, capsys: Any) -> None:
    site = Site(tmp_path / "site", root="")
    site.write("articles/authors.yml", "ada: {name: Ada}\n")
    assert main(["init", str(site.path), "--yes"]) == 0
    assert not (site.path / sites.FIRST).exists()
    assert "left alone articles/authors.yml" in capsys.readouterr().out


def test_a_folder_of_a_repository_leaves_to_its_top_what_belongs_there(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / ".git").mkdir()
    assert main(["init", str(tmp_path / "docs"), "--yes"]) == 0
    assert "left out .readthedocs.yaml, which belongs at the top of the repository" in capsys.readouterr().out
    assert not (tmp_path / "docs/.github").exists()


def test_what_cannot_be_written_is_told(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "articles").write_text("no folder", encoding="utf-8")
    assert main(["init", str(tmp_path), "--yes"]) == 1
    assert "articles: File exists" in capsys.readouterr().err


def test_the_release_is_pinned(tmp_path: Path) -> None:
    digest = "a" * 64
    assert pin(f"https://example.org/k.whl#sha256={digest}").line.endswith(
        f"[live,locked] @ https://example.org/k.whl#sha256={digest}"
    )
    wheel = tmp_path / "sphinx_knowledge_centre-1.0.0-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    pinned = pin(str(wheel))
    assert pinned.line == f"./wheels/{wheel.name}[live,locked]"
    assert pinned.copied == {f"wheels/{wheel.name}": b"wheel"}
    for wrong in ("https://example.org/k.whl", f"http://example.org/k.whl#sha256={digest}", "no.whl"):
        with pytest.raises(ValueError, match=r"pip hash|There is no wheel"):
            pin(wrong)


def test_a_project_with_requirements_and_a_makefile_is_told_what_is_true(tmp_path: Path, capsys: Any) -> None:
    site = Site(tmp_path / "old docs", root="")
    for path, content in {**QUICKSTART, "requirements.txt": "sphinx\n"}.items():
        site.write(path, content)
    assert main(["init", str(site.path), "--yes"]) == 0
    said = capsys.readouterr().out
    assert f"Put this line into requirements.txt: {pin().line}\n" in said
    assert ", pinned:" not in said
    assert f"Next: cd '{site.path}' && python -m sphinx . _build/html && python -m knowledge_centre serve." in said
    site.write("requirements.txt", f"sphinx\n{pin().line}\n")
    assert main(["init", str(site.path), "--yes"]) == 0
    again = capsys.readouterr().out
    assert "\n0 files written\n" in again
    assert "Put this line" not in again
