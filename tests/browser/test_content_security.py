"""A reader's browser under the policy: what is the site's runs, what slipped in does not, and nobody else is asked."""

from __future__ import annotations

import re
import shutil
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from audit.pages import find_pages
from knowledge_centre.outputs.content_security.server_files import ALONE, ASKED, KEPT
from tests.browser import web_servers
from tests.browser.fixtures import served
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

PATH = "/en/latest/"
BODY = """
| One | Two |
| --- | --- |
| `1` | 2   |

```{list-table}
:widths: 20 80

* - One
  - Two
```

Take {download}`the table <table.csv>`, and see ![a drawing](drawing.svg).
"""
EVIL = '<script>document.title = "taken"</script><img src="nowhere.png" onerror="document.title = \'taken\'">'
STORED = {"theme", "list-view", "newest-seen", "reading"}
"""What SECURITY.md says that a page stores."""


def visit(page: Page, address: str) -> None:
    page.goto(address)
    if "search.html?" in address:
        expect(page.locator("#search-results")).to_have_attribute("aria-busy", "false")


def test_every_kind_of_page_asks_nobody_else_and_stores_nothing(
    whole_site: Callable[[str], Site], open_page: Callable[..., Page]
) -> None:
    """The fixture fails for errors in the console, which the policy's are, and for requests to others."""
    site = whole_site("shipped")
    pages, missing = find_pages(site.out)
    assert missing == []
    with served(site.out) as root:
        page = open_page(f"{root}index.html")
        for one in pages:
            visit(page, root + one.address)
            policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
            assert policy
            assert not re.search("unsafe-(inline|eval)", policy)
            page.locator(".theme-toggle").first.click()
            page.keyboard.press("Control+k")
            expect(page.get_by_role("combobox", name="Search the articles")).to_be_focused()
            page.keyboard.press("Escape")
            stored: Any = page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]")
            assert set(stored[0]) <= STORED
            assert stored[1:] == [[], ""]
            assert page.context.cookies() == []
            assert page.evaluate("indexedDB.databases()") == []
            assert page.evaluate("caches.keys()") == []


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("hosted") / "site")
    site.article("mine", BODY)
    site.write("articles/table.csv", "a,b\n")
    site.write("articles/drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    site.build("html", "-D", f"html_baseurl=https://kc.example{PATH}").ok()
    return site


@pytest.fixture(params=sorted(web_servers.SERVERS))
def root(hosted: Site, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    if web_servers.find(request.param) is None:
        pytest.skip(f"{request.param} is not installed here")
    serve: Any = web_servers.SERVERS[request.param]
    with serve(hosted.out, tmp_path, PATH) as address:
        yield address


def headers(address: str, status: int = 200) -> dict[str, str]:
    try:
        with urllib.request.urlopen(address) as answer:
            found, got = answer.headers, answer.status
    except urllib.error.HTTPError as error:
        found, got = error.headers, error.code
    assert got == status, address
    return {name.lower(): value for name, value in found.items()}


def test_servers_send_the_policy(root: str, hosted: Site, open_page: Callable[..., Page]) -> None:
    for name in ("index.html", "articles/mine.html", "search.html", "_static/site.css", "nowhere.html"):
        found = headers(root + name, 404 if name == "nowhere.html" else 200)
        assert "frame-ancestors 'self'" in found.get("content-security-policy", ""), name
        assert found["x-content-type-options"] == "nosniff"
        assert "content-disposition" not in found
    (download,) = hosted.out.glob("_downloads/*/table.csv")
    found = headers(root + download.relative_to(hosted.out).as_posix())
    assert (found["content-disposition"], found["content-security-policy"]) == ("attachment", ALONE)
    (drawing,) = hosted.out.glob("_images/drawing-*.svg")
    assert headers(root + drawing.relative_to(hosted.out).as_posix())["content-security-policy"] == ALONE
    page = open_page(f"{root}articles/mine.html")
    expect(page.locator('img[src*="drawing-"]')).to_have_js_property("complete", True)
    visit(page, f"{root}search.html?q=turbines")
    expect(page.locator(".search-result")).not_to_have_count(0)
    page.goto(root + drawing.relative_to(hosted.out).as_posix())


def test_servers_say_how_long_a_file_may_be_kept(root: str, hosted: Site) -> None:
    (term, *_others) = (path.relative_to(hosted.out).as_posix() for path in hosted.out.glob("search-index/terms/*.bin"))
    kept = {
        "index.html": ASKED,
        "search-index/index.json": ASKED,
        "search-index/heads/0.bin": ASKED,
        "_static/site.css": ASKED,
        "_static/site.css?v=1": KEPT,
        term: KEPT,
    }
    assert {name: headers(root + name).get("cache-control") for name in kept} == kept
    for name in ("search-index/terms/0.bin", "_static/gone.css?v=1"):
        assert headers(root + name, 404).get("cache-control") != KEPT, name


@pytest.mark.parametrize("policy", [True, False])
def test_what_slipped_into_a_page_does_nothing(hosted: Site, tmp_path: Path, browser: Any, policy: bool) -> None:
    """And does it without a policy, or the test would prove nothing."""
    folder = tmp_path / "out"
    shutil.copytree(hosted.out, folder)
    path = folder / "articles/mine.html"
    text = path.read_text(encoding="utf-8").replace("Take <a", f"{EVIL} Take <a", 1)
    assert EVIL in text
    path.write_text(text if policy else re.sub('<meta http-equiv="Content-Sec[^>]*>', "", text), encoding="utf-8")
    with served(folder, PATH) as root:
        page = browser.new_page()
        page.goto(f"{root}articles/mine.html")
        assert (page.title() == "taken") is not policy
        page.close()
