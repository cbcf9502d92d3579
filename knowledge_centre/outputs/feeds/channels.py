"""What can be subscribed to: the whole site, and every category, topic and author that a visible article has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge_centre.catalogue.queries import Query
from knowledge_centre.content.taxonomies import FOLLOWED, Taxonomy, feed_name
from knowledge_centre.outputs.feeds.records import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_centre.catalogue.queries import Catalogue

FOLDER = "feeds"
TAXONOMIES = FOLLOWED
"""What has feeds."""


class Channel(NamedTuple):
    """A list of articles that has feeds."""

    name: str
    """The address of its feeds, without the suffix of a format."""
    page: str
    """The page that shows the list."""
    label: str
    title: str
    subtitle: str
    query: Query = Query()
    taxonomy: Taxonomy | None = None
    identity: str = ""
    """What its feeds know themselves by, for ever; nothing where that is its name."""

    @property
    def to_root(self) -> str:
        """From its feeds' place to the root of the site."""
        return "../" * self.name.count("/")

    def links(self) -> dict[str, Any]:
        """What templates need to link to its feeds."""
        formats = [{"name": form.name, "type": form.type, "file": self.name + form.suffix} for form in FORMATS]
        return {
            "label": self.label,
            "title": self.title,
            "page": self.page,
            "taxonomy": self.taxonomy,
            "formats": formats,
        }


def channels(catalogue: Catalogue, project: str, tagline: str, home: str) -> Iterator[Channel]:
    """Every channel, that of the whole site first; *home* is the page it belongs to."""
    yield Channel(f"{FOLDER}/all", home, project, project, tagline or f"New articles of {project}.")
    for taxonomy in TAXONOMIES:
        for value in catalogue.facets(taxonomy.name):
            yield channel(catalogue, taxonomy, value.value, project)


def channel(catalogue: Catalogue, taxonomy: Taxonomy, value: str, project: str) -> Channel:
    """The channel of a topic, author or category."""
    described = catalogue.facet(taxonomy.name, value)
    entry = getattr(catalogue.vocabulary, taxonomy.plural).get(value)
    return Channel(
        name=feed_name(taxonomy, value),
        page=taxonomy.page(value),
        label=described.label,
        title=f"{described.label} – {project}",
        subtitle=described.description or taxonomy.about.format(described.label),
        query=Query(**{taxonomy.name: value}),
        taxonomy=taxonomy,
        identity=feed_name(taxonomy, entry.feed_id) if entry and entry.feed_id else "",
    )
