"""Addresses and drawings of a document that is read, wherever they come from: Markdown, directives, roles or targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from knowledge_centre import __version__
from knowledge_centre.content.address_policy import (
    LINK_REMEDY,
    OUR_CLASSES,
    OUR_IDS,
    PICTURE_REMEDY,
    link_problem,
    picture_address_problem,
)
from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.myst_keys import is_plain_meta
from knowledge_centre.content.svg_policy import drawing_problem
from knowledge_centre.documents.refusals import is_trusted, place, refuse, with_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

META = frozenset({"content", "lang", "name"})
"""What a meta element may say; others act, as http-equiv does."""
LOOKED_AT = frozenset({"refuri", "reftarget", "style", "svg"})
"""Attributes with which something may be wrong, besides names and classes; and nodes, whatever they have."""
LOOKED_INTO = nodes.image, nodes.meta, nodes.raw, addnodes.toctree


def is_plain(node: nodes.Element) -> bool:
    """Whether there is nothing to look at in a node, as in most."""
    said = node.attributes
    named = said.get("classes") or said.get("names")
    return not named and LOOKED_AT.isdisjoint(said) and not isinstance(node, LOOKED_INTO)


def problems(node: nodes.Element) -> Iterator[tuple[str, str]]:
    """Message and remedy of what is wrong with a node."""
    for key in ("refuri", "reftarget") if isinstance(node, addnodes.download_reference) else ("refuri",):
        if told := link_problem(str(node.get(key) or "")):
            yield told, LINK_REMEDY
    if isinstance(node, nodes.image):
        if told := picture_address_problem(node["uri"]):
            yield told, PICTURE_REMEDY
    elif isinstance(node, nodes.meta):
        if not set(node.non_default_attributes()) <= META or not is_plain_meta(str(node.get("name", ""))):
            yield "this meta element may not stand in an article", "write a name of letters only, and its text."
    elif isinstance(node, addnodes.toctree):
        for _title, target in node["entries"]:
            if told := link_problem(str(target)):
                yield told, LINK_REMEDY
    if node.get("style"):
        yield 'a "style" may not stand in an article', "leave it out: the site's look is in its style sheets."
    svg = str(node.get("svg") or (node.astext() if isinstance(node, nodes.raw) else ""))
    if svg.lstrip().startswith("<svg") and (told := drawing_problem(svg.encode())):
        yield f"this is no icon, as {told.partition(': ')[0]}", "write its name, its size and names of classes."
    yield from name_problems(node)


def name_problems(node: nodes.Element) -> Iterator[tuple[str, str]]:
    """What is wrong with the names that an author gives to a node: some are the page's own."""
    if ours := OUR_CLASSES.intersection(node.get("classes", ())) - {"footnote-reference"}:
        yield f"the class {quoted(min(ours))} is one of the page's own", "leave it out."
    explicit = node.document.nametypes if node.document else {}
    names: list[str] = node.get("names", [])
    for name in names:
        if explicit.get(name) and nodes.make_id(name) in OUR_IDS:
            yield f"the id {quoted(name)} is one of the page's own", "write another one."


def leave_out(node: nodes.Element) -> None:
    """Remove what is refused: of a link its words stay."""
    if isinstance(node, nodes.reference | addnodes.download_reference):
        node.replace_self(nodes.inline("", "", *node.children))
    elif node.parent is not None:
        whole = with_link(node) if isinstance(node, nodes.image) else node
        whole.parent.remove(whole)


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    if is_trusted(app.env):
        return
    for node in list(doctree.findall(nodes.Element)):
        told = [] if is_plain(node) else list(problems(node))
        for message, remedy in dict.fromkeys(told):
            refuse(app.env, *place(node, doctree), message, remedy)
        if told:
            leave_out(node)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.refusals")
    # Before Sphinx notes which pictures and files to copy.
    app.connect("doctree-read", on_doctree_read, priority=100)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
