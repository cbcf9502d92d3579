"""Where a static file comes from, and the minified copies that are sent in its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx_pages import copy_last
from knowledge_centre.content.whole_files import write_if_changed
from knowledge_centre.documents.builders import is_site
from knowledge_centre.pipeline.build import build_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

THEME = Path(__file__).parent / "knowledge_centre"
"""The child theme: templates, and below ``static`` its styles and scripts."""
FOLDER = "minified"
"""Beside the doctrees. Sphinx copies it after the site's own static files, so over them."""


def source_of(app: Sphinx, name: str) -> Path | None:
    """The file that Sphinx copies to ``_static/<name>``: the site's own before the theme's."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    own = [app.confdir / folder for folder in reversed(app.config.html_static_path)]
    themes = [Path(folder) / "static" for folder in app.builder.theme.get_theme_dirs()]
    return next((path for folder in (*own, *themes) if (path := folder / name).is_file()), None)


def minified(app: Sphinx) -> dict[str, str]:
    """What files below ``_static`` are to hold instead of their source. To be filled at ``write-started``."""
    return build_of(app.env).minified


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Put the copies where Sphinx takes static files from.

    Not before: the settings tell Sphinx what to build anew, and this folder stands elsewhere on each machine.
    """
    if not is_site(builder):
        return
    folder, texts = Path(app.doctreedir).resolve() / FOLDER, minified(app)
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if path.relative_to(folder).as_posix() not in texts:
            path.unlink()
    for name, text in texts.items():
        write_if_changed(folder / name, text.encode())
    if texts:
        copy_last(app, folder)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("write-started", on_write_started, priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
