"""What is refused of the text of an article: told with its line, left out of the page, and the build has failed.

``knowledge_centre_trust_articles = True`` in conf.py refuses nothing of HTML, ``{raw}``, addresses and drawings, and hands
them on as Sphinx has them: whoever writes an article can then run scripts in the browsers of all readers.
No front matter and no role does the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging

from knowledge_centre import __version__
from knowledge_centre.content.diagnostics import ending, printable
from knowledge_centre.documents.domain import article_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)


def is_trusted(env: BuildEnvironment) -> bool:
    return bool(getattr(env.config, "knowledge_centre_trust_articles", True))


def refuse(env: BuildEnvironment, path: str, line: int | None, message: str, remedy: str) -> None:
    """Tell a mistake in what a text says."""
    tell(env, env.current_document.docname, f"{path}:{line or 1}", printable(message + ending(remedy)), "html")


def tell(env: BuildEnvironment, docname: str, location: Any, text: str, subtype: str) -> None:
    """Tell a mistake once in this build, and in each that follows until it is gone; it fails the build, also without -W."""
    told = article_domain(env).table("refused").setdefault(docname, set())
    place = logging.get_node_location(location) if isinstance(location, nodes.Node) else location
    if (place, text) not in told:
        told.add((place, text))
        logger.warning("%s", text, location=location, type="knowledge_centre", subtype=subtype)
    env.reread_always.add(docname)


def place(node: nodes.Element, document: nodes.document) -> tuple[str, int]:
    """The file and line of a node, or of the nearest around it that knows them."""
    around: nodes.Element | None = node
    while around is not None and around.line is None:
        around = around.parent
    source = around.source if around is not None and around.source else document["source"]
    return source, around.line or 1 if around is not None else 1


def with_link(image: nodes.image) -> nodes.Element:
    """A picture, or the link around it that stands where a paragraph would: Sphinx has such a link hold a picture."""
    around = image.parent
    alone = isinstance(around, nodes.reference) and not isinstance(around.parent, nodes.TextElement)
    return around if alone else image


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> None:
    if article_domain(env).table("refused"):
        app.statuscode = 1


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.domain")
    app.add_config_value("knowledge_centre_trust_articles", False, "env", types=frozenset({bool}))
    app.connect("env-updated", on_env_updated)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
