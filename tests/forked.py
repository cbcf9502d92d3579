"""Sphinx in a process of its own, without the second that a new interpreter takes to import it.

Such processes share the seed of Python's hashes: builds that are to be compared want an interpreter of their own.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.cmd.build import main

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.preloaded"])


def sphinx_build(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> tuple[int, str, str]:
    """Run ``sphinx-build`` in a folder; gives its exit status, and what it wrote to each stream."""
    with tempfile.TemporaryDirectory() as said:
        streams = Path(said, "stdout"), Path(said, "stderr")
        process = PROCESSES.Process(target=_run, args=(arguments, folder, environment, streams))
        process.start()
        process.join()
        assert process.exitcode is not None
        log, problems = (stream.read_text(encoding="utf-8") for stream in streams)
        return process.exitcode, log, problems


def _run(arguments: Sequence[str], folder: Path, environment: Mapping[str, str], streams: tuple[Path, Path]) -> None:
    for number, stream in enumerate(streams, start=1):
        os.dup2(os.open(stream, os.O_CREAT | os.O_WRONLY), number)
    os.environ.clear()
    os.environ.update(environment)
    os.environ["NO_COLOR"] = "1"  # services that test set what has Sphinx colour its words
    os.chdir(folder)
    sys.exit(main(arguments))
