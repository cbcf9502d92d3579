"""Blocks of HTML in a blog's Markdown: those that are a figure, a picture or a frame become Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HtmlElement, fragments_fromstring

from knowledge_centre.content.html_policy import VOID
from knowledge_centre.importing.embeds import SCRIPTS, link, watched
from knowledge_centre.importing.html_tags import FRAMES, WIDGETS
from knowledge_centre.importing.pictures import words_of
from knowledge_centre.importing.pieces import Figure, Piece, code_block

if TYPE_CHECKING:
    from knowledge_centre.importing.html_tags import Html

AROUND = frozenset({"center", "div", "p", "span"})
GONE = re.compile(r"<!--\s*(?:/?wp:[\s\S]*?|more\b.*?|truncate|break|end[ _]?excerpt|excerpt|toc)\s*-->", re.IGNORECASE)
"""Comments that were signs for the blog's system."""


def html_block(tags: Html, html: str, line: int) -> str:
    """What stands instead of a block, as Markdown or as HTML that an article may have."""
    html = GONE.sub("", html)
    if not html.strip():
        return ""
    if (made := whole(tags, html)) is not None:
        return made
    cleaned, shown = tags.pieces(html, line, block=True)
    if shown:
        tags.work.look(
            line,
            f"<{shown}> may not stand in an article: this HTML is shown as code",
            "say it in Markdown, or take it out.",
        )
        return f"\n{code_block(html, 'html')}\n"
    return cleaned


def whole(tags: Html, html: str) -> str | None:
    """A block that is nothing but a figure, a picture, or a frame of another site."""
    elements = elements_of(html)
    if elements and all(one.tag == "script" and not (one.text or "").strip() for one in elements):
        return scripts(tags, elements)
    element = innermost(elements[0]) if len(elements) == 1 else None
    name = str(element.tag) if element is not None else ""
    if element is None or (name not in VOID | {"embed"} and html.count(f"<{name}") != html.count(f"</{name}")):
        return None  # there is more in it, or its end is in another block
    if element.tag in FRAMES:
        made = frame(tags, element)
    else:
        shown = figure(tags, element) if element.tag in {"a", "figure", "img"} else None
        made = tags.work.hide(Piece(html, figure=shown)) if shown else ""
    return f"\n{made}\n" if made else None


def elements_of(html: str) -> list[HtmlElement]:
    """The elements side by side in a piece of HTML; none where there is text between them."""
    try:
        found = fragments_fromstring(html.strip())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return []
    elements = [one for one in found if isinstance(one, HtmlElement) and isinstance(one.tag, str)]
    is_all = len(elements) == len(found) and not any((one.tail or "").strip() for one in elements)
    return elements if is_all else []


def innermost(element: HtmlElement) -> HtmlElement | None:
    """The element within others that only say where it stands."""
    while element.tag in AROUND and len(element) == 1 and not (element.text or "").strip():
        if not isinstance(element[0].tag, str) or (element[0].tail or "").strip():
            return None
        element = element[0]
    return element


def scripts(tags: Html, elements: list[HtmlElement]) -> str | None:
    made = []
    for one in elements:
        src = one.get("src", "")
        words, address = watched(src)
        if words in SCRIPTS:
            made.append(link(words, address))
        elif not WIDGETS.search(src):
            return None
    tags.work.notes.counts["embeds made links"] += len(made) or 1
    return "\n" + "\n\n".join(made) + "\n" if made else ""


def frame(tags: Html, element: HtmlElement) -> str:
    """A link to what a frame or a film shows."""
    if element.tag == "lite-youtube":
        words, address = watched(f"https://www.youtube.com/embed/{element.get('videoid', '')}")
    else:
        src = element.get("src") or next((one.get("src") for one in element.iter("source") if one.get("src")), "") or ""
        if tags.links.own_path(src) is not None:
            name = tags.pictures.named(src, tags.work, tags.work.post.line)
            return f"[{element.get('title') or words_of(src)}]({name})" if name else ""
        words, address = watched(src)
    if not words:
        return ""
    tags.work.notes.counts["embeds made links"] += 1
    title = element.get("title", "")
    return link(words, address, "" if title.lower().startswith(("youtube video", "vimeo")) else title)


def figure(tags: Html, element: HtmlElement) -> Figure | None:
    """The one picture of an element, with its words; nothing where there is more in it."""
    images = list(element.iter("img"))
    captions = list(element.iter("figcaption"))
    texts = "".join(element.itertext()).strip()
    said = " ".join("".join(captions[0].itertext()).split()) if captions else ""
    if len(images) != 1 or len(captions) > 1 or " ".join(texts.split()) != said or not images[0].get("src"):
        return None
    image = images[0]
    around = next((one.get("href", "") for one in image.iterancestors("a")), "")
    caption = words(tags, captions[0]) if captions else ""
    width = image.get("width", "")
    return Figure(image.get("src", ""), image.get("alt", "") or image.get("title", ""), caption,
                  width if re.fullmatch(r"\d+(?:px|%)?", width) else "", around)  # fmt: skip


def words(tags: Html, element: HtmlElement) -> str:
    """A caption as Markdown."""
    from knowledge_centre.outputs.markdown_twins.from_html import line  # noqa: PLC0415 - it needs Sphinx

    return " ".join(line(element).split())
