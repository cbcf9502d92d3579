"""A setting of another kind than it has to be is told in one sentence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from knowledge_centre.content.settings import SETTINGS, problems
from tests.site import PROJECT, settings

if TYPE_CHECKING:
    from tests.site import Site

OWN_CHECK = {"knowledge_centre_cover_palettes"}
"""A setting whose feature says more of what is wrong with it."""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("knowledge_centre_trust_articles", "no"),
        ("knowledge_centre_show_hidden", "0"),
        ("knowledge_centre_social_cards", 1),
        ("knowledge_centre_timezone", 5),
        ("knowledge_centre_tag_uri", None),
        ("knowledge_centre_max_nesting", -1),
        ("knowledge_centre_max_nesting", True),
        ("knowledge_centre_max_article_bytes", 1.5),
        ("knowledge_centre_include_levels", "x"),
        ("knowledge_centre_replaced_scripts", [5]),
        ("knowledge_centre_author_type", ["Person"]),
        ("html_baseurl", "http://[::1"),
        ("html_baseurl", "javascript:alert(1)"),
        ("html_baseurl", "https://example.org/?a=1"),
        ("html_baseurl", "https:example.org"),
        ("html_baseurl", "https://example.org/\n"),
        ("language", "klingon"),
        ("language", '"><script>'),
        ("language", ""),
        ("project", "\x1b[31m"),
        ("copyright", [5]),
        ("html_context", None),
        ("html_context", {5: 6}),
        ("html_logo", 5),
        ("html_css_files", [("a.css", 5)]),
        ("html_static_path", "_static"),
        ("html_static_path", ["."]),
        ("html_static_path", [""]),
        ("html_extra_path", ["../.."]),
        ("tags_page_title", None),
    ],
)
def test_a_wrong_setting_is_told(name: str, value: Any) -> None:
    assert [told.partition(" in conf.py is ")[0] for told in problems({name: value})] == [name]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sections", ["about"]),
        ("sections", [("About", 5)]),
        ("sections", None),
        ("tagline", 5),
        ("licence", "MIT"),
        ("licence", ("MIT",)),
        ("preview", "no"),
        ("readthedocs_project", None),
    ],
)
def test_what_the_theme_takes_of_html_context_is_told(key: str, value: Any) -> None:
    assert [told.partition(" in conf.py")[0] for told in problems({"html_context": {key: value}})] == [
        f'html_context["{key}"]'
    ]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"html_baseurl": ""},
        {"html_baseurl": "https://example.org:8080/en/latest/"},
        {"html_baseurl": "/docs/"},
        {"language": "pt_BR"},
        {"language": "zh-Hans"},
        {"copyright": ("one", "two")},
        {"html_static_path": [Path("_static")]},
        {"html_css_files": ["a.css", ("b.css", {"media": "print"})]},
        {"html_context": {"licence": None, "of_my_own": 5}},
    ],
)
def test_what_may_be_there(given: dict[str, Any]) -> None:
    assert list(problems(given)) == []


def test_the_sites_here_are_right() -> None:
    for folder in (PROJECT, PROJECT / "tests/roots/base"):
        assert list(problems(settings(folder))) == []


def test_every_setting_of_the_package_is_looked_at() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (PROJECT / "knowledge_centre").rglob("*.py")]
    registered = {name for text in texts for name in re.findall(r'add_config_value\("(\w+)"', text)}
    assert registered == {name for name in SETTINGS if name.startswith("knowledge_centre_")} | OWN_CHECK


def test_a_build_tells_all_that_is_wrong(site: Site) -> None:
    conf = (site.path / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", conf + 'author = 5\ncopyright = 6\nknowledge_centre_trust_articles = "no"\n')
    built = site.build()
    assert built.status == 1
    assert "Traceback" not in built.problems
    assert "Nothing was built: 3 mistakes in conf.py." in built.problems
    for line in (
        "author in conf.py is 5: write a text of one line.",
        "copyright in conf.py is 6: write a text, or a list of texts.",
        "knowledge_centre_trust_articles in conf.py is 'no': write True or False.",
    ):
        assert line in built.problems
    assert not list(site.out.rglob("*.html"))
