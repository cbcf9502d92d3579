"""Sphinx's parallel work: its processes end with the one that started them, and it ends where one of them was killed.

All parallel work of a build is Sphinx's ``ParallelTasks``: as many processes as ``-j`` says, forked. Where one was
killed, Sphinx would wait for it for ever; where one failed while others were being started, it would go on without.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import Any, NoReturn

from sphinx.util.parallel import ParallelTasks

from knowledge_centre.compat.wrapping import wrap

EVERY = 0.5
"""Seconds between two looks for the process that started this one."""


def watch_processes() -> None:
    """To be called before the first task."""
    wrap(ParallelTasks, "_process", _process)
    wrap(ParallelTasks, "_join_one", _join_one)
    wrap(ParallelTasks, "join", _join)


def _process(method: Any, tasks: ParallelTasks, *arguments: Any) -> None:
    """In the new process."""
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
