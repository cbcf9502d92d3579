"""Shortcodes in the HTML of a post in WordPress: known ones become HTML, the others are told, and shown as code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.importing.embeds import embed, watched
from knowledge_centre.importing.pieces import END, START, Piece
from knowledge_centre.importing.records import LOOK, Notes

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORTCODE = re.compile(r"\[(/?)([a-z][\w-]*)((?:\s+[^\[\]<>]*?|=[^\[\]<>]*?)?)\s*/?\]")
ARGUMENT = re.compile(r"""([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)|("[^"]*"|[^\s"'=]+)""")
CODES = frozenset(
    {"code", "sourcecode", "source", "highlight", "php", "python", "java", "javascript", "bash", "css", "sql", "xml"}
)
UNNAMED = frozenset({"code", "highlight", "source", "sourcecode"})
"""Those of them that are no name of a language."""
LITERAL = re.compile(
    r"<pre\b.*?</pre>|<code\b.*?</code>|<script\b.*?</script>|<style\b.*?</style>|<!--.*?-->", re.DOTALL | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or another file that WordPress keeps."""

    url: str
    alt: str
    title: str


class Body:
    """One post's HTML on its way."""

    def __init__(self, attachments: Mapping[str, Attachment], path: str, line: int, notes: Notes) -> None:
        self.attachments, self.path, self.first, self.notes = attachments, path, line, notes
        self.pieces: list[Piece] = []

    def hide(self, piece: Piece) -> str:
        self.pieces.append(piece)
        return f"{START}{len(self.pieces) - 1}{END}"

    def look(self, line: int, message: str, remedy: str) -> None:
        self.notes.tell(LOOK, self.path, line, message, remedy)


def with_shortcodes(body: Body, text: str) -> str:
    """The HTML with what is known of shortcodes as HTML, and the others taken out."""
    literal = [found.span() for found in LITERAL.finditer(text)]
    tags = [
        found for found in SHORTCODE.finditer(text) if not any(start <= found.start() < end for start, end in literal)
    ]
    closed = {found[2] for found in tags if found[1]}
    made, place = list[str](), 0
    for number, found in enumerate(tags):
        if found.start() < place or (
            not found[1] and "=" not in found[3] and found[2] not in closed | {"gallery", "embed"}
        ):
            continue
        end = next((one for one in tags[number + 1 :] if one[1] and one[2] == found[2]), None) if not found[1] else None
        inside = text[found.end() : end.start()] if end else ""
        known = known_shortcode(body, found[2].lower(), arguments(found[3]), inside) if not found[1] else None
        made.append(text[place : found.start()])
        if known is not None:
            place = end.end() if end else found.end()
            made.append(known)
            continue
        place = found.end()
        if not found[1]:
            shown = quoted(found[0])
            body.look(
                body.first + text.count("\n", 0, found.start()),
                f"{shown} is of WordPress, and shown as code",
                "say it in Markdown, or take it out.",
            )
        made.append(body.hide(Piece(found[0])))
    return "".join([*made, text[place:]])


def arguments(text: str) -> dict[str, str]:
    found = (one for one in ARGUMENT.finditer(text.lstrip("=")))
    return {one[1].lower() if one[1] else "": (one[2] or one[3]).strip("\"'") for one in found}


def known_shortcode(body: Body, name: str, given: dict[str, str], inside: str) -> str | None:
    """The HTML of a shortcode; ``None`` where it is none that is known."""
    if name in {"caption", "wp_caption"}:
        made = caption(given, inside)
    elif name in CODES and inside:
        named = given.get("language") or given.get("lang") or given.get("") or (name if name not in UNNAMED else "")
        made = f'<pre class="lang-{escape(named)}">{inside.replace("<", "&lt;")}</pre>'
    elif name == "gallery":
        ids = (given.get("ids") or given.get("include") or "").split(",")
        found = [body.attachments[one.strip()] for one in ids if one.strip() in body.attachments]
        made = "\n\n".join(f'<img src="{escape(one.url)}" alt="{escape(one.alt or one.title)}">' for one in found)
    else:
        made = media(name, given, inside.strip())
    return f"\n\n{made}\n\n" if made else None


def caption(given: dict[str, str], inside: str) -> str:
    """A picture, perhaps in a link, and words behind it."""
    image = re.match(r"\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", inside)
    if image is None:
        return ""
    return f"<figure>{image[0]}<figcaption>{given.get('caption') or inside[image.end() :]}</figcaption></figure>"


def media(name: str, given: dict[str, str], inside: str) -> str:
    """A link to what is shown or heard."""
    if name in {"embed", "video", "audio", "playlist", "wpvideo"}:
        words, aim = watched(next((given[key] for key in ("src", "mp4", "mp3", "") if given.get(key)), inside))
    else:
        made = embed(name, given, [given[""]] if given.get("") else [inside] if inside else [])
        found = re.fullmatch(r"\[(.*)\]\(<?(.*?)>?\)", made)
        words, aim = (found[1], found[2]) if found else ("", "")
    return f'<p><a href="{escape(aim)}">{escape(words)}</a></p>' if words else ""
