"""One address, one writer: where ``html_extra_path`` or ``html_additional_pages`` has a file, none of ours takes its place.

Sphinx copies the site's files first and writes pages over them, in the builds that write those pages. Without this, who
wins would change from one build to the next.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from knowledge_centre.compat.sphinx_pages import output_name
from knowledge_centre.content.whole_files import write_whole
from knowledge_centre.pipeline.build import build_of
from knowledge_centre.pipeline.staging import stage

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from knowledge_centre.pipeline.build import Build

logger = logging.getLogger(__name__)
OWN = "own"
"""In the manifest, instead of a digest: what a page would show, where the site has a file of its own."""


def note_own_files(app: Sphinx, build: Build) -> None:
    """To be called when all pages are known. A page whose place is taken is another page, and one again when it is free."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    for name in build.manifest.pages:
        if output_name(app.builder, name) in build.own_files:
            build.manifest.pages[name] = OWN
    for name in sorted(build.pages.keys() & app.config.html_additional_pages.keys()):
        build.manifest.pages[name] = OWN
        tell(output_name(app.builder, name), "html_additional_pages")


def tell(name: str, setting: str = "html_extra_path") -> None:
    """Say that a file of ours is not made. It is no warning: the site wants it so."""
    logger.info("%s: the site's own, from %s, is published", name, setting)


def is_own(build: Build, name: str) -> bool:
    """Whether a file that is going to be written to the output is to be left to the site; it is told then."""
    if name not in build.own_files:
        return False
    tell(name)
    return True


def write_page(app: Sphinx, path: Path, data: bytes) -> None:
    """Write a page where it may stand."""
    build, outdir = build_of(app.env), Path(app.outdir)
    if path.is_relative_to(outdir) and is_own(build, path.relative_to(outdir).as_posix()):
        return
    if build.waits and path.is_relative_to(outdir):
        stage(outdir, path, data)
    else:
        write_whole(path, data)


def is_superseded(app: Sphinx, source: Path, target: Path) -> bool:
    """Whether Sphinx is going to copy another file to the same place: the last one is copied, and no other."""
    if not target.is_relative_to(app.outdir):
        return False
    own = build_of(app.env).own_files.get(target.relative_to(app.outdir).as_posix())
    if own is None and target.is_relative_to(folder := Path(app.outdir, "_static")):
        static = (Path(app.confdir, name) for name in reversed(app.config.html_static_path))
        own = next((path for one in static if (path := one / target.relative_to(folder)).is_file()), None)
    return own is not None and not own.samefile(source)
