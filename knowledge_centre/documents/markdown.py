"""Mistakes in the Markdown of articles are told as they are read, once a build and until they are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.compat.markdown import is_same_language, look_at_tokens, tokens_from
from knowledge_centre.content.exemptions import kept, needless
from knowledge_centre.content.markdown_checks import build_diagnostics, lint_diagnostics
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.documents.refusals import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from markdown_it.token import Token
    from myst_parser.config.main import MdParserConfig
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.content.front_matter import SourceText
    from knowledge_centre.content.markdown_text import Parsed

TOLD = "knowledge_centre_markdown"
"""Where the document that is being read keeps whether this is done."""


def on_source_read(app: Sphinx, docname: str, _content: list[str]) -> None:
    app.env.current_document[TOLD] = False


def look(document: nodes.document, config: MdParserConfig, tokens: list[Token], md_env: dict[str, Any]) -> None:
    """MyST has parsed an article: its tokens serve for the checks as well, where the site has the language of articles."""
    env = document.settings.env
    docname = env.current_document.docname
    if is_same_language(config) and env.doc2path(docname).as_posix() == document["source"]:
        tell_mistakes(env, docname, lambda source: _below(source.body_line - 1, tokens, md_env))


def _below(line: int, tokens: list[Token], md_env: dict[str, Any]) -> Parsed:
    below, defined = tokens_from(line, tokens, md_env)
    return below, line, defined


def on_doctree_read(app: Sphinx, _doctree: nodes.document) -> None:
    """What MyST has not parsed, or not as it is here, is parsed for this."""
    if not app.env.current_document.get(TOLD):
        tell_mistakes(app.env, app.env.current_document.docname, lambda _source: None)


def tell_mistakes(env: BuildEnvironment, docname: str, parsed: Callable[[SourceText], Parsed | None]) -> None:
    """The text is that of the file: what MyST gets has other lines before it."""
    if (found := article_domain(env).collection.found.get(docname)) is not None:
        source = found.source
        off = source.front.check if source.front else {}
        told = kept(build_diagnostics(source.body, source.body_line, parsed(source)), off)
        if off:
            every = lint_diagnostics(source.body, source.body_line, trusted=True)
            told += needless(every, off, source.places["check"])
        for one in told:
            tell(env, docname, f"{env.doc2path(docname)}:{one.line}", one.text, "markdown")
    env.current_document[TOLD] = True


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.refusals")
    app.connect("source-read", on_source_read)
    app.connect("doctree-read", on_doctree_read)
    look_at_tokens(look)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
