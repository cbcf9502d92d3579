"""The scripts of a page: the theme's own, and Sphinx's only where its own search is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.site import Site

SPHINXS = {"documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"}


def scripts(site: Site) -> set[str]:
    found = site.page("articles/first.html").select("script[src]")
    return {str(script["src"]).partition("?")[0].rpartition("/")[2] for script in found}


def test_no_script_of_sphinxs_in_any_language(site: Site) -> None:
    site.build("html", "-D", "language=de").ok()
    assert "site.js" in scripts(site)
    assert scripts(site).isdisjoint(SPHINXS)


def test_sphinxs_own_search_has_its_scripts_and_looks_for_no_passages(site: Site) -> None:
    conf = site.path / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace('    "knowledge_centre.search",\n', ""), encoding="utf-8")
    site.build("html", "-D", "language=de").ok()
    assert scripts(site) >= SPHINXS
    options = (site.out / "_static/documentation_options.js").read_text(encoding="utf-8")
    assert "SHOW_SEARCH_SUMMARY: false" in options
