"""Of a site's folder and of its output, what is the book's: no templates for the pages of the site, nothing of earlier builds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from knowledge_centre.pipeline.build import build_of
from knowledge_centre.pipeline.manifest import Manifest
from knowledge_centre.pipeline.stale_output import copied_files, prune, written_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class BookTemplates(StandaloneHTMLBuilder):
    """Shows pages by the templates of the book alone: a ``page.html`` of the site's own has parts that no book has."""

    def init_templates(self) -> None:
        own, self.config.templates_path = self.config.templates_path, []
        try:
            super().init_templates()
        finally:
            self.config.templates_path = own


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """The one page is written anew in each build; pictures and downloads that it shows no more would stay beside it."""
    if exception is not None or not isinstance(app.builder, SingleFileHTMLBuilder):
        return
    build, outdir = build_of(app.env), Path(app.outdir)
    names = (*copied_files(app, app.builder), *written_files(app, app.builder))
    build.before, build.manifest = Manifest.load(outdir), Manifest(files=dict.fromkeys(names, ""))
    prune(outdir, app.builder, build)
    build.manifest.save(outdir)
