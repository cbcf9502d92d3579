"""What docutils, Sphinx and MyST work out again for each document though the answer is the same: worked out once.

Each function that takes another's place gives what that one gives, only sooner. It takes the place only of the source
that it was written for: where that is another one, it steps aside, and a line in the log says so.
"""

from __future__ import annotations

import hashlib
import inspect
import linecache
import logging as standard_logging
from copy import copy
from functools import cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from docutils import nodes, utils
from docutils.utils import DependencyList, smartquotes
from mdit_py_plugins import wordcount
from myst_parser.mdit_to_docutils import base
from myst_parser.parsers import sphinx_
from sphinx import events, transforms
from sphinx.builders import html
from sphinx.builders.html import _assets
from sphinx.errors import ExtensionError, SphinxError
from sphinx.highlighting import PygmentsBridge
from sphinx.locale import __ as _
from sphinx.util import docutils as sphinx_docutils
from sphinx.util import logging
from sphinx.util.inspect import safe_getattr
from sphinx.util.logging import NAMESPACE

from knowledge_centre.compat.plain_texts import (
    count_words,
    educate_active,
    load_by_libyaml,
    texts_to_educate,
    without_escapes,
)
from knowledge_centre.compat.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import CodeType

    from markdown_it import MarkdownIt
    from myst_parser.config.main import MdParserConfig
    from sphinx.application import Sphinx
    from sphinx.events import EventManager

logger = logging.getLogger(__name__)


class Shortcut(NamedTuple):
    """A function of another project, and what takes its place."""

    owner: Any
    name: str
    source: str
    """The digest of the source that this was written for."""
    make: Callable[[Any], Callable[..., Any]]
    """Given the function, what is called instead."""


def take_shortcuts(app: Sphinx) -> list[str]:
    """Have them taken in this process, once. Gives the names of those that stepped aside."""
    aside = []
    for owner, name, source, make in SHORTCUTS:
        function = vars(owner)[name]
        if taken := getattr(function, "forget", None):  # of a build before this one in the same process
            taken()
            continue
        if source_digest(function) != source:
            aside.append(f"{owner.__name__}.{name}")
            logger.info("%s is another one than is known here: it is called as it is.", aside[-1])
            continue
        shortcut: Any = make(function)
        if not hasattr(shortcut, "forget"):
            shortcut.forget = lambda: None
        shortcut.__wrapped__ = function
        setattr(owner, name, shortcut)
    log_what_is_shown(app)
    return aside


def source_digest(function: Any) -> str:
    """Of the text of a function, without its indentation; nothing where the text is not there."""
    function = inspect.unwrap(function)
    code = getattr(function, "__code__", None)
    if code is None:
        return ""
    lines = linecache.getlines(code.co_filename)[code.co_firstlineno - 1 : _last_line(code)]
    text = "\n".join(line.strip() for line in lines)
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()[:12] if text else ""


def _last_line(code: CodeType) -> int:
    inner = (_last_line(part) for part in code.co_consts if inspect.iscode(part))
    return max([*(line for _start, _end, line in code.co_lines() if line), *inner])


# -- docutils' settings


