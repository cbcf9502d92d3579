"""The pages of hostile articles in a real browser: nothing of them runs, asks another site or keeps anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.fronts import SHOWN
from tests.hostile.test_hostile import Built, build, settled
from tests.hostile.watched import Watched

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

ACTING = {
    "a <script>": "<script>pwned()</script>",
    "a dialog": "<script>alert('pwned')</script>",
    "an event": "<b onclick=pwned()>x</b>",
    "an error": "<img src=x onerror=pwned()>",
    "a link": "<a href='javascript:void pwned()'>x</a>",
    "a request": "<img src=https://evil.example/pwned.png>",
    "a frame": "<iframe srcdoc='<p>pwned'></iframe>",
    "raw": "```{raw} html\n<script>pwned()</script>\n```",
    "something kept": "<script>localStorage.setItem('pwned', 1)</script>",
    "another base": "<base href='https://evil.example/'>",
    "a refresh": "<meta http-equiv=refresh content='0;url=about.html'>",
}


def test_no_page_of_hostile_texts_does_anything(browser: Browser, tmp_path: Path) -> None:
    built = Built(tmp_path / "site", twice=False)
    watched = Watched(browser, built.site.out)
    assert watched.look() == []
    assert watched.seen > len(built.places)


def test_no_page_of_hostile_fields_does_anything(browser: Browser, tmp_path: Path) -> None:
    site = settled(tmp_path / "site")
    for name, text in SHOWN.items():
        site.write(name, text)
    assert build(site) == (0, "")
    assert Watched(browser, site.out).look() == []


@pytest.mark.parametrize("kind", ACTING)
def test_where_articles_are_trusted_it_does(browser: Browser, trusted: Path, kind: str) -> None:
    """Otherwise the tests above would prove nothing."""
    number = list(ACTING).index(kind)
    assert Watched(browser, trusted).look(f"articles/acting-{number}.html") != []


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = settled(tmp_path_factory.mktemp("trusted") / "site", "knowledge_centre_trust_articles = True\n")
    for number, text in enumerate(ACTING.values()):
        site.article(f"acting-{number}", text)
    build(site)
    return site.out
