"""What axe finds wrong on a page, and what it cannot decide. A contrast that it cannot decide is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

from tests.browser.contrast import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations", "incomplete"],  # not all of what is well, which is long
}


def axe(page: Page, context: str | None = None) -> list[str]:
    """What is wrong on the page, or in what the selector *context* finds."""
    found: dict[str, Any] = Axe().run(page, context=context, options=OPTIONS).response
    wrong = [told("violation", rule, node) for rule in found["violations"] for node in rule["nodes"]]
    return wrong + [line for rule in found["incomplete"] for line in undecided(page, rule)]


def undecided(page: Page, rule: dict[str, Any]) -> Iterator[str]:
    """What is still to be told of a rule after what can be measured of it was."""
    measured = [one for node in rule["nodes"] if rule["id"] == "color-contrast" and (one := selector(node))]
    poor = lacking(page, measured)
    for node in rule["nodes"]:
        one = selector(node)
        if one in poor or one not in measured:
            yield told("incomplete", rule, node, poor.get(one, ""))


def selector(node: dict[str, Any]) -> str:
    """What finds the node in the page; nothing where that takes several steps, into a frame or a shadow."""
    target = node["target"]
    return target[0] if len(target) == 1 and isinstance(target[0], str) else ""


def told(kind: str, rule: dict[str, Any], node: dict[str, Any], more: str = "") -> str:
    return f"{kind} {rule['id']}: {node['html'][:160]} {more}".rstrip()
