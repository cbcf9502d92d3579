"""One picture of one page: whole, on paper, with a menu open, with the search dialog open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as TooLong

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

TALLEST = 16_000
"""Pixels: below what Chromium draws in one piece."""
PATIENCE = 5_000
"""Milliseconds for what a press of a key opens."""
PICTURES = """async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  await document.fonts.ready;
}"""


def visit(tab: Page, address: str) -> None:
    """Go there and wait for its pictures and fonts, and for the answer of a search."""
    tab.goto(address, wait_until="networkidle" if "?" in address else "load")
    tab.evaluate(PICTURES)


def whole(tab: Page, address: str, path: Path) -> None:
    """The page from top to bottom."""
    visit(tab, address)
    _shoot(tab, path)


def paper(tab: Page, address: str, path: Path) -> None:
    """The page as it is printed: in one piece as a picture, and with its breaks as a PDF beside it."""
    visit(tab, address)
    tab.emulate_media(media="print")
    _shoot(tab, path)
    tab.pdf(path=path.with_suffix(".pdf"), format="A4", prefer_css_page_size=True)
    tab.emulate_media(media="screen")


def menus(tab: Page, address: str) -> list[str]:
    """The ids of what the buttons that are to be seen open."""
    visit(tab, address)
    buttons = tab.locator("button[popovertarget]:visible").all()
    return list(dict.fromkeys(str(button.get_attribute("popovertarget")) for button in buttons))


def menu(tab: Page, address: str, name: str, path: Path) -> None:
    """The screen with one of the menus open."""
    visit(tab, address)
    tab.locator(f'button[popovertarget="{name}"]:visible').first.click()
    tab.screenshot(path=path)


def search_dialog(tab: Page, address: str, word: str, path: Path) -> bool:
    """The screen with the search dialog open and a word in it; false where Ctrl+K opens none."""
    visit(tab, address)
    tab.keyboard.press("Control+k")
    try:
        tab.wait_for_selector("dialog[open]", timeout=PATIENCE)
        tab.keyboard.type(word)
        tab.wait_for_selector("dialog[open] li a", timeout=PATIENCE)
    except TooLong:
        return False
    tab.screenshot(path=path)
    return True


def _shoot(tab: Page, path: Path) -> None:
    size = tab.evaluate("({ width: innerWidth, height: document.documentElement.scrollHeight })")
    if size["height"] > TALLEST:
        tab.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": size["width"], "height": TALLEST})
    else:
        tab.screenshot(path=path, full_page=True)
