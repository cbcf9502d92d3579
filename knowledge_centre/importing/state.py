"""What was imported before: ``articles/.imported.json``, believed only where the files are as it says."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from knowledge_centre.content.taxonomies import ARTICLES
from knowledge_centre.content.whole_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME = f"{ARTICLES}/.imported.json"
VERSION = 1
KEYS = frozenset({"article", "digest", "made_from"})


def of_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


class State:
    """By system and identity of a post: the path of its article, the digest of what was written, and of what it was made from."""

    def __init__(self, site: Path, system: str) -> None:
        self.site, self.system = site, system
        self.known, pending = _read(site / NAME)
        for key, entry in pending.items():
            data = site / entry["article"]
            written = data.is_file() and of_bytes(data.read_bytes()) == entry["digest"]
            if written or (key not in self.known and data.is_file()):
                self.known[key] = entry

    def get(self, identity: str) -> dict[str, str] | None:
        return self.known.get(f"{self.system}:{identity}")

    def set(self, identity: str, article: str, digest: str, made_from: str) -> None:
        self.known[f"{self.system}:{identity}"] = _entry(article, digest, made_from)

    def intend(self, planned: Iterable[tuple[str, str, str, str]]) -> None:
        """Note what will be written, as :meth:`set` takes it, before it is: after a stop it is known again."""
        self._save({f"{self.system}:{identity}": _entry(*rest) for identity, *rest in planned})

    def is_untouched(self, entry: dict[str, str]) -> bool:
        """Whether the article is what the import wrote."""
        path = self.site / entry["article"]
        return path.is_file() and of_bytes(path.read_bytes()) == entry["digest"]

    def save(self) -> None:
        """All is done."""
        self._save({})

    def _save(self, pending: dict[str, dict[str, str]]) -> None:
        data = {"version": VERSION, "posts": dict(sorted(self.known.items()))} | (
            {"pending": pending} if pending else {}
        )
        write_whole(self.site / NAME, f"{json.dumps(data, indent=1, ensure_ascii=False)}\n".encode())


def _entry(article: str, digest: str, made_from: str) -> dict[str, str]:
    return {"article": article, "digest": digest, "made_from": made_from}


def _read(path: Path) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """What was written, and what was about to be; nothing where the file is not there, or is none of ours."""
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}, {}
    if not isinstance(data, dict) or data.get("version") != VERSION:
        return {}, {}
    return _entries(data.get("posts")), _entries(data.get("pending"))


def _entries(posts: Any) -> dict[str, dict[str, str]]:
    if not isinstance(posts, dict):
        return {}
    return {
        key: entry
        for key, entry in posts.items()
        if isinstance(entry, dict)
        and entry.keys() == KEYS
        and all(isinstance(text, str) for text in entry.values())
        and entry["article"].startswith(f"{ARTICLES}/")
        and ".." not in entry["article"]
    }
