"""Files of the output that are no pages: covers, feeds, maps of the site. Each is made when what it is made from changed."""

from __future__ import annotations

import math
import os
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util import logging
from sphinx.util.parallel import parallel_available

from knowledge_centre.compat.parallel import in_parallel
from knowledge_centre.content.fingerprints import digest
from knowledge_centre.content.old_urls import PathRegistry
from knowledge_centre.content.whole_files import write_if_changed
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.pipeline.own_places import is_own
from knowledge_centre.pipeline.staging import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx.application import Sphinx

    from knowledge_centre.content.diagnostics import Diagnostic
    from knowledge_centre.pipeline.build import Build

FEW, PARTS = 20, 2
"""Files for which it is not worth while to start a process, and parts of the work for each process."""
logger = logging.getLogger(__name__)


class File(NamedTuple):
    """A file that an extension offers at ``catalogue-collect-files``."""

    name: str
    """Its path in the output."""
    made_from: object
    """Plain data: while it, and the programs, are those of the last build, the file is not made again."""
    make: Callable[[], bytes | str]
    together: str = ""
    """Files with the same word here share what they are made from, so one process makes all of them."""


class Alternative(NamedTuple):
    """Files that an author asks for. They stand or fall together, and give way to all others."""

    files: tuple[File, ...]
    refuse: Callable[[str], Diagnostic]
    """What the author is told where they cannot stand: it is given whose address theirs is."""


class Files(NamedTuple):
    """Files of one folder that need each other, and of which a build makes only those that changed.

    They are made in their order. Where one cannot be, none after it is, and none of the old ones is removed: a last file
    that leads to the others always leads to files that are there.
    """

    name: str
    """Of the folder. Nothing else may be in it."""
    made_from: object
    make: Callable[[], Iterable[File]]
    """Asked only when *made_from* changed or one of the files is not what it was."""


def collect_files(app: Sphinx, build: Build, others: Iterable[str]) -> None:
    """Have the output hold what the extensions offer. *others* are the names of the files that Sphinx wrote."""
    alternatives: list[Alternative] = []
    wanted: list[File] = []
    for offered in app.emit("catalogue-collect-files", article_domain(app.env).catalogue):
        for offer in offered or ():
            match offer:
                case File():
                    wanted += [offer] * _is_wanted(build, offer)
                case Files():
                    _make_files(app, build, offer)
                case Alternative():
                    alternatives.append(offer)
    _make(app, build, wanted)
    if not alternatives:
        return
    registry = PathRegistry()
    registry.add((*others, *build.manifest.files), "another file of the site")
    for alternative in alternatives:
        names = [file.name for file in alternative.files]
        if problem := registry.problem(names):
            refusal = alternative.refuse(problem)
            location = f"{refusal.path}:{refusal.line}"
            logger.warning(refusal.text, location=location, type="knowledge_centre", subtype="redirect_from")
            continue
        registry.add(names, f"a redirect of {alternative.refuse('').path}")
        for file in alternative.files:
            _make_file(app, build, file)


def _make_file(app: Sphinx, build: Build, file: File) -> bool:
    """Have the output hold a file. Gives whether it does now."""
    return not _is_wanted(build, file) or _make(app, build, [file])


def _is_wanted(build: Build, file: File) -> bool:
    """Whether the output does not hold the file as it is to be."""
    if is_own(build, file.name):
        build.manifest.files[file.name] = ""
        return False
    build.manifest.files[file.name] = now = digest(build.programs, file.made_from)
    return build.before.files.get(file.name) != now or file.name in build.damaged


def _make(app: Sphinx, build: Build, files: Sequence[File]) -> bool:
    """Make files, many of them in as many processes as there are. Gives whether all are written."""
    if not files:
        return True
    outdir = Path(app.outdir)
    build.void_manifest(outdir)
    parts = list(_parts(files, app.parallel * PARTS))
    write = partial(_write, outdir, build.waits)
    if app.parallel > 1 and parallel_available and len(parts) > 1:
        written = list(chain.from_iterable(in_parallel(parts, write, app.parallel)))
    else:
        written = write(files)
    build.made += sorted(name for name, problem in written if build.waits and problem is None)
    problems = sorted((name, problem) for name, problem in written if problem is not None)
    for name, problem in problems:
        failed(app, build, name, problem)
    return not problems


def _parts(files: Sequence[File], number: int) -> Iterator[Sequence[File]]:
    """Files of each kind for each process, but those that share something for one alone."""
    shared = dict[str, list[File]]()
    for file in files:
        shared.setdefault(file.together, []).append(file)
    alone = shared.pop("", [])
    yield from shared.values()
    number = min(number, math.ceil(len(alone) / FEW))
    yield from (alone[first::number] for first in range(number))


def _write(outdir: Path, waits: bool, files: Sequence[File]) -> list[tuple[str, OSError | None]]:
    """Gives the name of each file that is not as it was, and what kept it from being written."""
    written: list[tuple[str, OSError | None]] = []
    for file in files:
        made = file.make()
        data, place = made.encode() if isinstance(made, str) else made, outdir / file.name
        try:
            if not waits:
                write_if_changed(place, data)
            elif not place.is_file() or place.read_bytes() != data:
                stage(outdir, place, data)
                written.append((file.name, None))
        except OSError as error:
            written.append((file.name, error))
    return written


def _make_files(app: Sphinx, build: Build, files: Files) -> None:
    outdir, name = Path(app.outdir), f"{files.name}/"
    own = sorted(one for one in build.own_files if one.startswith(name))
    before = {one: made_from for one, made_from in build.before.files.items() if one.startswith(name)}
    now = digest(build.programs, files.made_from, own)
    if before.get(name) == now and not any(one.startswith(name) for one in build.damaged):
        build.manifest.files |= before
        return
    build.void_manifest(outdir)
    wanted = set(own)
    for file in files.make():
        if not _make_file(app, build, file):
            build.manifest.files |= dict.fromkeys([name, *before], "")
            return
        wanted.add(file.name)
    build.manifest.files[name] = now
    for folder, _folders, found in os.walk(outdir / name):
        for one in found:
            path = Path(folder, one)
            if (left := path.relative_to(outdir).as_posix()) not in wanted:
                build.left.add(left)


def failed(app: Sphinx, build: Build, name: str, error: OSError) -> None:
    """Fail the build for something that is not what it should be; what there was stays, and the next one tries again."""
    build.manifest.files[name] = ""
    for folder in [one for one in build.manifest.files if one.endswith("/") and name.startswith(one)]:
        build.manifest.files |= {one: "" for one in build.manifest.files if one.startswith(folder)}
        build.left = {one for one in build.left if not one.startswith(folder)}
    app.statuscode = 1
    logger.error("%s", f"{name} cannot be written: {error.strerror}")
