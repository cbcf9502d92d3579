"""Sends scripts without their comments and indentation, which are for those who read the source."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import rjsmin

from knowledge_centre import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Put shortened copies behind the site's own static files, so that they are copied over them.

    Not before: the settings tell Sphinx what to build anew, and these copies stand elsewhere on each machine.
    """
    if builder.format != "html":
        return
    folder = Path(app.doctreedir) / "minified"
    shutil.rmtree(folder, ignore_errors=True)
    for source in (app.confdir / path for path in list(app.config.html_static_path)):
        for script in Path(source).rglob("*.js"):
            target = folder / script.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(rjsmin.jsmin(script.read_text(encoding="utf-8")), encoding="utf-8")
    if folder.is_dir():
        app.config.html_static_path.append(str(folder))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("write-started", on_write_started)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
