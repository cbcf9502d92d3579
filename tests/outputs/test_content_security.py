"""The Content-Security-Policy: its words, where they come from, and the files for servers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from knowledge_centre.outputs.content_security import SETTING
from knowledge_centre.outputs.content_security.policy import policy, problems, script_hash
from knowledge_centre.outputs.content_security.server_files import FILES, NAMED, underscore_headers

if TYPE_CHECKING:
    from tests.site import Site

LONGEST_LINE = 2_000
"""Letters in a line of ``_headers`` that Cloudflare Pages takes."""


def directives(text: str) -> dict[str, set[str]]:
    return {name: set(sources) for name, *sources in (part.split() for part in text.split(";"))}


def of_page(site: Site, name: str) -> dict[str, set[str]]:
    element = site.page(name).select_one('meta[http-equiv="Content-Security-Policy"]')
    assert element, name
    return directives(str(element["content"]))


def set_up(site: Site, more: str) -> None:
    conf = site.path / "conf.py"
    conf.write_text(f"{conf.read_text(encoding='utf-8')}\n{more}\n", encoding="utf-8")


def test_the_hash_of_a_script_is_that_of_the_standard() -> None:
    """The example of https://www.w3.org/TR/CSP3/#external-hash is of a file; this one is by `openssl dgst -sha256`."""
    assert script_hash("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_what_conf_py_adds_is_added_to_what_there_is() -> None:
    plain = directives(policy(["'sha256-a'"], {}, header=False))
    assert plain["script-src"] == {"'self'", "'sha256-a'"}
    assert plain["object-src"] == {"'none'"}
    assert not plain.keys() & {"style-src", "frame-ancestors"}, (
        "the first is as default-src, a meta element has no second"
    )
    more = {"frame-src": ["https://a.example"], "style-src": ["'unsafe-inline'"], "script-src": ["'unsafe-inline'"]}
    added = directives(policy(["'sha256-a'"], more, header=True))
    assert added["frame-src"] == {"https://a.example"}
    assert added["style-src"] == {"'self'", "'unsafe-inline'"}
    assert "'sha256-a'" not in added["script-src"], "a hash would have browsers take 'unsafe-inline' for nothing"
    assert added["frame-ancestors"] == {"'self'"}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (["x"], "must be a dictionary"),
        ({"script": []}, "'script' cannot be added to: there is connect-src"),
        ({"object-src": ["https://a.example"]}, "'object-src' cannot be added to"),
        ({"img-src": "https://a.example"}, "img-src: write a list of sources"),
        ({"img-src": ["https://a.example; script-src *"]}, "is no source"),
        ({"img-src": ["https://a.example\n"]}, "is no source"),
        ({"img-src": ['https://a.example">']}, "is no source"),
        ({"img-src": ["self"]}, ""),  # a host may have that name
        ({"img-src": ["'selv'"]}, "is no source"),
        ({"img-src": ["https://*.a.example:*/b/", "a.example", "blob:", "*", "'self'"]}, ""),
    ],
)
def test_a_wrong_source_is_told(value: object, said: str) -> None:
    assert said in "\n".join(problems(value))
    assert bool(list(problems(value))) is bool(said)


def test_a_wrong_setting_stops_the_build(site: Site) -> None:
    set_up(site, f"{SETTING} = {{'img-src': ['x y'], 'nothing-src': []}}")
    build = site.build()
    assert build.status != 0
    assert f"{SETTING} in conf.py: img-src: 'x y' is no source" in build.problems
    assert "'nothing-src' cannot be added to" in build.problems
    assert "Traceback" not in build.problems


def test_every_page_names_its_own_scripts_and_the_servers_files_those_of_all(site: Site) -> None:
    """Scripts of templates, the site's own among them, and those that conf.py puts into each page."""
    own = site.override("404.html")
    own.write_text(own.read_text(encoding="utf-8").replace("<h1>", "<script>own()</script><h1>", 1), encoding="utf-8")
    set_up(site, "def setup(app):\n    app.add_js_file(None, body='everywhere()')\nhtml_use_index = True")
    site.build().ok()
    inline = re.compile(r"<script>(.*?)</script>", re.DOTALL)
    union: set[str] = set()
    for path in site.out.rglob("*.html"):
        name, text = path.relative_to(site.out).as_posix(), path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text:
            continue
        hashes = {source for source in of_page(site, name)["script-src"] if source.startswith("'sha")}
        assert hashes >= {script_hash(script) for script in inline.findall(text)}, name
        union |= hashes
    assert {script_hash("own()"), script_hash("everywhere()")} < union
    assert len(union) == 11, (
        "Furo's, four of the search page, two of what is there besides, two of lists, and these two"
    )
    for name in FILES:
        text = (site.out / name).read_text(encoding="utf-8")
        assert all(one in text for one in union), name
        assert max(map(len, text.splitlines())) < LONGEST_LINE


def test_a_script_with_variables_is_told(site: Site) -> None:
    site.write("_templates/components/related.html", "<script src='a.js'></script><script>say('{{ title }}')</script>")
    build = site.build()
    told = "components/related.html: browsers will not run a script with template variables in it: put it into a file"
    assert build.problems.count(told) == 1
    assert build.status != 0


def test_read_the_docs_is_left_alone_and_a_build_after_it_is_not(site: Site) -> None:
    site.build(READTHEDOCS="True").ok()
    assert not site.page("articles/first.html").select('meta[http-equiv="Content-Security-Policy"]')
    assert not [name for name in FILES if (site.out / name).exists()]
    site.build().ok()
    assert of_page(site, "articles/first.html")
    assert [name for name in FILES if (site.out / name).exists()] == list(FILES)


def test_the_rules_of_netlify_are_as_it_reads_them() -> None:
    """A path at the beginning of a line, and below it, indented, a header a line
    (https://docs.netlify.com/routing/headers/).
    """
    rules: dict[str, dict[str, str]] = {}
    for line in underscore_headers("default-src 'self'", "/en/latest/").splitlines():
        if line.startswith("/"):
            rules[line] = {}
        else:
            name, colon, value = line.strip().partition(": ")
            assert line.startswith("  ")
            assert colon
            assert value
            rules[list(rules)[-1]][name] = value
    assert rules["/en/latest/*"]["Content-Security-Policy"] == "default-src 'self'"
    assert rules["/en/latest/_downloads/*"]["Content-Disposition"] == "attachment"
    assert not rules["/en/latest/*"].keys() & {"Content-Disposition"}
    kept = {place for place, headers in rules.items() if "immutable" in headers.get("Cache-Control", "")}
    assert kept == {f"/en/latest/search-index/{name}/*" for name in NAMED}


def test_other_sites_that_are_searched_may_be_asked(site: Site) -> None:
    sites = {"Data": "https://data.example/en/latest", "Law": "../law/"}
    set_up(site, f"knowledge_centre_search_sites = {sites!r}")
    site.build().ok()
    assert of_page(site, "search.html")["connect-src"] == {"'self'", "https://data.example"}
    assert "connect-src 'self' https://data.example" in (site.out / "_headers").read_text(encoding="utf-8")
