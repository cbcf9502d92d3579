"""HTML as Sphinx writes it becomes Markdown: CommonMark with GitHub's tables and tasks, and footnotes.

By lxml, and by none of the libraries there are: an article of 18 kB takes 3.5 ms here and 50 in markdownify (17 once
lxml has taken out the spans that colour code); html2text is under the GPL; html-to-markdown is built for some machines
only and changes weekly. None knows footnotes, admonitions or the language of Sphinx's code blocks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from knowledge_centre.documents.article_html import ASIDE, LINE_NUMBERS, PAGE_ONLY, absolute_url, parsed
from knowledge_centre.outputs.markdown_twins.text import BREAK, SPACE, escape, heading, indented, longest_run, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.html import HtmlElement

ADDRESS = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E"})
LANGUAGE = re.compile(r"\bhighlight-(\S+)")
NO_LANGUAGE = frozenset({"default", "none", "text", "guess"})
BACKLINKS = etree.XPath("descendant::*[@role='doc-backlink'] | descendant::*[@class='backrefs']")
UNSAID = (*PAGE_ONLY, "svg", "colgroup")
RULES = etree.XPath("descendant::hr[contains(@class, 'footnotes')]")
HEADINGS = {f"h{level}": f"{'#' * level} " for level in range(1, 7)}
BLOCKS = frozenset({"address", "article", "aside", "blockquote", "details", "dd", "div", "dl", "dt", "fieldset"}) | {
    *("figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
    *("summary", "table", "ul"),
    *HEADINGS,
}
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*", "dfn": "*", "var": "*", "del": "~~", "s": "~~"}
CODE = frozenset({"code", "kbd", "samp", "tt"})
BOXED = frozenset({"admonition", "topic", "sidebar"})
NAMES = frozenset({"admonition-title", "topic-title", "sidebar-title", "rubric"})
WHOLE_NUMBER = re.compile(r"\s*\+?(\d{1,9})(?!\d)")
"""As HTML reads one, and no longer than Markdown has them."""
COLUMNS = 1000
"""More than these a cell does not span, by HTML's own rule."""
ALIGNED = {"text-left": ":---", "text-center": ":---:", "text-right": "---:"}


def to_markdown(body: str, address: str) -> str:
    """The body of a page as Markdown; its links are as seen from the page's *address*."""
    root = parsed(body)
    etree.strip_elements(root, *UNSAID, with_tail=False)
    for unsaid in (*LINE_NUMBERS(root), *ASIDE(root), *RULES(root)):
        unsaid.drop_tree()
    return f"{MarkdownWriter(address).whole_text(root)}\n"


