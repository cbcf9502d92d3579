"""What Read the Docs would do with .readthedocs.yaml: a fresh clone, a fresh environment, its commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.links import broken
from tests.site import PROJECT, Site, checkout

CANONICAL = "https://kc.example/en/latest/"
KNOWN = {"version", "build", "sphinx", "python", "formats", "search", "submodules"}
"""The keys of a configuration file of version 2 that are not conda's; any other fails the build."""


def run(*command: str | Path, cwd: Path, **environment: str) -> None:
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the build that the file asks for."""
    folder = tmp_path_factory.mktemp("rtd")
    clone, output = checkout(folder / "clone"), folder / "output"
    settings = yaml.safe_load((clone / ".readthedocs.yaml").read_text(encoding="utf-8"))
    run(sys.executable, "-m", "venv", folder / "env", cwd=clone)
    python = folder / "env/bin/python"
    for requirement in settings["python"]["install"]:
        run(python, "-m", "pip", "install", "--quiet", "-r", requirement["requirements"], cwd=clone)
    build(clone, python, settings, output, "branch")
    shutil.rmtree(folder / "env")
    assert not (clone / "_build/html").exists()
    return output / "html"


def build(clone: Path, python: Path, settings: dict[str, dict[str, object]], output: Path, kind: str) -> None:
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
        "html",
        "-d",
        "_build/doctrees",
        "-D",
        "language=en",
    ]
    run(
        *command,
        ".",
        output / "html",
        cwd=configuration.parent,
        READTHEDOCS="True",
        READTHEDOCS_CANONICAL_URL=CANONICAL,
        READTHEDOCS_OUTPUT=str(output),
        READTHEDOCS_VERSION_TYPE=kind,
        READTHEDOCS_LANGUAGE="en",
    )


def test_the_file_has_what_is_asked_for_and_nothing_unknown() -> None:
    settings = yaml.safe_load((PROJECT / ".readthedocs.yaml").read_text(encoding="utf-8"))
    assert settings["version"] == 2
    assert settings.keys() <= KNOWN
    assert settings["sphinx"]["configuration"] == "conf.py"
    assert {"os", "tools"} <= settings["build"].keys()


def test_links_lead_somewhere_at_both_addresses(hosted: Path) -> None:
    assert broken(hosted, "/en/latest/", CANONICAL) == []
    assert broken(hosted, "/") == []


def test_canonical_addresses_are_those_of_the_host(hosted: Path) -> None:
    for path in hosted.rglob("*.html"):
        page, html = path.relative_to(hosted).as_posix(), path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' not in html:  # an old address names the new one
            assert f'<link rel="canonical" href="{CANONICAL}{page}">' in html, page


def test_a_public_version_may_be_indexed(hosted: Path) -> None:
    assert 'content="noindex"' not in (hosted / "index.html").read_text(encoding="utf-8")
    assert (hosted / "pagefind/pagefind.js").is_file()


def test_a_preview_may_not(tmp_path: Path) -> None:
    site = Site(tmp_path / "preview")
    settings = yaml.safe_load((PROJECT / ".readthedocs.yaml").read_text(encoding="utf-8"))
    (site.path / "knowledge_centre").symlink_to(PROJECT / "knowledge_centre")
    build(site.path, Path(sys.executable), settings, tmp_path / "output", "external")
    for path in (tmp_path / "output/html").rglob("*.html"):
        assert 'content="noindex"' in path.read_text(encoding="utf-8"), path.name
