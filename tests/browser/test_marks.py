"""The words that a search found, marked in the article that was opened from it, and the ways from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.axe import axe
from tests.browser.fixtures import WIDTHS, served
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page

FILLER = "Plain filler that nobody looks for.\n\n" * 40
ARTICLE = f"""A quokka stands at the beginning.

{FILLER}

## First part

The file `robots`.**txt** holds the rules, a [quok](https://example.org)ka too.
Nothing but $quokka$ stands in the formula.

```python
robots.txt = "quokka"
```

## Second part

<details><summary>More</summary>

Behind it is a quokka.

</details>

{FILLER}
"""
SCRIPT = """async ([root, text, words]) => {
    const { placesOf, termsIn } = await import(`${root}_static/js/search/marks.js`);
    return placesOf(text, termsIn(words)).map(({ start, end }) => text.slice(start, end));
}"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("marks") / "site")
    site.article("animals", ARTICLE, summary="About animals.")
    site.build().ok()
    with served(site.out, "/en/latest/") as root:
        yield root


def marks(page: Page) -> list[str]:
    return page.locator("mark.search-mark").all_text_contents()


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Backup, backups and back up", "backup backups", ["Backup", "backups"]),
        ("backups", "backup", []),
        ("no cache, no-cache, NoCache, nocache, no", "no-cache nocache", ["no-cache", "NoCache", "nocache"]),
        ("C, C++ and C#", "c++", ["C++"]),
        ("in .htaccess, htaccess", ".htaccess", [".htaccess"]),
        ("a --dry-run or dry run", "--dry-run", ["--dry-run"]),
        ("l’architecture", "architecture", ["architecture"]),
        ("Łódź LODZ", "lodz", ["Łódź", "LODZ"]),
        ("שלום, שָׁלוֹם", "שלום", ["שלום", "שָׁלוֹם"]),
        ("العَرَبِيَّة", "العربية", ["العَرَبِيَّة"]),
        ("去东京都的", "东京 京都", ["东京都"]),
        ("한국어를", "한국 국어", ["한국어"]),
        ("ภาษาไทย", "ไท ทย", ["ไทย"]),
        ("soft\u00adhyphen", "softhyphen", ["soft\u00adhyphen"]),
        ("up 👍🏽 and ❤️", "👍 ❤", ["👍🏽", "❤️"]),
        ("a ?? b", "??", ["??"]),
        ("l'Éclair no-cache", "ÉCLAIR No-Cache", ["Éclair", "no-cache"]),  # as somebody may write an address
        ("text", "<b> \ud800 \0", []),
        ("text", "", []),
    ],
)
def test_what_is_marked(open_page: Callable[..., Page], root: str, text: str, words: str, expected: list[str]) -> None:
    page = open_page(f"{root}index.html")
    assert page.evaluate(SCRIPT, [root, text, words.encode("utf-8", "replace").decode()]) == expected


def in_view(page: Page, mark: Locator) -> bool:
    """Whether it comes to be in the window, which may scroll smoothly, with nothing of the page over it."""
    script = """async (mark) => {
        for (let tries = 0; tries < 50; tries++) {
            const { left, top, width, height } = mark.getBoundingClientRect();
            if (mark.contains(document.elementFromPoint(left + width / 2, top + height / 2))) return true;
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return false;
    }"""
    return bool(mark.evaluate(script))


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_from_mark_to_mark_by_keyboard(open_page: Callable[..., Page], root: str, width: int) -> None:
    page = open_page(f"{root}articles/animals.html?mark=quokka+robots.txt&x=1", width=width)
    bar = page.get_by_role("group", name="Words from your search")
    expect(bar.get_by_role("status")).to_have_text("6 words from your search marked.")
    assert marks(page) == ["quokka", "robots", ".", "txt", "quok", "ka", "robots", ".", "txt", "quokka", "quokka"]
    now = page.locator("mark[aria-current]")
    expect(now).to_have_text(["quokka"])
    assert in_view(page, now)
    further = bar.get_by_role("button", name="Next mark")
    further.focus()
    for number, texts in enumerate([["robots", ".", "txt"], ["quok", "ka"], ["robots", ".", "txt"], ["quokka"]], 2):
        page.keyboard.press("Enter")
        expect(now).to_have_text(texts)
        expect(bar.get_by_role("status")).to_have_text(f"Mark {number} of 6.")
        assert in_view(page, now.first)
        assert in_view(page, further)
    page.keyboard.press("Space")
    expect(page.locator(".article-body details")).to_have_attribute("open", "")
    assert in_view(page, now)
    page.keyboard.press("Enter")  # and round
    expect(bar.get_by_role("status")).to_have_text("Mark 1 of 6.")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(bar.get_by_role("status")).to_have_text("Mark 6 of 6.")
    assert axe(page, "main") == []
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Clear marks
    expect(bar).to_have_count(0)
    assert marks(page) == []
    expect(page).to_have_url(f"{root}articles/animals.html?x=1")
    assert page.locator("math mark").count() == 0


def test_a_result_leads_to_the_words_in_its_section(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/animals.html?mark=quokka#first-part")
    now = page.locator("mark[aria-current]")
    expect(now).to_have_text(["quok", "ka"])
    assert in_view(page, now.first)
    assert in_view(page, page.get_by_role("heading", name="First part"))
    page.mouse.wheel(0, -10_000)
    page.reload()
    expect(page.locator(".search-marks [role=status]")).to_have_text("4 words from your search marked.")
    page.wait_for_load_state("load")
    expect(now).to_have_count(0)  # who comes back stays where they were


def test_there_is_no_bar_where_nothing_is_marked(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/animals.html?mark={quote('<img src=x onerror=alert(1)> unheard')}")
    page.wait_for_load_state("networkidle")
    assert page.locator(".search-marks, mark").count() == 0
