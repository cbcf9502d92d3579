"""Which files of a site change. What a build writes, and what no build reads, is not looked at."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING

from watchfiles import Change, DefaultFilter, watch

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

OUTPUT = "_build", "_tags", "_readthedocs"
STEP, DEBOUNCE = 15, 150
"""Milliseconds: with nothing more after the first, a change is told; with more and more, after the second."""
LOOK = 0.3
"""Seconds between looks at the keyboard, which a wait without end has no eye for on Windows."""


class OfTheSite(DefaultFilter):
    """Without what editors, git and builds write for themselves."""

    def __init__(self, site: Path) -> None:
        super().__init__(ignore_dirs=(*DefaultFilter.ignore_dirs, *OUTPUT))
        self.site = site

    def __call__(self, change: Change, path: str) -> bool:
        parts = Path(os.path.relpath(path, self.site)).parts
        return not any(part[0] == "." and part != ".." for part in parts) and super().__call__(change, path)


class Watch:
    """Watches a site from ``with`` on. Each folder has a thread, so that those that no build reads cost nothing."""

    def __init__(self, site: Path) -> None:
        self.site, self.filter = site, OfTheSite(site)
        self.changed: Queue[set[Path]] = Queue()
        self.ended = Event()
        self.watched: set[Path] = set()

    def __enter__(self) -> Self:
        self._follow(self.site, recursive=False)
        for path in self.site.iterdir():
            self._look_into(path)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.ended.set()

    def changes(self) -> set[Path]:
        """The files that changed since this was last asked; waits until there is one."""
        found = set[Path]()
        while not found:
            try:
                found |= self.changed.get(timeout=LOOK)
            except Empty:
                continue
        while not self.changed.empty():
            found |= self.changed.get()
        return found

    def _look_into(self, path: Path) -> None:
        if path.is_dir() and path not in self.watched and self.filter(Change.added, str(path)):
            self.watched.add(path)
            self._follow(path, recursive=True)

    def _follow(self, folder: Path, *, recursive: bool) -> None:
        Thread(target=partial(self._watch, folder, recursive=recursive), daemon=True).start()

    def _watch(self, folder: Path, *, recursive: bool) -> None:
        changes_of = partial(watch, folder, watch_filter=self.filter, stop_event=self.ended, recursive=recursive)
        for changes in changes_of(step=STEP, debounce=DEBOUNCE, ignore_permission_denied=True):
            for change, path in () if recursive else changes:
                if change is Change.deleted:
                    self.watched.discard(Path(path))  # it may come again
                self._look_into(Path(path))
            self.changed.put({Path(path) for _change, path in changes})
