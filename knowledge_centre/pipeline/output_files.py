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


class Written(NamedTuple):
    """What became of a file."""

    name: str
    digest: str = ""
    """Of what it is made from."""
    is_new: bool = False
    """Whether it waits for its place."""
    error: OSError | None = None
    """What kept it from being written."""


def collect_files(app: Sphinx, build: Build, others: Iterable[str]) -> None:
    """Have the output hold what the extensions offer. *others* are the names of the files that Sphinx wrote."""
    alternatives: list[Alternative] = []
    files: list[File] = []
    folders: list[Files] = []
    for offered in app.emit("catalogue-collect-files", article_domain(app.env).catalogue):
        for offer in offered or ():
            match offer:
                case File():
                    files += [offer] * _is_wanted(build, offer)
                case Files():
                    folders += [offer] * _is_folder_wanted(build, offer)
                case Alternative():
                    alternatives.append(offer)
    _make(app, build, files, folders)
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
        _make(app, build, [file for file in alternative.files if _is_wanted(build, file)], ())


def _is_wanted(build: Build, file: File) -> bool:
    """Whether the output does not hold the file as it is to be."""
    if is_own(build, file.name):
        build.manifest.files[file.name] = ""
        return False
    build.manifest.files[file.name] = now = digest(build.programs, file.made_from)
    return not _is_there(build, file.name, now)


def _is_there(build: Build, name: str, now: str) -> bool:
    return build.before.files.get(name) == now and name not in build.damaged


def _is_folder_wanted(build: Build, files: Files) -> bool:
    """The same of a folder."""
    name = f"{files.name}/"
    build.manifest.files[name] = now = digest(build.programs, files.made_from, _own(build, name))
    if build.before.files.get(name) != now or any(one.startswith(name) for one in build.damaged):
        return True
    build.manifest.files |= _before(build, name)
    return False


def _before(build: Build, folder: str) -> dict[str, str]:
    return {one: made_from for one, made_from in build.before.files.items() if one.startswith(folder)}


def _own(build: Build, folder: str) -> list[str]:
    """The site's files of a folder of ours."""
    return sorted(one for one in build.own_files if one.startswith(folder))


def _make(app: Sphinx, build: Build, files: Sequence[File], folders: Sequence[Files]) -> None:
    """Make files, many of them in as many processes as there are."""
    if not files and not folders:
        return
    outdir = Path(app.outdir)
    build.void_manifest(outdir)
    jobs: list[Files | Sequence[File]] = [*folders, *_parts(files, app.parallel * PARTS)]
    work = partial(_made, outdir, build)
    many = app.parallel > 1 and parallel_available and len(jobs) > 1
    done = in_parallel(jobs, work, app.parallel) if many else [*map(work, jobs)]
    for files_of, written in zip(folders, done, strict=False):
        _note_folder(outdir, build, files_of, written)
    made = [*chain(*done[: len(folders)]), *sorted(chain(*done[len(folders) :]))]
    build.made += [one.name for one in made if one.is_new]
    for one in made:
        if one.error is not None:
            failed(app, build, one.name, one.error)


def _parts(files: Sequence[File], number: int) -> Iterator[Sequence[File]]:
    """Files of each kind for each process, but those that share something for one alone."""
    shared = dict[str, list[File]]()
    for file in files:
        shared.setdefault(file.together, []).append(file)
    alone = shared.pop("", [])
    yield from shared.values()
    number = min(number, math.ceil(len(alone) / FEW))
    yield from (alone[first::number] for first in range(number))


def _made(outdir: Path, build: Build, job: Files | Sequence[File]) -> list[Written]:
    """Make the files of a job, those of a folder up to one that cannot be."""
    if not isinstance(job, Files):
        return [_write(outdir, build, file) for file in job]
    written = list[Written]()
    for file in job.make():
        now = digest(build.programs, file.made_from)
        if is_own(build, file.name):
            written.append(Written(file.name))
        elif _is_there(build, file.name, now):
            written.append(Written(file.name, now))
        else:
            written.append(_write(outdir, build, file)._replace(digest=now))
        if written[-1].error is not None:
            break
    return written


def _write(outdir: Path, build: Build, file: File) -> Written:
    made = file.make()
    data, place = made.encode() if isinstance(made, str) else made, outdir / file.name
    try:
        if not build.waits:
            write_if_changed(place, data)
        elif not place.is_file() or place.read_bytes() != data:
            stage(outdir, place, data)
            return Written(file.name, is_new=True)
    except OSError as error:
        return Written(file.name, error=error)
    return Written(file.name)


def _note_folder(outdir: Path, build: Build, files: Files, written: Sequence[Written]) -> None:
    """Keep what a folder holds, and what is left in it of earlier builds."""
    name = f"{files.name}/"
    build.manifest.files |= {one.name: one.digest for one in written}
    if any(one.error is not None for one in written):
        build.manifest.files |= dict.fromkeys([name, *_before(build, name)], "")
        return
    wanted = {*_own(build, name), *(one.name for one in written)}
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
