"""The locks: which packages there are, at which version, with the hashes of which files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from packaging.markers import Marker

PROJECT = Path(__file__).parent.parent
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt", "requirements-tools.txt")
"""What people write. The lock of each has the same name, in ``locked/``."""
ENTRY = re.compile(r"^([a-z0-9-]+)==(\S+)(.*(?:\n {4}--hash=.*)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\b")


class Locked(NamedTuple):
    """One package of a lock. One that needs other versions elsewhere is there twice, each with its marker."""

    name: str
    version: str
    hashes: tuple[str, ...]
    is_for_here: bool
    """Whether this system and Python need it."""


def locked(text: str) -> list[Locked]:
    """The packages of a lock, from its text."""
    return [
        Locked(name, version, tuple(HASH.findall(rest)), _is_for_here(rest.partition("\n")[0].strip(" \\;")))
        for name, version, rest in ENTRY.findall(text)
    ]


def _is_for_here(marker: str) -> bool:
    return not marker or Marker(marker).evaluate()


def lock_of(requirements: str) -> Path:
    """Where the lock of a file of requirements is."""
    return PROJECT / "locked" / requirements
