"""Links, pictures and tags within the lines of a blog's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_centre.compat.markdown import link_name
from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.html_policy import ELEMENTS
from knowledge_centre.importing.figures import where
from knowledge_centre.importing.html_tags import COUNTED, FRAMES, REFUSED, SAME, UNWRAPPED
from knowledge_centre.importing.pictures import words_of
from knowledge_centre.importing.pieces import HIDDEN, code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_centre.importing.places import Span
    from knowledge_centre.importing.texts import Edit
    from knowledge_centre.importing.turned import Turned

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
DEFINED = re.compile(r"[ \t>]*\[[^\]\n]+\]:[ \t]*\n?[ \t]*(<[^>\n]*>|\S+)")


def inline_edits(turned: Turned) -> Iterator[Edit]:
    opened: list[tuple[Span, str]] = []
    within = 0
    for span in turned.parsed.spans:
        if span.kind == "link":
            within = span.end
            yield from link_edits(turned, span)
        elif span.kind == "image":
            yield from image_edits(turned, span, linked=span.end <= within)
        elif span.kind == "html_inline":
            yield from tag_edits(turned, span, opened)
        elif span.kind == "backticks" and HIDDEN.search(turned.text.text, span.start, span.end):
            yield span.start, span.end, turned.work.raw(turned.text.text[span.start : span.end])


def link_edits(turned: Turned, span: Span) -> Iterator[Edit]:
    if span.aim == (0, 0):
        label = turned.text.text[span.words[1] + 1 : span.end].strip("[]") or turned.text.text[slice(*span.words)]
        raw, aim = "", turned.aims.get(link_name(label), "")
    else:
        raw = turned.text.text[slice(*span.aim)]
        aim = turned.links.aim(raw, turned.work, turned.line(span.start), turned.pictures.added)
    if aim is None:
        yield span.start, span.start + 1, ""
        hidden = "".join(f" {code(turned.work.raw(found[0]))}" for found in HIDDEN.finditer(raw))
        yield span.words[1], span.end, hidden
    elif span.aim != (0, 0) and aim != raw:
        yield *span.aim, aim


def image_edits(turned: Turned, span: Span, *, linked: bool) -> Iterator[Edit]:
    raw = turned.text.text[slice(*span.aim)] if span.aim != (0, 0) else span.address
    name = (
        turned.pictures.named(turned.work.raw(raw), turned.work, turned.line(span.start))
        if "{{" not in turned.work.raw(raw)
        else None
    )
    alt = turned.text.text[slice(*span.words)]
    if name is None:
        shown = alt.strip() or words_of(raw)
        address = where(turned, raw)
        yield span.start, span.end, shown if linked or not address else f"[{shown}]({address})"
        return
    if not alt.strip():
        alt = turned.html.alt(raw, turned.line(span.start))
    yield span.start, span.end, f"![{alt}]({name})"


def tag_edits(turned: Turned, span: Span, opened: list[tuple[Span, str]]) -> Iterator[Edit]:
    raw = turned.text.text[span.start : span.end]
    found = TAG.match(raw)
    if not found:  # a comment
        return
    name = found[2].lower()
    if name == "a" and found[1] and opened:
        start, aim = opened.pop()
        if "\n\n" not in turned.text.text[start.end : span.start]:
            yield start.start, start.end, "["
            yield span.start, span.end, f"]({aim})"
        return
    known = ELEMENTS.keys() | SAME.keys() | UNWRAPPED | FRAMES | COUNTED
    if name not in known:
        if found[2][0].isupper() or "mdx" in turned.work.post.syntax or name in REFUSED:
            turned.work.look(
                turned.line(span.start),
                f"{quoted(raw)} may not stand in an article: it is shown as it was typed",
                "say it in Markdown.",
            )
        yield span.start, span.end, code(raw) if "\n" not in raw and name in {"script", "style"} else f"\\{raw}"
        return
    if name == "a" and not found[1] and (href := re.search(r"""\shref\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", raw)):
        leads = turned.links.aim(href[1].strip("\"'"), turned.work, turned.line(span.start), turned.pictures.added)
        if leads is not None:
            opened.append((span, leads))
            return
    made, _shown = turned.html.pieces(raw, turned.line(span.start))
    if (
        name == "img"
        and (image := re.search(r'<img[^>]*?\ssrc="([^"]*)"', made))
        and (alt := re.search(r'\salt="([^"]*)"', made))
    ):
        made = f"![{alt[1]}]({image[1]})" if "width" not in made else made
    elif made.startswith("<a href") and name != "a":
        made = re.sub(r'<a href="([^"]*)">([^<]*)</a>', r"[\2](\1)", made)
    if made != raw:
        yield span.start, span.end, made


def definition_edits(turned: Turned) -> Iterator[Edit]:
    for label, known in turned.parsed.definitions.items():
        first, last = known["map"]
        start = turned.starts[first]
        end = turned.starts[last] if last < len(turned.starts) else len(turned.text.text)
        found = DEFINED.match(turned.text.text, start, end)
        if not found:
            continue
        raw = found[1]
        turned.aims[label] = aim = turned.links.aim(raw, turned.work, turned.line(start), turned.pictures.added)
        if aim is None:
            yield start, end, ""
        elif aim != raw:
            yield *found.span(1), aim
