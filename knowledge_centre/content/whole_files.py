"""Files are written whole: beside their place, then renamed, so that nobody meets half of one, whatever was killed when."""

from __future__ import annotations

import os
from pathlib import PosixPath, WindowsPath

PART = ".part"
"""What the name of a file that is being written ends in. It is never part of a finished output."""
_Path = WindowsPath if os.name == "nt" else PosixPath


def write_whole(path: os.PathLike[str] | str, data: bytes) -> None:
    """Have a file hold *data*. Raises :class:`OSError` where that fails, and the old file is untouched then."""
    place = _Path(path)
    part = place.with_name(f".{place.name[:200]}.{os.getpid()}{PART}")
    try:
        part.write_bytes(data)
        part.replace(place)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_if_changed(path: os.PathLike[str] | str, data: bytes) -> None:
    """Have a file hold *data*; one that does keeps its time."""
    place = _Path(path)
    if not place.is_file() or place.read_bytes() != data:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, data)


class WholePath(_Path):  # type: ignore[misc, valid-type]
    """A path whose ``write_text`` writes the file whole."""

    def write_text(  # type: ignore[override]
        self, data: str, encoding: str | None = None, errors: str | None = None, newline: str | None = None
    ) -> int:
        del newline
        write_whole(self, data.encode(encoding or "utf-8", errors or "strict"))
        return len(data)
