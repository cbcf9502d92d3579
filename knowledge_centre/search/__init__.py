"""Full-text search: an index of the articles, made within the Sphinx build, and the search page.

Sphinx's own index is not built: it is one file that grows with the site, and it demands every word.
"""

from __future__ import annotations

import json
import os
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
from knowledge_centre.content.settings import OWN
from knowledge_centre.content.taxonomies import SEARCHED, Taxonomy
from knowledge_centre.documents.builders import for_site, is_site
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.pipeline.article_texts import article_text, kept_folder, text_digest
from knowledge_centre.pipeline.build import Page, build_of
from knowledge_centre.pipeline.output_files import Files
from knowledge_centre.search.characters import fold
from knowledge_centre.search.contributions import NO_TERMS, Contribution, Said, contribution
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

ENGLISH_QUESTIONS = ("can", "may", "shall", "will", "us", "whose", "long", "many", "much", "often")
"""Words of English questions that Sphinx's list has not: "how long should", "how many can"."""


SITE = Taxonomy("site", "sites", "Site", "Sites")
"""What articles of several sites are chosen by, besides."""


def on_builder_inited(app: Sphinx) -> None:
    if is_site(app.builder):
        app.builder.search = False


def on_catalogue_collect_pages(app: Sphinx, catalogue: Catalogue) -> Iterator[Page]:
    facets = () if server(app) else (SITE, *SEARCHED) if app.config.knowledge_centre_search_sites else SEARCHED
    shown = {"title": "Search", "layout": "search", "facets": facets, **ways_in(catalogue)}
    yield Page("search", shown, "search-page.html")


def server(app: Sphinx) -> str:
    """The project and version that Read the Docs' search is asked for; nothing where this site's own index is."""
    project = app.config.html_context.get("readthedocs_project", "")
    version = os.environ.get("READTHEDOCS_VERSION", "")
    asked = app.config.knowledge_centre_search == "readthedocs"
    return "/".join(filter(None, [project, version])) if asked and project else ""


def on_catalogue_site_context(app: Sphinx, catalogue: Catalogue) -> dict[str, Any]:
    """Whom the pages ask."""
    sites = {name: f"{address.rstrip('/')}/" for name, address in app.config.knowledge_centre_search_sites.items()}
    told = json.dumps(sites, ensure_ascii=False) if sites else ""
    return {"search_server": server(app), "search_sites": told}


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """What opens search, on every page; the search page's own program, on that page."""
    app.add_js_file("js/search/start.js", type="module")
    if pagename == "search":
        app.add_js_file("js/search/page.js", type="module")
        # At the head of the page, where no other script is asked for before it.
        context["script_files"] = [*context["script_files"]]
        context["head_script"] = context["script_files"].pop()


def on_html_page_written(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """An article gives its contribution to the index in the process that writes its page, where its text is at hand."""
    catalogue = article_domain(app.env).catalogue
    article = catalogue.by_docname.get(pagename)
    if article and article.front.search and not server(app):
        kept(app, catalogue, article, state(app, catalogue, article))


def on_catalogue_collect_files(app: Sphinx, catalogue: Catalogue) -> Iterator[Files]:
    if server(app):
        return
    articles = [article for article in reversed(catalogue.articles) if article.front.search]
    indexed = [shown_article(app, catalogue, article) for article in articles]
    made_from = indexed, catalogue.vocabulary.synonyms, app.config.language
    yield Files(INDEX, made_from, partial(make_index, app, catalogue, articles, indexed))


def make_index(
    app: Sphinx, catalogue: Catalogue, articles: Sequence[Article], indexed: Sequence[Indexed]
) -> Iterator[File]:
    seen: dict[int, Contribution] = {}
    """What results show of the articles that were merged: little enough to stay, so that no file is read twice."""

    def kept_of(number: int) -> Kept:
        found = kept(app, catalogue, articles[number], indexed[number].state)
        seen[number] = found.contribution._replace(terms=NO_TERMS)
        return found

    def shown_of(number: int) -> Contribution:
        return seen.get(number) or kept_of(number).contribution

    language = app.config.language
    words = Words(language, browsers_stemmer(language), stop_words(language), catalogue.vocabulary.synonyms)
    site = digest(build_of(app.env).programs, VERSIONS, language)
    states = [(one.docname, one.state) for one in indexed]
    path = kept_folder(app, "search") / "merged"
    merged = brought_up_to_date(path, site, language, states, kept_of)
    yield from index_files(indexed, merged, shown_of, words)


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
        article.front.date.toordinal(),
    )


def kept(app: Sphinx, catalogue: Catalogue, article: Article, now: str) -> Kept:
    """An article's contribution, and what is to be replaced by it. *now* is the digest of what it is made from."""

    def make() -> Contribution:
        text = article_text(app, article.docname)
        return contribution(said(catalogue, article), text, stop_words(app.config.language))

    return kept_contribution(kept_folder(app, "search") / f"{article.docname}.bin", now, make)


def state(app: Sphinx, catalogue: Catalogue, article: Article) -> str:
    """A digest of all that an article's contribution is made from."""
    site = build_of(app.env).programs, VERSIONS, app.config.language
    return digest(site, text_digest(app, article.docname), said(catalogue, article))


@cache
def stop_words(language: str) -> tuple[str, ...]:
    more = ENGLISH_QUESTIONS if language.startswith("en") else ()
    return tuple(sorted({fold(word) for word in (*search_language(language).stopwords, *more)}))


def said(catalogue: Catalogue, article: Article) -> Said:
    """What is to be found of an article besides its text: a standfirst that was made of it is in there."""
    tags = (catalogue.vocabulary.tags[tag] for tag in article.front.tags)
    topics = [name for tag in tags for name in (tag.label, *tag.aliases)]
    card = catalogue.card(article)
    return Said(card.title, (*topics, *article.front.keywords), card.summary if article.front.summary else "")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline")
    app.setup_extension("knowledge_centre.search.opensearch")
    app.add_config_value("knowledge_centre_search", OWN, "html", types=frozenset({str}))
    app.add_config_value("knowledge_centre_search_sites", {}, "html", types=frozenset({dict}))
    app.connect("builder-inited", on_builder_inited)
    app.connect("catalogue-site-context", on_catalogue_site_context)
    app.connect("catalogue-collect-pages", on_catalogue_collect_pages)
    app.connect("html-page-context", for_site(on_html_page_context))
    # Behind article_texts, which has the text of the page then.
    app.connect("html-page-context", for_site(on_html_page_written), priority=910)
    app.connect("catalogue-collect-files", on_catalogue_collect_files)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
