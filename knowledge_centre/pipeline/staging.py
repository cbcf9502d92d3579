"""Where there are new pages, what a build writes waits, and is put in its place at the end: a reader meets no half of it.

What is new comes first, the first page last of it. Then what is another one, so that nothing leads to what is not there
yet. What is removed goes after that, when nothing leads to it any more. Where no page is new, none can be missed: each is
put in its place once it is written, and whoever waits for it has it sooner.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = ".new"
"""In the output, so that a file moves by its name alone."""


def stage(outdir: Path, path: Path, data: bytes) -> None:
    """Have a file of the output hold *data* at the end of the build."""
    place = outdir / FOLDER / path.relative_to(outdir)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def clear(outdir: Path) -> None:
    """Forget what a build has left that was stopped."""
    shutil.rmtree(outdir / FOLDER, ignore_errors=True)


def publish(
    outdir: Path, files: Iterable[str], whole: tuple[str, ...], first_page: str
) -> Iterator[tuple[str, OSError]]:
    """Put all that waits in its place: pages, then *files*, in their order. Gives what could not be.

    Of the folders that are *whole*, no file is put in its place after one that could not be.
    """
    made = list(files)
    names = [*sorted(_waiting(outdir).difference(made)), *made]
    new = {name for name in names if not (outdir / name).exists()}
    broken: tuple[str, ...] = ()
    for name in sorted(names, key=lambda name: (name not in new, name == first_page)):
        place = outdir / FOLDER / name
        if name.startswith(broken) or not place.is_file():
            continue
        try:
            (outdir / name).parent.mkdir(parents=True, exist_ok=True)
            place.replace(outdir / name)
        except OSError as error:
            broken += tuple(folder for folder in whole if name.startswith(folder))
            yield name, error
    clear(outdir)


def _waiting(outdir: Path) -> set[str]:
    folder = outdir / FOLDER
    return {
        Path(root, name).relative_to(folder).as_posix() for root, _folders, names in os.walk(folder) for name in names
    }
