"""The pages that are lists: the chronological index, years, categories, authors, and page two of any long list."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge_centre import __version__
from knowledge_centre.catalogue.lists import article_list, facet_list, paginate, select
from knowledge_centre.catalogue.queries import Query
from knowledge_centre.content.taxonomies import AUTHOR, CATEGORY, CHRONOLOGICAL, YEAR, numbered_page
from knowledge_centre.documents.reading import title_text
from knowledge_centre.pages.byline import person
from knowledge_centre.pages.listings import listings_of
from knowledge_centre.pipeline.build import Page, build_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue
    from knowledge_centre.content.records import Card

TEMPLATE = "listing.html"
FOOTER_YEARS = 6
"""Years that the footer of every page links to, before the index of all."""


class PagedList(NamedTuple):
    """A list on pages of its own: its first page's name, its articles, its style and what its template is told."""

    base: str
    cards: Sequence[Card]
    style: str
    context: dict[str, Any]

    def pages(self, language: str) -> Iterator[Page]:
        """Every page of the list."""
        for number, (some, pager) in enumerate(paginate(self.cards, self.base), 1):
            listing = {**article_list(some, self.style, language, pager), "anchors": True}
            yield Page(numbered_page(self.base, number), {**self.context, "listings": [listing]}, TEMPLATE)


def on_catalogue_site_context(app: Sphinx, catalogue: Catalogue) -> dict[str, Any]:
    """The newest years, for the footer."""
    years = [(year.label, YEAR.page(year.value)) for year in catalogue.facets("year")]
    more = [("All articles", CHRONOLOGICAL)] if years else []
    return {"archive_years": years[:FOOTER_YEARS] + more}


def on_catalogue_collect_pages(app: Sphinx, catalogue: Catalogue) -> Iterator[Page]:
    """Every page that is a list and that no document stands for."""
    for paged in (*chronological(catalogue), *by_facet(catalogue)):
        yield from paged.pages(app.config.language)
    people = facet_list(catalogue, AUTHOR.name)
    yield Page(AUTHOR.index, {"title": AUTHOR.label_plural, "listings": [people]}, TEMPLATE)
    for docname, listings in sorted(listings_of(app.env).items()):
        kind = build_of(app.env).documents[docname].get("kind", "")
        context = {"title": title_text(app.env.titles[docname]), "kind": kind}
        for listing in listings:
            if listing.paginated:
                cards = catalogue.cards(select(catalogue, listing)[: listing.limit or None])
                pages = PagedList(docname, cards, listing.style, context).pages(app.config.language)
                yield from islice(pages, 1, None)


def chronological(catalogue: Catalogue) -> Iterator[PagedList]:
    """The index of all articles, and the archive of each year."""
    years = facet_list(catalogue, "year")["facets"]
    index = {"title": "All articles", "years": years}
    yield PagedList(CHRONOLOGICAL, catalogue.cards(catalogue.articles), "timeline", index)
    for year in catalogue.facets("year"):
        cards = catalogue.cards(catalogue.select(Query(year=year.value)))
        context = {"title": year.label, "kind": "year", "years": years}
        yield PagedList(YEAR.page(year.value), cards, "timeline", context)


def by_facet(catalogue: Catalogue) -> Iterator[PagedList]:
    """The pages of categories and authors."""
    for taxonomy in (CATEGORY, AUTHOR):
        for one in catalogue.facets(taxonomy.name):
            context: dict[str, Any] = {"title": one.label, "kind": taxonomy.name, "lead": one.description}
            if taxonomy is AUTHOR:
                context["author"] = person(catalogue.vocabulary.authors[one.value], catalogue.language)
            cards = catalogue.cards(catalogue.select(Query(**{taxonomy.name: one.value})))
            yield PagedList(taxonomy.page(one.value), cards, "list", context)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pages.listings")
    app.connect("catalogue-site-context", on_catalogue_site_context)
    app.connect("catalogue-collect-pages", on_catalogue_collect_pages)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
