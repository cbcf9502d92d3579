"""The Markdown of a blog becomes that of an article: each thing is changed at its place, and all else stays as it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre.importing.blocks import block_edits, heading_edits
from knowledge_centre.importing.inline import definition_edits, inline_edits
from knowledge_centre.importing.pieces import HIDDEN
from knowledge_centre.importing.prose import prose_edits
from knowledge_centre.importing.texts import Text
from knowledge_centre.importing.turned import Turned

if TYPE_CHECKING:
    from knowledge_centre.importing.links import Links
    from knowledge_centre.importing.pictures import Pictures
    from knowledge_centre.importing.pieces import Work


def as_article(text: Text, work: Work, links: Links, pictures: Pictures, title: str) -> Text:
    """The text of an article of this title, whose links to other posts are still to be filled in."""

    def again(markdown: str, line: int) -> str:
        within = Text(markdown, (line,) * (markdown.count("\n") + 1))
        return as_article(within, work, links, pictures, "").text

    turned = Turned(text, work, links, pictures, again)
    edits = [*heading_edits(turned, title), *block_edits(turned), *definition_edits(turned)]
    edits += inline_edits(turned)
    edits += prose_edits(turned)
    whole = text.edited(edits)
    return whole.edited((*found.span(), work.raw(found[0])) for found in HIDDEN.finditer(whole.text))
