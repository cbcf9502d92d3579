"""How pages are made: HTML, style sheets and scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre import __version__
from knowledge_centre.theme.minified import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_html_theme("knowledge_centre", str(THEME))
    for part in (
        *("breadcrumbs", "contents", "formulas", "html_translator", "smaller_pictures", "tables", "logo", "options"),
        *("style_sheet", "scripts", "modules"),
    ):
        app.setup_extension(f"{__name__}.{part}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
