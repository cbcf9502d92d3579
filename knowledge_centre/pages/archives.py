"""The pages that are lists: the chronological index, years, categories, authors, and page two of any long list."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.catalogue.indexes import index_list
from knowledge_centre.catalogue.listings import select
from knowledge_centre.catalogue.lists import MONTH, article_list, facet_list
from knowledge_centre.catalogue.overview import overview, years
from knowledge_centre.catalogue.paging import months_of, paginate, places
from knowledge_centre.catalogue.queries import Query, display_month_name
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


@dataclass(frozen=True)
class PagedList:
    """A list on pages of its own: its first page's name and title, its articles, and what its template is told."""

    base: str
    title: str
    cards: Sequence[Card]
    style: str
    context: dict[str, Any]
    shared: dict[str, str] = field(default_factory=dict)
    """What the cards have in common and need not say, as their category or author."""

    def pages(self, language: str) -> Iterator[Page]:
        """Every page of the list. Those after the first say which they are."""
        for number, (some, pager) in enumerate(paginate(self.cards, self.base, months_of(language)), 1):
            listing = {**article_list(some, self.style, language, pager), "anchors": True, "shared": self.shared}
            position = pager.position if pager and number > 1 else ""
            titles = {"title": self.title, "list_title": self.title}
            context = {**self.context, **titles, "listings": [listing]}
            if position:
                further = {"title": f"{self.title}, {position}", "position": position, "list_page": self.base}
                context |= {**further, "overview": {"years": self.context.get("overview", {}).get("years", ())}}
            yield Page(numbered_page(self.base, number), context, TEMPLATE)


def on_catalogue_site_context(app: Sphinx, catalogue: Catalogue) -> dict[str, Any]:
    """The newest years, for the footer."""
    years = [(year.label, YEAR.page(year.value)) for year in catalogue.facets("year")]
    more = [("All articles", CHRONOLOGICAL)] if years else []
    return {"archive_years": years[:FOOTER_YEARS] + more}


def on_catalogue_collect_pages(app: Sphinx, catalogue: Catalogue) -> Iterator[Page]:
    """Every page that is a list and that no document stands for."""
    for paged in (*chronological(catalogue), *by_facet(catalogue)):
        yield from paged.pages(app.config.language)
    authors = catalogue.vocabulary.authors
    people = {one.value: person(authors[one.value], catalogue.language) for one in catalogue.facets(AUTHOR.name)}
    index = {"title": AUTHOR.label_plural, "listings": [index_list(catalogue, AUTHOR.name)], "people": people}
    yield Page(AUTHOR.index, index, TEMPLATE)
    for docname, listings in sorted(listings_of(app.env).items()):
        kind = build_of(app.env).documents[docname].get("kind", "")
        title = title_text(app.env.titles[docname])
        for listing in listings:
            if listing.paginated:
                cards = catalogue.cards(select(catalogue, listing)[: listing.limit or None])
                ways = {"years": years(catalogue, listing.query, docname) if listing.style == "list" else ()}
                paged = PagedList(docname, title, cards, listing.style, {"kind": kind, "overview": ways})
                pages = paged.pages(app.config.language)
                yield from islice(pages, 1, None)


def chronological(catalogue: Catalogue) -> Iterator[PagedList]:
    """The index of all articles, and the archive of each year."""
    all_years = {"years": facet_list(catalogue, "year")["facets"]}
    yield PagedList(CHRONOLOGICAL, "All articles", catalogue.cards(catalogue.articles), "timeline", all_years)
    month_name = partial(display_month_name, language=catalogue.language)
    for year in catalogue.facets("year"):
        cards = catalogue.cards(catalogue.select(Query(year=year.value)))
        base = YEAR.page(year.value)
        months = places(cards, base, MONTH, month_name)
        yield PagedList(base, year.label, cards, "timeline", {**all_years, "kind": "year", "months": months})


def by_facet(catalogue: Catalogue) -> Iterator[PagedList]:
    """The pages of categories and authors."""
    for taxonomy in (CATEGORY, AUTHOR):
        for one in catalogue.facets(taxonomy.name):
            context: dict[str, Any] = {"kind": taxonomy.name, "lead": one.description}
            if taxonomy is AUTHOR:
                context["author"] = person(catalogue.vocabulary.authors[one.value], catalogue.language)
            query, base = Query(**{taxonomy.name: one.value}), taxonomy.page(one.value)
            context["overview"] = overview(catalogue, query, base)
            cards = catalogue.cards(catalogue.select(query))
            yield PagedList(base, one.label, cards, "list", context, {taxonomy.name: one.value})


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pages.listings")
    app.connect("catalogue-site-context", on_catalogue_site_context)
    app.connect("catalogue-collect-pages", on_catalogue_collect_pages)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
