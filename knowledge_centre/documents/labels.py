"""Labels that several documents define: told by each build, and all of these documents are read again.

Sphinx keeps one of them, and tells it where the documents happen to be read by one process and one build.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx.util import logging

from knowledge_centre import __version__
from knowledge_centre.content.diagnostics import ending, quoted
from knowledge_centre.documents.domain import article_domain

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)
SPHINXS = re.compile(r"duplicate label (?P<name>.+), other instance in (?P<path>.+)")


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the labels of a document with their lines, once Sphinx has noted them."""
    docname, known = app.env.current_document.docname, app.env.domains.standard_domain.anonlabels
    labels = {}
    for name, explicit in doctree.nametypes.items():
        if explicit and known.get(name, ("",))[0] == docname:
            found = doctree.ids.get(doctree.nameids.get(name) or "")
            labels[name] = found.line or 1 if found is not None else 1
    if labels:
        article_domain(app.env).table("labels")[docname] = labels


def shared(env: BuildEnvironment) -> dict[str, list[str]]:
    """The documents of each label that more than one defines."""
    found = defaultdict(list)
    for docname, labels in sorted(article_domain(env).table("labels").items()):
        for name in labels:
            found[name].append(docname)
    return {name: docnames for name, docnames in found.items() if len(docnames) > 1}


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Sequence[str]:
    return sorted({docname for docnames in shared(env).values() for docname in docnames})


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> None:
    lines = article_domain(env).table("labels")
    for name, (first, *others) in shared(env).items():
        message = f"the label {quoted(name)} is in {env.doc2path(first, base=False).as_posix()} as well"
        for docname in others:
            logger.warning(
                "%s",
                message + ending("give one of them another name."),
                location=(docname, lines[docname][name]),
                type="knowledge_centre",
                subtype="label",
            )


def is_told(env: BuildEnvironment, message: str) -> bool:
    """Whether what Sphinx says of a label is told here."""
    found = SPHINXS.fullmatch(message)
    if found is None:
        return False
    other = env.path2doc(found["path"]) or ""
    return found["name"] in article_domain(env).table("labels").get(other, ())


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.domain")
    app.connect("doctree-read", on_doctree_read)
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("env-updated", on_env_updated)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
