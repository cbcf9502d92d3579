"""Removes from the output what a clean build would not put there: pages, pictures and static files that are gone.

Sphinx leaves them; a page that was withdrawn would stay public.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from knowledge_centre.compat.sphinx import static_name
from knowledge_centre.pipeline.build import build_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from knowledge_centre.pipeline.build import Build

DOCUMENTS_OWN = ("_images", "_downloads", "_sources")
"""Folders whose every file is a document's."""


def prune(app: Sphinx, builder: StandaloneHTMLBuilder, build: Build) -> None:
    """Remove what this build neither wrote nor found right."""
    outdir = Path(app.outdir)
    expected = {outdir / name for name in (*written_files(app, builder), *build.manifest.files)}
    kept = {"_static", *(name.rstrip("/") for name in build.manifest.files if name.endswith("/"))}
    remove(stale(outdir, expected, kept), outdir)
    remove((path for path in no_longer_written(outdir, build) if path not in expected), outdir)
    for folder in (outdir / name for name in DOCUMENTS_OWN):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    (outdir / ".buildinfo.bak").unlink(missing_ok=True)  # Sphinx's, of settings that were others before


def stale(outdir: Path, expected: Set[Path], kept: Set[str]) -> Iterator[Path]:
    """The pages below *outdir*, and the files in its ``_images`` and ``_downloads``, that are not expected.

    *kept* are folders at the top whose files are no documents.
    """
    for top in sorted(outdir.iterdir()):
        if top.name in kept:
            continue
        whole = top.name in DOCUMENTS_OWN
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and (whole or path.suffix == ".html") and path not in expected:
                yield path


def no_longer_written(outdir: Path, build: Build) -> Iterator[Path]:
    """The files that the last build put there and this one did not. Paths outside the output are ignored."""
    for name in sorted(build.before.files.keys() - build.manifest.files.keys()):
        path = Path(os.path.normpath(outdir / name))
        if path.is_relative_to(outdir) and path != outdir:
            yield path


def remove(paths: Iterable[Path], outdir: Path) -> None:
    """Delete files and folders, and the folders above them that are empty then."""
    for path in list(paths):
        if path.is_dir():
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()
        for folder in path.parents:
            if folder == outdir or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()


def copied_files(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The files that Sphinx copies from the theme's folders and the site's, by their names in the output."""
    themes = [Path(folder, "static") for folder in builder.theme.get_theme_dirs()]
    static = [*themes, *(Path(app.confdir, path) for path in app.config.html_static_path)]
    extra = [Path(app.confdir, path) for path in app.config.html_extra_path]
    for source, place in (*((one, "_static") for one in static), *((one, "") for one in extra)):
        for path in source.rglob("*") if source.is_dir() else [source]:
            relative = path.relative_to(source if source.is_dir() else source.parent)
            name = static_name(PurePosixPath(place, relative.as_posix()).as_posix())
            if Path(app.outdir, name).is_file():
                yield name


def written_files(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The names of what this build's documents, pages, pictures and downloads make."""
    env, outdir = app.env, Path(app.outdir)
    pages = [*env.found_docs, *build_of(env).pages, *app.config.html_additional_pages, *["search"] * builder.search]
    yield from (os.path.relpath(builder.get_output_path(page), outdir) for page in pages)
    yield from (f"_images/{name}" for _docnames, name in env.images.values())
    yield from (f"_images/{name}" for name in builder.images.values())
    yield from (f"_downloads/{name}" for _docnames, name in env.dlfiles.values())
