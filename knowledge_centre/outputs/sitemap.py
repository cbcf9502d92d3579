"""``sitemap.xml``, the site's pages for search engines, and ``robots.txt``, which tells them of it.

The sitemap has every page that is to be found: no search page, no 404, no redirects, and no article that names another
site's address as its own. The second and later pages of a list are not in it either, but they say nothing of robots:
each is its own canonical page and may be indexed, as Google advises, since only they link to the articles on them
(https://developers.google.com/search/docs/specialty/ecommerce/pagination-and-incremental-page-loading).

``lastmod`` is there only where it is true: of articles, and of lists, which are as new as what they show. Neither
``priority`` nor ``changefreq`` is, which search engines pay no heed to.

By ``xml.etree``, and not by sphinx-sitemap: that knows only the pages written in this build, so after an incremental
one the rest would be gone; its dates are git's, in an environment where Read the Docs clones without a history.

Crawlers ask for ``robots.txt`` at the root of a host. Read the Docs puts the default version's there; on another host,
that of a site below a path is never asked for.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from knowledge_centre import __version__
from knowledge_centre.content.published_urls import lasting
from knowledge_centre.pipeline.build import build_of
from knowledge_centre.pipeline.output_files import File

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue
    from knowledge_centre.content.records import Article

logger = logging.getLogger(__name__)
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NAME = "sitemap.xml"
LIMIT = 50_000
"""Addresses in one file (https://www.sitemaps.org/protocol.html#index)."""
UNWANTED = frozenset({"search"})
"""Pages that stay but are not for search engines."""


class SitemapEntry(NamedTuple):
    """A page, or a sitemap of many: its whole address and when it was changed, if that is known."""

    address: str
    changed: datetime | None


class Map(NamedTuple):
    """One file: its name, the name of its entries and of what holds them, and the entries."""

    name: str
    one: str
    all: str
    entries: Sequence[SitemapEntry]


def sitemap_address(app: Sphinx) -> str:
    """The whole address of the sitemap; nothing where none is written."""
    root, preview = build_of(app.env).urls.root, app.config.html_context.get("preview")
    return f"{root}{NAME}" if root and not preview and __name__ in app.extensions else ""


def on_catalogue_collect_files(app: Sphinx, catalogue: Catalogue) -> Iterator[File]:
    root, preview = build_of(app.env).urls.root, bool(app.config.html_context.get("preview"))
    if sitemap_address(app):
        for one in maps(entries(app, catalogue, root), root):
            yield File(one.name, one, partial(to_xml, one))
    elif not root:
        logger.info("No sitemap was written: its addresses are whole ones, and html_baseurl is not set.")
    robots = robots_text(f"{root}{NAME}" if root else "", preview=preview)
    yield File("robots.txt", robots, lambda: robots)


def robots_text(sitemap: str, *, preview: bool) -> str:
    """Previews are for reviewers, so crawlers are to leave them alone; everything else is for everyone."""
    if preview:
        return "User-agent: *\nDisallow: /\n"
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {sitemap}\n" if sitemap else "")


def entries(app: Sphinx, catalogue: Catalogue, root: str) -> list[SitemapEntry]:
    """The public pages of the site, documents or not, in the order of their addresses."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    build = build_of(app.env)
    changed = {article.docname: last_change(article) for article in catalogue.articles}
    shown = {**build.documents, **{name: page.context for name, page in build.pages.items()}}
    found = []
    for name in lasting(shown):
        address = root + app.builder.get_target_uri(name)
        article = catalogue.by_docname.get(name)
        if name not in UNWANTED and (article is None or article.front.canonical_url in {"", address}):
            newest = max((changed[docname] for docname in listed_docnames(shown[name])), default=None)
            found.append(SitemapEntry(address, changed.get(name, newest)))
    return sorted(found, key=lambda entry: entry.address)


def last_change(article: Article) -> datetime:
    front = article.front
    return max(front.date, front.updated) if front.updated else front.date


def listed_docnames(context: Mapping[str, Any]) -> Iterator[str]:
    """The docnames of the articles that the lists of a page show."""
    for listing in context.get("listings", ()):
        for group in listing.get("groups", ()):
            yield from (card.docname for card in group.cards)


def maps(found: Sequence[SitemapEntry], root: str, limit: int = LIMIT) -> Iterator[Map]:
    """The files: one, or as many as are needed and one that names them."""
    if len(found) <= limit:
        yield Map(NAME, "url", "urlset", found)
        return
    parts = [found[start : start + limit] for start in range(0, len(found), limit)]
    numbered = [(f"sitemap-{number}.xml", part) for number, part in enumerate(parts, 1)]
    for name, part in numbered:
        yield Map(name, "url", "urlset", part)
    newest = [max(filter(None, (entry.changed for entry in part)), default=None) for part in parts]
    index = [SitemapEntry(root + name, changed) for (name, _part), changed in zip(numbered, newest, strict=True)]
    yield Map(NAME, "sitemap", "sitemapindex", index)


def to_xml(one: Map) -> bytes:
    top = ET.Element(f"{{{NAMESPACE}}}{one.all}")
    for entry in one.entries:
        node = ET.SubElement(top, f"{{{NAMESPACE}}}{one.one}")
        ET.SubElement(node, f"{{{NAMESPACE}}}loc").text = entry.address
        if entry.changed is not None:
            ET.SubElement(node, f"{{{NAMESPACE}}}lastmod").text = w3c(entry.changed)
    ET.indent(top)
    data: bytes = ET.tostring(top, encoding="utf-8", xml_declaration=True, default_namespace=NAMESPACE)
    return data + b"\n"


def w3c(moment: datetime) -> str:
    """A moment in the site's time zone, in W3C's form: a day where no time was given."""
    whole_day = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.date().isoformat() if whole_day else moment.isoformat(timespec="seconds")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline")
    app.connect("catalogue-collect-files", on_catalogue_collect_files)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
