"""What is used of Sphinx beyond its documentation, to read documents and to tell what is wrong with them."""

from __future__ import annotations

import logging
import os
import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst.directives.misc import Date
from sphinx.directives import code
from sphinx.environment import BuildEnvironment
from sphinx.highlighting import PygmentsBridge
from sphinx.search import SearchLanguage, languages
from sphinx.transforms import DefaultSubstitutions
from sphinx.util import _lines, import_object
from sphinx.util.i18n import get_image_filename_for_language
from sphinx.util.logging import (
    NAMESPACE,
    WarningStreamHandler,
    get_node_location,
    is_suppressed_warning,
)

from knowledge_centre.compat.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.domains import Domain


# -- Directives

MOST_PARTS = 1_000
"""Parts of a list of lines, such as ``1,3-5``."""
NUMBER = re.compile(r"\d+")


def limit_lines() -> None:
    """Have ``1-999999999`` mean as many lines as there are and one more, which Sphinx tells; it would list them all."""
    parse: Any = vars(code)["parse_line_num_spec"]
    if parse.__module__ == __name__:
        return

    def parse_line_num_spec(spec: str, total: int) -> list[int]:
        if spec.count(",") >= MOST_PARTS:
            msg = "invalid line number spec: too many parts"
            raise ValueError(msg)
        end = total + 1
        lines: list[int] = parse(NUMBER.sub(lambda found: _at_most(found[0], end), spec), total)
        return lines

    vars(code)["parse_line_num_spec"] = vars(_lines)["parse_line_num_spec"] = parse_line_num_spec


def _at_most(number: str, most: int) -> str:
    return str(most) if len(number) > 9 or int(number) > most else number


# -- Today


def note_today(noted: Callable[[BuildEnvironment, str | None, str], None]) -> None:
    """Have *noted* told that the document that is read says what day it is, in which format, and what it says.

    That of ``|today|`` is ``None``: the settings give it.
    """
    if hasattr(Date.run, "around"):
        return

    def handle(method: Any, transform: Any, name: str) -> Any:
        answer = method(transform, name)
        if name == "today":
            noted(transform.env, None, answer.astext())
        return answer

    def run(method: Any, directive: Any) -> Any:
        answer = method(directive)
        if (env := getattr(directive.state.document.settings, "env", None)) is not None:
            noted(env, "\n".join(directive.content) or "%Y-%m-%d", answer[0].astext())
        return answer

    wrap(DefaultSubstitutions, "_handle_default_substitution", handle)
    wrap(Date, "run", run)


# -- Warnings


NO_LINE = re.compile(r":(?:0|None)?$")
"""The end of a place in a document whose line is not known."""


class _Rewritten(logging.Filter):
    """Changes the words of what is logged, or has it not said; what has no place is in the document that is read."""

    def __init__(self, app: Sphinx, change: Callable[[str, str], str]) -> None:
        super().__init__()
        self.app, self.change = app, change

    def filter(self, record: logging.LogRecord) -> bool:
        docname = self.app.env.current_document.docname if hasattr(self.app, "env") else ""
        place = getattr(record, "location", None) or (f"{self.app.env.doc2path(docname)}:1" if docname else None)
        if isinstance(place, tuple) and place[0]:
            place = f"{self.app.env.doc2path(place[0])}:{place[1] or 1}"
        elif isinstance(place, nodes.Node):
            place = get_node_location(place)
        place = NO_LINE.sub(":1", place) if isinstance(place, str) else place
        vars(record)["location"] = place
        kind, subtype = (str(getattr(record, name, "") or "") for name in ("type", "subtype"))
        if is_suppressed_warning(
            kind, subtype, self.app.config.suppress_warnings if hasattr(self.app, "config") else ()
        ):
            return False
        said = self.change(logging.LogRecord.getMessage(record), place if isinstance(place, str) else "")
        record.msg, record.args = said, ()
        return bool(said)


