"""What Read the Docs would do with .readthedocs.yaml: a fresh clone, a fresh environment, its commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from knowledge_centre.content.clock import now_in
from knowledge_centre.content.collection import read_collection
from tests.adopted import WHOLE_SITES
from tests.book.epubs import Epub
from tests.links import broken
from tests.site import PROJECT, Site

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = {"htmlzip": "singlehtml", "epub": "epub", "pdf": "latex"}
"""What can be downloaded, and the builder that it is made by."""
CANONICAL = "https://kc.example/en/latest/"
KNOWN = {"version", "build", "sphinx", "python", "formats", "search", "submodules"}
"""The keys of a configuration file of version 2 that are not conda's; any other fails the build."""


def run(*command: str | Path, cwd: Path, **environment: str) -> None:
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A fresh environment, with what the file has installed."""
    folder = tmp_path_factory.mktemp("rtd")
    run(sys.executable, "-m", "venv", folder, cwd=PROJECT)
    for requirement in read(PROJECT)["python"]["install"]:
        run(folder / "bin/python", "-m", "pip", "install", "--quiet", "-r", requirement["requirements"], cwd=PROJECT)
    yield folder / "bin/python"
    shutil.rmtree(folder)


@pytest.fixture(scope="module", params=["shipped", "adopted"])
def hosted(python: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Site:
    """What the build that the file asks for makes of a whole site."""
    folder = tmp_path_factory.mktemp(request.param)
    site = Site(WHOLE_SITES[request.param](folder / "clone"), root="")
    build(site.path, python, read(site.path), folder / "output", "branch")
    assert not site.out.exists()
    site.out = folder / "output/html"
    return site


def read(folder: Path) -> Any:
    return yaml.safe_load((folder / ".readthedocs.yaml").read_text(encoding="utf-8"))


def address(site: Site, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where a site says that it is, when the host tells it an address."""
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", CANONICAL)
    return str(site.settings["html_baseurl"])


def build(
    clone: Path, python: Path, settings: dict[str, Any], output: Path, kind: str, *, builder: str = "html"
) -> None:
    """The command of Read the Docs (design notes: its build), in the folder of conf.py."""
    configuration = clone / str(settings["sphinx"]["configuration"])
    strict = ["-W", "--keep-going"] if settings["sphinx"].get("fail_on_warning") else []
    command: list[str | Path] = [
        python,
        "-m",
        "sphinx",
        "-T",
        *strict,
        "-b",
        builder,
        "-d",
        "_build/doctrees",
        "-D",
        "language=en",
    ]
    run(
        *command,
        ".",
        output / builder,
        cwd=configuration.parent,
        READTHEDOCS="True",
        READTHEDOCS_CANONICAL_URL=CANONICAL,
        READTHEDOCS_OUTPUT=str(output),
        READTHEDOCS_VERSION_TYPE=kind,
        READTHEDOCS_LANGUAGE="en",
    )


@pytest.mark.parametrize("kind", ["shipped", "adopted"])
def test_each_format_is_made_from_the_doctrees_of_the_site(python: Path, tmp_path: Path, kind: str) -> None:
    """Its builders come after that of the HTML, for which dummy reads."""
    site = Site(WHOLE_SITES[kind](tmp_path / "clone"), root="")
    settings, doctrees, made = read(site.path), site.path / "_build/doctrees", tmp_path / "output"
    assert settings["formats"] == list(FORMATS)
    build(site.path, python, settings, made, "branch", builder="dummy")
    before = {path: path.stat().st_mtime_ns for path in doctrees.rglob("*.doctree")}
    for builder in FORMATS.values():
        build(site.path, python, settings, made, "branch", builder=builder)
    assert {path: path.stat().st_mtime_ns for path in doctrees.rglob("*.doctree")} == before
    visible = {article.docname for article in read_collection(site.path, now_in("UTC")).visible}
    (file,) = (made / "epub").glob("*.epub")
    epub = Epub(file)
    assert epub.problems() == []
    assert visible == {page.removesuffix(".xhtml") for page in epub.pages if page.startswith("articles/")}
    page = (made / "singlehtml/index.html").read_text(encoding="utf-8")
    (tex,) = (made / "latex").glob("*.tex")
    for docname in visible:
        assert f'id="document-{docname}"' in page
        assert f"{{{docname}:" in tex.read_text(encoding="utf-8")


def test_the_file_has_what_is_asked_for_and_nothing_unknown() -> None:
    settings = read(PROJECT)
    assert settings["version"] == 2
    assert settings.keys() <= KNOWN
    assert settings["sphinx"]["configuration"] == "conf.py"
    assert {"os", "tools"} <= settings["build"].keys()


def test_links_lead_somewhere_at_both_addresses(hosted: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert broken(hosted.out, "/en/latest/", address(hosted, monkeypatch)) == []
    assert broken(hosted.out, "/") == []


def test_canonical_addresses_are_those_of_the_site(hosted: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_collection(hosted.path, now_in("UTC")).found
    elsewhere = {f"{docname}.html": article.front.canonical_url for docname, article in found.items()}
    for path in hosted.out.rglob("*.html"):
        page, html = path.relative_to(hosted.out).as_posix(), path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' not in html:  # an old address names the new one
            canonical = elsewhere.get(page) or address(hosted, monkeypatch) + page
            assert f'<link rel="canonical" href="{canonical}">' in html, page


def test_a_public_version_may_be_indexed(hosted: Site) -> None:
    assert 'content="noindex"' not in (hosted.out / "index.html").read_text(encoding="utf-8")
    assert (hosted.out / "search-index/index.json").is_file() == hosted.has("search")


def test_a_preview_may_not(tmp_path: Path) -> None:
    site = Site(tmp_path / "preview")
    (site.path / "knowledge_centre").symlink_to(PROJECT / "knowledge_centre")
    build(site.path, Path(sys.executable), read(PROJECT), tmp_path / "output", "external")
    for path in (tmp_path / "output/html").rglob("*.html"):
        assert 'content="noindex"' in path.read_text(encoding="utf-8"), path.name
