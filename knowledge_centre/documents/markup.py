"""What the text of an article may contain: no program, neither of the build's nor of its readers'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre import __version__
from knowledge_centre.compat.substitutions import stay_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    stay_text()
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
