"""The state of one build: what its pages show, and what is in the output before and after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup
from sphinx.util import logging

from knowledge_centre.content.taxonomies import value_of
from knowledge_centre.content.urls import SiteUrls
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.pipeline.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from knowledge_centre.content.kept_answers import KeptAnswers


logger = logging.getLogger(__name__)


class Page(NamedTuple):
    """A page that no document stands for."""

    name: str
    context: dict[str, Any]
    template: str


@dataclass
class Build:
    """One for each build, in the domain of the articles; it is never stored."""

    shared: dict[str, Any] = field(default_factory=dict)
    """Template variables of every page."""
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Template variables of each document's page."""
    pages: dict[str, Page] = field(default_factory=dict)
    outdated: set[str] = field(default_factory=set)
    """Pages that show something else than in the last build."""
    before: Manifest = field(default_factory=Manifest)
    """What the last finished build left in the output."""
    damaged: set[str] = field(default_factory=set)
    """The files that it left and that are not as it left them, by their names in the output."""
    manifest: Manifest = field(default_factory=Manifest)
    """What this one does."""
    own_files: dict[str, Path] = field(default_factory=dict)
    """The site's files that are copied to the output as they are, by their names there: none of ours takes their place."""
    site: str = ""
    """A digest of what all pages share."""
    programs: str = ""
    """A digest of the package's own code."""
    started: int = 0
    """When, in nanoseconds since 1970."""
    void: bool = False
    """Whether the manifest in the output says no more than names, because something was written since."""
    merged_sheets: frozenset[str] = frozenset()
    """The style sheets that are part of the one sheet."""
    minified: dict[str, str] = field(default_factory=dict)
    """The texts of static files that are sent instead of their sources."""
    asks_for_sphinxs: dict[str, bool] = field(default_factory=dict)
    """By the name of a script, whether it uses what Sphinx's own scripts define."""
    preloaded: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    """By the scripts of a page, what they import before they run."""
    inline_scripts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By template, the hashes of the scripts that are within it, as a policy names them."""
    template_parts: KeptAnswers | None = None
    """What templates are made of: see content_security."""
    waits: bool = False
    """Whether there are new pages, so that what is written waits until all of it can be put in its place: see staging."""
    made: list[str] = field(default_factory=list)
    """The files besides pages that wait for their place, in the order in which they were made: see staging."""
    left: set[str] = field(default_factory=set)
    """The files of folders of ours that are no part of them any more."""
    ways_on: Mapping[str, tuple[str, Sequence[str]]] = field(default_factory=dict)
    """By slug, the slugs of the next article and of related ones: see navigation."""
    texts: dict[str, str] = field(default_factory=dict)
    """The digests of texts of articles that are known to be kept: see article_texts."""
    times: dict[Path, tuple[str, int]] = field(default_factory=dict)
    """Digest and time of change (nanoseconds) of each file that Sphinx writes in every build."""

    features: frozenset[str] = frozenset()
    """The extensions there are."""
    urls: SiteUrls = field(default=SiteUrls("", str, bool))

    def void_manifest(self, outdir: Path) -> None:
        """Before the first write of a process: leave the names alone in the manifest, see :meth:`Manifest.void`."""
        if not self.void:
            self.before.void(self.manifest).save(outdir)
            self.void = True

    def has(self, name: str) -> bool:
        """Whether a link can lead to a page of that name: the extension that would make it may be left out.

        Where that is there and the page is not, the site is wrong, which fails the build.
        """
        if name in self.documents or name in self.pages:
            return True
        taxonomy, _value = value_of(name)
        if taxonomy and taxonomy.made_by in self.features:
            problem = "a link leads to %s, a page of %s that %s did not make"
            logger.warning(problem, name, taxonomy.plural, taxonomy.made_by, type="knowledge_centre", subtype="link")
        return False

    def href(self, pathto: Callable[[str], str], name: str) -> Markup:
        """For templates: the attribute of a link to a page, made by Sphinx's *pathto*; nothing where there is none."""
        return Markup(' href="{}"').format(pathto(name)) if self.has(name) else Markup("")


def build_of(env: BuildEnvironment) -> Build:
    """The state of the build that an environment belongs to."""
    domain = article_domain(env)
    if domain.build is None:
        domain.build = Build()
    build: Build = domain.build
    return build
