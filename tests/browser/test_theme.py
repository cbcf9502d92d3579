"""What a site has of its own wins over the theme: its colours, its sheets, its components, whoever shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import served
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

ACCENT = {"light": "rgb(10, 20, 30)", "dark": "rgb(200, 210, 220)"}
PAPER = "rgb(1, 2, 3)"
TOKENS = f"body {{\n  --kc-accent: light-dark({ACCENT['light']}, {ACCENT['dark']});\n  --kc-accent-soft: {PAPER};\n}}\n"
EXTENSION = """
html_css_files = ["tokens.css"]

def setup(app):
    app.connect("builder-inited", lambda app: app.config.html_static_path.append(str(app.confdir / "extension")))
    for name in ("extension.css", "extension-apart.css", "own.css"):
        app.add_css_file(name)
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with two colours, a sheet and a card of its own, and with an extension that has sheets, too."""
    site = Site(tmp_path_factory.mktemp("own") / "site")
    site.article("kettles", "Water boils.\n\n## Whistling\n\nA kettle whistles, *really*.", date="2025-07-01")
    conf = site.path / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + EXTENSION, encoding="utf-8")
    site.write("_static/tokens.css", TOKENS)
    site.write("_static/own.css", "footer { padding: 7px }\n@media print { header { display: block } }")
    site.write("extension/extension.css", ".site-main .card .card-title { color: red; font-size: 99px }")
    site.write("extension/extension-apart.css", "#content .card-title { font-size: 98px; background: url(dot.png) }")
    site.write("extension/dot.png", "")
    card = site.override("components/card.html")
    parts = card.read_text(encoding="utf-8").partition('<h{{ card_level or 2 }} class="card-title"')
    text = f"{parts[0]}<p class='stamp'>Ours</p>{parts[1]}{parts[2]}".replace("card-byline", "nothing")
    card.write_text(text, encoding="utf-8")
    site.build().ok()
    return site


@pytest.fixture(scope="module")
def root(own: Site) -> Iterator[str]:
    with served(own.out) as address:
        yield address


def computed(page: Page, selector: str, name: str) -> str:
    return str(page.locator(selector).first.evaluate("(one, name) => getComputedStyle(one)[name]", name))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_two_lines_colour_a_site(open_page: Callable[..., Page], root: str, scheme: str) -> None:
    other = "dark" if scheme == "light" else "light"
    for machine, chosen in ((scheme, "auto"), (other, scheme)):
        page = open_page(f"{root}articles/kettles.html", color_scheme=machine)
        page.evaluate("theme => { document.body.dataset.theme = theme }", chosen)
        assert computed(page, ".p-category", "color") == ACCENT[scheme]
        assert computed(page, ".prose .headerlink", "color") != ACCENT[scheme]
        assert computed(page, ".next-read, .avatar", "backgroundColor") == PAPER
        white = "rgb(255, 255, 255)"
        assert (computed(page, "body", "backgroundColor") == white) is (scheme == "light"), "a default is lost"
        page.emulate_media(media="print")
        assert computed(page, ".p-category", "color") == ACCENT["light"]


def test_a_sheet_of_the_site_wins_and_one_of_an_extension_does_not(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/index.html")
    assert computed(page, ".site-footer", "padding") == "7px"
    assert 10 < float(computed(page, ".card-title", "fontSize").removesuffix("px")) < 30
    assert computed(page, ".card-title", "color") == "rgb(255, 0, 0)", "what the theme says nothing of"
    page.emulate_media(media="print")
    expect(page.locator(".site-header")).to_be_visible()


def test_a_component_of_the_site_wins_whoever_shows_it(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(f"{root}articles/index.html")
    expect(page.locator(".card .stamp").first).to_have_text("Ours")
    page = open_page(f"{root}search.html?q=whistles")
    result = page.locator("#search-results li.search-result")
    expect(result.locator(".stamp")).to_have_text("Ours")
    assert result.locator("a").first.get_attribute("class") == "search-result-link"
    expect(result.locator("a.search-result-link")).to_have_attribute(
        "href", "/articles/kettles.html?mark=whistles+whistling#whistling"
    )
    expect(result.locator(".card-category")).to_have_text("Articles")
    expect(result.locator(".card-date")).to_have_text("1 July 2025")
    expect(result.locator(".card-summary mark").last).to_have_text("whistles")
    expect(result.locator(".search-headings a")).to_have_text("Whistling")
    page = open_page(f"{root}articles/ketles.html", missing=True)
    expect(page.locator("#not-found-near .stamp")).to_have_text("Ours")
    expect(page.locator("#not-found-near a")).to_have_attribute("href", "/articles/kettles.html")
