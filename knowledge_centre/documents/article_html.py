"""The text of an article for those who read it elsewhere: the body of its finished page, with whole addresses."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring, tostring

PARSER = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
PAGE_ONLY = ("button", "script", "style", "template", "dialog", "link", "form")
"""Elements of use on the page only: controls and programs."""
LINE_NUMBERS = etree.XPath("descendant::span[@class='linenos']")
ASIDE = etree.XPath("descendant::a[contains(@class, 'headerlink')] | descendant::*[@popover]")
"""Links to headings, and what the page shows on demand."""
WRAPPERS = etree.XPath("descendant::div[@class='section-heading'] | descendant::a[@href = img/@src]")
"""What stands around a heading for its link, and links of pictures to themselves."""
BOXES = etree.XPath("descendant::input")
TELLING = etree.XPath("descendant::span[@lang or @dir or @title or @style]")
"""Spans that say something of their words; the others colour code, and are most of its bytes."""
LOST = ("class", "id", "loading", "decoding", "tabindex", "fetchpriority")
"""Attributes that mean nothing without the page's style sheet and programs."""
WITH_ADDRESS = etree.XPath("descendant::*[@href or @src or @srcset or @poster or @cite or @data or @longdesc]")
SINGLE = ("href", "src", "poster", "cite", "data", "longdesc")
CANDIDATE = re.compile(r"(\S*[^\s,])((?:\s+[^,]*)?,?\s*)")
"""One picture of a ``srcset``, and what is said of its size."""


def parsed(body: str) -> HtmlElement:
    """The text as one element; what an author's own HTML put behind its end belongs to it."""
    document = document_fromstring(f'<div dir="auto">\n{body}\n</div>'.encode(), parser=PARSER)
    assert document.body is not None
    if UNFIT.search(body) or "&#" in body:
        make_fit(document)
    root, *behind = document.body
    if root.tail:
        etree.SubElement(root, "span").text = root.tail
        root.tail = None
    root.extend(behind)
    return root


def make_fit(document: HtmlElement) -> None:
    """Leave out the characters that HTML can have and XML cannot; lxml refuses to set a text with one."""
    for node in document.iter():
        for name in ("text", "tail"):
            if UNFIT.search(given := getattr(node, name) or ""):
                setattr(node, name, UNFIT.sub("", given))
        for key, value in node.attrib.items():
            if UNFIT.search(value):
                node.set(key, UNFIT.sub("", value))


def full_text(body: str, address: str) -> str:
    """The text as HTML that needs nothing of its page, from whose whole *address* its links are seen."""
    root = parsed(body)
    etree.strip_elements(root, *PAGE_ONLY, with_tail=False)
    for box in BOXES(root):
        replace_box(box)
    for number in LINE_NUMBERS(root):
        number.drop_tree()
    for span in TELLING(root):
        span.tag = "telling"
    etree.strip_tags(root, "span")
    for span in root.iter("telling"):
        span.tag = "span"
    for element in ASIDE(root):
        element.drop_tree()
    for element in WRAPPERS(root):
        element.drop_tag()
    etree.strip_attributes(root, *LOST)
    for element in WITH_ADDRESS(root):
        for name, value in element.items():
            if name in SINGLE:
                element.set(name, absolute_url(value, address))
            elif name == "srcset":
                element.set(name, CANDIDATE.sub(lambda one: absolute_url(one[1], address) + one[2], value))
    return tostring(root, encoding="unicode", with_tail=False)


def replace_box(box: HtmlElement) -> None:
    """A box of a task list becomes the character that looks like it: readers of feeds show no controls."""
    if box.get("type") == "checkbox":
        mark = "☑" if "checked" in box.attrib else "☐"
        box.tail = f"{mark} {(box.tail or '').lstrip()}"
    box.drop_tree()


def absolute_url(value: str, address: str) -> str:
    """An address as seen from another, whole one."""
    try:
        return urljoin(address, value)
    except ValueError:  # not a valid address: left as it is
        return value
