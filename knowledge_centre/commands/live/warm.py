"""The process of ``live`` that has imported Sphinx and all that builds use, so that none of them waits for that.

It takes a line of JSON for each build and answers with the exit code. The build is a fork of it, which begins with
nothing done; where there are no forks, it builds itself and ends, and ``builds.py`` starts another one at once.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import builtin_extensions
from sphinx.cmd.build import main as sphinx_build

from knowledge_centre.compat.sphinx import conf_values

if TYPE_CHECKING:
    from collections.abc import Iterable

MAIN = "__main__"


def warm_up(site: Path) -> None:
    """Import what the site's settings name. What cannot be imported will be told by the build."""
    names = [*builtin_extensions, "sphinx.builders.html", "sphinx.builders.dirhtml"]
    with suppress(ValueError):
        names += conf_values(site / "conf.py").get("extensions", [])
    take(names)


def take(names: Iterable[str]) -> None:
    """Import modules, and have the garbage collector leave them alone: a fork then shares their memory."""
    for name in names:
        with suppress(Exception):
            import_module(name)
    gc.collect()
    gc.freeze()


def build(arguments: list[str], problems: str) -> int:
    """Run ``sphinx-build``: what it says of its progress goes to the terminal, what it says of mistakes into a file."""
    sys.stdout.flush()
    os.dup2(2, 1)
    with Path(problems).open("wb") as file:
        os.dup2(file.fileno(), 2)
    try:
        return sphinx_build(arguments)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def forked(arguments: list[str], problems: str) -> tuple[int, list[str]]:
    """The exit code of a build in a fork, and what that one imported besides: the next one shall have it already."""
    known = {*sys.modules, MAIN}
    read, write = os.pipe()
    child = os.fork()
    if not child:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        code = 1
        try:
            code = build(arguments, problems)
            os.write(write, json.dumps(sorted(sys.modules.keys() - known)).encode())
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read, "rb") as told:
        more = told.read()
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), json.loads(more or b"[]")


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl C ends who asks, and so this
    warm_up(Path())
    for line in sys.stdin:
        request = json.loads(line)
        if not hasattr(os, "fork"):
            answer = os.dup(1)
            os.write(answer, f"{build(**request)}\n".encode())
            return
        code, more = forked(**request)
        print(code, flush=True)
        take(more)


if __name__ == MAIN:
    main()
