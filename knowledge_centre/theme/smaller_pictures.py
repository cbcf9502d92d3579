"""Wide pictures of texts are served smaller, and the original is a tap away."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from knowledge_centre import __version__
from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.fingerprints import digest_files
from knowledge_centre.content.smaller_pictures import made_smaller, reading_problem, smaller_name, smaller_size
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.documents.refusals import place, refuse
from knowledge_centre.pipeline.output_files import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Keep which wide pictures a text shows. One that cannot be made smaller, as it is damaged, is told where it stands."""
    wide = set[str]()
    for image in doctree.findall(nodes.image):
        for name in map(str, image.get("candidates", {}).values()):
            path = Path(app.srcdir, name)
            if path.is_file() and smaller_size(path)[0]:
                wide.add(name)
                if problem := reading_problem(path):
                    message = f"{quoted(path.name)} is no whole picture ({problem})"
                    refuse(app.env, *place(image, doctree), message, "save it anew.")
    if wide:
        article_domain(app.env).table("wide")[app.env.current_document.docname] = sorted(wide)


def on_catalogue_collect_files(app: Sphinx, _catalogue: Catalogue) -> Iterator[File]:
    """A file for each wide picture that a text shows."""
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    shown = {name for names in article_domain(app.env).table("wide").values() for name in names}
    for name in sorted(shown & app.env.images.keys()):
        path = Path(app.srcdir, name)
        made = f"{builder.imagedir}/{smaller_name(app.env.images[name][1])}"
        yield File(made, (smaller_size(path), digest_files([path])), partial(made_smaller, path))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.refusals")
    app.connect("doctree-read", on_doctree_read, priority=700)  # once Sphinx has found the files
    app.connect("catalogue-collect-files", on_catalogue_collect_files)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
