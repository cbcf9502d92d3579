"""What was taken out of a text is put back: figures, boxes, links for embeds, and as code what has nothing that it could be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_centre.content.address_policy import picture_address_problem
from knowledge_centre.importing.articles import plain_words
from knowledge_centre.importing.pictures import words_of
from knowledge_centre.importing.pieces import AIM, code

if TYPE_CHECKING:
    from knowledge_centre.importing.pieces import Figure, Piece
    from knowledge_centre.importing.turned import Turned


def put_back(turned: Turned, piece: Piece, start: int, *, alone: bool) -> str:
    if piece.markdown is not None:
        return piece.markdown
    if piece.figure is None:
        return code(turned.work.raw(piece.raw))
    return figure_of(turned, piece.figure, start, alone=alone)


def figure_of(turned: Turned, figure: Figure, start: int, *, alone: bool) -> str:
    line = turned.line(start)
    name = turned.pictures.named(figure.src, turned.work, line)
    alt, caption = " ".join(figure.alt.split()), " ".join(turned.again(figure.caption, line).split())
    if name is None:
        address = where(turned, figure.src)
        if not address:
            return caption or alt or words_of(figure.src)
        return f"[{alt or words_of(figure.src)}]({address})" + (f"\n\n{caption}" if alone and caption else "")
    alt = alt or plain_words(figure.caption) or turned.html.alt(figure.src, line)
    target = turned.links.aim(figure.target, turned.work, line, turned.pictures.added) if figure.target else None
    if target == name or (target and AIM in target):
        target = None
    if not alone or not caption:
        safe = alt.replace("[", "\\[").replace("]", "\\]")
        picture = f"![{safe}]({name})"
        return f"[{picture}]({target})" if target else picture
    indent = turned.text.text[turned.text.text.rfind("\n", 0, start) + 1 : start]
    indent = indent if not indent.strip() else ""
    options = [f":alt: {alt}"]
    if figure.width:
        options.append(f":width: {figure.width}{'' if figure.width[-1:] in {'x', '%'} else 'px'}")
    if target:
        options.append(f":target: {target.strip('<>')}")
    turned.work.notes.counts["figures made"] += 1
    rows = [f"```{{figure}} {name}", *options, "", caption, "```"]
    return f"\n{indent}".join(rows)


def where(turned: Turned, raw: str) -> str:
    """The address at which a picture that cannot be shown is to be seen."""
    plain = raw.strip().removeprefix("<").removesuffix(">")
    path = turned.links.own_path(plain)
    whole = turned.links.whole(path) if path is not None and path.startswith("/") else "" if path is not None else plain
    return (
        whole
        if whole.startswith("http") and not re.search(r"[\s<>()]", whole) and picture_address_problem(whole)
        else ""
    )
