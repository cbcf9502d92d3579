"""Re-reads a document whose file, or a file it depends on, is another one than the one that was read.

Sphinx re-reads what is *newer* than the last reading. A file that was moved into place, checked out or
restored from a backup is older, and still another one. All are read again once the programs that read them are others.
"""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx import today
from knowledge_centre.compat.sphinx_reading import note_today
from knowledge_centre.content.fingerprints import seen
from knowledge_centre.content.made_by import own_code, programs
from knowledge_centre.documents.domain import article_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


MADE_BY = "made_by"
"""What is kept besides the tables: digests of the programs and of the site's own code, and versions of extensions."""


def signature(paths: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Path, time of change (nanoseconds) and size (bytes) of each file; -1 where there is none."""
    return tuple((str(path), *seen(path)) for path in sorted(paths))


def dated(env: BuildEnvironment, wanted: str | None, said: str) -> None:
    """Keep which documents say what day it is, in what words."""
    if "article" in env.domains:  # sites of others may be built in the same process
        article_domain(env).table("dated").setdefault(env.current_document.docname, {})[wanted] = said


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    docname = app.env.current_document.docname
    _signatures(app.env)[docname] = _signature_of(app.env, docname)


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Sequence[str]:
    # What conf.py names: a builder loads more, such as its theme.
    named = [app.extensions[name] for name in app.config.extensions if name in app.extensions]
    versions = sorted((one.name, one.version) for one in named)
    # Before anything is read: extensions that document code import more.
    code = own_code((one.module for one in named), app.confdir)
    if made_by(env) != (found := [programs(), versions, code]):
        article_domain(env).data[MADE_BY] = found
        return sorted(env.found_docs)
    known, said = env.found_docs - added - changed, article_domain(env).table("dated")
    now = cache(lambda wanted: today(app.config) if wanted is None else time.strftime(wanted))
    return [
        docname
        for docname in known
        if _signatures(env).get(docname) != _signature_of(env, docname)
        or article_domain(env).table("doctrees").get(docname) != _doctree_of(env, docname)
        or any(now(wanted) != text for wanted, text in said.get(docname, {}).items())
    ]


def on_env_before_read_docs(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget all that are going to be read, before the first is: what one of them defined may be another's now.

    Sphinx does so where several processes read; one process alone would tell of duplicates.
    """
    article_domain(env).read_now = [*docnames]
    for docname in docnames:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> None:
    """Keep what Sphinx has written of the documents that were read: half of it, or another file, is not believed."""
    domain = article_domain(env)
    for docname in domain.read_now:
        domain.table("doctrees")[docname] = _doctree_of(env, docname)


def made_by(env: BuildEnvironment) -> object:
    """Digests of the programs and of the site's own code, and the versions of extensions, in this build."""
    return article_domain(env).data.get(MADE_BY)


def _doctree_of(env: BuildEnvironment, docname: str) -> tuple[tuple[str, int, int], ...]:
    return signature({env.doctreedir / f"{docname}.doctree"})


def _signature_of(env: BuildEnvironment, docname: str) -> tuple[tuple[str, int, int], ...]:
    """Of its own file, an article's as it was before it was read, and of those that it depends on."""
    path, article = env.doc2path(docname), article_domain(env).collection.found.get(docname)
    others = signature(env.srcdir / other for other in env.dependencies.get(docname, ()))
    return (str(path), *(article.seen if article else seen(path))), *others


def _signatures(env: BuildEnvironment) -> dict[str, tuple[tuple[str, int, int], ...]]:
    return article_domain(env).table("signatures")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.domain")
    note_today(dated)
    # After Sphinx's own collectors have noted the dependencies.
    app.connect("doctree-read", on_doctree_read, priority=900)
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("env-before-read-docs", on_env_before_read_docs, priority=900)
    app.connect("env-updated", on_env_updated)
    return {"version": __version__, "env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
