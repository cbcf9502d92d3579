"""Old addresses in a browser, below a prefix as on Read the Docs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import served
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

OLD = ["old/page.html", "old/folder/", "old/bare", "2019/03/a/b/c/d.html", "legacy/view.php", "articles/old-name.html"]


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def root(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("redirects") / "site")
    site.article("moved", "Where it is now.", title="An article that moved", redirect_from=OLD)
    site.build(request.param).ok()
    with served(site.path / "_build" / request.param, "/en/latest/") as address:
        yield address


@pytest.mark.parametrize("javascript", [False, True], ids=["without", "with"])
@pytest.mark.parametrize("path", OLD)
def test_an_old_address_leads_to_the_article(
    open_page: Callable[..., Page], root: str, path: str, javascript: bool
) -> None:
    page = open_page(f"{root}{path}", javascript=javascript)
    expect(page.locator("h1")).to_have_text("An article that moved")
    expect(page.locator(".article-body")).to_contain_text("Where it is now.")
    assert page.url.removeprefix(root) in {"articles/moved.html", "articles/moved/"}


def test_the_way_back_does_not_end_at_the_redirect(open_page: Callable[..., Page], root: str) -> None:
    page = open_page(root, javascript=False)
    page.goto(f"{root}old/page.html")
    expect(page.locator(".article-body")).to_be_visible()
    page.go_back()
    assert page.url == root


@pytest.mark.parametrize("path", ["old/page.html", "old/folder/", "2019/03/a/b/c/d.html"])
def test_question_and_place_go_along(open_page: Callable[..., Page], root: str, path: str) -> None:
    page = open_page(f"{root}{path}?from=mail&x=1#moved")
    expect(page.locator(".article-body")).to_be_visible()
    assert page.url.removeprefix(root).replace("articles/moved/", "articles/moved.html") == (
        "articles/moved.html?from=mail&x=1#moved"
    )
