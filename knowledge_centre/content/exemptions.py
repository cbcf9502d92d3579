"""Rules that an article may turn off for itself, with a reason: ``check: {markdown/left-behind: it shows that syntax}``.

Advice alone can be turned off: what is wrong with how a text is written. What keeps readers safe, hidden articles hidden
and addresses free cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import Diagnostic, quoted, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SERIES = "reference/series"
MARKDOWN_ADVICE = frozenset(
    f"markdown/{kind}"
    for kind in (
        *("fence", "footnote", "heading", "language", "left-behind", "link", "list", "reference", "table"),
        "text-alternative",
    )
)
ADVICE = MARKDOWN_ADVICE | {SERIES}
NEEDED = "front-matter/check"


def no_advice(rule: str) -> tuple[str, str]:
    """Message and remedy for a rule that cannot be turned off."""
    near = suggestion(rule, ADVICE) if "/" in rule else ""
    return f"{quoted(rule)} is no rule that an article can turn off", near or f"those are {', '.join(sorted(ADVICE))}."


def kept(told: Iterable[Diagnostic], exempted: Mapping[str, str]) -> list[Diagnostic]:
    """What is told of an article that turns some rules off."""
    return [one for one in told if one.rule not in exempted] if exempted else list(told)


def needless(told: Iterable[Diagnostic], exempted: Mapping[str, str], place: tuple[int, int]) -> Iterator[Diagnostic]:
    """Rules of Markdown that are turned off for nothing; *told* is all that would be told without."""
    broken = {one.rule for one in told}
    for rule in exempted:
        if rule in MARKDOWN_ADVICE and rule not in broken:
            yield Diagnostic("", *place, NEEDED, f"nothing here breaks {quoted(rule)}", 'leave it out of "check".')
