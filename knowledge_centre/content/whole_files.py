"""Files are written whole: beside their place, then renamed, so that nobody meets half of one, whatever was killed when."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A place to make a file at, which then takes that of the one at *path*. Where it is not made, nothing happens.

    Raises :class:`OSError` where it cannot take it; the old file is untouched then.
    """
    part = path.parent / f".{path.name[:100]}.{os.getpid()}.part"
    try:
        yield part
        with suppress(FileNotFoundError):
            part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Have a file hold *data*. Raises :class:`OSError` where that fails; the old file is untouched then."""
    with replacing(path) as part:
        part.write_bytes(data)


def write_if_changed(path: Path, data: bytes) -> None:
    """Have a file hold *data*; one that does keeps its time."""
    try:
        if path.read_bytes() == data:
            return
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)
