"""Full-text search: Pagefind's index of the articles, made within the Sphinx build, and the search page.

Sphinx's own index is not built: it is one file that grows with the site, and it demands every word.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from knowledge_centre import __version__
from knowledge_centre.catalogue.lists import article_list
from knowledge_centre.catalogue.queries import values
from knowledge_centre.content.fingerprints import digest
from knowledge_centre.content.urls import ARTICLES
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.documents.references import link_dependencies
from knowledge_centre.pipeline.manifest import Manifest
from knowledge_centre.pipeline.page_contexts import Page, views_of
from knowledge_centre.search.words import Listed, write_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue

logger = logging.getLogger(__name__)
INDEX = "pagefind"
"""The folder of the index in the output, and its entry in the ledger."""
FACETS = ("category", "tag", "author", "year")
ARTICLE = re.compile(r"(?P<html><html[^>]*>).*?<!-- article -->(?P<article>.*)<!-- /article -->", re.DOTALL)
"""A page's language and its article, between the marks of components/article.html."""
LATEST = 5
"""Articles that the search page offers where it found none."""
THREADS = "4"
"""For Pagefind, so that its memory stays small on a builder with many cores."""


def on_builder_inited(app: Sphinx) -> None:
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def on_catalogue_collect_pages(app: Sphinx, catalogue: Catalogue) -> Iterator[Page]:
    facets = [(facet, catalogue.facets(facet)) for facet in FACETS]
    latest = article_list(catalogue.cards(catalogue.articles[:LATEST]), "titles", app.config.language)
    context = {"facets": facets, "count": len(catalogue.articles), "latest": latest}
    yield Page("search", {"title": "Search", **context}, "search-page.html")


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """What opens search, on every page; the search page's own program, on that page."""
    app.add_js_file("js/search/start.js", type="module")
    if pagename == "search":
        app.add_js_file("js/search/page.js", type="module")


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Index the finished articles, unless the index there is of these very articles."""
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    outdir, catalogue = Path(app.outdir), article_domain(app.env).catalogue
    views = views_of(app)
    synonyms = article_domain(app.env).collection.vocabulary.synonyms
    shown = [
        (views.documents[one.docname].get("article"), one.reading.digest, link_dependencies(app.env, one.docname))
        for one in catalogue.articles
    ]
    views.ledger.pages[f"{INDEX}/"] = now = digest(views.site, shown, synonyms)
    if not shown:
        shutil.rmtree(outdir / INDEX, ignore_errors=True)
        return
    listed = [
        Listed(app.builder.get_target_uri(one.docname), {facet: values(one, facet) for facet in FACETS})
        for one in catalogue.articles
    ]
    known = Manifest.load(outdir).pages.get(f"{INDEX}/") == now and (outdir / INDEX / "pagefind.js").is_file()
    if not known and (problem := make_index(outdir, listed, synonyms)) is not None:
        app.statuscode = 1
        views.ledger.pages[f"{INDEX}/"] = ""  # the old index stays, and the next build tries again
        logger.error("Pagefind made no search index: %s", problem)


def make_index(outdir: Path, articles: Sequence[Listed], synonyms: Sequence[Sequence[str]]) -> str | None:
    """Index the pages that are articles; the new index takes the old one's place in one step.

    Returns what Pagefind said where it failed; the old index is whole then.
    """
    new, old = outdir / f".{INDEX}.new", outdir / f".{INDEX}.old"
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory() as bodies:
        strip_pages(outdir, Path(bodies))
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "pagefind",
            "--site",
            bodies,
            "--output-path",
            new,
            "--quiet",
        ]
        environment = {**os.environ, "RAYON_NUM_THREADS": THREADS}
        command += ["--exclude-selectors", "a.headerlink"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode or not (new / "pagefind.js").is_file():
        shutil.rmtree(new, ignore_errors=True)
        return (done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}").splitlines()[-1]
    for unused in (*new.glob("pagefind-*ui*"), *new.glob("pagefind-highlight*")):
        unused.unlink()
    write_words(new, articles, synonyms)
    if (outdir / INDEX).exists():
        (outdir / INDEX).rename(old)
    new.rename(outdir / INDEX)
    shutil.rmtree(old, ignore_errors=True)
    return None


def strip_pages(outdir: Path, bodies: Path) -> None:
    """Copy of each article's page what is the article: Pagefind need not read what surrounds it on every page."""
    for path in (outdir / ARTICLES).rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        found = ARTICLE.search(page)
        if found is None:
            continue
        target = bodies / path.relative_to(outdir)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"<!doctype html>{found['html']}<body>{found['article']}</body></html>", encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline.page_contexts")
    app.connect("builder-inited", on_builder_inited)
    app.connect("catalogue-collect-pages", on_catalogue_collect_pages)
    app.connect("html-page-context", on_html_page_context)
    app.connect("build-finished", on_build_finished, priority=850)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
