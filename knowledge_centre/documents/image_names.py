"""Names of pictures in the output that depend on their path only.

Sphinx numbers pictures of one name (``cover.png``, ``cover1.png``) in the order it meets them, which
differs between an incremental and a clean build and between one process and two.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx import FilenameUniqDict
from knowledge_centre.content.taxonomies import AUTHOR
from knowledge_centre.content.urls import picture_name
from knowledge_centre.content.vocabulary import avatar_path
from knowledge_centre.documents.builders import is_site
from knowledge_centre.documents.domain import article_domain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class PathNames(FilenameUniqDict):
    """Pictures by path, each named by its own name and a digest of its path."""

    def add_file(self, docname: str, newfile: str | os.PathLike[str]) -> str:
        newfile = os.fspath(newfile)
        docnames, name = self.get(newfile, (set(), picture_name(newfile)))
        docnames.add(docname)
        self[newfile] = docnames, name
        return name


class LocateImages(SphinxTransform):
    """A picture that is not there is told with the line of the paragraph it stands in."""

    default_priority = 10

    def apply(self, **_kwargs: object) -> None:
        for image in self.document.findall(nodes.image):
            around: nodes.Element | None = image
            while around is not None and not around.line:
                around = around.parent
            if around is not None:
                image.source, image.line = around.source, around.line


def on_builder_inited(app: Sphinx) -> None:
    if not isinstance(app.env.images, PathNames):
        app.env.images = PathNames()


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """The image of an article's front matter is one of its pictures."""
    docname = app.env.current_document.docname
    found = article_domain(app.env).collection.found.get(docname)
    if found is not None and found.image:
        app.env.note_dependency(found.image)
        app.env.images.add_file(docname, found.image)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> None:
    """Tell the builder of pictures that it doesn't meet in the documents it writes.

    Those of front matter and authors are in no document's text; others are missing from the output though their
    documents are there.
    """
    if not is_site(app.builder):
        return
    domain = article_domain(env)
    authors = domain.collection.vocabulary.authors
    shown = {found.image for found in domain.collection.visible if found.image}
    for facet in domain.catalogue.facets(AUTHOR.name):
        if authors[facet.value].avatar:
            shown.add(avatar_path(authors[facet.value]))
    folder = Path(app.outdir, app.builder.imagedir)
    missing = {
        path: docnames
        for path, (docnames, name) in env.images.items()
        if path not in shown and not (folder / name).is_file()
    }
    built = [name for name in set().union(*missing.values()) if Path(app.builder.get_output_path(name)).is_file()]
    for docname in sorted(built):  # the others are going to be written, which tells of their pictures
        shown |= missing.keys() & set(chosen(env.get_doctree(docname), app.builder.supported_image_types))
    app.builder.images.update((path, picture_name(path)) for path in sorted(shown))


def chosen(doctree: nodes.document, types: Sequence[str]) -> Iterator[str]:
    """The pictures that a builder takes: of ``picture.*`` that of the type it likes best."""
    for image in doctree.findall(nodes.image):
        candidates: dict[str, str] = image.get("candidates", {})
        if (best := next((kind for kind in ("*", *types) if kind in candidates), None)) is not None:
            yield candidates[best]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_transform(LocateImages)
    app.connect("builder-inited", on_builder_inited)
    app.connect("doctree-read", on_doctree_read)
    app.connect("env-updated", on_env_updated)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
