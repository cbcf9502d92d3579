"""What is told of links that lead nowhere: what was perhaps meant, or what there is."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from knowledge_centre.compat.myst import heading_slugs
from knowledge_centre.content.diagnostics import ending, quoted, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.environment import BuildEnvironment

MOST_HEADINGS = 8
"""Those that a message lists."""


def page_words(env: BuildEnvironment, docname: str, target: str) -> tuple[str, str]:
    """A link of Markdown to a file that is none, or to a name that nothing has."""
    here = posixpath.dirname(docname)
    if target.endswith(".md") or "/" in target:
        paths = [env.doc2path(other, base=False).as_posix() for other in env.all_docs]
        folder = posixpath.dirname(env.doc2path(docname, base=False).as_posix()) if docname in env.all_docs else here
        return f"there is no page {quoted(target)}", suggestion(target, [posixpath.relpath(p, folder) for p in paths])
    if "." in target:
        return f"there is no file {quoted(target)}", "put it beside this file, and give its name."
    near = suggestion(target, [*heading_slugs(env, docname), *env.domains.standard_domain.anonlabels])
    page = suggestion(target, (posixpath.relpath(other, here) for other in env.all_docs))
    message = f"there is no heading, label or page {quoted(target)}"
    return message, near or page.removesuffix('"?') + '.md"?' * bool(page) or _headings(env, docname)


def anchor_words(env: BuildEnvironment, docname: str, anchor: str) -> tuple[str, str]:
    """A link to a place in a page that does not have it."""
    page = env.doc2path(docname, base=False).as_posix()
    near = suggestion(anchor, heading_slugs(env, docname))
    return f"there is no heading {quoted(anchor)} in {page}", near or _headings(env, docname)


def _headings(env: BuildEnvironment, docname: str) -> str:
    names = [*heading_slugs(env, docname)][1:]  # without the title
    listed = ", ".join(f"#{name}" for name in names[:MOST_HEADINGS])
    return f"it has {listed}{' and more' * (len(names) > MOST_HEADINGS)}." if names else "it has no headings."


def label_words(env: BuildEnvironment, _docname: str, label: str) -> tuple[str, str]:
    remedy = suggestion(label, env.domains.standard_domain.anonlabels) or f'write "({label})=" above what it names.'
    return f"there is no label {quoted(label)}", remedy


def document_words(env: BuildEnvironment, docname: str, name: str) -> tuple[str, str]:
    here = posixpath.dirname(docname)
    known = [*env.all_docs, *(posixpath.relpath(other, here) for other in env.all_docs)]
    return f"there is no page {quoted(name)}", suggestion(name, known) or "name a page of this site."


LINKS: tuple[tuple[re.Pattern[str], Callable[..., tuple[str, str]]], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"'myst' cross-reference target not found: '(?P<name>.+)'", page_words),
        (r"local id not found in doc '(?P<docname>.+)': '(?P<name>.+)'", anchor_words),
        (r"undefined label: '(?P<name>.+)'", label_words),
        (r"unknown document: '(?P<name>.+)'", document_words),
        (r"Unknown source document '(?P<name>.+)'", document_words),
    )
)


def reworded_link(env: BuildEnvironment, docname: str, message: str) -> str:
    """A warning of MyST's or Sphinx's about a link of a document, in words that help; any other as it is."""
    for pattern, words in LINKS:
        if found := pattern.fullmatch(message):
            told, remedy = words(env, found.groupdict().get("docname", docname), found["name"])
            return told + ending(remedy)
    return message
