"""``make release VERSION=1.2.3``: the version, the changelog's date, the digests, a kept site, the wheel and its source, the tag."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from knowledge_centre.content.clock import now_in
from knowledge_centre.content.whole_files import write_whole
from knowledge_centre.upgrading.versions import digests, number
from maintenance.kept_site import KEPT, keep

CHANGELOG, PROGRAM = "CHANGELOG.md", "knowledge_centre/__init__.py"
THEME, RELEASES = "knowledge_centre/theme/knowledge_centre", "knowledge_centre/upgrading/releases"
UNRELEASED = re.compile(r"^## \[(?:Unreleased|(?P<version>[\d.]+)\] - Unreleased)\]?[ \t]*$", re.MULTILINE)
WRITTEN = re.compile(r'^__version__ = "(.*)"$', re.MULTILINE)
SECTION = re.compile(r"^## ", re.MULTILINE)


def release_files(project: Path, version: str, day: datetime) -> dict[str, str]:
    """The text of each file that a release changes, by its path.

    Raises :class:`ValueError` where there is no such release to be made.
    """
    program = (project / PROGRAM).read_text(encoding="utf-8")
    found = WRITTEN.search(program)
    assert found is not None
    if number(version) < number(found[1]):
        msg = f"{version} comes before {found[1]}, which {PROGRAM} has: give a later one."
        raise ValueError(msg)
    theme = json.dumps(digests(project / THEME), indent=1) + "\n"
    return {
        PROGRAM: WRITTEN.sub(f'__version__ = "{version}"', program),
        CHANGELOG: dated((project / CHANGELOG).read_text(encoding="utf-8"), version, day),
        f"{RELEASES}/{version}.json": theme,
    }


def dated(text: str, version: str, day: datetime) -> str:
    """The changelog whose first section, which has no date, is that of a release."""
    found = UNRELEASED.search(text)
    if not found or found["version"] not in {None, version}:
        msg = f'{CHANGELOG} has no section "## [{version}] - Unreleased": write what this release changes there.'
        raise ValueError(msg)
    following = SECTION.search(text, found.end())
    if not re.search(r"^- ", text[found.end() : following.start() if following else None], re.MULTILINE):
        msg = f"{CHANGELOG} says nothing of {version}: write what it changes."
        raise ValueError(msg)
    return f"{text[: found.start()]}## [{version}] - {day:%Y-%m-%d}{text[found.end() :]}"


def git(project: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=project, check=True, capture_output=True, text=True).stdout  # noqa: S607


def obstacle(project: Path, version: str) -> str:
    """Why no release can be made of the repository as it is; empty where one can."""
    if changed := git(project, "status", "--porcelain"):
        return f"What is not committed would not be in the release:\n{changed}Commit it, or put it aside."
    if git(project, "tag", "--list", f"v{version}"):
        return f"There is a tag v{version}: a release is made once."
    return ""


def build(project: Path, into: Path) -> list[Path]:
    """The wheel and its source, which are the same bytes wherever they are made."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(into)]
    subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL)
    return sorted(into.iterdir())


@click.command()
@click.argument("version")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("-C", "--project", type=click.Path(path_type=Path), default=Path(), help="The repository.")
def release(version: str, project: Path, *, dry_run: bool) -> None:
    """Make a release of the repository, and tag it. Nothing is pushed."""
    try:
        if why := obstacle(project, version):
            raise click.ClickException(why)
        files = release_files(project, version, now_in("UTC").astimezone(UTC))
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    into = project / "dist" / version
    if dry_run:
        click.echo(f"Would write {', '.join(files)}, build into {into}, commit, and tag v{version}.")
        return
    before = git(project, "rev-parse", "HEAD").strip()
    try:
        for path, text in files.items():
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            write_whole(project / path, text.encode())
        if not (project / KEPT / version).is_dir():
            keep(project, version)
        made = build(project.resolve(), into.resolve())
        git(project, "add", "--", *files, KEPT)
        git(project, "commit", "--message", f"Release {version}")
        git(project, "tag", "--annotate", f"v{version}", "--message", version)
    except BaseException:
        git(project, "reset", "--hard", "--quiet", before)
        git(project, "clean", "--force", "-d", "--quiet", "--", RELEASES, KEPT)
        raise
    for file in made:
        click.echo(f"{file.relative_to(project.resolve())}  sha256={hashlib.sha256(file.read_bytes()).hexdigest()}")
    click.echo(
        f"Tagged v{version}. Next: git push origin HEAD v{version}, and put these two files where sites find them."
    )


if __name__ == "__main__":
    release()
