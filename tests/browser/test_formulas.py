"""Formulas in a browser: drawn without a program, wide ones scroll within themselves, their number beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import WIDTHS, served

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.site import Site

WIDE = r"\sum_{i=1}^{n} i^2 = \frac{n(n+1)(2n+1)}{6} + \int_{-\infty}^{\infty} f(x)\,dx + a"
BODY = f"Text.\n\n$$\n{WIDE}\n$$ (wide)\n\n$$\na &= b + c \\\\\nd + e + f &= g\n$$\n"
BOXES = "all => all.map(one => one.getBoundingClientRect().toJSON())"


@pytest.mark.parametrize("width", WIDTHS.values())
def test_formulas_are_drawn(site: Site, open_page: Callable[..., Page], width: int) -> None:
    site.article("f", BODY)
    site.build().ok()
    with served(site.out) as root:
        page = open_page(f"{root}articles/f.html", width=width)
        box, number = page.locator(".formula-box").first, page.locator(".eqno")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        wide = box.evaluate("one => one.scrollWidth > one.clientWidth")
        assert wide is (width == WIDTHS["phone"])
        if wide:
            expect(box).to_have_attribute("aria-label", "Formula")
            expect(box).to_have_attribute("tabindex", "0")
        beside, after = box.bounding_box(), number.bounding_box()
        assert beside is not None
        assert after is not None
        assert beside["x"] + beside["width"] <= after["x"]
        (top, bottom) = page.locator("mfrac > mrow, mfrac > mn").evaluate_all(BOXES)
        assert top["bottom"] <= bottom["top"], "a fraction is one"
        rows = page.locator(".math-text-align-right").evaluate_all(BOXES)
        inner = page.locator(".math-text-align-right > :last-child").evaluate_all(BOXES)
        assert len(rows) == 2
        assert abs(inner[0]["right"] - inner[1]["right"]) < 2, "columns end at the same place"
