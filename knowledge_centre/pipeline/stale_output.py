"""Removes from the output what earlier builds made and a clean one would not: Sphinx leaves it, and it would stay public."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_centre.compat.sphinx_pages import (
    index_pages,
    module_pages,
    named_pictures,
    output_name,
    source_names,
    static_files,
    static_name,
)
from knowledge_centre.compat.sphinx_search import search_files
from knowledge_centre.content.fingerprints import files_below
from knowledge_centre.content.urls import MADE_FOLDERS
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.documents.image_names import pictures_of
from knowledge_centre.pipeline.build import build_of
from knowledge_centre.pipeline.other_files import CLOCK, note_other_files
from knowledge_centre.pipeline.own_places import OWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from knowledge_centre.pipeline.build import Build

OURS = re.compile(
    rf"(?:_sources|{'|'.join(sorted(MADE_FOLDERS))})/|_images/[^/]+-[0-9a-f]{{8}}\.\w+$|_downloads/[0-9a-f]{{32}}/"
)
"""Names of files that are no pages: in folders of ours, and as Sphinx and ``picture_name`` name pictures and downloads."""
TWIN = ".html.md"
MARK = b'<meta name="generator" content="sphinx-knowledge-centre">'
"""In the head of the pages that are ours, by which they are known where there is no manifest."""


def prune(outdir: Path, builder: StandaloneHTMLBuilder, build: Build) -> None:
    """Remove what earlier builds made and this one did not. Files that no build of ours made are left alone."""
    now = build.manifest.files.keys()
    folders = tuple(name for name in now if name.endswith("/"))
    earlier = set(build.before.files)
    if build.before.is_void:
        earlier |= set(_found(outdir))
    earlier |= {output_name(builder, page) for page in build.before.pages}
    stale = {name for name in earlier - now if not name.startswith(folders)} | build.left
    for name in sorted(stale | note_other_files(outdir, build, stale)):
        path = Path(os.path.normpath(outdir / name))
        if path.is_relative_to(outdir) and path != outdir:
            build.void_manifest(outdir)
            remove(path, outdir)
    (outdir / ".buildinfo.bak").unlink(missing_ok=True)  # Sphinx's, of settings that were others before


def _found(outdir: Path) -> Iterator[str]:
    """The names of what a build of ours made, as far as the files tell: for an output that has lost its manifest, or
    whose last build was stopped.
    """
    for path in outdir.rglob("*"):
        name = path.relative_to(outdir)
        if any(part.startswith(".") for part in name.parts) or not path.is_file():
            continue
        ours = OURS.match(name.as_posix()) or name.name.endswith(TWIN)
        if ours or (path.suffix == ".html" and MARK in path.read_bytes()[:10_000]):
            yield name.as_posix()


def remove(path: Path, outdir: Path) -> None:
    """Delete a file or folder, and the folders above it that are empty then."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == outdir or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()


def forget_failures(builder: StandaloneHTMLBuilder, build: Build) -> None:
    """Take out of the manifest the pages that were to be written and were not, which Sphinx has told.

    A page that shows something else than before has a file that is newer than the start of the build.
    """
    for name in (one for one in build.outdated if build.manifest.pages.get(one, OWN) != OWN):
        path = Path(builder.get_output_path(name))
        if not path.is_file() or path.stat().st_mtime_ns < build.started - CLOCK:
            del build.manifest.pages[name]


def forget_mistakes(app: Sphinx, build: Build) -> None:
    """Take out the pages of documents whose writing told of a mistake: the next build writes them, and tells it again."""
    for name in article_domain(app.env).mistaken:
        build.manifest.pages.pop(name, None)


def copied_files(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The files that Sphinx copies from the theme's folders and the site's, by their names in the output."""
    themes = [Path(folder, "static") for folder in builder.theme.get_theme_dirs()]
    yield from build_of(app.env).own_files
    theirs = (path.relative_to(folder).as_posix() for folder in themes for path in files_below(folder))
    for copied in (*theirs, *static_files(app)):
        name = static_name(f"_static/{copied}")
        if Path(app.outdir, name).is_file():
            yield name


def others_pages(app: Sphinx, builder: StandaloneHTMLBuilder) -> list[str]:
    """The pages that Sphinx makes of no document."""
    additional = app.config.html_additional_pages
    return [*additional, *index_pages(builder), *["search"] * builder.search, *module_pages(app)]


def written_files(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The names of what this build's documents, pages, pictures and downloads make."""
    env = app.env
    pages = [*env.found_docs, *build_of(env).pages, *others_pages(app, builder)]
    yield from (output_name(builder, page) for page in pages)
    yield from source_names(builder)
    yield from search_files(builder)
    yield from named_pictures(app)
    yield from (f"_images/{name}" for name in pictures_of(env, builder.supported_image_types))
    yield from (f"_images/{name}" for name in builder.images.values())
    yield from (f"_downloads/{name}" for _docnames, name in env.dlfiles.values())
