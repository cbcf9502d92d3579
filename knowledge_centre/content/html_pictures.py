"""Pictures that a text shows by ``<img>``: those of the site's own files are pictures like any other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_centre.content.address_policy import decoded
from knowledge_centre.content.html_policy import ATTRIBUTES, COMMENT, LENGTH, MARKUP, OPENING
from knowledge_centre.content.own_files import ADDRESS

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

SIDES = frozenset({"left", "center", "right"})
SIZES = frozenset({"height", "width"})
KEPT = SIZES | {"aria-hidden", "aria-label", "decoding", "dir", "lang", "loading", "title", "translate"}
"""Attributes that go on to the page as they are. Of a picture whose size docutils knows, Sphinx makes a link."""
KNOWN = KEPT | {"align", "alt", "class", "id", "name", "src"}


@dataclass(frozen=True, slots=True)
class HtmlPicture:
    """What an ``<img>`` says."""

    place: int
    """Where it stands in the HTML."""
    src: str
    options: dict[str, str]
    """Text alternative and side, as docutils has them."""
    classes: list[str]
    ids: list[str]
    attributes: dict[str, str]


def pieces(html: str) -> Iterator[str | HtmlPicture]:
    """The HTML in order: its pictures, and what is between them as it stands."""
    place = start = 0
    while (match := MARKUP.search(html, place)) is not None:
        found = COMMENT.match(html, match.start()) or OPENING.match(html, match.start())
        place = found.end() if found else match.end()
        if found and found.re is OPENING and (picture := _picture(found)):
            yield html[start : found.start()]
            yield picture
            start = place
    yield html[start:]


def _picture(found: re.Match[str]) -> HtmlPicture | None:
    given = {one[1].lower(): decoded((one[2] or "").strip("\"'")).strip() for one in ATTRIBUTES.finditer(found[2])}
    src = given.get("src", "")
    if found[1].lower() != "img" or not src or src.startswith("#") or ADDRESS.match(src) or not given.keys() <= KNOWN:
        return None
    options = {"alt": given.get("alt", "")}
    if (side := given.get("align", "").lower()) in SIDES:
        options["align"] = side
    ids = [given[key] for key in ("id", "name") if given.get(key)]
    attributes = {
        key: value for key, value in given.items() if key in KEPT and (key not in SIZES or LENGTH.fullmatch(value))
    }
    return HtmlPicture(found.start(), src, options, given.get("class", "").split(), ids, attributes)
