"""Links between documents: pages are brought up to date when what they link to changes or goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from knowledge_centre import __version__
from knowledge_centre.articles import article_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

UNPUBLISHED = "an article that is not published"
"""The text of a link without one to an article that is hidden today."""


class Link(NamedTuple):
    """One link as the source has it, before it is resolved."""

    target: str
    """A docname where the link is known to lead to a document, else a label or path."""
    anchor: str
    is_document: bool


class WithholdLinks(SphinxPostTransform):
    """A link to a hidden article is shown as its text, so that a schedule or an expiry breaks no other page."""

    default_priority = 5  # before MyST resolves its links, at 9

    def run(self, **_kwargs: object) -> None:
        hidden = article_domain(self.env).collection.hidden
        for node in list(self.document.findall(addnodes.pending_xref)):
            if node.get("refdomain") == "doc" and node["reftarget"] in hidden:
                text = nodes.inline() if node.astext() else nodes.inline(text=UNPUBLISHED)
                text.extend(child.deepcopy() for child in node.children if node.astext())
                node.replace_self(text)


def links_of(doctree: nodes.document) -> tuple[Link, ...]:
    """Every cross-reference of a document, once."""
    found = {
        Link(str(node.get("reftarget", "")), str(node.get("reftargetid") or ""), node.get("refdomain") == "doc")
        for node in doctree.findall(addnodes.pending_xref)
    }
    return tuple(sorted(found))


def facts(env: BuildEnvironment, docname: str) -> list[Any]:
    """What the links of a document resolve to today: titles, anchors, or nothing."""
    labels, anonymous = env.domains.standard_domain.labels, env.domains.standard_domain.anonlabels
    found: list[Any] = []
    for link in _links(env).get(docname, ()):
        if link.is_document:
            title = env.titles[link.target].astext() if link.target in env.titles else None
            slugs = env.metadata[link.target].get("myst_slugs", {}) if title is not None else {}
            found.append((title, slugs.get(link.anchor, ("",))[1:]))
        else:
            name = link.target.lstrip("#").lower()
            found.append((labels.get(name), anonymous.get(name)))
    return found


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    _links(app.env)[app.env.current_document.docname] = links_of(doctree)


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Sequence[str]:
    """Re-read documents whose links may lead elsewhere now that documents came or went."""
    moved = added | removed
    if not moved:
        return []
    return [
        docname
        for docname, links in _links(env).items()
        if any(link.target in moved or (not link.is_document and "." in link.target) for link in links)
    ]


def on_env_purge_doc(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _links(env).pop(docname, None)


def on_env_merge_info(app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    _links(env).update((docname, _links(other)[docname]) for docname in docnames if docname in _links(other))


def _links(env: BuildEnvironment) -> dict[str, tuple[Link, ...]]:
    links: dict[str, tuple[Link, ...]] = env.__dict__.setdefault("knowledge_centre_links", {})
    return links


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.articles")
    app.add_post_transform(WithholdLinks)
    app.connect("doctree-read", on_doctree_read)
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("env-purge-doc", on_env_purge_doc)
    app.connect("env-merge-info", on_env_merge_info)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
