"""The contents of a page as one list of its sections: Sphinx has them within an item for the page itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.documents.builders import for_site

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PAGE = re.compile(
    r'<ul>\s*<li><a class="reference internal" href="#">(?:(?!</a>).)*</a>(<ul>.*</ul>)\s*</li>\s*</ul>', re.DOTALL
)
"""All of the contents, where the page is their only item; within the brackets, its sections."""


def sections(contents: str) -> str:
    """The list of a page's sections. A page of several parts has a list of those, and of sections within each."""
    found = PAGE.fullmatch(contents.strip())
    return found[1] if found and _is_one_list(found[1]) else contents


def _is_one_list(html: str) -> bool:
    """Whether a text that begins with a list has only that: no list ends before the text does."""
    depth = 0
    for tag in re.finditer(r"<(/?)ul>", html):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end() == len(html)
    return False


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if toc := context.get("toc"):
        context["toc"] = sections(toc)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("html-page-context", for_site(on_html_page_context))
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
