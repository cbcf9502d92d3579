"""The scripts of a page: the theme's without comments, all others as they are, and Sphinx's with its own search, or where another script needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge_centre.theme.minified import THEME

if TYPE_CHECKING:
    from tests.site import Site

LATIN = "// Caf\u00e9\nconst caf\u00e9 = 1;\n".encode("latin-1")
AWKWARD = "// kept\nconst scheme = /^https?:\\/\\//;\nconst text = `a // b`;\n"
SPHINXS = {"documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"}


def test_a_sites_own_script_is_sent_as_it_is(site: Site) -> None:
    site.write("_static/js/share.js", AWKWARD)
    site.write("_static/own.js", AWKWARD)
    (site.path / "_static/latin.js").write_bytes(LATIN)
    site.build("html", "-D", "html_js_files=own.js,latin.js").ok()
    for name in ("js/share.js", "own.js"):
        assert (site.out / "_static" / name).read_text(encoding="utf-8") == AWKWARD
    assert (site.out / "_static/latin.js").read_bytes() == LATIN
    for theirs in (THEME / "static/js").rglob("*.js"):
        sent = (site.out / "_static" / theirs.relative_to(THEME / "static")).read_text(encoding="utf-8")
        assert "/**" not in sent
    assert scripts(site) >= {"own.js", "latin.js"}
    assert scripts(site).isdisjoint(SPHINXS)


def scripts(site: Site) -> set[str]:
    found = site.page("articles/first.html").select("script[src]")
    return {str(script["src"]).partition("?")[0].rpartition("/")[2] for script in found}


def test_a_module_is_sent_with_all_that_it_imports(site: Site) -> None:
    """Unless the site has one of its own in the place of one of those."""
    site.build().ok()
    page = site.out / "_static/js/search/page.js"
    assert 'from"./' not in page.read_text(encoding="utf-8")
    assert site.page("search.html").select("link[rel=modulepreload]") == []
    site.override("js/search/page.js")
    site.build().ok()
    links = [str(link["href"]) for link in site.page("search.html").select("link[rel=modulepreload]")]
    assert len(links) > 5
    for link in links:
        assert (site.out / link.partition("?")[0]).is_file()
    assert f'"./{links[0].rpartition("/")[2]}"' in page.read_text(encoding="utf-8")


def test_the_search_page_does_without_the_scripts_of_texts(site: Site) -> None:
    site.build().ok()
    assert {"share.js", "pictures.js"} <= scripts(site)
    found = {str(one["src"]) for one in site.page("search.html").select("body > script[src]")}
    names = {one.partition("?")[0].rpartition("/")[2] for one in found}
    assert names == {"furo.js", "start.js", "site.js", "lists.js"}


def test_no_script_of_sphinxs_in_any_language(site: Site) -> None:
    site.build("html", "-D", "language=de").ok()
    assert "site.js" in scripts(site)
    assert scripts(site).isdisjoint(SPHINXS)


@pytest.mark.parametrize("text", ["DOCUMENTATION_OPTIONS.URL_ROOT", "Documentation.gettext('a')", "_ready(() => 1)"])
def test_sphinxs_scripts_stay_all_together_where_another_one_needs_them(site: Site, text: str) -> None:
    site.write("_static/own.js_t", text)
    site.build("html", "-D", "language=de", "-D", "html_js_files=own.js").ok()
    assert scripts(site) >= SPHINXS


def test_sphinxs_own_search_has_its_scripts_and_looks_for_no_passages(site: Site) -> None:
    conf = site.path / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace('    "knowledge_centre.search",\n', ""), encoding="utf-8")
    site.build("html", "-D", "language=de").ok()
    assert scripts(site) >= SPHINXS
    options = (site.out / "_static/documentation_options.js").read_text(encoding="utf-8")
    assert "SHOW_SEARCH_SUMMARY: false" in options
