"""The pages that are lists: the chronological index, years, categories, authors, and page two of any long list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.addresses import ARTICLES, facet_page, numbered_page
from knowledge_centre.catalogue import Query
from knowledge_centre.listings import article_list, facet_list, listings_of
from knowledge_centre.pagination import paginate
from knowledge_centre.views import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue import Catalogue
    from knowledge_centre.records import Card

STYLES = {"year": "timeline", "category": "list", "author": "list"}
"""How the page of a value of each facet lists its articles."""


def on_catalogue_collect_pages(app: Sphinx, catalogue: Catalogue) -> Iterator[Page]:
    """Every page that is a list and that no document stands for."""
    language = app.config.language
    years = facet_list(catalogue, "year")["facets"]
    index = {"title": "All articles", "kind": "", "years": years}
    yield from list_pages(f"{ARTICLES}/index", index, catalogue.cards(catalogue.articles), "timeline", language)
    for facet, style in STYLES.items():
        for value, label, count, description in catalogue.facets(facet):
            context: dict[str, Any] = {"title": label, "kind": facet, "lead": description, "count": count}
            if facet == "year":
                context["years"] = years
            if facet == "author":
                context["author"] = catalogue.vocabulary.authors[value]
            cards = catalogue.cards(catalogue.select(Query(**{facet: value})))
            yield from list_pages(facet_page(facet, value), context, cards, style, language)
    yield Page("authors/index", {"title": "Authors", "kind": "", "listings": [facet_list(catalogue, "author")]}, TEMPLATE)
    yield from _pages_of_documents(app, catalogue)


TEMPLATE = "listing.html"


def list_pages(
    base: str, context: dict[str, Any], cards: Sequence[Card], style: str, language: str, first: int = 1
) -> Iterator[Page]:
    """The pages of one list, from page *first* on."""
    for number, (some, pager) in enumerate(paginate(cards, base), 1):
        if number >= first:
            listing = article_list(some, style, language, pager)
            yield Page(numbered_page(base, number), {**context, "listings": [listing]}, TEMPLATE)


def _pages_of_documents(app: Sphinx, catalogue: Catalogue) -> Iterator[Page]:
    """What follows the first page of the lists that documents hold, such as the pages of tags."""
    for docname, listings in sorted(listings_of(app.env).items()):
        context = {"title": app.env.titles[docname].astext(), "kind": "document"}
        for listing in listings:
            if listing.paginated:
                cards = catalogue.cards(catalogue.select(listing.query))
                yield from list_pages(docname, context, cards, listing.style, app.config.language, first=2)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.listings")
    app.connect("catalogue-collect-pages", on_catalogue_collect_pages)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
