"""Pages that another extension fills while they are written, from what its domain keeps of all documents: ``{todolist}``.

Sphinx writes such a page when its own text changes. Here it is written when what it may be filled from changes, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from knowledge_centre import __version__
from knowledge_centre.content.fingerprints import digest
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.documents.link_targets import link_of, resolved

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

KNOWN = ("docutils.", "sphinx.addnodes", "sphinx.domains.", "knowledge_centre.")
"""Modules whose nodes are shown as they were read, and whose domains link_targets asks."""
UNSHOWN = frozenset({"duration"})
"""Domains that no page shows anything of."""


def others_domains(env: BuildEnvironment) -> list[Domain]:
    return [one for one in env.domains.sorted() if is_others(one) and one.name not in UNSHOWN]


def is_others(one: object) -> bool:
    """Whether this is of another extension's making."""
    return not f"{type(one).__module__}.".startswith(KNOWN)


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Keep which documents have something of another extension, which may be a place to be filled."""
    if others_domains(app.env) and any(map(is_others, doctree.findall(nodes.Element))):
        article_domain(app.env).table("filled_later")[app.env.current_document.docname] = True


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> None:
    """Have domains know documents in their order, not in that in which builds came to read them."""
    for domain in others_domains(env):
        for table in domain.data.values():
            if isinstance(table, dict) and env.all_docs.keys() >= table.keys():
                entries = sorted(table.items())
                table.clear()
                table.update(entries)


def filled_from(env: BuildEnvironment) -> dict[str, str]:
    """Of each page that may be filled later, a digest of all that it may be filled from, and of what links in that mean."""
    found: list[nodes.Node] = []
    if not (pages := article_domain(env).table("filled_later")):
        return {}
    kept = repr([plain([one.name, one.data], found) for one in others_domains(env)]).replace(str(env.srcdir), "")
    links = [link for node in found for link in node.findall(addnodes.pending_xref)]
    return {name: digest(kept, [resolved(env, name, link_of(link, name)) for link in links]) for name in pages}


def plain(value: Any, found: list[nodes.Node], around: tuple[int, ...] = ()) -> Any:
    """Data without the addresses of objects; the nodes in it are added to those *found*."""
    if value is None or isinstance(value, str | bytes | int | float):
        return value
    if isinstance(value, nodes.Node):
        found.append(value)
        return value.source, value.line, value.pformat()
    if id(value) in around:
        return None
    parts, around = value, (*around, id(value))
    if isinstance(value, dict):
        return sorted((repr(plain(key, found, around)), plain(one, found, around)) for key, one in value.items())
    if isinstance(value, set | frozenset):
        return sorted(repr(plain(one, found, around)) for one in value)
    if not isinstance(value, list | tuple):
        parts = [type(value).__qualname__, getattr(value, "__dict__", None)]
    return [plain(one, found, around) for one in parts]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.domain")
    # After all that change what was read.
    app.connect("doctree-read", on_doctree_read, priority=950)
    app.connect("env-updated", on_env_updated)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
