"""A knowledge centre for Sphinx. As an extension it loads the core; conf.py names the features one by one."""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "1.0.0"
THRESHOLD = 100_000
"""Objects made, less those dropped, before Python's garbage collector looks: a build makes millions and drops few.
The default of 700 costs about a quarter of the processor time."""


def collect_rarely() -> None:
    """Have the garbage collector look rarely, and not once more as the program ends: that takes a second of 1,000 articles."""
    gc.set_threshold(THRESHOLD, *gc.get_threshold()[1:])
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def setup(app: Sphinx) -> ExtensionMetadata:
    collect_rarely()
    for part in ("documents", "pipeline", "theme"):
        app.setup_extension(f"{__name__}.{part}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
