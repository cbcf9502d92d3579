"""The HTML of a post in WordPress becomes Markdown: its paragraphs, which the editor does not mark, shortcodes, figures and code.

What makes Markdown of it is what makes the twins of our own pages: it keeps tables, definitions and the languages of code.
markdownify would be a second such program, with two libraries behind it, and knows of figures no more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html

from knowledge_centre.importing.embeds import SCRIPTS, watched
from knowledge_centre.importing.html_blocks import GONE
from knowledge_centre.importing.html_tags import FRAMES, REFUSED, WIDGETS
from knowledge_centre.importing.pieces import RESERVED, Figure, Piece
from knowledge_centre.importing.systems.wordpress_shortcodes import Attachment, Body, with_shortcodes
from knowledge_centre.outputs.markdown_twins.from_html import line as words_in
from knowledge_centre.outputs.markdown_twins.from_html import whole_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from knowledge_centre.importing.records import Notes

BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|section|script|style|table|tbody|td|tfoot|th|thead|tr|ul|video)\b|<!--",
    re.IGNORECASE,
)
PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL | re.IGNORECASE)
LANGUAGE = re.compile(r"(?:lang(?:uage)?[-:]|brush:\s*)([\w+#-]+)")
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp)$", re.IGNORECASE)


class Elements(Body):
    """The elements of one post."""

    def element(self, root: HtmlElement) -> None:
        """Have in the tree only what becomes Markdown."""
        for one in list(root.iter()):
            if not isinstance(one.tag, str):
                continue
            if one.tag in REFUSED:
                self.refused(one)
            elif one.tag in FRAMES:
                source = next((each.get("src") for each in one.iter() if each.get("src")), "") or ""
                words, aim = watched(source)
                self.replace(one, self.anchor(words, aim) if words else self.anchor("Film", source))
            elif one.tag == "pre":
                self.pre(one)
            elif one.tag in {"ul", "ol"} and not one.xpath("li/p"):
                one.set("class", "simple")
        for one in list(root.iter("a")):
            if (
                len(one) == 1
                and one[0].tag == "img"
                and PICTURE.search(one.get("href", ""))
                and not "".join(one.itertext()).strip()
            ):
                one.drop_tag()  # it led to the same picture, larger
        for one in list(root.iter("figure")):
            self.figure(one)
        for one in root.iter("img"):
            self.describe(one)

    def refused(self, element: HtmlElement) -> None:
        """A link where a script would fetch something; else what articles may not have is shown as code."""
        words, aim = watched(element.get("src", "")) if element.tag == "script" else ("", "")
        if words in SCRIPTS:
            self.replace(element, self.anchor(words, aim))
        elif element.tag == "script" and WIDGETS.search(element.get("src", "")):
            element.drop_tree()
        else:
            line = self.first + (element.sourceline or 1) - 1
            message = f"<{element.tag!s}> may not stand in an article: it is shown as code"
            self.look(line, message, "say it in Markdown, or take it out.")
            self.replace(element, self.hide(Piece(etree.tostring(element, encoding="unicode", with_tail=False))))

    def anchor(self, words: str, aim: str) -> HtmlElement:
        made = html.Element("a", href=aim)
        made.text = words
        self.notes.counts["embeds made links"] += 1
        return made

    def replace(self, element: HtmlElement, new: HtmlElement | str) -> None:
        if isinstance(new, str):
            text, new = new, html.Element("p")
            new.text = text
        new.tail = element.tail
        parent = element.getparent()
        if parent is not None:
            parent.replace(element, new)

    def pre(self, element: HtmlElement) -> None:
        said = " ".join(one.get("class", "") for one in element.iter() if isinstance(one.tag, str))
        around = html.Element("div")
        if found := LANGUAGE.search(said):
            around.set("class", f"highlight-{found[1].lower()}")
        parent, tail = element.getparent(), element.tail
        if parent is not None:
            element.tail = None
            parent.replace(element, around)
            around.append(element)
            around.tail = tail

    def figure(self, element: HtmlElement) -> None:
        """A figure is taken out until its file is looked for; one with a table or several pictures is what is in it."""
        images, caption = list(element.iter("img")), next(element.iter("figcaption"), None)
        if len(images) != 1:
            return
        self.describe(images[0])
        said = " ".join(words_in(caption).split()) if caption is not None else ""
        aim = next((one.get("href", "") for one in images[0].iterancestors("a")), "")
        self.replace(
            element,
            self.hide(Piece("", figure=Figure(images[0].get("src", ""), images[0].get("alt", ""), said, "", aim))),
        )

    def describe(self, image: HtmlElement) -> None:
        """Give a picture the text alternative that the library of WordPress has."""
        known = re.search(r"wp-image-(\d+)", image.get("class", ""))
        if known and known[1] in self.attachments and not image.get("alt", "").strip():
            image.set("alt", self.attachments[known[1]].alt)


def paragraphs(text: str) -> str:
    """The HTML with the paragraphs that WordPress sees in empty lines, and line breaks, as its ``wpautop`` has them."""
    made = []
    for part in PRE.split(text):
        if PRE.fullmatch(part):
            made.append(part)
            continue
        for chunk in re.split(r"\n\s*\n", part.replace("\r", "")):
            plain = chunk.strip()
            if plain:
                made.append(
                    plain if BLOCK.match(plain) else f"<p>{re.sub(r'(?<!>)' + chr(10), '<br>' + chr(10), plain)}</p>"
                )
    return "\n".join(made)


def markdown_of(
    text: str, attachments: Mapping[str, Attachment], path: str, line: int, notes: Notes
) -> tuple[str, tuple[Piece, ...]]:
    """The Markdown of a post, and what was taken out of it."""
    body = Elements(attachments, path, line, notes)
    plain = with_shortcodes(body, RESERVED.sub("�", text))
    blocks = "<!-- wp:" in plain
    plain = GONE.sub("", plain)
    if not blocks:
        plain = paragraphs(plain)
    if not plain.strip():
        return "", ()
    root = html.fragment_fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", plain), create_parent="div")
    body.element(root)
    return whole_text(root), tuple(body.pieces)
