"""Names of pictures in the output that depend on their path only.

Sphinx numbers pictures of one name (``cover.png``, ``cover1.png``) in the order it meets them, which
differs between an incremental and a clean build and between one process and two.
"""

from __future__ import annotations

import os
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
    from collections.abc import Iterable, Iterator, Sequence

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
    """Tell the builder of the pictures that are in no document's text: those of front matter and authors."""
    if not is_site(app.builder):
        return
    domain = article_domain(env)
    authors = domain.collection.vocabulary.authors
    shown = {found.image for found in domain.collection.visible if found.image}
    for facet in domain.catalogue.facets(AUTHOR.name):
        if authors[facet.value].avatar:
            shown.add(avatar_path(authors[facet.value]))
    app.builder.images.update((path, picture_name(path)) for path in sorted(shown))


def note_candidates(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the pictures of a text may be, where one is ``picture.*``: a builder takes one of several files."""
    pictures: list[dict[str, str]] = [image.get("candidates", {}) for image in doctree.findall(nodes.image)]
    if any(len(candidates) > 1 for candidates in pictures):
        article_domain(app.env).table("candidates")[app.env.current_document.docname] = pictures


def pictures_of(env: BuildEnvironment, types: Sequence[str]) -> Iterator[str]:
    """The names in the output of the pictures of texts, for a builder that takes these types, the best ones first."""
    table: dict[str, list[dict[str, str]]] = article_domain(env).table("candidates")
    shown = {docname: set(_chosen(pictures, types)) for docname, pictures in table.items()}
    for path, (docnames, name) in env.images.items():
        if any(path in shown.get(docname, (path,)) for docname in docnames):
            yield name


def _chosen(pictures: Iterable[dict[str, str]], types: Sequence[str]) -> Iterator[str]:
    for candidates in pictures:
        if (best := next((kind for kind in ("*", *types) if kind in candidates), None)) is not None:
            yield candidates[best]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_transform(LocateImages)
    app.connect("builder-inited", on_builder_inited)
    app.connect("doctree-read", on_doctree_read)
    app.connect("doctree-read", note_candidates, priority=700)  # once Sphinx has found the files
    app.connect("env-updated", on_env_updated)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
