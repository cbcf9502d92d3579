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

from knowledge_centre.content.whole_files import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = ".new"
"""In the output, so that a file moves by its name alone."""


def stage(outdir: Path, path: Path, data: bytes) -> None:
    """Have a file of the output hold *data* at the end of the build."""
    write(os.path.join(outdir, FOLDER, str(path).removeprefix(f"{outdir}{os.sep}")), data)  # noqa: PTH118


def clear(outdir: Path) -> None:
    """Forget what a build has left that was stopped."""
    shutil.rmtree(outdir / FOLDER, ignore_errors=True)


def publish(
    outdir: Path, files: Iterable[str], whole: tuple[str, ...], first_page: str
) -> Iterator[tuple[str, OSError]]:
    """Put all that waits in its place: pages, then *files*, in their order. Gives what could not be.

    Of the folders that are *whole*, no file is put in its place after one that could not be.
    """
    folder, waiting = os.path.join(outdir, FOLDER), _waiting(outdir)  # noqa: PTH118
    made = [name for name in files if name in waiting]
    names = [*sorted(waiting.difference(made)), *made]
    new = {name for name in names if not os.path.exists(os.path.join(outdir, name))}  # noqa: PTH110, PTH118
    broken: tuple[str, ...] = ()
    for name in sorted(names, key=lambda name: (name not in new, name == first_page)):
        if name.startswith(broken):
            continue
        try:
            _move(os.path.join(folder, name), os.path.join(outdir, name))  # noqa: PTH118
        except OSError as error:
            broken += tuple(folder for folder in whole if name.startswith(folder))
            yield name, error
    clear(outdir)


def _move(source: str, target: str) -> None:
    try:
        os.replace(source, target)  # noqa: PTH105
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        os.replace(source, target)  # noqa: PTH105


def _waiting(outdir: Path) -> set[str]:
    folder = outdir / FOLDER
    return {
        name if root == str(folder) else f"{Path(root).relative_to(folder).as_posix()}/{name}"
        for root, _folders, names in os.walk(folder)
        for name in names
    }
