"""Addresses that stay: what was published once leads somewhere, or the check says which line and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre.commands.check import check
from knowledge_centre.commands.check_addresses import built_addresses
from knowledge_centre.content.published_urls import LIST, Built, gone, lasting, listed_addresses
from knowledge_centre.content.site_addresses import all_known

if TYPE_CHECKING:
    from tests.site import Site


def told(listed: list[str], pages: set[str], *others: str) -> list[str]:
    lines = {address: number for number, address in enumerate(listed, 1)}
    return [one.message for one in gone(lines, Built(frozenset(pages), frozenset(others)), set())]


def test_only_what_stays_is_listed() -> None:
    names = ["index", "articles/page/2", "_tags/c/page/11", "articles/page", "404", "search", "search-index/"]
    assert list(lasting(names)) == ["index", "articles/page", "search"]


def test_a_page_that_is_gone_is_told_unless_something_leads_on() -> None:
    assert told(["a.html", "b.html"], {"a.html"}) == ["b.html is gone"]
    assert told(["b.html", "c/"], set(), "b.html", "c/index.html") == []
    assert told(["b/"], {"b.html"}) == ["b/ is gone"], "the other builder gives all pages other addresses"
    assert told(["feeds/tag/c.atom.xml"], set()) == ["feeds/tag/c.atom.xml is gone"]


def test_what_expires_is_not_gone(site: Site) -> None:
    site.write(LIST, "articles/a.html\n_tags/c.html\nfeeds/tag/c.atom.xml\n")
    site.article("a", tags=["c"], expires="2025-07-01")
    assert check(site.path).diagnostics == []
    site.article("a", tags=["c"], expires="2025-07-01", draft=True)
    assert [one.line for one in check(site.path).diagnostics] == [1, 2, 3]


def test_the_list_may_have_empty_lines_and_comments(site: Site) -> None:
    site.write(LIST, "# x\n\n  a.html  \n")
    assert listed_addresses(site.path) == {"a.html": 3}
    (site.path / LIST).unlink()
    assert listed_addresses(site.path) == {}


def test_the_list_may_begin_with_a_mark_and_is_told_where_it_is_no_utf_8(site: Site) -> None:
    (site.path / LIST).write_bytes("\ufeff# x\r\na.html\r\n".encode())
    assert listed_addresses(site.path) == {"a.html": 2}
    (site.path / LIST).write_bytes("# x\na.html\n".encode("utf-16"))
    assert [(one.path, one.rule) for one in check(site.path, write=True).diagnostics] == [(LIST, "encoding")]


def test_where_another_extension_may_make_pages_none_of_its_pages_is_missed(site: Site) -> None:
    site.write(LIST, "articles/gone.html\nreference/theirs.html\n")
    assert [one.line for one in check(site.path).diagnostics] == [1, 2]
    conf = (site.path / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", f'{conf}\nextensions.append("theirs")\n')
    assert not all_known({"extensions": ["theirs"]})
    assert [one.line for one in check(site.path).diagnostics] == [1]


def test_nothing_that_was_published_is_gone_from_a_whole_site(real_site: Site) -> None:
    built, listed = built_addresses(real_site.out), listed_addresses(real_site.path)
    assert not [one for one in gone(listed, built, set()) if not one.message.startswith("reference/")]
