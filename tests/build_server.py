"""A process that has imported all that a build of a test site imports, and forks itself for each build it is asked for.

``python -m tests.build_server FOLDER`` listens at ``FOLDER/socket``. A request is one line of JSON: ``[arguments, folder,
environment]``; the answer is the exit status. What the build writes goes to ``stdout`` and ``stderr`` in a folder that the
environment names.
"""

from __future__ import annotations

import importlib
import json
import marshal
import os
import pkgutil
import runpy
import socketserver
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from sphinx.application import builtin_extensions
from sphinx.cmd.build import main

import knowledge_centre
from knowledge_centre.content.kept_answers import Answer, KeptAnswers
from tests.forked import STREAMS
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable

LATER = (
    "docutils.core",
    "myst_parser.sphinx_ext.main",
    "myst_parser.parsers.sphinx_",
    "sphinx.ext.mathjax",
    "sphinx_basic_ng",
)
"""What others import when they are set up."""
FOLLOWING = ("template_parts", "modules")
"""Kept answers that follow from the theme's files alone."""
SETTINGS = Path(__file__).parent / "roots/base/conf.py"


class Server(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    """Ends when the process that started it has ended."""

    parent = os.getppid()

    def service_actions(self) -> None:
        super().service_actions()
        if os.getppid() != self.parent:
            os._exit(0)


class Handler(socketserver.StreamRequestHandler):
    """Makes one build, in a process of its own."""

    def handle(self) -> None:
        arguments, folder, environment = json.loads(self.rfile.readline())
        status = build(arguments, folder, environment)
        self.wfile.write(b"%d" % status)


def build(arguments: list[str], folder: str, environment: dict[str, str]) -> int:
    for number, name in enumerate(("stdout", "stderr"), start=1):
        os.dup2(os.open(Path(environment[STREAMS], name), os.O_CREAT | os.O_WRONLY), number)
    os.environ.clear()
    os.environ.update(environment)
    os.environ["NO_COLOR"] = "1"  # services that test set what has Sphinx colour its words
    os.chdir(folder)
    try:
        return main(arguments)
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def import_all() -> None:
    ours = (one.name for one in pkgutil.walk_packages(knowledge_centre.__path__, "knowledge_centre."))
    for name in (*builtin_extensions, *runpy.run_path(str(SETTINGS))["extensions"], "furo", *ours, *LATER):
        if not name.endswith("__main__"):
            importlib.import_module(name)


def remember(folder: Path) -> None:
    """Do once for all builds what takes most of a small one: compile the theme's templates, and put its scripts together.

    It is what one build did, in a process that leaves nothing else behind.
    """
    known: dict[tuple[Any, ...], Any] = {}
    compile_anew, answer_anew = Environment.compile, KeptAnswers.answer

    def compiled(self: Environment, source: Any, *place: Any, **options: Any) -> Any:
        key = (source, *place, *sorted(options.items()), *sorted(self.extensions))
        if key not in known:
            known[key] = compile_anew(self, source, *place, **options)
        return known[key]

    def answered(self: KeptAnswers, asked: bytes, make: Callable[[], Answer]) -> Answer:
        kind = self.path.name if self.path else ""
        if kind not in FOLLOWING:
            return answer_anew(self, asked, make)
        if (kind, asked) not in known:
            known[kind, asked] = make()
        answer: Answer = known[kind, asked]
        return answer_anew(self, asked, lambda: answer)

    for owner, name, instead in ((Environment, "compile", compiled), (KeptAnswers, "answer", answered)):
        setattr(owner, name, instead)
    kept = folder / "known"
    if not (child := os.fork()):
        site = Site(folder / "site")
        build(["-q", "-d", "doctrees", ".", "html"], str(site.path), {**os.environ, STREAMS: str(folder)})
        kept.write_bytes(marshal.dumps(known))
        os._exit(0)
    os.waitpid(child, 0)
    known.update(marshal.loads(kept.read_bytes()))


def serve(folder: Path) -> None:
    import_all()
    with tempfile.TemporaryDirectory() as scratch:
        remember(Path(scratch))
    with Server(str(folder / "socket"), Handler) as server:
        print("ready", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
