"""How pages are made: HTML, style sheets and scripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_centre import __version__
from knowledge_centre.compat.repeated_work import without_style_sheets
from knowledge_centre.compat.sphinx_pages import keep_templates
from knowledge_centre.documents.builders import is_site
from knowledge_centre.theme.minified import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def on_builder_inited(app: Sphinx) -> None:
    if is_site(app.builder):
        without_style_sheets(app)
        keep_templates(app.builder, Path(app.doctreedir, "templates"))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("builder-inited", on_builder_inited)
    app.add_html_theme("knowledge_centre", str(THEME))
    for part in (
        *("breadcrumbs", "contents", "formulas", "html_translator", "smaller_pictures", "tables", "logo", "options"),
        *("style_sheet", "scripts", "modules"),
    ):
        app.setup_extension(f"{__name__}.{part}")
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
