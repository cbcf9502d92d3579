"""The head of an article's page: date, category, title, standfirst, authors, tags, series and credit."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from docutils import nodes

from knowledge_centre import __version__
from knowledge_centre.catalogue.queries import display_date
from knowledge_centre.catalogue.smart_quotes import printed
from knowledge_centre.content.records import Status
from knowledge_centre.content.vocabulary import avatar_address
from knowledge_centre.documents.builders import for_site, is_site
from knowledge_centre.documents.domain import article_domain

if TYPE_CHECKING:
    from datetime import datetime

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue
    from knowledge_centre.content.records import Article
    from knowledge_centre.content.vocabulary import Author

NOTICES = {
    Status.PUBLISHED: "",
    Status.DRAFT: "Draft: only you see this page.",
    Status.SCHEDULED: "Scheduled: readers see this page from its date on.",
    Status.EXPIRED: "Expired: readers no longer see this page.",
}


def on_catalogue_page_context(app: Sphinx, catalogue: Catalogue, docname: str) -> dict[str, Any]:
    """The variable ``article`` of an article's template."""
    article = catalogue.by_docname.get(docname)
    return {"article": article_header(catalogue, article)} if article else {}


def article_header(catalogue: Catalogue, article: Article) -> dict[str, Any]:
    """What the head and foot of the page say of the article itself."""
    front, vocabulary = article.front, catalogue.vocabulary
    return {
        "card": catalogue.card(article),
        "slug": article.slug,
        "notice": NOTICES[article.status],
        "authors": [person(vocabulary.authors[author], catalogue.language) for author in front.authors],
        "tags": [vocabulary.tags[tag] for tag in front.tags],
        "updated": _dated(front.updated, catalogue.language),
        "review_by": _dated(front.review_by, catalogue.language),
        "expires": _dated(front.expires, catalogue.language),
        "credit": front.credit,
        "credit_date": display_date(front.credit.date, catalogue.language)
        if front.credit and front.credit.date
        else "",
        "series": _series(catalogue, article),
        "canonical_url": front.canonical_url,
    }


def person(author: Author, language: str) -> dict[str, Any]:
    """What a page shows of an author: the fields of authors.yml, and a picture's address or initials."""
    bio = printed(author.bio, language)
    return {
        **asdict(author),
        "bio": bio,
        "page": author.page,
        "initials": initials(author.name),
        "avatar_image": avatar_address(author),
    }


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name, the first of a single word."""
    words = [word for word in name.split() if word[0].isalnum()] or [name]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def _dated(moment: datetime | None, language: str) -> tuple[str, str] | None:
    """A date for machines and for readers."""
    return (moment.date().isoformat(), display_date(moment.date(), language)) if moment else None


def _series(catalogue: Catalogue, article: Article) -> dict[str, Any] | None:
    """The parts of the article's series, the oldest first."""
    if not article.front.series:
        return None
    parts = catalogue.series(article.front.series)
    return {"name": article.front.series, "number": parts.index(article) + 1, "parts": catalogue.cards(parts)}


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Take the title out of the body: the template shows it, between the date and the standfirst.

    Extensions have parts of documents resolved too, as ``{todolist}`` does, which have no title.
    """
    if is_site(app.builder) and docname in article_domain(app.env).parsed:
        section = next((child for child in doctree if isinstance(child, nodes.section)), None)
        if section is not None:
            section.remove(section[0])


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """An article that was published elsewhere first names that address as its own."""
    if address := context.get("article", {}).get("canonical_url"):
        context["pageurl"] = address


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline")
    app.connect("catalogue-page-context", on_catalogue_page_context)
    app.connect("doctree-resolved", on_doctree_resolved)
    app.connect("html-page-context", for_site(on_html_page_context))
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