class MarkdownWriter:
    """Writes elements, each by the method that its name has here, all others as what is in them."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.alone: dict[str, Callable[[HtmlElement], Iterable[str]]] = {
            "blockquote": self.quotation,
            "dl": self.definitions,
            "hr": lambda _element: ["---"],
            "ol": self.items,
            "ul": self.items,
            "pre": self.code_block,
            "table": self.table,
        }
        self.within: dict[str, Callable[[HtmlElement], str]] = {
            "a": self.link,
            "br": lambda _element: BREAK,
            "img": self.picture,
            "input": lambda element: ("[x] " if "checked" in element.attrib else "[ ] ") if is_box(element) else "",
        }

    def blocks(self, element: HtmlElement) -> list[str]:
        """The blocks in an element; what stands between them is a paragraph."""
        found: list[str] = []
        words = [escape(element.text or "")]
        for child in element:
            if child.tag in BLOCKS:
                found += [*filter(None, [paragraph("".join(words))]), *self.block(child)]
                words = []
            else:
                words.append(self.inline(child))
            words.append(escape(child.tail or ""))
        return [*found, *filter(None, [paragraph("".join(words))])]

    def block(self, element: HtmlElement) -> Iterable[str]:
        tag, classes = element.tag, set(element.get("class", "").split())
        if tag in self.alone:
            return self.alone[tag](element)
        if element.get("role") == "doc-footnote":
            return self.footnote(element)
        if tag in HEADINGS:
            return [HEADINGS[tag] + heading(self.words(element))]
        if classes & BOXED:
            return self.quotation(element)
        if classes & NAMES or tag == "summary":
            return [f"**{heading(self.words(element))}**"]
        return self.blocks(element)

    def words(self, element: HtmlElement) -> str:
        """What an element says within a line, without its own mark."""
        parts = [escape(element.text or "")]
        for child in element:
            parts += self.inline(child), escape(child.tail or "")
        return "".join(parts)

    def inline(self, element: HtmlElement) -> str:
        tag = element.tag
        if tag in self.within:
            return self.within[tag](element)
        words = code_span(element) if tag in CODE else self.words(element)
        if tag in MARKS and (inside := words.strip(" ")):
            before, after = words.split(inside, 1)
            return f"{before}{MARKS[tag]}{inside}{MARKS[tag]}{after}"
        return words

    def picture(self, element: HtmlElement) -> str:
        return f"![{escape(element.get('alt', ''))}]({self.whole(element.get('src', ''))})"

    def link(self, element: HtmlElement) -> str:
        text, words = "".join(element.itertext()), self.words(element)
        if element.get("role") == "doc-noteref":
            return f"[^{text.strip('[]')}]"
        if not words.strip() or "href" not in element.attrib:
            return words
        address = self.whole(element.get("href", ""))
        return f"<{address}>" if text == address and "://" in text else f"[{words.strip()}]({address})"

    def whole(self, address: str) -> str:
        return absolute_url(address, self.address).translate(ADDRESS)

    def quotation(self, element: HtmlElement) -> list[str]:
        inside = self.whole_text(element)
        return ["\n".join(f"> {line}".rstrip() for line in inside.split("\n"))] if inside else []

    def items(self, element: HtmlElement) -> list[str]:
        """A list; docutils calls it simple where no item has two paragraphs."""
        space = "\n" if "simple" in element.get("class", "").split() else "\n\n"
        found = []
        for number, item in enumerate(element, number_in(element, "start")):
            mark = f"{number}. " if element.tag == "ol" else "- "
            found.append(mark + indented(space.join(self.blocks(item)), len(mark)))
        return [space.join(found)]

    def definitions(self, element: HtmlElement) -> list[str]:
        """Terms, each with what it means, as MyST and Pandoc write them."""
        found: list[str] = []
        for child in element.iterchildren("dt", "dd"):
            if child.tag == "dt":
                found.append(paragraph(heading(self.words(child))))
            else:
                found.append(f"{found.pop() if found else ''}\n: {indented(self.whole_text(child), 2)}")
        return found

    def footnote(self, element: HtmlElement) -> list[str]:
        label = element.find_class("label")
        number = "".join(label[0].itertext()).strip("[]") if label else ""
        for unsaid in (*label, *BACKLINKS(element)):
            if unsaid.getparent() is not None:
                unsaid.drop_tree()
        return [f"[^{number}]: {indented(self.whole_text(element), 4)}"]

    def whole_text(self, element: HtmlElement) -> str:
        return "\n\n".join(self.blocks(element))

    def code_block(self, element: HtmlElement) -> list[str]:
        text = "".join(element.itertext()).strip("\n")
        named = (LANGUAGE.search(parent.get("class", "")) for parent in element.iterancestors("div"))
        language = next((found[1] for found in named if found), "")
        fence = "`" * max(3, 1 + longest_run(text))
        return [f"{fence}{'' if language in NO_LANGUAGE else language}\n{text}\n{fence}"]

    def table(self, element: HtmlElement) -> list[str]:
        """A table; Markdown's have one row of headings, so it is empty where there is none."""
        captions = [text for caption in element.iterchildren("caption") for text in self.blocks(caption)]
        heads = [row for part in element.iterchildren("thead") for row in part.iterchildren("tr")]
        rows = [row for row in element.iter("tr") if row not in heads[:1]]
        aligned = [alignment(cell) for row in (*heads, *rows)[:1] for cell in row.iterchildren("th", "td")]
        cells = [self.cells(row) for row in (*heads[:1], *rows)]
        width = max(map(len, cells), default=0)
        if not heads:
            cells.insert(0, [])
        cells.insert(1, aligned)
        filled = [row + ["---" if number == 1 else ""] * (width - len(row)) for number, row in enumerate(cells)]
        return [*captions, "\n".join(f"| {' | '.join(row)} |" for row in filled)]

    def cells(self, row: HtmlElement) -> list[str]:
        found: list[str] = []
        for cell in row.iterchildren("th", "td"):
            text = "<br>".join(self.blocks(cell)).replace(BREAK, "<br>").replace("\n", "<br>").replace("|", "\\|")
            found += [text] + [""] * (min(number_in(cell, "colspan"), COLUMNS) - 1)
        return found


def alignment(cell: HtmlElement) -> str:
    return next((ALIGNED[name] for name in cell.get("class", "").split() if name in ALIGNED), "---")


def number_in(element: HtmlElement, attribute: str) -> int:
    """The number that an attribute says; 1 where it says none, as authors' own HTML may."""
    said = WHOLE_NUMBER.match(element.get(attribute, ""))
    return int(said[1]) if said else 1


def is_box(element: HtmlElement) -> bool:
    return element.get("type") == "checkbox"


def code_span(element: HtmlElement) -> str:
    text = SPACE.sub(" ", "".join(element.itertext())).strip()
    fence = "`" * (1 + longest_run(text))
    space = " " if "`" in text else ""
    return f"{fence}{space}{text}{space}{fence}" if text else ""
