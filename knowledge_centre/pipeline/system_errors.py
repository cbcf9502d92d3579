"""What the system refuses while a build runs, a full disk above all, and what Sphinx itself cannot do, is one sentence."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError, SphinxError, SphinxParallelError

from knowledge_centre import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FROM_A_PROCESS = re.compile(r"\[Errno \d+\] (?P<what>[^:)\n]+)(?:: '(?P<path>[^'\n]*)')?")
"""As an error of the system is told by a process that Sphinx started."""


def system_error(exception: BaseException) -> str:
    """What the system said, with the file it was about; nothing where the exception came from elsewhere."""
    for error in _causes(exception):
        if isinstance(error, OSError) and error.strerror:
            return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    if found := FROM_A_PROCESS.search(str(exception)):
        return ": ".join(filter(None, found.groups()))
    return ""


def _causes(exception: BaseException | None) -> Iterator[BaseException]:
    while exception:
        yield exception
        exception = exception.__cause__ or getattr(exception, "orig_exc", None)


def stop_for(exception: BaseException) -> None:
    """End the build where the exception is no fault of a program."""
    if isinstance(exception, SphinxError) and not isinstance(exception, ExtensionError | SphinxParallelError):
        sys.exit(f"The build stopped. {exception.category}: {exception}")
    if said := system_error(exception):
        sys.exit(f"The build stopped: {said}. Mend that, and build again: what was not finished is made anew.")


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None:
        stop_for(exception)


def setup(app: Sphinx) -> ExtensionMetadata:
    # After all that others do at the end.
    app.connect("build-finished", on_build_finished, priority=2000)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
