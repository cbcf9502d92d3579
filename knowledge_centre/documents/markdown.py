"""Mistakes in the Markdown of articles are told as they are read, once a build and until they are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre import __version__
from knowledge_centre.content.exemptions import kept, needless
from knowledge_centre.content.markdown_checks import build_diagnostics, lint_diagnostics
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.documents.refusals import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def on_source_read(app: Sphinx, docname: str, _content: list[str]) -> None:
    """The text is that of the file: what MyST gets has other lines before it."""
    if (found := article_domain(app.env).collection.found.get(docname)) is not None:
        off = found.source.front.check if found.source.front else {}
        told = kept(build_diagnostics(found.source.body, found.source.body_line), off)
        if off:
            every = lint_diagnostics(found.source.body, found.source.body_line, trusted=True)
            told += needless(every, off, found.source.places["check"])
        for one in told:
            tell(app.env, docname, f"{app.env.doc2path(docname)}:{one.line}", one.text, "markdown")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.refusals")
    app.connect("source-read", on_source_read)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
