"""What each of Sphinx's builders makes: the site, the book, something else, or nothing of this site.

A builder that makes pages for a program of its own, such as JSON or Qt's help, would have none of what the pages here
need: it is refused in one line. Those that make no pages, such as ``linkcheck`` and ``gettext``, are left alone.
"""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any, TypeGuard

from sphinx.builders.html import StandaloneHTMLBuilder

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx import give

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

SITE = ("html", "dirhtml")
"""Builders that make the site, with its lists, search, feeds and all else."""
BOOK = ("singlehtml", "epub", "latex", "texinfo", "man")
"""Builders that make one book of all articles: see knowledge_centre.book."""


def is_site(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name in SITE


def is_book(builder: Builder) -> bool:
    return builder.name in BOOK


def for_site(handler: Callable[..., Any]) -> Callable[..., Any]:
    """A handler of an event that pages of books have too, and that is for the site's alone."""

    @functools.wraps(handler)
    def handled(app: Sphinx, *given: Any) -> Any:
        return handler(app, *given) if is_site(app.builder) else None

    return handled


def on_config_inited(app: Sphinx, config: Config) -> None:
    """What is read is the same for every builder: Sphinx asks for its name where it makes quotation marks.

    Apple's help asks for a setting before anything else; with one, it gets as far as being refused.
    """
    if not set(SITE).isdisjoint(config.smartquotes_excludes.get("builders", ())):
        config.smartquotes = False
    config.smartquotes_excludes = {**config.smartquotes_excludes, "builders": []}
    if "applehelp_bundle_id" in config:
        give(config, applehelp_bundle_id="")


def on_builder_inited(app: Sphinx) -> None:
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and not is_site(builder) and not is_book(builder):
        known = ", ".join((*SITE, *BOOK))
        sys.exit(f'The builder "{builder.name}" is not for this site: use one of {known}.')
    if is_book(builder) and "knowledge_centre.book" not in app.extensions:
        sys.exit(
            f'The builder "{builder.name}" makes a book of the articles: name "knowledge_centre.book" in '
            f"the extensions of conf.py, or use one of {', '.join(SITE)}."
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("config-inited", on_config_inited)
    # Before anything is done for a build that is refused.
    app.connect("builder-inited", on_builder_inited, priority=0)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
