"""Changes of several files that belong together: all are made, or none, whatever is killed when.

What is to be written is put beside first, with a list of all steps; that folder gets its name last, and from then on the
change is finished, by this call or by the next. Each step may be done twice.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import Diagnostic
from knowledge_centre.content.whole_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FOLDER = ".knowledge-centre-move"
PREPARED = f"{FOLDER}.part"
STEPS = "steps.json"


class ChangedMeanwhileError(Exception):
    """A file is another one than when the change was planned; its path is the argument."""


@dataclass
class Change:
    """What is to become of files; paths are relative to the site's folder."""

    renamed: dict[str, str] = field(default_factory=dict)
    """Files and folders by their old path, which happens first."""
    written: dict[str, bytes] = field(default_factory=dict)
    """By their path afterwards."""


@dataclass
class Steps:
    """A change as the journal has it."""

    renamed: list[tuple[str, str]]
    written: list[tuple[str, str, str]]
    """The path of each file, its digest before and after."""


def make(site: Path, change: Change) -> None:
    """Make a change. Raises :class:`OSError` where it cannot be prepared: then nothing has happened."""
    prepared = site / PREPARED
    shutil.rmtree(prepared, ignore_errors=True)
    prepared.mkdir()
    steps = Steps([*change.renamed.items()], [])
    back = {new: old for old, new in change.renamed.items()}
    for number, (path, text) in enumerate(change.written.items()):
        (prepared / str(number)).write_bytes(text)
        steps.written.append((path, _digest(site / _before(path, back)), hashlib.sha256(text).hexdigest()))
    (prepared / STEPS).write_text(json.dumps(asdict(steps)), encoding="utf-8")
    prepared.replace(site / FOLDER)
    finish(site)


def _before(path: str, back: Mapping[str, str]) -> str:
    """The path that a file has before the renaming."""
    for new, old in back.items():
        if path == new or path.startswith(f"{new}/"):
            return old + path[len(new) :]
    return path


def finish(site: Path) -> bool:
    """Finish a change that was stopped; gives whether there was one.

    Raises :class:`ChangedMeanwhileError` where a file was edited since; nothing more is done then.
    """
    journal = site / FOLDER
    if not (journal / STEPS).is_file():
        shutil.rmtree(site / PREPARED, ignore_errors=True)
        return False
    steps = Steps(**json.loads((journal / STEPS).read_text(encoding="utf-8")))
    for old, new in steps.renamed:
        if (site / old).exists() and not (site / new).exists():
            (site / old).replace(site / new)
        elif not (site / new).exists():
            raise ChangedMeanwhileError(old)
    for path, before, after in steps.written:
        if _digest(site / path) not in {before, after}:
            raise ChangedMeanwhileError(path)
    for number, (path, _before, after) in enumerate(steps.written):
        if _digest(site / path) != after:
            write_whole(site / path, (journal / str(number)).read_bytes())
    shutil.rmtree(journal)
    return True


def _digest(path: Path) -> str:
    """Of a file's bytes; nothing for one that is not there."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def unfinished(site: Path) -> Iterator[Diagnostic]:
    """That a change was stopped in the middle."""
    if (site / FOLDER / STEPS).is_file():
        message, remedy = "a move was stopped in the middle", "finish it with knowledge-centre move --finish."
        yield Diagnostic(FOLDER, 1, 0, "interrupted-move", message, remedy)
