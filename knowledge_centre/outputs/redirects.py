"""Pages at the addresses that articles had before: each sends the reader on, with or without JavaScript.

Not by sphinx-reredirects: it writes its files in every build, past the ledger, so that nothing would ever remove one;
it leads on by a script, and its pages have no language, no title and no words. And not by ``catalogue-collect-pages``:
a page's name gets the suffix that the builder gives it, while an old address is what it is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from knowledge_centre import __version__
from knowledge_centre.content.old_urls import PathRegistry, files, old_paths, refused
from knowledge_centre.content.urls import site_address
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.pipeline.output_files import Output
from knowledge_centre.pipeline.page_contexts import views_of
from knowledge_centre.pipeline.stale_output import copied_files, expected_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.content.records import Article

logger = logging.getLogger(__name__)
TEMPLATE = "redirect.html"
PRIORITY = 790
"""After all others have put their files, which no redirect may take the place of."""


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Put the redirects of the visible articles. The collection has refused the addresses that the articles and the
    vocabulary take; those that only conf.py knows, of further documents and of files, are refused here.
    """
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    domain, views, output = article_domain(app.env), views_of(app), Output(app)
    paths = list(old_paths(domain.collection))
    taken = PathRegistry()
    if paths:
        taken.add(built_files(app, app.builder), "another file of the site")
    for found, path in paths:
        if problem := taken.problem(path):
            told = refused(found, path, problem)
            location = f"{told.path}:{told.line}"
            logger.warning(told.text, location=location, type="knowledge_centre", subtype="redirect_from")
            continue
        taken.add(files(path), f"a redirect of {found.path}")
        for name in files(path):
            shown = context(app, domain.catalogue.by_docname[found.docname], name)
            output.put(name, (views.site, shown), partial(app.builder.templates.render, TEMPLATE, shown))


def built_files(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The names in the output of all that this build made or copied."""
    yield from copied_files(app, builder)
    for path in expected_files(app, builder):
        if path.is_relative_to(app.outdir):
            yield path.relative_to(app.outdir).as_posix()


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
    app.setup_extension("knowledge_centre.pipeline.page_contexts")
    app.connect("build-finished", on_build_finished, priority=PRIORITY)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
