"""Feeds of the whole site and of every topic, author and category, and the page that offers them."""

from __future__ import annotations

import dataclasses
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from knowledge_centre import __version__
from knowledge_centre.content.fingerprints import digest
from knowledge_centre.content.old_urls import old_feeds
from knowledge_centre.content.settings import refuse_settings
from knowledge_centre.content.taxonomies import value_of
from knowledge_centre.documents.builders import for_site
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.outputs.feeds import outlines
from knowledge_centre.outputs.feeds.channels import TAXONOMIES, Channel, channel, channels
from knowledge_centre.outputs.feeds.entries import NOWHERE, Entries
from knowledge_centre.outputs.feeds.formats import MADE_BY, FeedWriter
from knowledge_centre.outputs.feeds.records import FORMATS, Feed
from knowledge_centre.pipeline.article_texts import article_text, text_digest
from knowledge_centre.pipeline.build import Page, build_of
from knowledge_centre.pipeline.output_files import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue
    from knowledge_centre.content.records import Article
    from knowledge_centre.outputs.feeds.records import Format

logger = logging.getLogger(__name__)
NEWEST = 30
"""Articles in a feed."""
SUBSCRIBE = "subscribe"
TAG_URI = re.compile(
    r"tag:(?:[\w.+-]+@)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?"
    r",\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
    r":(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*",
    re.ASCII | re.IGNORECASE,
)
"""RFC 4151."""
RELATIVE = (
    "Feeds need absolute addresses, and these have relative ones: html_baseurl in conf.py says where the site is. "
    "On Read the Docs, READTHEDOCS_CANONICAL_URL gives it."
)


def channels_of(app: Sphinx, catalogue: Catalogue) -> list[Channel]:
    """What can be subscribed to, the whole site first."""
    config = app.config
    return list(channels(catalogue, config.project, config.html_context.get("tagline", ""), config.root_doc))


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Tell of a wrong setting before anything is read."""
    check_tag_uri(config.knowledge_centre_tag_uri)


def check_tag_uri(given: str) -> None:
    """Ends the build where it is none."""
    if not TAG_URI.fullmatch(given):
        msg = (
            f'knowledge_centre_tag_uri: "{given}" does not begin a tag URI. Write "tag:", a domain of yours, a comma, '
            'a year in which it was yours, and a colon, such as "tag:example.org,2026:".'
        )
        refuse_settings(msg)


def on_catalogue_site_context(app: Sphinx, catalogue: Catalogue) -> dict[str, Any]:
    """For every page: the feeds of the whole site, and the page that offers all."""
    return {"subscribe_page": SUBSCRIBE, "site_feed": channels_of(app, catalogue)[0].links()}


def on_catalogue_collect_pages(app: Sphinx, catalogue: Catalogue) -> Iterator[Page]:
    found = channels_of(app, catalogue)
    lists = [(taxonomy, [one.links() for one in found if one.taxonomy is taxonomy]) for taxonomy in TAXONOMIES]
    root = build_of(app.env).urls.root
    opml_file = outlines.NAME if root else ""
    context = {"title": "Subscribe", "site_address": root, "feed_lists": lists, "opml": opml_file}
    yield Page(SUBSCRIBE, context, "subscribe.html")


def on_catalogue_page_context(app: Sphinx, catalogue: Catalogue, docname: str) -> dict[str, Any]:
    """For the lists within the page of a topic: its own feeds."""
    own = own_feed(app, docname)
    return {"own_feed": own} if own else {}


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """On the page of a topic, author or category, its own feeds.

    They follow from the page's name and heading, so whatever rewrites the page for those does for this.
    """
    if own := own_feed(app, pagename):
        context["own_feed"] = own


def own_feed(app: Sphinx, pagename: str) -> dict[str, Any] | None:
    """The feeds of the list that a page is, if it is one that has them."""
    catalogue = article_domain(app.env).catalogue
    taxonomy, value = value_of(pagename)
    if taxonomy in TAXONOMIES and catalogue.count(taxonomy.name, value):
        return channel(catalogue, taxonomy, value, app.config.project).links()
    return None


def on_catalogue_collect_files(app: Sphinx, catalogue: Catalogue) -> Iterator[File]:
    """The feeds. Where nothing is known of the site's address, say so: it is no mistake on the way there."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    writer, tag_uri = FeedWriter(), app.config.knowledge_centre_tag_uri
    texts = partial(article_text, app), partial(text_digest, app)
    entries = Entries(app.builder, catalogue, tag_uri, build_of(app.env).urls, texts)
    before: dict[str, list[str]] = {}
    for old, now in old_feeds(article_domain(app.env).collection):
        before.setdefault(now, []).append(old)
    for one in channels_of(app, catalogue):
        newest = catalogue.select(one.query, NEWEST)
        feed = feed_of(one, entries, app.config, newest)
        marks = [entries.mark(article.slug) for article in newest]
        shown = digest(MADE_BY, dataclasses.replace(feed, entries=()), marks)
        for form in FORMATS:
            make = partial(made, one, feed, form, entries, writer)
            names = (one.name, *before.get(one.name, ()))
            yield from (File(name + form.suffix, shown, make, "feeds") for name in names)
    if (urls := build_of(app.env).urls).root:
        found = channels_of(app, catalogue)
        yield File(
            outlines.NAME,
            (urls.root, [one.links() for one in found]),
            partial(outlines.opml, app.config.project, found, urls),
        )
    else:
        logger.info(RELATIVE, color="bold")


def feed_of(channel: Channel, entries: Entries, config: Config, articles: Iterable[Article]) -> Feed:
    """The feed of a channel, with outlines of its entries."""
    held = config.copyright if isinstance(config.copyright, str) else ", ".join(config.copyright)
    licence, _address = config.html_context.get("licence") or ("", "")
    return Feed(
        id=entries.tag_uri + (channel.identity or channel.name),
        address=entries.urls.root + channel.name,
        page=entries.urls.page(channel.page) or entries.urls.page(config.root_doc),
        title=channel.title,
        subtitle=channel.subtitle,
        rights=" ".join(f"{text.rstrip('.')}." for text in (f"© {held}" if held else "", licence) if text),
        language=config.language.replace("_", "-"),
        style_sheet=f"{channel.to_root}_static/css/feed.css",
        entries=tuple(entries.outline(article.slug) for article in articles),
    )


def made(channel: Channel, feed: Feed, form: Format, entries: Entries, writer: FeedWriter) -> bytes:
    """The bytes of a feed, with its articles in full."""
    whole = dataclasses.replace(feed, entries=tuple(map(entries.in_full, feed.entries)))
    return writer.write(whole, form).replace(NOWHERE.encode(), channel.to_root.encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline")
    app.add_config_value("knowledge_centre_tag_uri", "", "", types=frozenset({str}))
    app.connect("config-inited", on_config_inited)
    app.connect("catalogue-site-context", on_catalogue_site_context)
    app.connect("catalogue-page-context", on_catalogue_page_context)
    app.connect("catalogue-collect-pages", on_catalogue_collect_pages)
    app.connect("html-page-context", for_site(on_html_page_context))
    app.connect("catalogue-collect-files", on_catalogue_collect_files)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
