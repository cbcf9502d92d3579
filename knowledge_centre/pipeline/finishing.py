"""What is done once all pages are written, in one list. Extensions offer files; none of them asks for a place in the order."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.compat.parallel import watch_processes
from knowledge_centre.compat.sphinx_pages import drop_damaged_build_info, output_name
from knowledge_centre.compat.whole_output import copy_files_by, dump_inventory_by, write_pages_by
from knowledge_centre.content.whole_files import replacing, write_if_changed
from knowledge_centre.documents.builders import for_site, is_site
from knowledge_centre.pipeline.build import build_of
from knowledge_centre.pipeline.left_files import keep_files
from knowledge_centre.pipeline.output_files import collect_files, failed
from knowledge_centre.pipeline.own_places import is_superseded, write_page
from knowledge_centre.pipeline.staging import clear, publish
from knowledge_centre.pipeline.stale_output import copied_files, forget_failures, forget_mistakes, prune, written_files
from knowledge_centre.pipeline.system_errors import stop_for
from knowledge_centre.pipeline.unchanged_files import note_times, restore_times

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata


def on_builder_inited(app: Sphinx) -> None:
    build, outdir = build_of(app.env), Path(app.outdir)
    build.started = time.time_ns()
    drop_damaged_build_info(outdir)
    note_times(outdir, build)
    if is_site(app.builder):
        write_pages_by(app.builder, partial(write_page, app))
        copy_files_by(write_if_changed, replacing, partial(is_superseded, app))
        dump_inventory_by(app.builder, replacing)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """A page is going to be written: until all is done, what the manifest says of the output is not to be believed."""
    build_of(app.env).void_manifest(Path(app.outdir))


def finishing(step: Callable[[Sphinx, StandaloneHTMLBuilder], None]) -> Callable[[Sphinx, Exception | None], None]:
    """After a build that failed the manifest stays void, so that the next one makes everything again."""

    def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
        if not is_site(app.builder):
            return
        if exception is not None:
            if build_of(app.env).waits:  # what waits is this build's own
                clear(Path(app.outdir))
            return
        try:
            step(app, app.builder)
        except OSError as error:
            stop_for(error)
            raise

    return on_build_finished


def put_in_place(app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
    """The files beside the pages are made, and all that was written is put where readers meet it."""
    build, outdir = build_of(app.env), Path(app.outdir)
    build.texts.clear()  # other processes have written some of them since
    others = [*copied_files(app, builder), *written_files(app, builder)]
    collect_files(app, build, others)
    build.manifest.files |= dict.fromkeys(set(others) - build.manifest.files.keys(), "")
    folders = tuple(name for name in build.manifest.files if name.endswith("/"))
    for name, error in publish(outdir, build.made, folders, output_name(builder, app.config.root_doc)):
        failed(app, build, name, error)


def put_away(app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
    """What is left of earlier builds goes, and what this one did is kept."""
    build, outdir = build_of(app.env), Path(app.outdir)
    prune(outdir, builder, build)
    forget_failures(builder, build)
    forget_mistakes(app, build)
    build.manifest.save(outdir)
    restore_times(outdir, build)
    pages = (output_name(builder, page) for page in build.manifest.pages)
    keep_files(app, (*pages, *build.manifest.files, *build.manifest.others))


def setup(app: Sphinx) -> ExtensionMetadata:
    watch_processes()
    app.connect("builder-inited", on_builder_inited)
    app.connect("html-page-context", for_site(on_html_page_context))
    # Before other extensions, some of which read finished pages.
    app.connect("build-finished", finishing(put_in_place), priority=100)
    # After them: what they write has its time restored too.
    app.connect("build-finished", finishing(put_away), priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