def rewrite_warnings(app: Sphinx, change: Callable[[str, str], str]) -> None:
    """Have each warning of a build say something else, or nothing; *change* is given its words and its place."""
    for handler in logging.getLogger(NAMESPACE).handlers:
        if isinstance(handler, WarningStreamHandler):
            handler.filters.insert(0, _Rewritten(app, change))  # before the type is put behind it


def show_unread_plain() -> None:
    """Have code that its highlighter cannot read shown without colours; Sphinx marks what it takes for errors in it."""

    def highlight_block(method: Any, bridge: Any, source: str, lang: str, *args: Any, **options: Any) -> Any:
        bridge.is_forced = options.get("force", args[1] if len(args) > 1 else False)
        return method(bridge, source, lang, *args, **options)

    def get_lexer(method: Any, bridge: Any, source: str, lang: str, *args: Any) -> Any:
        again = len(args) > 1 and args[1] and not getattr(bridge, "is_forced", True)
        return method(bridge, source, "none" if again else lang, *args)

    if not hasattr(PygmentsBridge.get_lexer, "around"):
        wrap(PygmentsBridge, "highlight_block", highlight_block)
        wrap(PygmentsBridge, "get_lexer", get_lexer)


# -- What documents define


def toctrees(env: BuildEnvironment) -> dict[str, list[str]]:
    """The documents that the toctrees of each document name."""
    return dict(sorted(env.toctree_includes.items()))


def relations(env: BuildEnvironment) -> dict[str, list[str | None]]:
    """Of each document that toctrees lead to: the one above it, and those before and after."""
    return env.collect_relations()


def section_numbers(env: BuildEnvironment, docname: str) -> Any:
    """The numbers of a document's sections."""
    return env.toc_secnumbers.get(docname)


def forget_section_numbers(env: BuildEnvironment) -> None:
    """Take the numbers out of titles and menus: Sphinx is going to give them anew, and takes none away."""
    for docname in env.toc_secnumbers:
        for node in (env.titles.get(docname), *env.tocs.get(docname, nodes.Element()).findall(nodes.reference)):
            if node is not None:
                node.attributes.pop("secnumber", None)


def figure_numbers(env: BuildEnvironment, docname: str) -> Any:
    """The numbers of what is numbered in a document."""
    return env.toc_fignumbers.get(docname)


def set_numbers(
    env: BuildEnvironment, docname: str, numbers: dict[str, dict[str, tuple[int, ...]]], *, over: bool
) -> None:
    """Give a document numbers of figures: over those that Sphinx has given it, or where it has given none."""
    if numbers and (over or docname not in env.toc_fignumbers):
        env.toc_fignumbers[docname] = numbers


def equation(env: BuildEnvironment, label: str) -> Any:
    """The document and number of an equation; ``None`` where no document has it."""
    return env.domains.math_domain.equations.get(label)


def domain_entries(domain: Domain) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """What a domain's tables hold: table, key and entry. Entries are tuples that begin with a docname."""
    for title, table in domain.data.items():
        if isinstance(table, dict):
            yield from ((title, key, entry) for key, entry in table.items() if isinstance(entry, tuple))


def search_language(code: str) -> SearchLanguage:
    """Stems and stop words, as Sphinx has them for its own search; of a language that it does not know, none."""
    known = languages.get(code) or languages.get(code.replace("-", "_").partition("_")[0], SearchLanguage)
    made: SearchLanguage = (import_object(known) if isinstance(known, str) else known)({})
    return made


# -- Files that texts name


def guard_paths(asked: Callable[[BuildEnvironment, str, str], str]) -> None:
    """Have *asked* told each name that a path is asked for, with the document. It gives the name to go on with."""
    if hasattr(BuildEnvironment.relfn2path, "around"):
        return

    def relfn2path(method: Any, env: BuildEnvironment, filename: str | Path, docname: str | None = None) -> Any:
        reading = docname or env.current_document.docname
        return method(env, asked(env, os.fspath(filename), reading) if reading else filename, docname)

    wrap(BuildEnvironment, "relfn2path", relfn2path)


def language_name(env: BuildEnvironment, picture: str) -> str:
    """The name under which Sphinx looks for the picture of the site's language first."""
    return get_image_filename_for_language(picture, env)
