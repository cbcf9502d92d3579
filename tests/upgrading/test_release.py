"""``make release`` in a copy of the repository, and ``upgrade`` from one of its releases to the next."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from maintenance.release import dated
from tests.site import NOW, PROJECT, checkout

if TYPE_CHECKING:
    from pathlib import Path

DAY = datetime(2026, 12, 1, tzinfo=UTC)
SHARE = "knowledge_centre/theme/knowledge_centre/components/share.html"
FOOTER = "knowledge_centre/theme/knowledge_centre/static/css/footer.css"
RENAMES = '(Rename("setting", "knowledge_centre_author_type", "knowledge_centre_signed_by", "9.1.0"),)'


class Repository:
    """A copy of this one, whose programs are run from there."""

    def __init__(self, path: Path) -> None:
        self.path = checkout(path)
        self.git("init", "--quiet")
        self.commit()

    def git(self, *arguments: str) -> str:
        names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        command = ["git", *names, *arguments]
        return subprocess.run(command, cwd=self.path, check=True, capture_output=True, text=True).stdout

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Work")

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.path / path).read_text(encoding="utf-8")
        assert old in text
        (self.path / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    def run(self, module: str, *arguments: str | Path, code: int = 0) -> str:
        people = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        environment = {**os.environ, "PYTHONPATH": str(self.path), "SOURCE_DATE_EPOCH": NOW, **people}
        command = [sys.executable, "-m", module, *map(str, arguments)]
        done = subprocess.run(command, cwd=self.path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr


def test_a_site_goes_from_one_release_to_the_next(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    repository.edit("CHANGELOG.md", "## [1.0.0] - Unreleased", "## [Unreleased]")
    assert "is not committed" in repository.run("maintenance.release", "9.0.0", code=1)
    repository.commit()
    assert "Would write" in repository.run("maintenance.release", "9.0.0", "--dry-run")
    assert repository.git("status", "--porcelain") == ""
    repository.run("maintenance.release", "9.0.0")
    assert repository.git("describe").strip() == "v9.0.0"
    assert "## [9.0.0] - 2026-02-02\n" in (repository.path / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "has no section" in repository.run("maintenance.release", "9.1.0", code=1)
    assert repository.git("status", "--porcelain") == ""

    site = tmp_path / "site"
    repository.run("knowledge_centre", "init", site, "--yes", "--name=Payments")
    for original, own in ((SHARE, "_templates/components/share.html"), (FOOTER, "_static/css/footer.css")):
        (site / own).parent.mkdir(parents=True, exist_ok=True)
        (site / own).write_bytes((repository.path / original).read_bytes() + b"\n")
    (site / "_templates/components/cite.html").write_bytes(
        (repository.path / SHARE).with_name("cite.html").read_bytes()
    )
    shutil.copytree(
        repository.path / "tests/kept/9.0.0", repository.path / "tests/kept/9.1.0"
    )  # to make one takes a build
    assert "fits 9.0.0, which is installed" in repository.run("knowledge_centre", "upgrade", "-C", site)

    for original in (SHARE, SHARE.replace("share", "cite"), SHARE.replace("share", "subscribe")):
        repository.edit(original, "{#", "{# Changed.")
    repository.edit("CHANGELOG.md", "## [9.0.0]", "## [9.1.0] - Unreleased\n\n- Sharing is another one.\n\n## [9.0.0]")
    repository.edit("knowledge_centre/content/renames.py", "= ()", f"= {RENAMES}")
    repository.commit()
    repository.run("maintenance.release", "9.1.0")
    (wheel,) = (repository.path / "dist/9.1.0").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        carried = {
            name for name in archive.namelist() if name.startswith("knowledge_centre/upgrading/") and ".py" not in name
        }
    assert carried == {
        f"knowledge_centre/upgrading/{name}" for name in ("CHANGELOG.md", "releases/9.0.0.json", "releases/9.1.0.json")
    }

    before = (site / "conf.py").read_text(encoding="utf-8")
    told = json.loads(repository.run("knowledge_centre", "upgrade", "-C", site, "--dry-run", "--json"))
    assert (site / "conf.py").read_text(encoding="utf-8") == before
    assert told["changelog"] == "## [9.1.0] - 2026-02-02\n\n- Sharing is another one."
    assert [one["message"] for one in told["renamed"]] == [
        '"knowledge_centre_author_type" is "knowledge_centre_signed_by" now'
    ]
    assert {one["path"]: one["message"].partition(":")[0] for one in told["look at"]} == {
        "_templates/components/cite.html": "its original changed, and this is the old one as it was",
        "_templates/components/share.html": "its original changed",
        "_templates/components/subscribe.html": "its original changed",
    }
    said = repository.run("knowledge_centre", "upgrade", "-C", site)
    assert "From 9.0.0 to 9.1.0." in said
    assert "1 name got new ones, 3 files to look at." in said
    after = before.replace("knowledge_centre_author_type", "knowledge_centre_signed_by").replace('"9.0.0"', '"9.1.0"')
    assert (site / "conf.py").read_text(encoding="utf-8") == after
    assert "fits 9.1.0, which is installed" in repository.run("knowledge_centre", "upgrade", "-C", site)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## [Unreleased]\n\n- a\n\n## [1.0.0] - 2026-01-01\n", "## [1.1.0] - 2026-12-01\n\n- a\n\n## [1.0.0] - 2026-01-01\n"),
        ("# A\n\n## [1.1.0] - Unreleased\n\n### Added\n\n- a\n", "# A\n\n## [1.1.0] - 2026-12-01\n\n### Added\n\n- a\n"),
    ],
)  # fmt: skip
def test_the_changelog_gets_the_day(text: str, expected: str) -> None:
    assert dated(text, "1.1.0", DAY) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("## [1.0.0] - 2026-01-01\n\n- a\n", "has no section"),
        ("## [1.2.0] - Unreleased\n\n- a\n", "has no section"),
        ("## [1.1.0] - Unreleased\n\n## [1.0.0] - 2026-01-01\n\n- a\n", "says nothing of 1.1.0"),
    ],
)
def test_a_changelog_that_says_nothing_stops_it(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        dated(text, "1.1.0", DAY)


def test_make_has_the_target() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert "-m maintenance.release $(VERSION)" in makefile
