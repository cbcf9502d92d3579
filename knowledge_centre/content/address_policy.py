"""Where links of an article may lead and what its pictures may be: schemes of addresses, and names that scripts look for."""

from __future__ import annotations

import re
from html import unescape

from knowledge_centre.content.diagnostics import quoted

LINK_SCHEMES = frozenset({"", "ftp", "http", "https", "mailto", "tel"})
"""What a link may begin with; nothing is an address within the site."""
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
DATA_PICTURE = re.compile(r"data:image/(?:gif|jpeg|png|webp);base64,[A-Za-z0-9+/]*={0,2}", re.IGNORECASE)
"""Pictures that hold no program, as an SVG can."""
LINK_REMEDY = "begin it with https://, http://, mailto:, tel: or ftp://, or give a page of this site."
PICTURE_REMEDY = "put the picture beside the article and give its name."

OUR_IDS = frozenset(
    {
        "contents",
        "not-found-near",
        "not-found-query",
        "search-chips",
        "search-dialog",
        "search-elsewhere",
        "search-facets",
        "search-filters",
        "search-filters-open",
        "search-form",
        "search-more",
        "search-note",
        "search-query",
        "search-results",
        "search-sheet",
        "search-sheet-show",
        "search-skip",
        "search-sort",
        "search-status",
    }
)
"""Ids that the site's scripts look for."""
OUR_CLASSES = frozenset(
    {
        "article",
        "article-body",
        "card-section",
        "card-summary",
        "fn-backref",
        "footnote-reference",
        "formula-box",
        "headerlink",
        "image-reference",
        "prose",
        "search-headings",
        "search-open",
        "search-others",
        "search-result-link",
        "share",
        "share-status",
        "table-wrapper",
        "theme-toggle",
    }
)
"""Classes that they act on."""
PASSED_OVER = frozenset(
    {"article-kicker", "backrefs", "byline", "fn-bracket", "go", "gp", "highlight", "label", "linenos", "tags"}
)
"""Classes that they leave out of what they copy or mark, and blocks of code, which get a button."""


def link_problem(address: str) -> str:
    """What is wrong with the address of a link; nothing where it may lead there."""
    return _problem(address, "link", address_scheme(address) in LINK_SCHEMES)


def picture_address_problem(address: str) -> str:
    """What is wrong with the address of a picture."""
    plain = CONTROL.sub("", address).strip().replace("\\", "/")
    if plain.startswith("//") or address_scheme(address) in {"http", "https"}:
        return f"the picture {quoted(address)} is on another site, which would see who reads the article"
    return _problem(address, "picture", not address_scheme(address) or DATA_PICTURE.fullmatch(plain) is not None)


def address_scheme(address: str) -> str:
    """The scheme as a browser reads it: it passes over spaces and control characters, and knows no upper case."""
    match = SCHEME.match(CONTROL.sub("", address).strip())
    return match[1].lower() if match else ""


def decoded(value: str) -> str:
    """The value of an attribute in HTML, whose characters can be written by number or name."""
    return unescape(value)


def _problem(address: str, what: str, known: bool) -> str:
    if CONTROL.search(address.strip(" \n\t\r\f")):
        return f"the address {quoted(address)} of a {what} has control characters"
    return "" if known else f'a {what} may not begin with "{address_scheme(address)[:20]}:"'
