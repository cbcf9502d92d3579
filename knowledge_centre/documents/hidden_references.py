"""References to what is hidden today become plain text, so that a schedule or an expiry breaks no other page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from knowledge_centre import __version__
from knowledge_centre.compat.myst import is_local
from knowledge_centre.compat.sphinx import TocTree, docname_join, explicit_title_re, glob_re, patfilter
from knowledge_centre.documents.defined_names import name
from knowledge_centre.documents.domain import ArticleDomain, article_domain
from knowledge_centre.documents.link_targets import is_defined, link_of
from knowledge_centre.documents.reading import UNPUBLISHED

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.documents.links import Link

OPTION = re.compile(r"[\s=\[]+")
"""Between a program, its option and the option's value."""
WORDS = "words"
"""What a reference shows that reads well by itself: a term."""


class WithholdLinks(SphinxPostTransform):
    """A link of MyST's to a hidden article, or to what one defines, is shown as its text."""

    default_priority = 5  # before MyST resolves its links, at 9

    def run(self, **_kwargs: object) -> None:
        domain, docname = article_domain(self.env), self.env.current_document.docname
        for node in list(self.document.findall(addnodes.pending_xref)):
            if node.get("reftype") != "myst" or is_local(node):
                continue
            link = link_of(node, docname)
            if replacement_text(link, docname, domain) and (link.is_document or not is_defined(self.env, link.target)):
                node.replace_self(as_text(node, link, docname, domain))


class VisibleToctree(TocTree):
    """A toctree that leaves out hidden articles without a word, and remembers them as ``withheld``."""

    def run(self) -> list[nodes.Node]:
        docname, hidden = self.env.current_document.docname, article_domain(self.env).collection.hidden
        visible = self.env.found_docs - {docname}
        named = [
            (entry, toctree_entry(entry, docname, hidden, visible, "glob" in self.options)) for entry in self.content
        ]
        self.content = StringList([entry for entry, found in named if not found])
        wrapper = super().run()
        for node in wrapper:
            for toctree in node.findall(addnodes.toctree):
                toctree["withheld"] = sorted(one for _entry, found in named for one in found)
        return wrapper


def toctree_entry(entry: str, docname: str, hidden: Set[str], visible: Set[str], glob: bool) -> list[str]:
    """The hidden articles that an entry of a toctree names; none where it names a visible document as well."""
    explicit = explicit_title_re.match(entry)
    if glob and glob_re.match(entry) and not explicit:
        pattern = docname_join(docname, entry)
        return [] if patfilter(visible, pattern) else sorted(patfilter(hidden, pattern))
    found = docname_join(docname, (explicit.group(2) if explicit else entry).removesuffix(".md"))
    return [found] if found in hidden else []


def replacement_text(link: Link, docname: str, domain: ArticleDomain) -> str:
    """What to show for a link that resolves to nothing visible; nothing where no hidden article explains it."""
    if link.document_from(docname) in domain.collection.hidden:
        return UNPUBLISHED
    if link.is_document:
        return ""
    names = domain.hidden_names
    target = name(link.target.lstrip("#"))
    if link.role != "term" and target in names.labels:
        return UNPUBLISHED
    words = OPTION.split(target) if link.role == "option" else [target]
    return WORDS if not names.words.isdisjoint(words) else ""


def as_text(node: addnodes.pending_xref, link: Link, docname: str, domain: ArticleDomain) -> nodes.inline:
    """The text of a reference where its author gave one, or a name that is one; else what is true of all of them."""
    shown = replacement_text(link, docname, domain)
    if (node.get("refexplicit") or shown == WORDS) and node.astext():
        text = nodes.inline()
        text.extend(child.deepcopy() for child in node.children)
        return text
    return nodes.inline(text=UNPUBLISHED)


def mark(doctree: nodes.document, docname: str, domain: ArticleDomain) -> None:
    """Tell the reading of a document which of its references are not to show their own text: see plain_text."""
    for node in doctree.findall(addnodes.pending_xref):
        link = link_of(node, docname)
        local = is_local(node) or name(link.target.lstrip("#")) in doctree.nameids
        if (link.is_document or not local) and replacement_text(link, docname, domain):
            node["withheld"] = as_text(node, link, docname, domain).astext()


def on_missing_reference(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, contnode: nodes.TextElement
) -> nodes.inline | None:
    """A role's reference that nothing visible explains."""
    docname, domain = env.current_document.docname, article_domain(env)
    link = link_of(node, node.get("refdoc", docname))
    return as_text(node, link, docname, domain) if replacement_text(link, docname, domain) else None


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.domain")
    app.add_post_transform(WithholdLinks)
    app.add_directive("toctree", VisibleToctree, override=True)
    # After other sites were asked.
    app.connect("missing-reference", on_missing_reference, priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
