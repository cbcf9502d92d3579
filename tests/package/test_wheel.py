"""The package as sites elsewhere get it: a wheel that has all of it, installed where nothing else is."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from email.parser import Parser
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from packaging.requirements import Requirement

from knowledge_centre import __version__
from maintenance.locks import lock_of, locked
from tests.imports import PACKAGE
from tests.site import checkout, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SITE = {
    "conf.py": f"""project = "Three files"
extensions = ["myst_parser", "{PACKAGE}", "{PACKAGE}.pages.byline", "{PACKAGE}.search"]
html_theme = "{PACKAGE}"
""",
    "index.md": "# Welcome\n",
    "articles/first.md": "---\ntitle: The first\ndate: 2025-06-01\nauthor: ada\n---\n\nIt is about boilers.\n",
    # An article names an author, and has a category.
    "articles/authors.yml": "ada: {name: Ada}\n",
    "articles/categories.yml": "notes: {label: Notes}\n",
}
"""The least that there can be: three files, and the two lists of names that an article needs."""


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command where the package is found only if it is installed; gives what it printed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = checkout(folder / "source")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=source)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel, by its address and hash, and what the wheel asks for."""
    folder = tmp_path_factory.mktemp("installed")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    wish = f"sphinx-knowledge-centre @ {wheel.as_uri()}#sha256={digest}\n"
    (folder / "requirements.txt").write_text(wish, encoding="utf-8")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "env", cwd=folder)  # a pip of its own takes seconds
    install = [sys.executable, "-m", "pip", "--python", str(folder / "env"), "install", "--quiet", "--no-compile"]
    lock = lock_of("requirements.txt").read_text(encoding="utf-8")
    # The versions alone, as limits: what the wheel does not ask for is not to be there.
    limits = re.findall(r"^[a-z0-9].*(?= \\$)", lock, re.MULTILINE)
    (folder / "limits.txt").write_text("\n".join(limits), encoding="utf-8")
    run(*install, "-r", "requirements.txt", "-c", "limits.txt", cwd=folder)
    return folder / "env/bin"


@pytest.fixture(scope="module")
def site(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of three files, built there."""
    folder = tmp_path_factory.mktemp("three")
    write(folder, SITE)
    run(programs / "python", "-m", "sphinx", "-W", "--keep-going", "-q", ".", "_build/html", cwd=folder)
    return folder


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")


def test_the_wheel_has_the_package_and_nothing_else(wheel: Path) -> None:
    assert wheel.name == f"sphinx_knowledge_centre-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        own = {name for name in archive.namelist() if ".dist-info/" not in name}
    source = wheel.parent / "source"  # what git tracks
    paths = [path for path in (source / PACKAGE).rglob("*") if path.is_file()]
    assert own == {path.relative_to(source).as_posix() for path in paths} | {f"{PACKAGE}/upgrading/CHANGELOG.md"}
    assert {
        f"{PACKAGE}/starter/files/{name}.template" for name in ("conf.py", "dot-gitignore", "dot-readthedocs.yaml")
    } <= own
    assert {f"{PACKAGE}/theme/{PACKAGE}/{name}" for name in ("theme.toml", "page.html", "static/js/site.js")} <= own


def test_it_can_be_had_with_the_versions_that_it_was_tested_with(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        asked = Parser().parsestr(archive.read(name).decode()).get_all("Requires-Dist", [])
    locked_here = {(one.name, one.version) for one in locked(lock_of("requirements.txt").read_text(encoding="utf-8"))}
    wishes = [Requirement(wish) for wish in asked if "locked" in wish.partition("extra ==")[2]]
    assert {(wish.name, str(wish.specifier).removeprefix("==")) for wish in wishes} == locked_here


def test_a_new_site_pins_the_wheel_that_made_it(programs: Path, wheel: Path, tmp_path: Path) -> None:
    told = run(programs / "knowledge-centre", "init", tmp_path / "new", "--yes", cwd=tmp_path)
    assert f"pinned: ./wheels/{wheel.name}[live,locked]" in told
    assert (tmp_path / "new/wheels" / wheel.name).read_bytes() == wheel.read_bytes()
    assert run(programs / "knowledge-centre", "check", cwd=tmp_path / "new").endswith("1 article, 0 mistakes\n")
    assert "which is installed" in run(programs / "knowledge-centre", "upgrade", cwd=tmp_path / "new")


def test_a_site_of_three_files(site: Path) -> None:
    out = site / "_build/html"
    page = BeautifulSoup((out / "articles/first.html").read_text(encoding="utf-8"), "html5lib")
    assert text(page.select_one(".byline-authors .p-name")) == "Ada"
    assert page.select_one(".site-header .search-open") is not None
    (style,) = page.select('link[rel="stylesheet"]')
    assert str(style["href"]).startswith("../_static/site.css")
    assert "--kc-accent" in (out / "_static/site.css").read_text(encoding="utf-8")
    assert 'id="search-results"' in (out / "search.html").read_text(encoding="utf-8")
    assert (out / "search-index/index.json").is_file()


def test_its_articles_are_checked_by_the_program(site: Path, programs: Path) -> None:
    assert run(programs / "knowledge-centre", "check", cwd=site).endswith("1 article, 0 mistakes\n")
