"""The logo beside the site's name: a company's own has its size on every page, as every picture has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.site import Site

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 32"></svg>'


@pytest.mark.parametrize(
    ("logo", "size"),
    [("_static/logo.svg", ["96", "32"]), ("https://example.org/logo.svg", [None, None]), ("", [])],
)
def test_a_logo_says_its_size(site: Site, logo: str, size: list[str | None]) -> None:
    site.write("_static/logo.svg", LOGO)
    site.write("conf.py", f'{(site.path / "conf.py").read_text(encoding="utf-8")}\nhtml_logo = "{logo}"\n')
    site.build().ok()
    for page in ("index.html", "articles/first.html"):
        found = site.page(page).select(".site-header .site-logo")
        assert [one.get(name) for one in found for name in ("width", "height")] == size


def test_another_logo_is_seen_on_every_page(site: Site) -> None:
    site.write("_static/logo.svg", LOGO)
    site.write("conf.py", f'{(site.path / "conf.py").read_text(encoding="utf-8")}\nhtml_logo = "_static/logo.svg"\n')
    site.build().ok()
    site.write("_static/logo.svg", LOGO.replace("96", "64"))
    site.build().ok()
    assert site.page("articles/first.html").select(".site-logo")[0]["width"] == "64"
