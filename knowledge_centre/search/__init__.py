"""Full-text search: an index of the articles, made within the Sphinx build, and the search page.

Sphinx's own index is not built: it is one file that grows with the site, and it demands every word.
"""

from __future__ import annotations

from functools import cache, partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from unicodedata import unidata_version

import sphinx
from lxml import etree

from knowledge_centre import __version__
from knowledge_centre.catalogue.lists import ways_in
from knowledge_centre.compat.sphinx_reading import search_language
from knowledge_centre.content.fingerprints import digest
from knowledge_centre.content.taxonomies import SEARCHED
from knowledge_centre.documents.builders import for_site, is_site
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.pipeline.article_texts import article_text, kept_folder, text_digest
from knowledge_centre.pipeline.build import Page, build_of
from knowledge_centre.pipeline.output_files import Files
from knowledge_centre.search.characters import fold
from knowledge_centre.search.contributions import Said, contribution
from knowledge_centre.search.index_files import INDEX, Indexed, Words, index_files
from knowledge_centre.search.kept_state import Kept, brought_up_to_date, kept_contribution
from knowledge_centre.search.stems import browsers_stemmer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue
    from knowledge_centre.content.records import Article
    from knowledge_centre.pipeline.output_files import File

VERSIONS = sphinx.__version__, version("snowballstemmer"), unidata_version, etree.LIBXML_VERSION
"""Of what has stop words, stems, folds and reads texts."""


def on_builder_inited(app: Sphinx) -> None:
    if is_site(app.builder):
        app.builder.search = False


def on_catalogue_collect_pages(app: Sphinx, catalogue: Catalogue) -> Iterator[Page]:
    shown = {"title": "Search", "layout": "search", "facets": SEARCHED, **ways_in(catalogue)}
    yield Page("search", shown, "search-page.html")


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """What opens search, on every page; the search page's own program, on that page."""
    app.add_js_file("js/search/start.js", type="module")
    if pagename == "search":
        app.add_js_file("js/search/page.js", type="module")


def on_html_page_written(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """An article gives its contribution to the index in the process that writes its page, where its text is at hand."""
    catalogue = article_domain(app.env).catalogue
    article = catalogue.by_docname.get(pagename)
    if article and article.front.search:
        kept(app, catalogue, article)


def on_catalogue_collect_files(app: Sphinx, catalogue: Catalogue) -> Iterator[Files]:
    articles = [article for article in reversed(catalogue.articles) if article.front.search]
    indexed = [shown_article(app, catalogue, article) for article in articles]
    made_from = indexed, catalogue.vocabulary.synonyms, app.config.language
    yield Files(INDEX, made_from, partial(make_index, app, catalogue, articles, indexed))


def make_index(
    app: Sphinx, catalogue: Catalogue, articles: Sequence[Article], indexed: Sequence[Indexed]
) -> Iterator[File]:
    def kept_of(number: int) -> Kept:
        return kept(app, catalogue, articles[number])

    language = app.config.language
    words = Words(language, browsers_stemmer(language), stop_words(language), catalogue.vocabulary.synonyms)
    site = digest(build_of(app.env).programs, VERSIONS, language)
    states = [(one.docname, one.state) for one in indexed]
    path = kept_folder(app, "search") / "merged"
    merged = brought_up_to_date(path, site, language, states, kept_of)
    yield from index_files(indexed, merged, lambda number: kept_of(number).contribution, words)


def shown_article(app: Sphinx, catalogue: Catalogue, article: Article) -> Indexed:
    """An article as its results show it."""
    card = catalogue.card(article)
    byline = ", ".join(name for _id, name in card.authors)
    described = catalogue.vocabulary.described
    return Indexed(
        article.docname,
        state(app, catalogue, article),
        app.builder.get_target_uri(article.docname),
        card.title,
        {"category": card.category_label, "date": card.date_text, "byline": byline},
        {one.name: {value: described(one, value)[0] for value in article.front.values(one.name)} for one in SEARCHED},
    )


def kept(app: Sphinx, catalogue: Catalogue, article: Article) -> Kept:
    """An article's contribution, and what is to be replaced by it."""
    path = kept_folder(app, "search") / f"{article.docname}.bin"
    return kept_contribution(
        path,
        state(app, catalogue, article),
        lambda: contribution(
            said(catalogue, article), article_text(app, article.docname), stop_words(app.config.language)
        ),
    )


def state(app: Sphinx, catalogue: Catalogue, article: Article) -> str:
    """A digest of all that an article's contribution is made from."""
    site = build_of(app.env).programs, VERSIONS, app.config.language
    return digest(site, text_digest(app, article.docname), said(catalogue, article))


@cache
def stop_words(language: str) -> tuple[str, ...]:
    return tuple(sorted({fold(word) for word in search_language(language).stopwords}))


def said(catalogue: Catalogue, article: Article) -> Said:
    """What is to be found of an article besides its text: a standfirst that was made of it is in there."""
    tags = (catalogue.vocabulary.tags[tag] for tag in article.front.tags)
    topics = [name for tag in tags for name in (tag.label, *tag.aliases)]
    card = catalogue.card(article)
    return Said(card.title, (*topics, *article.front.keywords), card.summary if article.front.summary else "")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline")
    app.setup_extension("knowledge_centre.search.opensearch")
    app.connect("builder-inited", on_builder_inited)
    app.connect("catalogue-collect-pages", on_catalogue_collect_pages)
    app.connect("html-page-context", for_site(on_html_page_context))
    # Behind article_texts, which has the text of the page then.
    app.connect("html-page-context", for_site(on_html_page_written), priority=910)
    app.connect("catalogue-collect-files", on_catalogue_collect_files)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
