"""Pages that show the catalogue: each is written when what it shows changed, and only then.

Three events, after the manner of Sphinx's own, ask the other extensions what a page shows:

``catalogue-site-context (app, catalogue)``
    gives template variables, plain data, for every page;
``catalogue-page-context (app, catalogue, docname)``
    gives template variables, plain data, for a document (or ``None``);
``catalogue-collect-pages (app, catalogue)``
    gives :class:`Page` after page that no document stands for.

What they give is put in the template's context *and* compared with the last build, so the two cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import furo
import sphinx
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.html._build_info import BuildInfo
from sphinx.util import logging

from knowledge_centre import __version__
from knowledge_centre.content.diagnostics import did_you_mean
from knowledge_centre.content.fingerprints import digest, digest_files
from knowledge_centre.content.urls import INDEXES
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.documents.references import link_dependencies
from knowledge_centre.pipeline.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)


class Page(NamedTuple):
    """A page that no document stands for."""

    name: str
    context: dict[str, Any]
    template: str


@dataclass
class PageContexts:
    """What the pages of this build show."""

    shared: dict[str, Any] = field(default_factory=dict)
    """Template variables of every page."""
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    outdated: set[str] = field(default_factory=set)
    ledger: Manifest = field(default_factory=Manifest)
    site: str = ""
    """The digest of what all pages share."""
    programs: str = ""
    """The digest of the extensions' own code."""

    def has(self, name: str) -> bool:
        """Whether the site has a page of that name: an extension that would make it may be left out."""
        return name in self.documents or name in self.pages

    def href(self, pathto: Callable[[str], str], name: str) -> Markup:
        """For templates: the attribute of a link to a page, made by Sphinx's *pathto*; nothing where there is none."""
        return Markup(' href="{}"').format(pathto(name)) if self.has(name) else Markup("")


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
    """Collect what every page shows; the documents among them that show something else are to be written."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return []
    catalogue = article_domain(env).catalogue
    views = views_of(app)
    for part in app.emit("catalogue-site-context", catalogue):
        views.shared.update(part or {})
    for docname in sorted(env.found_docs):
        context = views.documents[docname] = {}
        for part in app.emit("catalogue-page-context", catalogue, docname):
            context.update(part or {})
    for pages in app.emit("catalogue-collect-pages", catalogue):
        views.pages.update((page.name, page) for page in pages)
    views.shared["sections"] = list(sections(app.config.html_context.get("sections", []), views))
    views.programs = digest_files([Path(__file__).parent.parent])
    site = views.site = digest(_site_digest(app, views.programs), views.shared)
    views.ledger.pages = {
        name: digest(site, shown, link_dependencies(env, name)) for name, shown in views.documents.items()
    }
    views.ledger.pages |= {name: digest(site, page) for name, page in views.pages.items()}
    before = Manifest.load(app.outdir).pages
    views.outdated = {name for name, shown in views.ledger.pages.items() if before.get(name) != shown}
    return sorted(views.outdated & env.found_docs)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    views = views_of(app)
    context.update(views.shared)
    context.update(views.documents.get(pagename, {}))
    context["href"] = partial(views.href, context["pathto"])


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages without a document that show something else than before, or are not there."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    views = views_of(app)
    for name, page in views.pages.items():
        if name in views.outdated or not Path(app.builder.get_output_path(name)).is_file():
            yield page


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Keep what was shown, once all of it is written: a build that failed half-way is done again."""
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        views_of(app).ledger.save(Path(app.outdir))


def views_of(app: Sphinx) -> PageContexts:
    """The views of this build."""
    views: PageContexts = app.__dict__.setdefault("knowledge_centre_views", PageContexts())
    return views


def sections(wanted: Iterable[tuple[str, str]], views: PageContexts) -> Iterator[tuple[str, str]]:
    """The sections of the header that lead somewhere. Those of extensions that are left out go without a word."""
    for name, page in wanted:
        if "://" in page or views.has(page):
            yield name, page
        elif page not in INDEXES.values():
            problem = 'conf.py: the section "%s" leads to "%s", and there is no such page%s'
            near = did_you_mean(page, [*views.documents, *views.pages])
            logger.warning(problem, name, page, near, type="knowledge_centre", subtype="section")


def _site_digest(app: Sphinx, programs: str) -> str:
    """Of everything that all pages share: programs, settings, templates, static files and the sidebar's documents."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    config, env = app.config, app.env
    folders = [app.confdir / name for name in (*config.templates_path, *config.html_static_path)]
    menu = [
        (name, env.titles[name].astext())
        for names in env.toctree_includes.values()
        for name in names
        if name in env.titles
    ]
    settings = app.builder.build_info.config_hash, sorted(config.html_context.items(), key=str)
    read = BuildInfo(config, app.tags, frozenset({"env"})).config_hash
    versions = sphinx.__version__, furo.__version__, sorted((one.name, one.version) for one in app.extensions.values())
    return digest(app.builder.name, versions, programs, digest_files(folders), settings, read, menu)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.domain")
    app.setup_extension("knowledge_centre.documents.references")
    app.add_event("catalogue-site-context")
    app.add_event("catalogue-page-context")
    app.add_event("catalogue-collect-pages")
    app.connect("env-updated", on_env_updated, priority=900)
    app.connect("html-page-context", on_html_page_context, priority=400)
    app.connect("html-collect-pages", on_html_collect_pages)
    app.connect("build-finished", on_build_finished, priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
