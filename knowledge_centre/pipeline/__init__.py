"""From the catalogue to pages and files: what each shows, what is written, what is removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre import __version__
from knowledge_centre.compat.repeated_work import take_shortcuts
from knowledge_centre.compat.sphinx_search import keep_index_entries

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    take_shortcuts(app)
    keep_index_entries()
    for part in ("build_lock", "page_contexts", "article_texts", "finishing", "system_errors"):
        app.setup_extension(f"{__name__}.{part}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
