"""Pages at the addresses that articles, topics, authors and categories had before: each sends the reader on, with or without JavaScript.

With it, the question and the place in the page that the old address was asked with go along.

Not by sphinx-reredirects: it writes its files in every build, past the manifest, so that nothing would ever remove one;
it leads on by a script, and its pages have no language, no title and no words. And not by ``catalogue-collect-pages``:
a page's name gets the suffix that the builder gives it, while an old address is what it is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from knowledge_centre import __version__
from knowledge_centre.content.old_urls import files, old_pages
from knowledge_centre.content.taxonomies import value_of
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.pipeline.build import build_of
from knowledge_centre.pipeline.output_files import Alternative, File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue

TEMPLATE = "redirect.html"
SCRIPT = "_static/js/redirect.js"


def on_catalogue_collect_files(app: Sphinx, catalogue: Catalogue) -> Iterator[Alternative]:
    """The redirects of the visible articles. The collection has refused the addresses that the articles and the
    vocabulary take; they give way to what only conf.py knows, further documents and files.
    """
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    site, render = build_of(app.env).site, app.builder.templates.render
    for old in old_pages(article_domain(app.env).collection):
        if old.page in catalogue.by_docname or build_of(app.env).urls.has(old.page):
            pages = {name: context(app, catalogue, old.page, name) for name in files(old.path)}
            made = (File(name, (site, shown), partial(render, TEMPLATE, shown)) for name, shown in pages.items())
            yield Alternative(tuple(made), old.refused)


def context(app: Sphinx, catalogue: Catalogue, page: str, name: str) -> dict[str, Any]:
    """What the page at an old address shows: where the article or list is now, as seen from there."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    urls = build_of(app.env).urls
    address = relative_uri(name, urls.uri(page))
    article = catalogue.by_docname.get(page)
    return {
        "language": app.config.language,
        "site": app.config.html_title,
        "title": catalogue.card(article).title if article else label(catalogue, page),
        "address": address,
        "script": relative_uri(name, SCRIPT),
        "canonical": (article.front.canonical_url if article else "") or urls.page(page) or address,
    }


def label(catalogue: Catalogue, page: str) -> str:
    """What a topic, author or category is called whose list a page is."""
    taxonomy, value = value_of(page)
    assert taxonomy is not None
    return catalogue.facet(taxonomy.name, value).label


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline")
    app.connect("catalogue-collect-files", on_catalogue_collect_files)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
