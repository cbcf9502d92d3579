"""Sphinx's parallel work: its processes end with the one that started them, and it ends where one of them was killed.

All parallel work of a build is Sphinx's ``ParallelTasks``: as many processes as ``-j`` says, forked. Where one was
killed, Sphinx would wait for it for ever; where one failed while others were being started, it would go on without.
"""

from __future__ import annotations

import gc
import math
import os
import signal
import sys
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from sphinx import builders
from sphinx.builders import Builder
from sphinx.util.parallel import ParallelTasks

from knowledge_centre.compat.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Part = TypeVar("Part")
Result = TypeVar("Result")

EVERY, SOON = 0.5, 0.01
"""Seconds between two looks for the process that started this one, and for one that has ended."""
AHEAD = 1
"""Tasks that wait for a process."""
LOOKS = 4
"""After so many tasks, what they worked on is cleared away."""
ROUNDS, MOST = 2, 250
"""Tasks for each process, and documents of each at most: a new process has to learn again what others knew."""


def watch_processes() -> None:
    """To be called before the first task."""
    wrap(ParallelTasks, "_process", _process)
    wrap(ParallelTasks, "_join_one", _join_one)
    wrap(ParallelTasks, "join", _join)
    wrap(ParallelTasks, "add_task", _add_task)
    wrap(Builder, "_write_parallel", _write_parallel)
    vars(builders)["make_chunks"] = chunks


def _write_parallel(method: Any, builder: Builder, docnames: Sequence[str], nproc: int) -> None:
    """As many processes as ``-j`` says: Sphinx starts one less, for the one that starts them has little to do here."""
    gc.freeze()  # what has been read is there to stay, and is not looked through
    method(builder, docnames, nproc + 1)


def chunks(documents: Sequence[str], processes: int, *_rest: int) -> list[Sequence[str]]:
    """The documents for each task: of all kinds, so that tasks take about the same time."""
    number = max(processes * ROUNDS, math.ceil(len(documents) / MOST))
    return [documents[first::number] for first in range(min(number, len(documents)))]


def _add_task(method: Any, tasks: Any, *arguments: Any) -> None:
    """Not while others wait: what a task works on takes room."""
    if tasks._taskid % LOOKS == LOOKS - 1:
        gc.collect()  # documents that were written: their nodes hold each other
    method(tasks, *arguments)
    while len(tasks._precvs_waiting) > AHEAD:
        if not tasks._join_one():
            time.sleep(SOON)


def in_parallel(parts: Sequence[Part], work: Callable[[Part], Result], processes: int) -> list[Result]:
    """What *work* gives for each of the parts, done by so many processes at once; it has to be told by plain data."""
    tasks, found = ParallelTasks(processes), dict[int, Result]()
    for number, part in enumerate(parts):
        tasks.add_task(work, part, partial(_keep, found, number))
    tasks.join()
    return [found[number] for number in range(len(parts))]


def _keep(found: dict[int, Result], number: int, _part: object, result: Result) -> None:
    found[number] = result


def _process(method: Any, tasks: ParallelTasks, *arguments: Any) -> None:
    """In the new process."""
    gc.freeze()  # what it was given is not its own to clear away, and would be copied by looking
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    method(tasks, *arguments)


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(EVERY)
    os._exit(1)


def _join_one(method: Any, tasks: Any) -> bool:
    """Take one result, in the process that started the others."""
    for number, pipe in tasks._precvs.items():
        # What a process that ended has sent is in the pipe, so the pipe is asked second.
        if (code := tasks._procs[number].exitcode) is not None and (code < 0 or not pipe.poll()):
            _stop(tasks, code)
    try:
        return bool(method(tasks))
    except EOFError:  # killed in the middle of a result
        _stop(tasks, 0)
    except Exception as error:
        tasks.failure = error
        raise


def _join(method: Any, tasks: Any) -> None:
    method(tasks)
    if failure := getattr(tasks, "failure", None):  # Sphinx forgets it while it starts processes
        raise failure


def _stop(tasks: Any, code: int) -> NoReturn:
    tasks.terminate()
    how = f"was killed ({signal.Signals(-code).name})" if code < 0 else "ended too soon"
    sys.exit(
        f"The build stopped: a process that reads or writes documents {how}, as it does where memory runs out. "
        "Build again, with fewer processes (-j 1) where there is little memory."
    )
