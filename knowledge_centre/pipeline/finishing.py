"""What is done once all pages are written, in one list. Extensions offer files; none of them asks for a place in the order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from knowledge_centre import __version__
from knowledge_centre.pipeline.build import build_of
from knowledge_centre.pipeline.output_files import collect_files
from knowledge_centre.pipeline.stale_output import copied_files, prune, written_files
from knowledge_centre.pipeline.unchanged_files import note_times, restore_times

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def on_builder_inited(app: Sphinx) -> None:
    note_times(Path(app.outdir), build_of(app.env))


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Nothing is done after a build that failed: the next one finds the manifest of the last that did not."""
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    build, outdir = build_of(app.env), Path(app.outdir)
    copied = list(copied_files(app, app.builder))
    collect_files(app, build, (*copied, *written_files(app, app.builder)))
    build.manifest.files |= dict.fromkeys(set(copied) - build.manifest.files.keys(), "")
    prune(app, app.builder, build)
    build.manifest.save(outdir)
    restore_times(outdir, build)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("builder-inited", on_builder_inited)
    # After all other extensions: what they write has its time restored too.
    app.connect("build-finished", on_build_finished, priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
