"""Pages at the addresses that articles had before: each sends the reader on, with or without JavaScript.

Not by sphinx-reredirects: it writes its files in every build, past the ledger, so that nothing would ever remove one;
it leads on by a script, and its pages have no language, no title and no words. And not by ``catalogue-collect-pages``:
a page's name gets the suffix that the builder gives it, while an old address is what it is.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from knowledge_centre import __version__
from knowledge_centre.addresses import site_address
from knowledge_centre.articles import article_domain
from knowledge_centre.old_addresses import files, impossible, old_paths
from knowledge_centre.output_files import Output
from knowledge_centre.stale_output import KEPT, WHOLE, expected_files
from knowledge_centre.views import views_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.records import Article

logger = logging.getLogger(__name__)
TEMPLATE = "redirect.html"
PRIORITY = 790
"""After all others have put their files, which no redirect may take the place of."""
SPHINX = ("objects.inv", "searchindex.js")
"""Files that Sphinx itself puts at the top."""


class Taken:
    """The files that the output has, whatever the case of their letters, and the folders that they are in."""

    def __init__(self, names: Iterable[str]) -> None:
        self.files: set[str] = set()
        self.folders: set[str] = set()
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        self.files.add(name.casefold())
        self.folders |= folders_of(name.casefold())

    def __contains__(self, name: str) -> bool:
        file = name.casefold()
        return file in self.files or file in self.folders or not self.files.isdisjoint(folders_of(file))


def folders_of(name: str) -> set[str]:
    return {str(folder) for folder in PurePosixPath(name).parents}


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Put the redirects of the visible articles. The collection has refused the addresses of articles, topics and
    lists; what only the whole build knows, such as page two of a list or the page of the feeds, is refused here.
    """
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    domain, views, output, outdir = article_domain(app.env), views_of(app), Output(app), Path(app.outdir)
    paths = list(old_paths(domain.collection))
    expected = expected_files(app, app.builder) if paths else set()
    taken = Taken([*SPHINX, *(path.relative_to(outdir).as_posix() for path in expected if path.is_relative_to(outdir))])
    for found, path in paths:
        names = files(path)
        if wrong := problem(names, taken):
            mistake = found.mistake("redirect_from", f'"{path}" is {wrong}: leave it out.')
            location = f"{mistake.path}:{mistake.line}"
            logger.warning(mistake.message, location=location, type="knowledge_centre", subtype="redirect_from")
            continue
        for name in names:
            taken.add(name)
            shown = context(app, domain.catalogue.by_docname[found.docname], name)
            output.put(name, (views.site, shown), partial(app.builder.templates.render, TEMPLATE, shown))


def problem(names: Iterable[str], taken: Taken) -> str:
    """What keeps pages of these names from being written."""
    for name in names:
        top = name.partition("/")[0]
        if impossible(name) or top.startswith(".") or top in {*KEPT, *WHOLE}:
            return "no path that a page can stand at"
        if name in taken:
            return "the address of another file of the site"
    return ""


def context(app: Sphinx, article: Article, name: str) -> dict[str, Any]:
    """What the page at an old address shows: where the article is now, as seen from there."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    uri, root = app.builder.get_target_uri(article.docname), site_address(app.config.html_baseurl)
    address = relative_uri(name, uri)
    return {
        "language": app.config.language,
        "site": app.config.html_title,
        "title": article_domain(app.env).catalogue.card(article).title,
        "address": address,
        "canonical": article.front.canonical_url or (root + uri if root else address),
    }


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.views")
    app.connect("build-finished", on_build_finished, priority=PRIORITY)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
