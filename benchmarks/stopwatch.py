"""An extension for measured builds: what functions took, of processor and memory, in all processes of the build.

``STOPWATCH`` names the functions, as ``package.module:function``, and ``STOPWATCH_LOG`` the file, a line a call. A name
is looked up in the module that calls it. Memory is what came on top while the function ran, as Linux counts it.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import os
import re
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Taken(NamedTuple):
    """What calls of the functions took."""

    cpu: float
    """Seconds, of the processes that they started too."""
    memory: int
    """MiB, of the call that needed most."""


def read(log: Path) -> Taken:
    """What a log says, which is removed, so that the next build has one of its own."""
    calls = [line.split() for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
    log.unlink(missing_ok=True)
    return Taken(sum(float(cpu) for cpu, _ in calls), max((int(memory) for _, memory in calls), default=0) // 1024)


def cpu() -> float:
    """Seconds of this process, to the nanosecond, and of those it waited for."""
    return time.process_time() + sum(os.times()[2:4])


def largest_child() -> int:
    """KiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def kibibytes(name: str) -> int:
    """The memory of this process now (``VmRSS``), or the most since it was reset (``VmHWM``)."""
    found = (
        re.search(rf"^{name}:\s+(\d+)", STATUS.read_text(encoding="utf-8"), re.MULTILINE) if STATUS.exists() else None
    )
    return int(found[1]) if found else 0


class Watch:
    """What happens from its making to :meth:`stop`."""

    def __init__(self) -> None:
        if RESET.exists():
            RESET.write_text("5", encoding="ascii")
        self.cpu, self.memory, self.child = cpu(), kibibytes("VmRSS"), largest_child()

    def stop(self, log: Path) -> None:
        child = largest_child()
        memory = max(0, kibibytes("VmHWM") - self.memory) + (child if child > self.child else 0)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{cpu() - self.cpu:.6f} {memory}\n")


def timed(function: Callable[..., Any], log: Path) -> Callable[..., Any]:
    """The function, watched; where it gives one thing after the other, until the last one was taken and dealt with."""

    def watched(things: Iterator[Any], watch: Watch) -> Iterator[Any]:
        yield from things
        watch.stop(log)

    @functools.wraps(function)
    def call(*given: Any, **named: Any) -> Any:
        watch = Watch()
        result = function(*given, **named)
        if inspect.isgenerator(result):
            return watched(result, watch)
        watch.stop(log)
        return result

    return call


def setup(app: Sphinx) -> ExtensionMetadata:
    log = Path(os.environ["STOPWATCH_LOG"])
    for name in os.environ["STOPWATCH"].split():
        module, _, path = name.partition(":")
        *owners, function = path.split(".")
        owner = functools.reduce(getattr, owners, importlib.import_module(module))
        setattr(owner, function, timed(getattr(owner, function), log))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
