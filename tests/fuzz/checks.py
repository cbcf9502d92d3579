"""What holds whatever somebody writes: an end, and mistakes that are lines one can read."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hypothesis import Phase, settings

from knowledge_centre.content.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge_centre.content.diagnostics import Diagnostic

LONGEST = 700
"""Characters of a mistake, with its path and remedy."""
UNSHRUNK = (Phase.explicit, Phase.generate)
"""For inputs that take a build each: one that fails is shown as it is, where a smaller one would be looked for for minutes."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise where something goes on for longer."""

    def stop(_signal: int, _frame: object) -> None:
        msg = f"this takes more than {seconds} seconds"
        raise TimeoutError(msg)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def share(divisor: int) -> int:
    """How many inputs a slow fuzzer has: a part of what the others have, but some."""
    return max(4, settings().max_examples // divisor)


def assert_line(text: str) -> None:
    """What is told is one line that a terminal shows as it is, and a person reads."""
    assert text.isprintable(), text
    assert len(text) <= LONGEST, text


def assert_told(diagnostics: Iterable[Diagnostic], source: bytes, path: str | None = None) -> None:
    """Each mistake is of a rule that there is, and in a line that the file has."""
    lines = source.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in diagnostics:
        assert one.rule in RULES, one
        assert path is None or one.path == path
        assert 1 <= one.line <= len(lines), one
        assert 0 <= one.column <= len(lines[one.line - 1]) + 1, one
        assert one.message
        assert_line(str(one))
