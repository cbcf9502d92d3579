"""Answers that follow from what was asked alone, kept in a file from build to build, so that none is worked out twice."""

from __future__ import annotations

import hashlib
import pickle
from typing import TYPE_CHECKING, Any, TypeVar

from knowledge_centre.content.fingerprints import digest
from knowledge_centre.content.made_by import programs
from knowledge_centre.content.whole_files import write_if_changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Answer = TypeVar("Answer")
DIGEST = hashlib.blake2b().digest_size


class KeptAnswers:
    """The answers of one kind. Those that a build does not ask for are forgotten.

    They are believed while the programs and *made_from* are what they were, and only if all of the file is as it was
    left. Without a *path* nothing is kept.
    """

    def __init__(self, path: Path | None, *made_from: object) -> None:
        self.path = path
        self.made_by = digest(programs(), *made_from).encode() if path else b""
        self.before = self._load()
        self.now: dict[bytes, Any] = {}

    def answer(self, asked: bytes, make: Callable[[], Answer]) -> Answer:
        """What *make* gave when the same was asked, or gives now."""
        key = hashlib.blake2b(asked, digest_size=16).digest()
        found: Answer = self.before[key] if key in self.before else make()
        self.now[key] = found
        return found

    def keep(self) -> None:
        """To be called when all is asked."""
        if self.path is not None and self.now.keys() != self.before.keys():
            data = self.made_by + pickle.dumps(self.now, pickle.HIGHEST_PROTOCOL)
            write_if_changed(self.path, hashlib.blake2b(data).digest() + data)

    def _load(self) -> dict[bytes, Any]:
        try:
            kept = self.path.read_bytes() if self.path else b""
        except OSError:
            return {}
        data = kept[DIGEST:]
        if hashlib.blake2b(data).digest() != kept[:DIGEST] or not data.startswith(self.made_by):
            return {}
        found: dict[bytes, Any] = pickle.loads(data[len(self.made_by) :])  # noqa: S301 - it is what this program wrote
        return found
