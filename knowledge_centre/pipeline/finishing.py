"""What is done once all pages are written, in one list. Extensions offer files; none of them asks for a place in the order."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx import drop_damaged_build_info, write_pages_by
from knowledge_centre.content.whole_files import write_whole
from knowledge_centre.pipeline.build import build_of
from knowledge_centre.pipeline.output_files import collect_files
from knowledge_centre.pipeline.stale_output import copied_files, forget_failures, prune, written_files
from knowledge_centre.pipeline.unchanged_files import note_times, restore_times

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def on_builder_inited(app: Sphinx) -> None:
    build, outdir = build_of(app.env), Path(app.outdir)
    build.started = time.time_ns()
    drop_damaged_build_info(outdir)
    note_times(outdir, build)
    if isinstance(app.builder, StandaloneHTMLBuilder):
        write_pages_by(app.builder, write_whole)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """A page is going to be written: until all is done, what the manifest says of the output is not to be believed."""
    build_of(app.env).void_manifest(Path(app.outdir))


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """After a build that failed the manifest stays void, so that the next one makes everything again."""
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    build, outdir = build_of(app.env), Path(app.outdir)
    others = [*copied_files(app, app.builder), *written_files(app, app.builder)]
    collect_files(app, build, others)
    build.manifest.files |= dict.fromkeys(set(others) - build.manifest.files.keys(), "")
    prune(outdir, app.builder, build)
    forget_failures(app.builder, build)
    build.manifest.save(outdir)
    restore_times(outdir, build)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("builder-inited", on_builder_inited)
    app.connect("html-page-context", on_html_page_context)
    # After all other extensions: what they write has its time restored too.
    app.connect("build-finished", on_build_finished, priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