class SettingsOnce:
    """Settings of a reader, parser or writer: made once, and copied for each document."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.kept: list[tuple[object, Any]] = []

    def __call__(self, *components: Any, **options: Any) -> Any:
        asked = [one if isinstance(one, type) else type(one) for one in components], options
        for before, made in self.kept:
            if before == asked:
                return self.copied(made)
        made = self.function(*components, **options)
        defaults = {"defaults": _own(options["defaults"])} if "defaults" in options else {}
        self.kept = [((asked[0], options | defaults), made), *self.kept[:3]]
        return self.copied(made)

    def forget(self) -> None:
        """For another build, which may find another docutils.conf."""
        self.kept.clear()

    @staticmethod
    def copied(settings: Any) -> Any:
        """Settings of its own for a document: what can be changed in them is another one."""
        made = copy(settings)
        vars(made).update(_own(vars(settings)))
        if made.record_dependencies.file is None:  # the list that docutils makes for each
            made.record_dependencies = DependencyList()
        return made


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: copy(one) if isinstance(one, list | dict) else one for name, one in values.items()}


class TagsOnce:
    """The tags that a tag of a language may be met by, as docutils asks at each paragraph."""

    def __init__(self, function: Callable[[str], list[str]]) -> None:
        self.function = cache(function)

    def __call__(self, tag: str) -> list[str]:
        return [*self.function(tag)]


# -- docutils' trees


def find_by_class(_function: Callable[..., Any]) -> Callable[..., Any]:
    """A node and all below it, without a generator for each level above one."""

    def _fast_findall(self: nodes.Node, cls: type) -> Iterator[nodes.Node]:
        if isinstance(self, cls):
            yield self
        above = [iter(self.children)]
        while above:
            for child in above[-1]:
                if isinstance(child, cls):
                    yield child
                if child.children:
                    above.append(iter(child.children))
                    break
            else:
                above.pop()

    return _fast_findall


def walk_about(function: Callable[..., Any]) -> Callable[..., Any]:
    """Without words for a log of docutils' that nobody keeps."""

    def walkabout(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
        if visitor.document.reporter.debug_flag:
            told: bool = function(self, visitor)
            return told
        depart, stop = True, False
        try:
            try:
                visitor.dispatch_visit(self)
            except nodes.SkipNode:
                return stop
            except nodes.SkipDeparture:
                depart = False
            try:
                for child in self.children[:]:
                    if child.walkabout(visitor):
                        stop = True
                        break
            except nodes.SkipSiblings:
                pass
        except nodes.SkipChildren:
            pass
        except nodes.StopTraversal:
            stop = True
        if depart:
            visitor.dispatch_departure(self)
        return stop

    return walkabout


# -- MyST's parser


class ParserOnce:
    """MyST's parser of Markdown for the same settings as before, and the renderer that is a part of it.

    A text that is read while another one is being read has a parser of its own.
    """

    def __init__(self, function: Callable[..., MarkdownIt]) -> None:
        self.function = function
        self.depth = 0
        self.made: tuple[MdParserConfig, Any, MarkdownIt] | None = None
        wrap(sphinx_.MystParser, "parse", self.parse)

    def __call__(self, config: MdParserConfig, renderer: Any) -> MarkdownIt:
        if self.depth != 1:
            return self.function(config, renderer)
        if self.made is None or self.made[1] is not renderer or self.made[0] != config:
            self.made = config, renderer, self.function(config, renderer)
        return self.made[2]

    def parse(self, method: Callable[..., None], *arguments: Any) -> None:
        self.depth += 1
        try:
            method(*arguments)
        finally:
            self.depth -= 1

    def forget(self) -> None:
        self.depth, self.made = 0, None


# -- Sphinx's pages


class ChecksumOnce:
    """What tells the versions of a static file apart: kept by its name, as Sphinx keeps it by the path that leads to."""

    def __init__(self, function: Callable[..., str]) -> None:
        self.function = cache(function)

    def __call__(self, outdir: Path, filename: str) -> str:
        return self.function(outdir, filename)

    def forget(self) -> None:
        self.function.cache_clear()
        _assets._file_checksum_inner.cache_clear()


class FormatterOnce:
    """What Pygments writes HTML with: each one that is made makes a style sheet of its own, which nobody asks for."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.made: dict[tuple[object, ...], Any] = {}

    def __get__(self, bridge: Any, _owner: type | None = None) -> Callable[..., Any]:
        return partial(self, bridge) if bridge is not None else self

    def __call__(self, bridge: Any, **options: Any) -> Any:
        if bridge.dest != "html" or "hl_lines" in options:  # lines of one block alone
            return self.function(bridge, **options)
        key = bridge.formatter, *sorted((options | bridge.formatter_args).items())
        if key not in self.made:
            self.made[key] = self.function(bridge, **options)
        return self.made[key]

    def forget(self) -> None:
        self.made.clear()


def without_style_sheets(app: Sphinx) -> None:
    """Have no translator look for the style sheets of docutils' own pages, which Sphinx does not make."""
    builder: Any = app.builder
    app.env.settings["stylesheet_path"] = builder._settings.stylesheet_path = None


# -- Sphinx's log


def tell_events(function: Callable[..., Any]) -> Callable[..., Any]:
    """Without the words of the debugging log, which are all that a page has, unless someone reads them."""

    def emit(
        self: EventManager, name: str, *args: Any, allowed_exceptions: tuple[type[Exception], ...] = ()
    ) -> list[Any]:
        if events.logger.isEnabledFor(standard_logging.DEBUG):
            results: list[Any] = function(self, name, *args, allowed_exceptions=allowed_exceptions)
            return results
        results = []
        for listener in sorted(self.listeners[name], key=attrgetter("priority")):
            try:
                results.append(listener.handler(self._app, *args))
            except allowed_exceptions:
                raise
            except SphinxError:
                raise
            except Exception as error:
                if self._reraise_errors:
                    raise
                module = safe_getattr(listener.handler, "__module__", None)
                message = _("Handler %r for event %r threw an exception") % (listener.handler, name)
                raise ExtensionError(message, error, modname=module) from error
        return results

    return emit


def log_what_is_shown(app: Sphinx) -> None:
    """Have no record made of what no handler takes."""
    log = standard_logging.getLogger(NAMESPACE)
    log.setLevel(standard_logging.WARNING if app.quiet else min(handler.level for handler in log.handlers))


SHORTCUTS = (
    Shortcut(sphinx_docutils, "_get_settings", "3f5449ab0731", SettingsOnce),
    Shortcut(base, "get_default_settings", "e93adb329c70", SettingsOnce),
    Shortcut(nodes.Node, "_fast_findall", "ad7afd66d5db", find_by_class),
    Shortcut(nodes.Node, "walkabout", "37940c992f0c", walk_about),
    Shortcut(utils, "normalize_language_tag", "3be317b348bc", TagsOnce),
    Shortcut(smartquotes, "processEscapes", "7776d35bee78", without_escapes),
    Shortcut(smartquotes, "educate_tokens", "57d6b81138af", educate_active),
    Shortcut(transforms.SphinxSmartQuotes, "get_tokens", "23dfaeb207c6", texts_to_educate),
    Shortcut(wordcount, "basic_count", "50b7a0b6c986", count_words),
    Shortcut(yaml, "safe_load", "61aa269940d8", load_by_libyaml),
    Shortcut(sphinx_, "create_md_parser", "58a0240aa939", ParserOnce),
    Shortcut(events.EventManager, "emit", "ca5b305d2d05", tell_events),
    Shortcut(html, "_file_checksum", "1bb0c18f8658", ChecksumOnce),
    Shortcut(PygmentsBridge, "get_formatter", "3ea84f1e70b6", FormatterOnce),
)
