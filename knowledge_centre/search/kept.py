"""What search keeps from one build to the next: each file begins with a digest, and is believed only if that fits."""

from __future__ import annotations

import hashlib
import marshal
import sys
from typing import TYPE_CHECKING, Any

from knowledge_centre.content.whole_files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

DIGEST = 16
"""Bytes."""
FORM = f"{sys.implementation.cache_tag} {marshal.version}".encode()
"""Another Python writes and reads other bytes."""


def read_kept(path: Path) -> Any:
    """What is kept in a file; ``None`` where there is nothing, or not what was kept."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a third of the time: there is a file an article
            data = file.read()
    except OSError:
        return None
    view = memoryview(data)
    if view[:DIGEST] != _digest(view[DIGEST:]):
        return None
    return marshal.loads(view[DIGEST:])  # noqa: S302 - it is what this program wrote


def keep(path: Path, value: Any) -> None:
    """Keep plain data: tuples, dictionaries, texts, numbers, bytes."""
    data = marshal.dumps(value, 2)
    write_whole(path, _digest(data) + data)


def _digest(data: bytes | memoryview) -> bytes:
    return hashlib.blake2b(data, digest_size=DIGEST, key=FORM).digest()
