"""One sentence or two on what a page is about, for lists of search results and for previews of links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge_centre.content.urls import INDEXES
from knowledge_centre.documents.reading import cut

if TYPE_CHECKING:
    from collections.abc import Mapping

LENGTH = 160
"""Characters that search engines tend to show."""
OF_PAGES = {
    INDEXES["year"]: "All articles of {site}, newest first.",
    INDEXES["author"]: "Who writes for {site}.",
    INDEXES["tag"]: "What the articles of {site} are about.",
    "search": "Search the articles of {site}.",
    "404": "There is nothing at this address.",
}
OF_KINDS = {
    "year": "Articles of {title}, newest first.",
    "author": "Articles by {title}, newest first.",
    "category": "Articles in “{title}”, newest first.",
}
OF_ANY = "{title}: from {site}."
FURTHER = "{title}, page {number}. "
"""Before the rest, where a list goes on: no two pages say the same."""


def describe(page: str, context: Mapping[str, Any], title: str, site: str, paragraph: str = "") -> str:
    """What is shown of a page: an article's summary, a list's lead, a text's first *paragraph*; else what it holds."""
    if article := context.get("article"):
        card = article["card"]
        names = ", ".join(name for _id, name in card.authors)
        return cut(card.summary or f"{card.category_label}, {card.date_text}: by {names}.", LENGTH)
    own = context.get("lead") or paragraph
    base, _slash, number = page.partition("/page/")
    sentence = OF_PAGES.get(base) or OF_PAGES.get(f"{base}/index") or OF_KINDS.get(context.get("kind", ""), OF_ANY)
    further = FURTHER.format(title=title, number=number) if number else ""
    return cut(further + (own or sentence.format(title=title, site=site)), LENGTH)
