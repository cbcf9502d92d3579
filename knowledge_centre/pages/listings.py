"""Lists in pages: the ``articles`` and ``facets`` directives, shown by the one template that every list uses."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from knowledge_centre import __version__
from knowledge_centre.catalogue.listings import Listing, document_lists
from knowledge_centre.catalogue.queries import FACETS, Query
from knowledge_centre.compat.sphinx_pages import current_page
from knowledge_centre.content.diagnostics import did_you_mean
from knowledge_centre.content.taxonomies import ARTICLES, DESCRIBED, TAXONOMIES
from knowledge_centre.content.vocabulary import normalise_name
from knowledge_centre.documents.builders import is_site
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.pipeline.build import build_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from knowledge_centre.catalogue.queries import Catalogue
    from knowledge_centre.content.sources import Collection

logger = logging.getLogger(__name__)
STYLES = ("lead", "cards", "list", "timeline", "titles", "overview", "since")
FACET_STYLES = ("facets", "chips", "index", "latest")
LISTED = tuple(TAXONOMIES)
LOWEST = 4
"""The lowest level of a list's own heading: those of its parts and of its articles are below it."""


class listing_node(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """The place of a list; ``number`` counts the lists of the document."""


class ListingDirective(SphinxDirective):
    """What the directives share: a listing is kept in the environment, its place in the document."""

    def place(self, listing: Listing) -> list[nodes.Node]:
        for taxonomy in DESCRIBED:
            self.env.note_dependency(self.env.srcdir / ARTICLES / f"{taxonomy.plural}.yml")
        listings = listings_of(self.env).setdefault(self.env.docname, [])
        listings.append(listing)
        return [listing_node(number=len(listings) - 1)]

    def refuse(self, subtype: str, problem: str) -> list[nodes.Node]:
        """Tell a mistake in the directive, and show no list."""
        logger.warning(problem, location=self.get_location(), type="knowledge_centre", subtype=subtype)
        self.env.note_reread()  # so that the next build tells it too
        return []


class ArticlesDirective(ListingDirective):
    """``{articles}``: the articles that fit the options, newest first."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        **dict.fromkeys(LISTED, directives.unchanged_required),
        "featured": lambda text: directives.choice(text or "true", ("true", "false")),
        "limit": directives.positive_int,
        "style": lambda text: directives.choice(text, STYLES),
        "paginate": directives.flag,
        "skip-shown": directives.flag,
        "title": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        wanted = {facet: " ".join(self.options[facet].split()) for facet in FACETS if facet in self.options}
        known = {
            option: found
            for option in wanted
            if (found := names(article_domain(self.env).collection, option)) is not None
        }
        for option, name in wanted.items():
            if option == "year" and not name.isdecimal():
                return self.refuse(option, f'"{name}" is no year: write it as 2026.')
            if option in known and normalise_name(name) not in known[option]:
                return self.refuse(option, f'unknown {option} "{name}"{did_you_mean(name, known[option].values())}')
            wanted[option] = known.get(option, {}).get(normalise_name(name), name)
            named_in(self.env).setdefault(self.env.docname, {})[option, name] = wanted[option]
        if "paginate" in self.options and any(one.paginated for one in listings_of(self.env).get(self.env.docname, ())):
            return self.refuse("paginate", "a page has one list that goes on on further pages: remove :paginate: here.")
        style = self.options.get("style", "cards")
        return self.place(
            Listing(
                Query(**wanted),
                1 if style == "lead" else self.options.get("limit", 0),
                style,
                paginated="paginate" in self.options,
                title=self.options.get("title", ""),
                skip_shown="skip-shown" in self.options,
            )
        )


class FacetsDirective(ListingDirective):
    """``{facets} tag``: every tag (or author, category, series, year) that an article has, described and counted.

    With ``:limit:`` those that most articles have; with ``:near:`` the topics that go with a topic.
    """

    required_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "limit": directives.positive_int,
        "near": directives.unchanged_required,
        "style": lambda text: directives.choice(text, FACET_STYLES),
        "title": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        facet = self.arguments[0].strip().casefold()
        if facet not in LISTED:
            problem = f'"{self.arguments[0]}" is none of {", ".join(LISTED)}{did_you_mean(facet, LISTED)}'
            return self.refuse("facet", problem)
        near = self.options.get("near", "")
        tag = article_domain(self.env).collection.vocabulary.find_tag(near)
        if near and (facet != "tag" or tag is None):
            return self.refuse("facet", f'":near:" names a topic, for "{{facets}} tag": "{near}" is none.')
        listing = Listing(
            Query(),
            self.options.get("limit", 0),
            self.options.get("style", "facets"),
            facet=facet,
            title=self.options.get("title", ""),
            near=tag.id if tag else "",
        )
        return self.place(listing)


class SearchDirective(ListingDirective):
    """``{search}``: a field that asks the search page."""

    def run(self) -> list[nodes.Node]:
        return self.place(Listing(Query(), style="ask"))


def names(collection: Collection, option: str) -> dict[str, str] | None:
    """What may be named for an option: every name, normalised, and what it means. ``None`` where anything may be."""
    vocabulary = collection.vocabulary
    match option:
        case "tag":
            return dict(vocabulary.tag_names)
        case "author":
            return {normalise_name(name): name for name in vocabulary.authors}
        case "category":
            return {normalise_name(name): name for name in vocabulary.categories}
        case "series":
            return {normalise_name(one.front.series): one.front.series for one in collection.found.values()}
    return None


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Sequence[str]:
    """Read documents again whose lists name what is called otherwise today, or is no more: a series."""
    known = cache(partial(names, article_domain(env).collection))
    return [
        docname
        for docname, named in named_in(env).items()
        if any(
            (by_name := known(option)) is not None and by_name.get(normalise_name(name)) != found
            for (option, name), found in named.items()
        )
    ]


def on_catalogue_page_context(app: Sphinx, catalogue: Catalogue, docname: str) -> dict[str, Any]:
    """The lists of a document."""
    listings = listings_of(app.env).get(docname, [])
    return {"listings": document_lists(catalogue, listings, docname)} if listings else {}


def visit_listing_node(self: HTML5Translator, node: listing_node) -> None:
    """Render the list where it stands."""
    builder = self.builder
    docname, variables = current_page(builder)
    here = builder.get_target_uri(docname)

    def pathto(name: str, resource: bool = False) -> str:
        return relative_uri(here, name if resource else builder.get_target_uri(name))

    build = build_of(builder.env)
    listing = build.documents[docname]["listings"][node["number"]]
    context = {
        **variables,
        "pagename": docname,
        "listing": listing,
        "own_feed": build.documents[docname].get("own_feed"),
        "level": min(level_of(node), LOWEST),
        "pathto": pathto,
        "href": partial(build.href, pathto),
    }
    self.body.append(builder.templates.render("components/listing.html", context))
    raise nodes.SkipNode


def level_of(node: nodes.Node) -> int:
    """The level of a heading that stood in the place of a node: the title of the page is the first."""
    depth = 1
    while node.parent is not None:
        node = node.parent
        depth += isinstance(node, nodes.section)
    return max(depth, 2)


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Nothing but the site has lists."""
    if not is_site(app.builder):
        for node in list(doctree.findall(listing_node)):
            node.parent.remove(node)


def listings_of(env: BuildEnvironment) -> dict[str, list[Listing]]:
    """The listings of each document that has one."""
    return article_domain(env).table("listings")


def named_in(env: BuildEnvironment) -> dict[str, dict[tuple[str, str], str]]:
    """What the lists of each document name, by option and as it is written, and what that was found to mean."""
    return article_domain(env).table("named")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline")
    app.add_node(listing_node, html=(visit_listing_node, None))
    app.add_directive("articles", ArticlesDirective)
    app.add_directive("facets", FacetsDirective)
    app.add_directive("search", SearchDirective)
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("catalogue-page-context", on_catalogue_page_context)
    app.connect("doctree-resolved", on_doctree_resolved)
    return {"version": __version__, "env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
