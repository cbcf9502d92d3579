"""Each warning of a build is one line with a remedy, and all are repeated at the end, by file and line.

It is told by each build until it is mended: a document with a warning is read or written again.

A sample of code that its highlighter cannot read is shown plain; that is a note, which fails nothing.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.highlighting import lexer_classes, lexers
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx_reading import rewrite_warnings, show_unread_plain
from knowledge_centre.content.diagnostics import counted, ending, one_line, quoted
from knowledge_centre.content.told_words import is_language, reworded, rule_of, unknown_language
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.documents.labels import is_told
from knowledge_centre.documents.refusals import place, tell
from knowledge_centre.documents.told_links import reworded_link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)
PLACE = re.compile(r"(.*?)(?::(\d+))?")
OTHER = re.compile(r", other instance in (.+)")
"""Where else something is defined."""
UNREAD = re.compile(r'Lexing literal_block .* as "(.+)" resulted in an error at token: .*', re.DOTALL)
NO_LANGUAGE = frozenset({"default", "guess", "none"})
"""What Sphinx takes for a language besides those that have a name."""


class Warnings:
    """What was told in this build."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.told: set[tuple[str, int, str]] = set()

    def reword(self, message: str, location: str) -> str:
        """What to say instead; nothing where it was said, or is no mistake."""
        found = PLACE.fullmatch(location)
        path, line = (found[1], int(found[2] or 1)) if found else (location, 1)
        if unread := UNREAD.match(message):
            note = f"note: this is no whole {quoted(unread[1])}, and is shown plain"
            self.told.add((path, line, note))
            logger.info("%s", f"{path}:{line}: {note}")
            return ""
        if hasattr(self.app, "env"):
            docname = self.app.env.path2doc(path) or ""
            rule = rule_of(message)
            if is_told(self.app.env, message) or (rule and rule in exempted(self.app.env, docname)):
                return ""
            message = reworded_link(self.app.env, docname, message)
        text = one_line(reworded(message))  # docutils repeats the text that it warns of
        known = (path, line, text) in self.told
        self.told.add((path, line, text))
        self.note(path)
        if other := OTHER.search(message):
            self.note(other[1])
        return "" if known and path else text

    def note(self, path: str) -> None:
        """The next build has to come upon this again: in reading, or in writing."""
        if not path or not hasattr(self.app, "env"):
            return
        env = self.app.env
        docname = env.path2doc(path) or ""
        found = {docname} & env.found_docs or {
            one
            for one, used in env.dependencies.items()
            if path in {os.path.normpath(env.srcdir / file) for file in used}
        }
        if self.app.phase is BuildPhase.READING:
            env.reread_always |= found
        else:
            article_domain(env).mistaken |= found

    def repeat(self, _app: Sphinx, _error: Exception | None) -> None:
        told = sorted(one for one in self.told if one[0] and one[2])
        if told:
            logger.info("")
            logger.info("%s", f"{counted(len(told), 'message')}, by file and line:")
        for path, line, text in told:
            logger.info("%s", f"{path}:{line}: {text}")


def exempted(env: BuildEnvironment, docname: str) -> Mapping[str, str]:
    """The rules that an article turns off."""
    found = article_domain(env).collection.found.get(docname)
    return found.source.front.check if found and found.source.front else {}


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Tell languages that nothing highlights, in each build until they are gone."""
    docname = app.env.current_document.docname
    if docname not in article_domain(app.env).collection.found or "markdown/language" in exempted(app.env, docname):
        return
    for block in doctree.findall(nodes.literal_block):
        name = str(block.get("language", "none"))
        if name not in NO_LANGUAGE and not (name in lexers or name in lexer_classes or is_language(name)):
            message, remedy = unknown_language(name)
            source, line = place(block, doctree)
            tell(app.env, docname, f"{source}:{line}", message + ending(remedy), "language")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.refusals")
    warnings = Warnings(app)
    rewrite_warnings(app, warnings.reword)
    show_unread_plain()
    app.connect("doctree-read", on_doctree_read)
    app.connect("build-finished", warnings.repeat, priority=999)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
