"""The scripts of a page: the theme's, minified; a site's own, as they are; Sphinx's with its own search only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.site import Site

AWKWARD = "// kept\nconst scheme = /^https?:\\/\\//;\nconst text = `a // b`;\n"
SPHINXS = {"documentation_options.js", "doctools.js", "sphinx_highlight.js", "translations.js"}


def test_a_sites_own_script_is_sent_as_it_is(site: Site) -> None:
    site.write("_static/js/share.js", AWKWARD)
    site.write("_static/own.js", AWKWARD)
    site.build().ok()
    for name in ("js/share.js", "own.js"):
        assert (site.out / "_static" / name).read_text(encoding="utf-8") == AWKWARD
    assert "/**" not in (site.out / "_static/js/site.js").read_text(encoding="utf-8")


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
