"""One build at a time writes to a folder: two would each believe what the other is about to change."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from sphinx.util import logging

from knowledge_centre import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)
NAME = ".lock"
SOON, LATE = 1, 600
"""Seconds after which it is said that this build waits, and after which it gives up."""


class BuildLock:
    """Held to the end of the build. The system lets go of it when a process ends, killed or not."""

    def __init__(self) -> None:
        self.locks: list[FileLock] = []

    def on_config_inited(self, app: Sphinx, _config: Config) -> None:
        """Before Sphinx reads what the last build left."""
        self.take(app.doctreedir)

    def on_env_updated(self, app: Sphinx, _env: BuildEnvironment) -> None:
        """Before the output is looked at; a build that stops for a mistake has not touched it."""
        if app.outdir != app.doctreedir:
            self.take(app.outdir)

    def take(self, folder: Path) -> None:
        lock = FileLock(folder / NAME, thread_local=False, fallback_to_soft=False)
        if any(one.lock_file == lock.lock_file for one in self.locks):  # a build would wait for itself
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire(timeout=SOON)
            except Timeout:
                logger.info("Another build writes to %s: this one waits for it.", folder)
                lock.acquire(timeout=LATE)
        except Timeout:
            sys.exit(f"Nothing was built: another build has been writing to {folder} for {LATE} seconds. End it first.")
        except NotImplementedError:  # a file system without locks
            return
        except OSError as error:
            sys.exit(f"Nothing was built: {folder} cannot be written to ({error.strerror}).")
        self.locks.append(lock)

    def on_build_finished(self, _app: Sphinx, _exception: Exception | None) -> None:
        """The file goes first: whoever has it open already will see that it is gone, and make another."""
        for lock in self.locks:
            with suppress(OSError):  # Windows keeps files that are open, and the lock removes it itself
                Path(lock.lock_file).unlink()
            lock.release()
        self.locks.clear()


def setup(app: Sphinx) -> ExtensionMetadata:
    lock = BuildLock()
    app.connect("config-inited", lock.on_config_inited, priority=1)
    app.connect("env-updated", lock.on_env_updated, priority=1)
    app.connect("build-finished", lock.on_build_finished, priority=1000)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
