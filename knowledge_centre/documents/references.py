"""Links between documents: pages are brought up to date when what they link to changes or goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx import addnodes

from knowledge_centre import __version__
from knowledge_centre.documents.domain import ArticleDomain, article_domain
from knowledge_centre.documents.hidden_references import mark, replacement_text
from knowledge_centre.documents.link_targets import clear_cache, link_of, resolved, toctree_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.documents.links import Link


class Noted(NamedTuple):
    """What a document referred to when it was read."""

    links: tuple[Link, ...]
    withheld: tuple[str, ...]
    """The targets among them that only hidden articles explained."""


def links_of(doctree: nodes.document, docname: str) -> tuple[Link, ...]:
    """Every cross-reference of a document, once."""
    found = {link_of(node, docname) for node in doctree.findall(addnodes.pending_xref)}
    return tuple(sorted(found.union(toctree_links(doctree))))


def hidden_targets(links: Iterable[Link], docname: str, domain: ArticleDomain) -> tuple[str, ...]:
    """The targets of links that hidden articles explain today."""
    return tuple(link.target for link in links if replacement_text(link, docname, domain))


def link_dependencies(env: BuildEnvironment, docname: str) -> list[Any]:
    """What the links of a document resolve to today: titles, anchors, objects, or nothing."""
    noted = _noted(env).get(docname)
    return [noted.withheld, *(resolved(env, docname, link) for link in noted.links)] if noted else []


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    docname, domain = app.env.current_document.docname, article_domain(app.env)
    domain.table("source_files")[docname] = str(app.env.doc2path(docname, base=False))
    links = links_of(doctree, docname)
    _noted(app.env)[docname] = Noted(links, hidden_targets(links, docname, domain))
    mark(doctree, docname, domain)


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Sequence[str]:
    """Re-read documents whose links may lead elsewhere now that documents came, went, were hidden or have other files."""
    clear_cache(env)
    domain = article_domain(env)
    files = domain.table("source_files").items()
    moved = added | removed | {name for name, file in files if str(env.doc2path(name, base=False)) != file}
    return [
        docname
        for docname, noted in _noted(env).items()
        if noted.withheld != hidden_targets(noted.links, docname, domain)
        # What looks like a file's name may be one now: MyST tells when it reads.
        or (moved and any(link.target in moved or (link.role == "myst" and "." in link.target) for link in noted.links))
    ]


def _noted(env: BuildEnvironment) -> dict[str, Noted]:
    return article_domain(env).table("links")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.domain")
    app.setup_extension("knowledge_centre.documents.hidden_references")
    # Before the articles are read, which takes up what is marked here.
    app.connect("doctree-read", on_doctree_read, priority=400)
    app.connect("env-get-outdated", on_env_get_outdated)
    return {"version": __version__, "env_version": 3, "parallel_read_safe": True, "parallel_write_safe": True}
