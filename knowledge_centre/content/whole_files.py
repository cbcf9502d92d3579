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
    part = path.parent / _part(path)
    try:
        yield part
        with suppress(FileNotFoundError):
            part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Have a file hold *data*. Raises :class:`OSError` where that fails; the old file is untouched then."""
    part = os.path.join(path.parent, _part(path))  # noqa: PTH118 - here and below: a build writes thousands of files
    try:
        write(part, data)
        os.replace(part, path)  # noqa: PTH105
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(part)  # noqa: PTH108
        raise


def write_if_changed(path: Path, data: bytes) -> None:
    """Have a file hold *data*; one that does keeps its time."""
    try:
        if path.read_bytes() == data:
            return
    except OSError:
        pass
    write_whole(path, data)


def write(path: str, data: bytes) -> None:
    """Make a file, and its folder where there is none: in half of the calls that Python's own way takes."""
    try:
        file = open(path, "wb", buffering=0)  # noqa: PTH123, SIM115
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        file = open(path, "wb", buffering=0)  # noqa: PTH123, SIM115
    with file:
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]


def _part(path: Path) -> str:
    return f".{path.name[:100]}.{os.getpid()}.part"
