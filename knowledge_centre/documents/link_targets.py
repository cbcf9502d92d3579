"""What a reference resolves to today: titles, labels, numbers and objects of Sphinx's domains, as plain data."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sphinx import addnodes

from knowledge_centre.compat.myst import anchor_of, heading_slugs
from knowledge_centre.compat.sphinx import docname_join
from knowledge_centre.compat.sphinx_reading import domain_entries, equation, section_numbers
from knowledge_centre.content.fingerprints import digest
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.documents.links import ANYTHING, DOCUMENT, Link, Targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

NUMBERED = frozenset({"eq", "numref"})
LABELS = frozenset({"labels", "anonlabels"})
WORD = re.compile(r"[\w-]+")
BY_NAME = frozenset({"std", "py", "js", "rst", "math", "citation"})
"""Domains whose references name the last word of what they mean."""
UNLINKED = frozenset({"article"})
"""Domains that no reference resolves in."""


def link_of(node: addnodes.pending_xref, docname: str) -> Link:
    """A reference of the document *docname*."""
    target, domain, role = (str(node.get(key) or "") for key in ("reftarget", "refdomain", "reftype"))
    if domain == "doc":  # MyST's, of links to files
        return Link(target, anchor_of(node), "", DOCUMENT)
    if (domain, role) == ("std", "doc"):
        return Link(docname_join(docname, target), "", "", DOCUMENT)
    return Link(target, "", domain, role)


def toctree_links(doctree: nodes.document) -> Iterator[Link]:
    """The documents that the toctrees of a document name, hidden ones too."""
    for toctree in doctree.findall(addnodes.toctree):
        for docname in (*toctree["includefiles"], *toctree.get("withheld", ())):
            yield Link(docname, "", "", DOCUMENT)


def resolved(env: BuildEnvironment, docname: str, link: Link) -> list[Any]:
    """Everything that decides what a link of the document *docname* shows and where it leads."""
    if link.is_document:
        return _document(env, link.target, link.anchor)
    standard, targets = env.domains.standard_domain, targets_of(env)
    name = link.target.lstrip("#").lower()
    labels = standard.labels.get(name), standard.anonlabels.get(name)
    objects = sorted({entry for word in _words(name) for entry in targets.objects.get(word, ())})
    found: list[Any] = [labels, objects]
    if link.role in ANYTHING:
        found += [_document(env, link.document_from(docname) or "", ""), targets.others]
    elif link.domain in targets.others:
        found.append(targets.others[link.domain])
    if link.role in NUMBERED:
        places = sorted({entry[0] for entry in (*labels, equation(env, link.target)) if entry})
        numbers = article_domain(env).table("numbers")
        found += [(section_numbers(env, place), numbers.get(place)) for place in places]
    return found


def is_defined(env: BuildEnvironment, target: str) -> bool:
    """Whether a link of MyST's to that name leads somewhere, whatever it is a name of."""
    standard, name = env.domains.standard_domain, target.lower()
    return (
        name in standard.labels
        or name in standard.anonlabels
        or any(known == name for known, _entry in targets_of(env).objects.get(_words(name)[-1], ()))
    )


def targets_of(env: BuildEnvironment) -> Targets:
    """The targets of all documents. Only asked for once every document is read."""
    domain = article_domain(env)
    if domain.targets is None:
        domain.targets = _collect(env)
    return domain.targets


def clear_cache(env: BuildEnvironment) -> None:
    """Documents are going to be read."""
    article_domain(env).targets = None


def _collect(env: BuildEnvironment) -> Targets:
    objects, labels, others = defaultdict(list), defaultdict(list), {}
    for domain in env.domains.sorted():
        if domain.name in BY_NAME:
            for name, entry in _entries(domain):
                objects[_words(name)[-1]].append((name, entry))
        elif domain.name not in UNLINKED and (known := sorted(map(repr, domain.get_objects()))):
            others[domain.name] = digest(known)
    standard = env.domains.standard_domain
    for name, (docname, *place) in (*standard.labels.items(), *standard.anonlabels.items()):
        labels[docname].append((name, *place))
    return Targets(objects, others, {docname: sorted(known) for docname, known in labels.items()})


def _entries(domain: Domain) -> Iterator[tuple[str, str]]:
    """What a domain's tables hold; keys are names, or end with one. Labels are asked for by themselves."""
    for table, key, entry in domain_entries(domain):
        if table not in LABELS:
            yield str(key[-1] if isinstance(key, tuple) else key).lower(), repr((domain.name, key, entry))


def _document(env: BuildEnvironment, docname: str, anchor: str) -> list[Any]:
    """The title of a document, and what MyST knows of an anchor in it: a heading's slug or id, or a label."""
    if docname not in env.titles:
        return []
    found: list[Any] = [env.titles[docname].astext()]
    if anchor:
        found += [slug[1:] for name, slug in heading_slugs(env, docname).items() if anchor in (name, slug[1])]
        found += [label for label in targets_of(env).labels.get(docname, ()) if anchor in label[:2]]
    return found


def _words(name: str) -> list[str]:
    return WORD.findall(name) or [name]
