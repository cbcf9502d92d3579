"""What documents may name among the site's files; what they may not is told, and the build fails."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx import application
from knowledge_centre.compat.sphinx_pages import static_folders
from knowledge_centre.content.diagnostics import Diagnostic
from knowledge_centre.content.own_files import OwnFiles
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.documents.refusals import tell

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.content.own_files import Refusal


NOTEBOOK_OUTPUTS = "jupyter_execute"
"""The folder beside the output in which MyST-NB puts pictures."""


def own_files(env: BuildEnvironment) -> OwnFiles:
    """The files that may be named today."""
    collection = article_domain(env).collection
    app = application(env)
    outputs = Path(app.outdir).parent / NOTEBOOK_OUTPUTS if "nb_execution_mode" in env.config else ""
    return OwnFiles(
        Path(env.srcdir),
        static_folders(app),
        collection.hidden,
        collection.hidden_files,
        Path(os.path.relpath(outputs, env.srcdir)).as_posix() if outputs else "",
    )


def folder_of(env: BuildEnvironment, docname: str) -> str:
    """The folder, relative to the site's, at which the names that a document gives begin."""
    return posixpath.dirname(env.doc2path(docname, base=False).as_posix())


def accept(env: BuildEnvironment, docname: str, path: str) -> None:
    """Keep that a document uses a file, which another build may have to refuse."""
    article_domain(env).table("files").setdefault(docname, set()).add(path)


def refuse(env: BuildEnvironment, docname: str, refusal: Refusal, location: Any) -> None:
    """Tell, once, that a document names what it may not. The next build tells it too."""
    tell(env, docname, location, Diagnostic("", 1, 0, "file", *refusal).text, "file")


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Sequence[str]:
    """Re-read documents that use a file which may be used no more: a link now, or that of an article withdrawn."""
    own, used = own_files(env), article_domain(env).table("files")
    return [docname for docname, paths in used.items() if any(own.find(f"/{path}") != path for path in paths)]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.refusals")
    app.connect("env-get-outdated", on_env_get_outdated)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
