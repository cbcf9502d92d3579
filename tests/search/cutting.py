"""Cutting in both languages: the table, and a browser that cuts."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge_centre.search.cutting import cut, fold
from knowledge_centre.theme.minified import THEME
from tests.browser.fixtures import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser

TABLE: dict[str, list[tuple[str, list[list[Any]]]]] = json.loads(
    Path(__file__).with_name("cutting.json").read_text(encoding="utf-8")
)
CASES = [(text, [(*token, 1)[:3] for token in tokens]) for cases in TABLE.values() for text, tokens in cases]
"""Texts and their terms with place and span; the table leaves out a span of one."""

SCRIPT = """async ([root, texts]) => {
    const [{ cut }, { fold }] = await Promise.all(["cutting", "folding"].map((name) => import(`${root}${name}.js`)));
    return JSON.stringify(JSON.parse(texts).map((text) => {
        const tokens = cut(text);
        const wrong = tokens.filter(({ start, end }) => !(0 <= start && start < end && end <= text.length));
        return [fold(text), tokens.map(({ term, place, span }) => [term, place, span]), wrong];
    }));
}"""
"""Texts go as JSON: Playwright knows no lone surrogates."""


@contextmanager
def cutter(browser: Browser) -> Iterator[Callable[[list[str]], Any]]:
    """Cuts texts in a browser: of each its folded form, its terms, and the terms that stand outside of it."""
    with served(THEME / "static/js/search") as root:
        page = browser.new_page()
        page.route("**/blank", lambda route: route.fulfill(content_type="text/html", body=""))
        page.goto(f"{root}blank")
        yield lambda texts: json.loads(page.evaluate(SCRIPT, [root, json.dumps(texts)]))
        page.close()


def differences(cut_there: Callable[[list[str]], Any], texts: Iterable[str]) -> list[Any]:
    """Texts that the browser cuts another way than Python."""
    some = [paired(text) for text in texts]
    here = [[fold(text), [list(token) for token in cut(text)], []] for text in some]
    there = cut_there(some)
    return [
        (ascii(text), ascii(one), ascii(other))
        for text, one, other in zip(some, here, there, strict=True)
        if one != other
    ]


def paired(text: str) -> str:
    """Two halves of a character side by side are one in JavaScript."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if has_halves(text) else text


def has_halves(text: str) -> bool:
    return any("\ud800" <= one < "\ue000" for one in text)
