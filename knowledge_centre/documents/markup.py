"""HTML in the text of an article is judged as it is read; raw text of other kinds is refused."""

from __future__ import annotations

import re
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.misc import Meta, Raw
from docutils.parsers.rst.roles import raw_role
from sphinx import addnodes

from knowledge_centre import __version__
from knowledge_centre.compat.docutils import forget_what_is_gone
from knowledge_centre.compat.myst import judge_html
from knowledge_centre.compat.myst_limits import catch_failures, limit_nesting, limit_numbers
from knowledge_centre.compat.sphinx_reading import limit_lines
from knowledge_centre.compat.substitutions import stay_text
from knowledge_centre.content.body_limits import REMEDY, depth, is_too_deep_for_rst
from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.html_pictures import pieces
from knowledge_centre.content.html_policy import html_diagnostics
from knowledge_centre.content.myst_keys import is_plain_meta
from knowledge_centre.documents.refusals import is_trusted, place, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils.parsers.rst.states import Inliner
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

MOST = 20
"""Mistakes that are told of one piece of HTML."""
MOST_IN_OPTIONS = 100_000
"""The largest number in an option of a directive; some repeat something as often."""
META = re.compile(r":([^:]*(?::(?=\S)[^:]*)*):")
NO_META = "this meta element may not stand in an article", "write a name of letters only, and its text."
NO_RAW = "raw text may not stand in an article", "write it in Markdown."


class RefusedRaw(Raw):
    """``{raw}``, for sites that trust their articles."""

    def run(self) -> list[nodes.Node]:
        document = self.state.document
        if is_trusted(document.settings.env):
            return list(super().run())
        refuse(document.settings.env, document["source"], self.lineno, *NO_RAW)
        return [nodes.comment()]


class PlainMeta(Meta):
    """``{meta}`` with what html_meta in front matter may have."""

    def run(self) -> list[nodes.Node]:
        document = self.state.document
        names = [found[1] for line in self.content if (found := META.match(line))]
        if is_trusted(document.settings.env) or all(is_plain_meta(name) for name in names):
            return list(super().run())
        refuse(document.settings.env, document["source"], self.lineno, *NO_META)
        return [nodes.comment()]


def refused_raw_role(  # noqa: PLR0917 (docutils' signature)
    role: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Inliner,
    options: Mapping[str, Any] | None = None,
    content: Sequence[str] = (),
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Roles that ``{role}`` makes of ``raw``."""
    document = inliner.document
    if is_trusted(document.settings.env):
        made: tuple[list[nodes.Node], list[nodes.system_message]] = raw_role(
            role, rawtext, text, lineno, inliner, options, content
        )
        return made
    refuse(document.settings.env, document["source"], lineno, *NO_RAW)
    return [], []


refused_raw_role.options = {"format": directives.unchanged}  # type: ignore[attr-defined]


def judge(document: nodes.document, html: str, line: int) -> bool:
    """Whether a piece of HTML may stand in a document."""
    env = document.settings.env
    if is_trusted(env):
        return True
    found = list(islice(html_diagnostics(html, line), MOST))
    for one in found:
        refuse(env, document["source"], one.line, one.message, one.remedy)
    return not found


def html_nodes(html: str, source: str, line: int) -> list[nodes.Node]:
    """HTML as it stands; the site's pictures in it are pictures like those of Markdown, which Sphinx copies."""
    made: list[nodes.Node] = []
    for piece in pieces(html):
        node: nodes.Element
        if isinstance(piece, str):
            node = nodes.raw("", piece, format="html")
        else:
            node = nodes.image(html[piece.place :].partition(">")[0], uri=piece.src, **piece.options)
            node["classes"], node["ids"], node["html_attributes"] = piece.classes, piece.ids, piece.attributes
        node.source, node.line = source, line
        made += [node] * (not isinstance(piece, str) or bool(piece))
        line += (piece if isinstance(piece, str) else node.rawsource).count("\n")
    return made


def nesting(document: nodes.document) -> int:
    """How many levels deep a document may nest."""
    return int(getattr(document.settings.env.config, "knowledge_centre_max_nesting", sys.maxsize))


def refuse_nesting(document: nodes.document, line: int) -> None:
    message = f"this nests more than {nesting(document)} levels deep"
    refuse(document.settings.env, document["source"], line, message, REMEDY)


def refuse_failed(document: nodes.document, line: int, name: str) -> bool:
    """Tell a directive or role that fails, on a site that does not trust its articles."""
    env = document.settings.env
    if not is_trusted(env):
        refuse(env, document["source"], line, f"{quoted(name)} fails here", "check what it is given, or leave it out.")
    return not is_trusted(env)


def on_builder_inited(app: Sphinx) -> None:
    app.env.settings["raw_enabled"] = is_trusted(app.env)


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Take out what nobody made anything of: ``eval-rst`` has no second pass, and no writer knows what waits for one."""
    for left in list(doctree.findall(nodes.pending)):
        refuse(app.env, *place(left, doctree), "this directive makes nothing here", "leave it out.")
        left.parent.remove(left)
    for link in list(doctree.findall(addnodes.pending_xref)):
        if within_link(link):  # Sphinx resolves the one around it alone, and no writer knows the other
            refuse(app.env, *place(link, doctree), "a link may not stand within a link", "take one of them out.")
            link.replace_self([child.deepcopy() for child in link.children])


def within_link(node: nodes.Node) -> bool:
    around = node.parent
    while around is not None and not isinstance(around, addnodes.pending_xref):
        around = around.parent
    return around is not None


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.refusals")
    stay_text()
    judge_html(judge, html_nodes)
    limit_nesting(nesting, is_too_deep_for_rst, depth, refuse_nesting)
    limit_numbers(MOST_IN_OPTIONS)
    catch_failures(refuse_failed)
    limit_lines()
    forget_what_is_gone()
    app.add_directive("raw", RefusedRaw, override=True)
    app.add_directive("meta", PlainMeta, override=True)
    app.add_role("raw", refused_raw_role, override=True)
    app.connect("builder-inited", on_builder_inited)
    app.connect("doctree-read", on_doctree_read)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
