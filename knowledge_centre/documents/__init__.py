"""Articles as Sphinx documents: their domain, what reading them tells, and what refers to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre import __version__
from knowledge_centre.content.clock import source_date_epoch
from knowledge_centre.content.settings import refuse_settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    try:
        source_date_epoch()  # here, as Sphinx reads it before any handler of ours
    except ValueError as error:
        refuse_settings(str(error))
    for part in (
        *(
            "settings",
            "builders",
            "domain",
            "notebooks",
            "changed_files",
            "refusals",
            "warnings",
            "markup",
            "addresses",
        ),
        *(
            "references",
            "labels",
            "image_names",
            "formulas",
            "headings",
            "numbers",
            "own_files",
            "shown_files",
            "read_files",
        ),
        *("standfirsts", "struck_text", "markdown", "read_texts", "filled_later"),
    ):
        app.setup_extension(f"{__name__}.{part}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
