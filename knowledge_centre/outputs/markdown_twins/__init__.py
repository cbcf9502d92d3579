"""The articles for programs that read Markdown: a twin beside each page, and ``llms.txt``, which lists them.

A twin has the address of its page and ``.md``, where a page's address is a folder ``index.html.md``, as
https://llmstxt.org/ has it. It is made from the text of the page, so it says what readers see: a link to a hidden article
is plain text in it too. Its links lead to pages, not to twins: they are what a program shows to people.
"""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.catalogue.queries import Query
from knowledge_centre.outputs.markdown_twins.from_html import to_markdown
from knowledge_centre.outputs.markdown_twins.text import escape, heading, paragraph
from knowledge_centre.outputs.sitemap import sitemap_address
from knowledge_centre.pipeline.article_texts import article_text, text_digest
from knowledge_centre.pipeline.build import build_of
from knowledge_centre.pipeline.output_files import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue
    from knowledge_centre.content.records import Article, Credit


def twin_of(uri: str) -> str:
    """The address of the twin of the page at an address of the builder's."""
    return f"{uri}index.html.md" if uri.endswith("/") or not uri else f"{uri}.md"


def on_catalogue_page_context(app: Sphinx, catalogue: Catalogue, docname: str) -> dict[str, Any]:
    """The variable ``markdown_twin`` of an article's template: its address, as seen from the page."""
    if docname not in catalogue.by_docname:
        return {}
    return {"markdown_twin": posixpath.basename(twin_of(app.builder.get_target_uri(docname)))}


def on_catalogue_collect_files(app: Sphinx, catalogue: Catalogue) -> Iterator[File]:
    """A twin of every article, and llms.txt."""
    root = build_of(app.env).urls.root
    for article in catalogue.articles:
        uri = app.builder.get_target_uri(article.docname)
        address = root + uri if root else ""  # then links are as on the page, in whose folder the twin is
        head = "\n".join(introduction(catalogue, article, address))
        made_from = head, address, text_digest(app, article.docname)
        yield File(twin_of(uri), made_from, partial(twin, app, article.docname, head, address))
    text = "\n".join(llms_lines(app, catalogue))
    yield File("llms.txt", text, lambda: text)


def twin(app: Sphinx, docname: str, head: str, address: str) -> str:
    return f"{head}\n{to_markdown(article_text(app, docname), address)}"


def introduction(catalogue: Catalogue, article: Article, address: str) -> Iterator[str]:
    """What the page says of the article itself."""
    front, vocabulary, card = article.front, catalogue.vocabulary, catalogue.card(article)
    yield f"# {heading(escape(card.title))}\n"
    if card.summary:
        yield f"> {paragraph(escape(card.summary))}\n"
    yield f"- By: {joined(vocabulary.authors[author].name for author in front.authors)}"
    yield f"- Published: {card.date.isoformat()}"
    if front.updated:
        yield f"- Updated: {front.updated.date().isoformat()}"
    yield f"- Category: {escape(card.category_label)}"
    if front.tags:
        yield f"- Topics: {joined(vocabulary.tags[tag].label for tag in front.tags)}"
    if front.credit:
        yield f"- After: {credited(front.credit)}"
    if own := front.canonical_url or address:
        yield f"- Address: <{own}>"
    yield ""


def joined(names: Iterable[str]) -> str:
    return ", ".join(map(escape, names))


def credited(credit: Credit) -> str:
    work = escape(credit.title or credit.name)
    parts = [f"[{work}]({credit.url})" if credit.url else work]
    parts += map(escape, filter(None, [credit.name if credit.title else "", credit.role]))
    return ", ".join([*parts, *([credit.date.isoformat()] if credit.date else [])])


def llms_lines(app: Sphinx, catalogue: Catalogue) -> Iterator[str]:
    """The site's name and line, the articles of each category, newest first, and what else programs can read."""
    root = build_of(app.env).urls.root
    yield f"# {heading(escape(app.config.project))}\n"
    if tagline := app.config.html_context.get("tagline"):
        yield f"> {escape(tagline)}\n"
    categories = catalogue.vocabulary.categories.values()
    used = [category for category in categories if catalogue.count("category", category.id)]
    for category in used:
        yield f"## Articles: {heading(escape(category.label))}\n" if len(used) > 1 else "## Articles\n"
        for article in catalogue.select(Query(category=category.id)):
            card = catalogue.card(article)
            address = root + twin_of(app.builder.get_target_uri(article.docname))
            yield f"- [{escape(card.title)}]({address})" + (f": {escape(card.summary)}" if card.summary else "")
        yield ""
    feeds = build_of(app.env).shared.get("site_feed", {}).get("formats", ())
    others = [f"- [New articles, in {feed['name']}]({root}{feed['file']})" for feed in feeds]
    if others := [*others, *([f"- [Sitemap]({sitemap})"] if (sitemap := sitemap_address(app)) else [])]:
        yield from ("## Optional\n", *others, "")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline")
    app.connect("catalogue-page-context", on_catalogue_page_context)
    app.connect("catalogue-collect-files", on_catalogue_collect_files)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
