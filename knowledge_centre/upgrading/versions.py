"""The releases: how they are compared, what their changelog says, and the digests that each of them carries."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
SECTION = re.compile(r"^## \[([^]]+)\].*$", re.MULTILINE)
HERE = Path(__file__).parent
RELEASES = HERE / "releases"
"""A file for each release, with the digests of what the theme had then."""
CHANGELOG = "CHANGELOG.md"


def number(version: str) -> tuple[int, ...]:
    """A release for comparison. Raises :class:`ValueError` where it is none."""
    if not (found := VERSION.fullmatch(version)):
        msg = f"{quoted(version)} is no release: write three numbers, such as 1.2.0."
        raise ValueError(msg)
    return tuple(map(int, found.groups()))


def changelog() -> str:
    """The text of the changelog: in a wheel it is beside this module, in a repository at the top."""
    places = (HERE / CHANGELOG, HERE.parent.parent / CHANGELOG)
    return next((path.read_text(encoding="utf-8") for path in places if path.is_file()), "")


def between(text: str, old: str, new: str) -> str:
    """The sections of a changelog that came after a release, up to another one."""
    found = list(SECTION.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    sections = [
        text[match.start() : end].strip()
        for match, end in zip(found, ends, strict=True)
        if VERSION.fullmatch(match[1]) and number(old) < number(match[1]) <= number(new)
    ]
    return "\n\n".join(sections)


def digests(theme: Path) -> dict[str, str]:
    """What a site may have a file of its own of, by its path in the theme, each with a digest of its text."""
    paths = [path for path in theme.rglob("*") if path.suffix in {".html", ".css", ".js"}]
    return {path.relative_to(theme).as_posix(): digest(path) for path in sorted(paths)}


def digest(path: Path) -> str:
    """Of a text, whatever ends its lines."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def released(version: str) -> Mapping[str, str] | None:
    """The digests that a release had; nothing where it left none."""
    path = RELEASES / f"{version}.json"
    if not path.is_file():
        return None
    files: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return files
