"""What settings of Furo's and Sphinx's own add to every page: logos for light and dark, and the day of the build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging
from sphinx.util.i18n import format_date

from knowledge_centre import __version__
from knowledge_centre.content.images import picture_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue

logger = logging.getLogger(__name__)
SCHEMES = ("light", "dark")


def logos(app: Sphinx) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """The logos of ``html_theme_options``: the colour scheme, the file below ``_static``, and its size in pixels."""
    for scheme in SCHEMES:
        if name := app.config.html_theme_options.get(f"{scheme}_logo"):
            places = (Path(app.confdir, folder, name) for folder in app.config.html_static_path)
            if found := next((path for path in places if path.is_file()), None):
                yield scheme, name, picture_size(found)
            else:
                problem = 'conf.py: %s_logo is "%s", and no folder of html_static_path has it'
                logger.warning(problem, scheme, name, type="knowledge_centre", subtype="logo")


def last_updated(app: Sphinx) -> str | None:
    """As Sphinx has it, for all pages alike: those that are not written again today would say another day."""
    config = app.config
    if config.html_last_updated_fmt is None:
        return None
    local = not config.html_last_updated_use_utc
    return format_date(config.html_last_updated_fmt or "%b %d, %Y", language=config.language, local_time=local)


def on_catalogue_site_context(app: Sphinx, catalogue: Catalogue) -> dict[str, Any]:
    return {"logos": list(logos(app)), "last_updated": last_updated(app)}


def on_catalogue_page_context(app: Sphinx, catalogue: Catalogue, docname: str) -> dict[str, Any]:
    """Tags' pages are written by the build: there is nothing to edit."""
    return {"is_made": docname.startswith("_tags/")}


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline.page_contexts")
    app.connect("catalogue-site-context", on_catalogue_site_context)
    app.connect("catalogue-page-context", on_catalogue_page_context)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
