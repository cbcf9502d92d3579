"""Full-text search: Pagefind's index of the articles, made within the Sphinx build, and the search page.

Sphinx's own index is not built: it is one file that grows with the site, and it demands every word.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zlib
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge_centre import __version__
from knowledge_centre.catalogue.lists import ways_in
from knowledge_centre.content.formula_words import in_words
from knowledge_centre.content.taxonomies import SEARCHED
from knowledge_centre.documents.builders import for_site, is_site
from knowledge_centre.pipeline.article_texts import article_text
from knowledge_centre.pipeline.build import Page
from knowledge_centre.pipeline.output_files import Folder
from knowledge_centre.search.words import Indexed, write_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue
    from knowledge_centre.content.records import Article

INDEX = "pagefind"
"""The folder of the index in the output."""
THREADS = "4"
"""For Pagefind, so that its memory stays small on a builder with many cores."""


class Entry(NamedTuple):
    """What the index has of an article."""

    article: Indexed
    language: str
    title: str
    summary: str
    """Empty where it is the first paragraph, which the text has."""
    shown: Mapping[str, str]
    """What a result shows of it."""
    text: str
    """HTML."""


def on_builder_inited(app: Sphinx) -> None:
    if is_site(app.builder):
        app.builder.search = False


def on_catalogue_collect_pages(app: Sphinx, catalogue: Catalogue) -> Iterator[Page]:
    facets = [(one, catalogue.facets(one.name)) for one in SEARCHED]
    yield Page("search", {"title": "Search", "facets": facets, **ways_in(catalogue)}, "search-page.html")


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """What opens search, on every page; the search page's own program, on that page."""
    app.add_js_file("js/search/start.js", type="module")
    if pagename == "search":
        app.add_js_file("js/search/page.js", type="module")


def on_catalogue_collect_files(app: Sphinx, catalogue: Catalogue) -> Iterator[Folder]:
    """The index, made anew as a whole whenever an article's entry in it, or a synonym, may be another."""
    if not catalogue.articles:
        return
    entries = [entry(app, catalogue, article) for article in catalogue.articles]
    synonyms = catalogue.vocabulary.synonyms
    yield Folder(INDEX, (entries, synonyms), partial(make_index, entries, synonyms))


def entry(app: Sphinx, catalogue: Catalogue, article: Article) -> Entry:
    card = catalogue.card(article)
    return Entry(
        Indexed(
            app.builder.get_target_uri(article.docname), {one.name: article.front.values(one.name) for one in SEARCHED}
        ),
        language=app.config.language,
        title=card.title,
        summary=card.summary if article.front.summary else "",
        shown={
            "category": card.category_label,
            "date": card.date_text,
            "byline": ", ".join(n for _id, n in card.authors),
        },
        text=in_words(article_text(app, article.docname)),
    )


def make_index(entries: Sequence[Entry], synonyms: Sequence[Sequence[str]], folder: Path) -> str:
    """Have Pagefind index the articles into a folder. Returns what it said where it failed."""
    with tempfile.TemporaryDirectory() as pages:
        for made in entries:
            path = Path(
                pages,
                made.article.address.removesuffix("/") + ("/index.html" if made.article.address.endswith("/") else ""),
            )
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(indexed_page(made), encoding="utf-8")
        command = [sys.executable, "-m", "pagefind", "--site", pages, "--output-path", str(folder), "--quiet"]
        command += ["--exclude-selectors", "a.headerlink"]
        environment = {**os.environ, "RAYON_NUM_THREADS": THREADS}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode or not (folder / "pagefind.js").is_file():
        said = (done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}").splitlines()[-1]
        return f"Pagefind made no search index: {said}"
    for unused in (*folder.glob("pagefind-*ui*"), *folder.glob("pagefind-highlight*")):
        unused.unlink()
    try:
        write_words(folder, [made.article for made in entries], synonyms)
    except (OSError, EOFError, ValueError, zlib.error) as error:  # Pagefind does not say that the disk is full
        return f"Pagefind made no search index that can be read: {error}"
    return ""


def indexed_page(made: Entry) -> str:
    """A page that has what is to be found of an article, and nothing else."""
    shown = "".join(
        f'<i data-pagefind-ignore data-pagefind-meta="{name}">{escape(text)}</i>' for name, text in made.shown.items()
    )
    head = f"<h1>{escape(made.title)}</h1><p>{escape(made.summary)}</p>"
    return (
        f'<!doctype html><html lang="{made.language}"><body data-pagefind-body>{shown}{head}{made.text}</body></html>'
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline")
    app.setup_extension("knowledge_centre.search.opensearch")
    app.connect("builder-inited", on_builder_inited)
    app.connect("catalogue-collect-pages", on_catalogue_collect_pages)
    app.connect("html-page-context", for_site(on_html_page_context))
    app.connect("catalogue-collect-files", on_catalogue_collect_files)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
