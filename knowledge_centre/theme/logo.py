"""The size of the logo that conf.py names, so that the name beside it stays where it is when the picture arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.content.images import picture_size

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue


def on_catalogue_site_context(app: Sphinx, catalogue: Catalogue) -> dict[str, Any]:
    """The variable ``logo_size`` of every page, in pixels; none of a logo at an address elsewhere."""
    logo = app.config.html_logo
    size = picture_size(app.confdir / logo) if logo and "://" not in logo else (0, 0)
    return {"logo_size": size if all(size) else None}


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline.page_contexts")
    app.connect("catalogue-site-context", on_catalogue_site_context)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
