"""Browsers learn how to ask the site, where it has an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from tests.site import Site

CANONICAL = "https://kc.example/en/latest/"
NAMES = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def test_the_description_names_the_search_page(site: Site) -> None:
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    root = etree.parse(site.out / "opensearch.xml").getroot()
    assert 0 < len(root.findtext("o:ShortName", namespaces=NAMES) or "") <= 16
    url = root.find("o:Url", NAMES)
    assert url is not None
    assert dict(url.attrib) == {"type": "text/html", "template": f"{CANONICAL}search.html?q={{searchTerms}}"}
    for page, address in {"index.html": "opensearch.xml", "articles/first.html": "../opensearch.xml"}.items():
        (link,) = site.page(page).select('link[rel="search"][type="application/opensearchdescription+xml"]')
        assert link["href"] == address
    site.build().ok()
    assert not (site.out / "opensearch.xml").exists()
    assert not site.page("index.html").select('link[type="application/opensearchdescription+xml"]')
