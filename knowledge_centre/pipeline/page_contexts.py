"""Pages that show the catalogue: each is written when what it shows changed, and only then.

Four events, after the manner of Sphinx's own, ask the other extensions what there is:

``catalogue-site-context (app, catalogue)``
    gives template variables, plain data, for every page;
``catalogue-page-context (app, catalogue, docname)``
    gives template variables, plain data, for a document (or ``None``);
``catalogue-collect-pages (app, catalogue)``
    gives :class:`~knowledge_centre.pipeline.build.Page` after page that no document stands for;
``catalogue-collect-files (app, catalogue)``
    gives the files beside the pages, once all pages are written: see ``output_files``.

What they give is put in the template's context *and* compared with the last build, so the two cannot differ.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging
from sphinx.util.parallel import parallel_available

from knowledge_centre import __version__
from knowledge_centre.compat.parallel import in_parallel
from knowledge_centre.compat.sphinx import last_updated, settings_told
from knowledge_centre.compat.sphinx_pages import extra_files, module_pages, output_name
from knowledge_centre.content.diagnostics import did_you_mean
from knowledge_centre.content.fingerprints import digest, digest_files
from knowledge_centre.content.made_by import is_installed, programs
from knowledge_centre.content.taxonomies import TAXONOMIES
from knowledge_centre.content.urls import SiteUrls, site_address
from knowledge_centre.documents.builders import for_site, is_site
from knowledge_centre.documents.changed_files import made_by
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.documents.filled_later import filled_from
from knowledge_centre.documents.read_texts import text_read
from knowledge_centre.documents.references import link_dependencies
from knowledge_centre.documents.toctrees import Toctrees
from knowledge_centre.pipeline.article_texts import is_kept
from knowledge_centre.pipeline.build import Build, Page, build_of
from knowledge_centre.pipeline.left_files import damaged_files
from knowledge_centre.pipeline.manifest import Manifest
from knowledge_centre.pipeline.own_places import note_own_files
from knowledge_centre.pipeline.staging import clear
from knowledge_centre.pipeline.stale_output import others_pages, written_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)
OWN_WORDS = "{0}/LC_MESSAGES/sphinx.mo"
"""Where a site has its own translations of the theme's words, in one of its ``locale_dirs``."""
FEW = 20
"""Pages for which it is not worth while to start processes."""


def on_env_get_updated(app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
    """Collect what every page shows; the documents among them that show something else are to be written.

    Sphinx has given its numbers to sections and figures by now.
    """
    if not is_site(app.builder):
        return []
    catalogue, build = article_domain(env).catalogue, build_of(env)
    clear(Path(app.outdir))
    build.before = Manifest.load(app.outdir)
    build.damaged = damaged_files(app, build.before)
    if build.damaged - {*build.before.made, *(output_name(app.builder, name) for name in build.before.pages)}:
        build.before = build.before.void(Manifest())  # what no step makes again by itself
    build.features = frozenset(app.extensions)
    build.urls = SiteUrls(site_address(app.config.html_baseurl), app.builder.get_target_uri, build.has)
    for part in app.emit("catalogue-site-context", catalogue):
        build.shared.update(part or {})
    for docname in sorted(env.found_docs):
        context = build.documents[docname] = {}
        for part in app.emit("catalogue-page-context", catalogue, docname):
            context.update(part or {})
    for pages in app.emit("catalogue-collect-pages", catalogue):
        build.pages.update((page.name, page) for page in pages or ())
    build.own_files = extra_files(app)
    build.shared["sections"] = list(sections(app.config.html_context.get("sections", []), build))
    build.programs = programs()
    toctrees = Toctrees(env)
    site = build.site = digest(_site_digest(app), build.shared, toctrees.menu())
    filled = filled_from(env)
    build.manifest.pages = {
        name: digest(
            *(site, shown, text_read(env, name), link_dependencies(env, name), toctrees.around(name)), filled.get(name)
        )
        for name, shown in build.documents.items()
    }
    build.manifest.pages |= {name: digest(site, page) for name, page in build.pages.items()}
    build.manifest.pages |= {name: digest(site, shown) for name, shown in module_pages(app).items()}
    build.manifest.files = dict.fromkeys(written_files(app, app.builder), "")
    note_own_files(app, build)
    before = build.before.pages
    build.waits = build.before.is_void or not build.manifest.pages.keys() <= before.keys()
    build.outdated = {name for name, shown in build.manifest.pages.items() if before.get(name) != shown}
    build.outdated |= {name for name in build.manifest.pages if output_name(app.builder, name) in build.damaged}
    build.outdated |= {name for name in catalogue.by_docname if name not in build.outdated and not is_kept(app, name)}
    for name in build.outdated & module_pages(app).keys():
        Path(app.builder.get_output_path(name)).unlink(missing_ok=True)
    return sorted(build.outdated & env.found_docs)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    build = build_of(app.env)
    context.update(build.shared)
    context.update(build.documents.get(pagename, {}))
    context["href"] = partial(build.href, context["pathto"])
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    known = pagename in build.documents or pagename in build.pages
    context["is_ours"] = known or pagename in others_pages(app, app.builder)


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages without a document that show something else than before, or are not what was written."""
    build = build_of(app.env)
    wanted = build.outdated - app.config.html_additional_pages.keys()
    pages = [page for name, page in build.pages.items() if name in wanted]
    if len(pages) < FEW or app.parallel < 2 or not (parallel_available and app.is_parallel_allowed("write")):
        yield from pages
        return
    build.void_manifest(Path(app.outdir))
    in_parallel([pages[first :: app.parallel] for first in range(app.parallel)], partial(_write, app), app.parallel)


def _write(app: Sphinx, pages: Iterable[Page]) -> None:
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    for page in pages:
        app.builder.handle_page(*page)


def sections(wanted: Iterable[tuple[str, str]], build: Build) -> Iterator[tuple[str, str]]:
    """The sections of the header that lead somewhere. Those of extensions that are left out go without a word."""
    for name, page in wanted:
        if "://" in page or build.has(page):
            yield name, page
        elif page not in {one.index for one in TAXONOMIES.values()}:
            problem = 'conf.py: the section "%s" leads to "%s", and there is no such page%s'
            near = did_you_mean(page, [*build.documents, *build.pages])
            logger.warning(problem, name, page, near, type="knowledge_centre", subtype="section")


def _site_digest(app: Sphinx) -> str:
    """Of everything that all pages share: programs, settings, templates and static files."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    config = app.config
    folders = [app.confdir / name for name in (*config.templates_path, *config.html_static_path)]
    folders += [Path(one) for one in app.builder.theme.get_theme_dirs() if not is_installed(Path(one))]
    folders += [path for name, path in build_of(app.env).own_files.items() if name.startswith("_static/")]
    folders += [app.srcdir / folder / OWN_WORDS.format(config.language) for folder in config.locale_dirs]
    extensions = sorted((one.name, one.version) for one in app.extensions.values())
    code = made_by(app.env)
    others = last_updated(app), repr(getattr(app.env, "intersphinx_named_inventory", None) or {})
    return digest(app.builder.name, extensions, code, digest_files(folders), settings_told(app), others)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.domain")
    app.setup_extension("knowledge_centre.documents.references")
    app.add_event("catalogue-site-context")
    app.add_event("catalogue-page-context")
    app.add_event("catalogue-collect-pages")
    app.add_event("catalogue-collect-files")
    app.connect("env-get-updated", on_env_get_updated, priority=950)
    app.connect("html-page-context", for_site(on_html_page_context), priority=400)
    app.connect("html-collect-pages", on_html_collect_pages)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
