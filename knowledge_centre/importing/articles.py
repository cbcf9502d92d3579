"""A post as the file of an article: its front matter in our words, and its text with links to where the others stand now."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any

import yaml
from markdown_it import MarkdownIt

from knowledge_centre.content.field_values import SUMMARY_LENGTH
from knowledge_centre.importing.pieces import AIM, AIM_END

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

AIMS = re.compile(f"{AIM}([^{AIM_END}]*){AIM_END}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
TAGS = re.compile(r"<[A-Za-z/!][^<>]*>")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")


def plain_words(text: str) -> str:
    """Text that may have Markdown or HTML in it, without."""
    tokens = MarkdownIt("commonmark").parseInline(text)[0].children or []
    shown = "".join(
        " " if one.type in {"softbreak", "hardbreak"} else one.content
        for one in tokens
        if one.type in {"text", "code_inline", "softbreak", "hardbreak"}
    )
    return " ".join(unescape(TAGS.sub(" ", shown)).split())


def summary_of(text: str) -> str:
    """A standfirst: plain, and cut where a sentence or a word ends."""
    plain = plain_words(text)
    if len(plain) <= SUMMARY_LENGTH:
        return plain
    cut = plain[: SUMMARY_LENGTH - 1]
    sentence = max(cut.rfind(sign) for sign in (". ", "! ", "? "))
    return cut[: sentence + 1] if sentence > SUMMARY_LENGTH // 3 else f"{cut.rpartition(' ')[0] or cut}…"


def written(front: Mapping[str, Any], body: str) -> bytes:
    """The file of an article."""
    fields = {key: _value(value) for key, value in front.items() if value not in ("", (), [], None, False)}
    head = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None)
    return f"---\n{head}---\n\n{tidy(CONTROL.sub('', body))}\n".encode("utf-8", "replace")


def tidy(body: str) -> str:
    """The text without further empty lines where one is enough, which is not so in code."""
    kept, fence = list[str](), ""
    for line in body.strip("\n").split("\n"):
        if (found := FENCE.match(line)) and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        if fence or line.strip() or (kept and kept[-1]):
            kept.append(line if fence or line.strip() else "")
    return "\n".join(kept).rstrip("\n")


def with_aims(body: str, here: str, own: str, place: Callable[[str], str], elsewhere: Callable[[str], str]) -> str:
    """The text with the paths of the articles that links lead to; *here* is the path of this one, *own* its identity.

    *elsewhere* has the address of a post that is no article any more.
    """

    def path(found: re.Match[str]) -> str:
        identity, sharp, fragment = found[1].partition("#")
        if identity == own and sharp:
            return f"#{fragment}"
        aim = place(identity)
        up = "../" if here.count("/") > 1 else ""
        return f"{up}{aim.partition('/')[2]}{sharp}{fragment}" if aim else elsewhere(identity)

    return AIMS.sub(path, body)


def _value(value: Any) -> Any:
    if isinstance(value, str) and DAY.fullmatch(value):
        return date.fromisoformat(value)
    return list(value) if isinstance(value, tuple) else value
