"""HTML in a blog's text, tag by tag: tags that say how something looks go, and what articles may not have is told.

What they may have is in content/html_policy, which is asked of each attribute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from knowledge_centre.content.address_policy import decoded
from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.html_policy import (
    ATTRIBUTES,
    CLOSING,
    COMMENT,
    ELEMENTS,
    MARKUP,
    OPENING,
    VOID,
    html_diagnostics,
)
from knowledge_centre.importing.embeds import SCRIPTS, watched
from knowledge_centre.importing.pictures import words_of
from knowledge_centre.importing.pieces import AIM, AIM_END

if TYPE_CHECKING:
    from knowledge_centre.importing.links import Links
    from knowledge_centre.importing.pictures import Pictures
    from knowledge_centre.importing.pieces import Work

SAME = {
    **dict.fromkeys(["article", "aside", "center", "dialog", "fieldset", "footer", "header", "hgroup", "main"], "div"),
    **dict.fromkeys(["nav", "section"], "div"),
    "acronym": "abbr",
    "h1": "h2",
    "menu": "ul",
    "strike": "s",
    "tt": "code",
}
"""Elements that are others here."""
UNWRAPPED = frozenset(
    [
        *("big", "blink", "font", "label", "legend", "nobr", "noscript", "notextile", "picture", "slot", "source"),
        *("template", "track"),
    ]
)
"""Elements that go, and leave what is in them."""
REFUSED = frozenset(
    [
        *("button", "canvas", "embed", "form", "input", "object", "script", "select", "style", "svg", "textarea"),
    ]
)
"""Elements of HTML that an article may not have, and that nothing else stands for."""
FRAMES = frozenset({"audio", "embed", "iframe", "lite-youtube", "video"})
COUNTED = frozenset({"meter", "progress"})
WIDGETS = re.compile(
    r"platform\.(?:twitter|x)\.com/|instagram\.com/embed|codepen\.io/|facebook\.net|speakerdeck\.com/assets"
)
"""Scripts that would fetch what a link leads to."""


@dataclass(slots=True)
class Html:
    """What the HTML of a text is turned with."""

    work: Work
    links: Links
    pictures: Pictures

    # -- Whole blocks

    def pieces(self, html: str, line: int, *, block: bool = False) -> tuple[str, str]:
        """HTML that may stand in an article, and the name of the first element that may not, if there is one."""
        made, place, shown = list[str](), 0, ""
        while (match := MARKUP.search(html, place)) is not None:
            made.append(html[place : match.start()])
            found = (
                COMMENT.match(html, match.start())
                or CLOSING.match(html, match.start())
                or OPENING.match(html, match.start())
            )
            if found is None:
                made.append("&lt;")
                place = match.start() + 1
                continue
            place = found.end()
            if found.re is COMMENT:
                made.append(found[0])
                continue
            name = SAME.get(found[1].lower(), found[1].lower())
            if name == "script" and (end := self.script(html, found)) is not None:
                place, words = end
                made.append(words)
                continue
            if found.re is CLOSING:
                made.append("" if name in UNWRAPPED | FRAMES | COUNTED | VOID else f"</{name}>")
                shown = shown or ("" if name in ELEMENTS.keys() | UNWRAPPED | FRAMES | COUNTED else found[1])
                continue
            if name not in ELEMENTS.keys() | UNWRAPPED | FRAMES | COUNTED:
                shown = shown or found[1]
            made.append(self.opening(found, name, line + html.count("\n", 0, match.start()), block=block))
        return "".join([*made, html[place:]]), shown

    def script(self, html: str, found: re.Match[str]) -> tuple[int, str] | None:
        """Where a script ends that fetches what can be linked to, and the link; nothing for any other."""
        end = re.compile(r"\s*</script\s*>", re.IGNORECASE).match(html, found.end())
        src = (
            next(
                (
                    decoded((one[2] or "").strip("\"'"))
                    for one in ATTRIBUTES.finditer(found[2] or "")
                    if one[1] == "src"
                ),
                "",
            )
            if found.re is OPENING
            else ""
        )
        words, address = watched(src)
        if end is None or not (words in SCRIPTS or WIDGETS.search(src)):
            return None
        self.work.notes.counts["embeds made links"] += 1
        return end.end(), f'<a href="{escape(address)}">{words}</a>' if words in SCRIPTS else ""

    def opening(self, found: re.Match[str], name: str, line: int, *, block: bool) -> str:
        given = {one[1].lower(): (one[2] or "").strip("\"'") for one in ATTRIBUTES.finditer(found[2])}
        if name in UNWRAPPED:
            return ""
        if name in COUNTED:
            return f"{given.get('value', '')} of {given.get('max', '1')}"
        if name in FRAMES:
            words, address = watched(decoded(given.get("src", "")))
            return f'<a href="{escape(address)}">{escape(words)}</a>' if words else ""
        if name == "img":
            return self.image(given, line)
        if name == "a" and "href" in given:
            given["href"] = self.href(decoded(given["href"]), line, block=block)
            if not given["href"]:
                del given["href"]
        if found[1].lower() == "center":
            given["align"] = "center"
        return f"<{name}{self.attributes(name, given)}>"

    def image(self, given: dict[str, str], line: int) -> str:
        src, alt = decoded(given.get("src", "")), given.get("alt") or given.get("title") or ""
        name = self.pictures.named(src, self.work, line)
        if name is None:
            words = alt or escape(words_of(src))
            whole = self.links.whole(path) if (path := self.links.own_path(src)) is not None else src
            return f'<a href="{escape(whole)}">{words}</a>' if whole.startswith("http") else words
        if not alt.strip():
            given["alt"] = escape(self.alt(src, line))
        given["src"] = name
        return f"<img{self.attributes('img', given)}>"

    def alt(self, src: str, line: int) -> str:
        words = words_of(src)
        message = f"the picture {quoted(src)} has no text alternative: its file's name, {quoted(words)}, stands for it"
        self.work.look(line, message, "write what it shows.")
        return words

    def href(self, raw: str, line: int, *, block: bool) -> str:
        aim = self.links.aim(raw, self.work, line, self.pictures.added) or ""
        if not block or AIM not in aim:
            return aim.removeprefix("<").removesuffix(">")
        post, _sharp, fragment = aim.strip(AIM + AIM_END).partition("#")
        if post == self.work.post.identity:
            return f"#{fragment}" if fragment else ""
        path = self.links.own_path(raw) or ""
        if (whole := self.links.whole(path)) and path.startswith("/"):
            self.work.look(
                line,
                f"the link to {quoted(raw)} is in HTML, and leads to the old site",
                "write it in Markdown, to the article.",
            )
            return whole
        self.work.look(
            line,
            f"the link to {quoted(raw)} is in HTML, and leads nowhere now",
            "write it in Markdown, to the article.",
        )
        return ""

    def attributes(self, name: str, given: dict[str, str]) -> str:
        """Those that the element may have with these values; what says how it looks goes without a word."""
        made = []
        for key, value in given.items():
            quote = "'" if '"' in value else '"'
            one = f" {key}={quote}{value}{quote}" if value else f" {key}"
            if not any(html_diagnostics(f"<{name}{one}>", 1)):
                made.append(one)
            else:
                self.work.notes.counts["attributes of HTML left out"] += 1
        return "".join(made)
