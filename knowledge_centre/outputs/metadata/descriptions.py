"""One sentence or two on what a page is about, for lists of search results and for previews of links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge_centre.content.taxonomies import AUTHOR, CATEGORY, CHRONOLOGICAL, TAG, YEAR, first_page
from knowledge_centre.documents.reading import cut

if TYPE_CHECKING:
    from collections.abc import Mapping

LENGTH = 160
"""Characters that search engines tend to show."""
OF_PAGES = {
    CHRONOLOGICAL: "All articles of {site}, newest first.",
    AUTHOR.index: "Who writes for {site}.",
    TAG.index: "What the articles of {site} are about.",
    "search": "Search the articles of {site}.",
    "404": "There is nothing at this address.",
}
OF_KINDS = {
    YEAR.name: "Articles of {title}, newest first.",
    AUTHOR.name: "Articles by {title}, newest first.",
    CATEGORY.name: "Articles in “{title}”, newest first.",
}
OF_ANY = "{title}: from {site}."
FURTHER = "{title}, {position}. "
"""Before the rest, where a list goes on: no two pages say the same."""


def describe(page: str, context: Mapping[str, Any], title: str, site: str, paragraph: str = "") -> str:
    """What is shown of a page: an article's summary, a list's lead, a text's first *paragraph*; else what it holds."""
    if article := context.get("article"):
        card = article["card"]
        names = ", ".join(name for _id, name in card.authors)
        return cut(card.summary or f"{card.category_label}, {card.date_text}: by {names}.", LENGTH)
    own = context.get("lead") or paragraph
    first, _number = first_page(page)
    title = context.get("list_title", title)
    sentence = OF_PAGES.get(first) or OF_KINDS.get(context.get("kind", ""), OF_ANY)
    further = FURTHER.format(title=title, position=position) if (position := context.get("position")) else ""
    return cut(further + (own or sentence.format(title=title, site=site)), LENGTH)
