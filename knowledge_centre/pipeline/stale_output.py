"""Removes from the output what a clean build would not put there: pages, pictures and static files that are gone.

Sphinx leaves them; a page that was no_longer_written would stay public.
"""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from knowledge_centre import __version__
from knowledge_centre.pipeline.output_files import no_longer_written
from knowledge_centre.pipeline.page_contexts import views_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

WHOLE = ("_images", "_downloads", "_sources")
"""Folders whose every file is a document's."""
MADE_WHOLE = frozenset({"pagefind/"})
"""Folders, and their entries in the ledger, that an extension makes as a whole."""
KEPT = frozenset({"_static", *(name.rstrip("/") for name in MADE_WHOLE)})
"""Folders at the top of the output whose files are no documents."""


def stale(outdir: Path, expected: Set[Path]) -> Iterator[Path]:
    """The pages below *outdir*, and the files in its ``_images`` and ``_downloads``, that are not expected."""
    for top in sorted(outdir.iterdir()):
        if top.name in KEPT:
            continue
        whole = top.name in WHOLE
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and (whole or path.suffix == ".html") and path not in expected:
                yield path


def remove(paths: Iterable[Path], outdir: Path) -> None:
    """Delete the files, and the folders that are empty then."""
    for path in list(paths):
        path.unlink()
        for folder in path.parents:
            if folder == outdir or any(folder.iterdir()):
                break
            folder.rmdir()


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        outdir = Path(app.outdir)
        for name in copied_files(app, app.builder):
            views_of(app).ledger.files.setdefault(name, "")
        expected = expected_files(app, app.builder)
        remove(stale(outdir, expected), outdir)
        remove((path for path in no_longer_written(app) if path not in expected), outdir)
        for folder in (outdir / name for name in WHOLE):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        (outdir / ".buildinfo.bak").unlink(missing_ok=True)  # Sphinx's, of settings that were others before


def on_build_finished_last(app: Sphinx, exception: Exception | None) -> None:
    """Remove the folders that this build has no entry of: what made them was left out of the extensions."""
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        outdir = Path(app.outdir)
        for name in MADE_WHOLE - views_of(app).ledger.pages.keys():
            shutil.rmtree(outdir / name, ignore_errors=True)


def copied_files(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The files that Sphinx copies from the theme's folders and the site's, by their names in the output."""
    themes = [Path(folder, "static") for folder in builder.theme.get_theme_dirs()]
    static = [*themes, *(Path(app.confdir, path) for path in app.config.html_static_path)]
    extra = [Path(app.confdir, path) for path in app.config.html_extra_path]
    for source, place in (*((one, "_static") for one in static), *((one, "") for one in extra)):
        for path in source.rglob("*") if source.is_dir() else [source]:
            name = PurePosixPath(place, path.relative_to(source if source.is_dir() else source.parent).as_posix())
            if name.suffix == ".jinja" or name.name.endswith("_t"):
                name = name.with_name(name.name.removesuffix(".jinja").removesuffix("_t"))
            if Path(app.outdir, name).is_file():
                yield str(name)


def expected_files(app: Sphinx, builder: StandaloneHTMLBuilder) -> set[Path]:
    """What this build's documents, pages, pictures, downloads and extra files make."""
    env, outdir = app.env, Path(app.outdir)
    pages = [*env.found_docs, *views_of(app).pages, *app.config.html_additional_pages]
    expected = {Path(builder.get_output_path(page)) for page in pages + ["search"] * builder.search}
    expected |= {outdir / name for name in views_of(app).ledger.files}
    expected |= {outdir / "_images" / name for _docnames, name in env.images.values()}
    expected |= {outdir / "_images" / name for name in builder.images.values()}
    expected |= {outdir / "_downloads" / name for _docnames, name in env.dlfiles.values()}
    return expected


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline.page_contexts")
    app.connect("build-finished", on_build_finished, priority=800)
    app.connect("build-finished", on_build_finished_last, priority=860)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
