"""Articles as Sphinx documents: their domain, what reading them tells, and what refers to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    for part in ("domain", "changed_files", "markup", "addresses", "references", "image_names", "own_files"):
        app.setup_extension(f"{__name__}.{part}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
