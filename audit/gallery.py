"""``make gallery``: photographs a page of each kind at three widths, in light, dark and on paper, for people to look at.

``--large`` photographs a site of a thousand articles, ``--awkward`` every article of the awkward site of the tests.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import sync_playwright

from audit import shots
from audit.large import large_site
from audit.pages import KINDS, Page, find_pages, stories
from tests.awkward import awkward_site
from tests.browser.chromium import find
from tests.browser.fixtures import ARGUMENTS, served

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, ViewportSize
    from playwright.sync_api import Page as Tab

Scheme = Literal["light", "dark"]
PROJECT = Path(__file__).parent.parent
HEIGHTS = {390: 844, 820: 1180, 1280: 900, 794: 1123}
"""Of the screens that have these widths; the last is A4, in pixels of CSS."""
WIDTHS, PHONE, DESK, PAPER = (390, 820, 1280), 390, 1280, 794
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
OPENED = ("home", "article")
"""The kinds that are photographed with menus and the search dialog open, too."""
NAME = re.compile(r"(.+?)-\d{3,4}-")


@dataclass(frozen=True)
class Studio:
    """A browser, the site that it visits, and the folder where its pictures go."""

    browser: Browser
    root: str
    out: Path

    @contextmanager
    def screen(self, width: int, scheme: Scheme = "light") -> Iterator[Tab]:
        """A new tab, as wide as that."""
        size: ViewportSize = {"width": width, "height": HEIGHTS[width]}
        # Phones and tablets: their scroll bars lie over the page, and a page that is too wide for them is made smaller.
        mobile = width < DESK and width != PAPER
        context = self.browser.new_context(
            viewport=size, color_scheme=scheme, reduced_motion="reduce", is_mobile=mobile, has_touch=mobile
        )
        yield context.new_page()
        context.close()

    def whole(self, page: Page, widths: Iterable[int], schemes: Iterable[Scheme]) -> None:
        """The page from top to bottom, on every screen."""
        for width, scheme in itertools.product(widths, schemes):
            with self.screen(width, scheme) as tab:
                shots.whole(tab, self.root + page.address, self.out / f"{page.kind}-{width}-{scheme}.png")

    def paper(self, page: Page) -> None:
        with self.screen(PAPER) as tab:
            shots.paper(tab, self.root + page.address, self.out / f"{page.kind}-{PAPER}-print.png")

    def menus(self, page: Page, scheme: Scheme) -> Iterator[str]:
        """What a phone's buttons open; gives what was not there to open."""
        with self.screen(PHONE, scheme) as tab:
            names = shots.menus(tab, self.root + page.address)
            for name in names:
                path = self.out / f"{page.kind}-{PHONE}-{scheme}-{name}.png"
                shots.menu(tab, self.root + page.address, name, path)
        if not names:
            yield f"a menu on a phone ({page.kind})"

    def search_dialog(self, page: Page, scheme: Scheme, word: str) -> Iterator[str]:
        """The dialog with an answer in it, on a phone and at a desk; gives what was not there to open."""
        for width in (PHONE, DESK):
            with self.screen(width, scheme) as tab:
                path = self.out / f"{page.kind}-{width}-{scheme}-search.png"
                if not shots.search_dialog(tab, self.root + page.address, word, path):
                    yield f"the search dialog ({page.kind}, {width})"


@contextmanager
def studio(site: Path, out: Path) -> Iterator[Studio]:
    with served(site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        yield Studio(browser, root, out)
        browser.close()


def contact_sheet(out: Path, missing: list[str]) -> None:
    """One page with all the pictures, in the order in which they were taken."""
    groups: dict[str, list[str]] = {}
    for path in sorted(out.glob("*.p*"), key=lambda path: path.stat().st_mtime_ns):
        if found := NAME.match(path.name):
            groups.setdefault(found[1], []).append(path.name)
    templates = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    sheet = templates.get_template("contact-sheet.html").render(
        groups=list(groups.items()), missing=list(dict.fromkeys(missing))
    )
    (out / "index.html").write_text(sheet, encoding="utf-8")


def gallery(site: Path, only: list[str], out: Path) -> None:
    """Photograph a built site. Without *only*, what an earlier gallery left is removed."""
    pages, missing = find_pages(site, only)
    for path in out.glob("*.p*") if not only else ():
        path.unlink()
    word = next((page.address.partition("?q=")[2] for page in find_pages(site, ["search"])[0]), "")
    with studio(site, out) as taking:
        for page in pages:
            print(page.address, file=sys.stderr, flush=True)
            taking.whole(page, WIDTHS, SCHEMES)
            taking.paper(page)
            for scheme in SCHEMES if page.kind in OPENED else ():
                missing += taking.menus(page, scheme)
                missing += taking.search_dialog(page, scheme, word)
    contact_sheet(out, missing)
    if missing:
        print(f"Not there to photograph: {', '.join(dict.fromkeys(missing))}.")


def awkward(out: Path) -> None:
    """Photograph every article of the awkward site."""
    with tempfile.TemporaryDirectory() as folder:
        site = awkward_site(Path(folder) / "site")
        site.build(jobs=2).ok()
        with studio(site.out, out) as taking:
            for story in stories(site.out):
                taking.whole(Page(story.path.stem, f"articles/{story.path.name}"), (PHONE, DESK), ("light",))
    contact_sheet(out, [])


def large(only: list[str], out: Path) -> None:
    """Photograph a site of a thousand articles."""
    with tempfile.TemporaryDirectory() as folder:
        site = large_site(Path(folder) / "site")
        site.build(jobs=2, READTHEDOCS_CANONICAL_URL="https://large.example/").ok()
        gallery(site.out, only, out)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m audit.gallery", description=__doc__)
    parser.add_argument("--site", type=Path, default=PROJECT / "_build/html", help="the folder of the built site")
    parser.add_argument("--out", type=Path, default=PROJECT / "_build/gallery", help="where the pictures go")
    parser.add_argument("--only", action="append", default=[], choices=KINDS, help="this kind of page; may be repeated")
    parser.add_argument("--awkward", action="store_true", help="the awkward site, into the folder awkward/ there")
    parser.add_argument(
        "--large", action="store_true", help="a site of a thousand articles, into the folder large/ there"
    )
    options = parser.parse_args()
    if not (options.awkward or options.large) and not (options.site / "index.html").is_file():
        parser.error(f"{options.site} is no built site: run make html")
    out = options.out / "awkward" if options.awkward else options.out / "large" if options.large else options.out
    out.mkdir(parents=True, exist_ok=True)
    if options.awkward:
        awkward(out)
    elif options.large:
        large(options.only, out)
    else:
        gallery(options.site, options.only, out)
    print(f"Look at {out / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
