"""What was read of each document, as a digest: a page is written when that changed, whichever builder read it.

Sphinx writes what the same build has read. Another one, ``make linkcheck`` say, may have read it before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from knowledge_centre import __version__
from knowledge_centre.content.fingerprints import digest, digest_files
from knowledge_centre.content.images import PICTURES
from knowledge_centre.documents.domain import article_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

PLACES = frozenset({"source", "line"})
"""Attributes that say where something stood, on this machine, and that no page shows."""


def parts(node: nodes.Element) -> list[str]:
    """Everything that is below a node, in its order."""
    found: list[str] = []
    _add(node, found)
    return found


def _add(node: nodes.Element, found: list[str]) -> None:
    for child in node.children:
        if isinstance(child, nodes.Text):
            found.append(child)
        elif isinstance(child, nodes.Element):
            found.append(child.tagname)
            said = child.attributes.items()
            found += [f"{name}={in_order(value)}" for name, value in said if value and name not in PLACES]
            _add(child, found)
            found.append("/")


def in_order(value: object) -> object:
    """A value of an attribute: files that a picture may be are in the order in which the folder lists them."""
    return sorted(value.items()) if isinstance(value, dict) else value


def pictures(env: BuildEnvironment, docname: str) -> list[Path]:
    """The files of the pictures of a document: its page has their sizes, and they go to the output with it."""
    return [
        env.srcdir / name for name in sorted(env.dependencies.get(docname, ())) if Path(name).suffix.lower() in PICTURES
    ]


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    docname, env = app.env.current_document.docname, app.env
    shown = digest_files(pictures(env, docname))
    article_domain(env).table("read")[docname] = digest(*parts(doctree), env.metadata.get(docname), shown)


def text_read(env: BuildEnvironment, docname: str) -> str:
    """The digest of what was read of a document."""
    return str(article_domain(env).table("read").get(docname, ""))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.domain")
    # After all that change what was read.
    app.connect("doctree-read", on_doctree_read, priority=950)
    return {"version": __version__, "env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
