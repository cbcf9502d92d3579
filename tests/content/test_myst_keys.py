"""MyST's own keys in front matter: a mistake has its line, all else reaches MyST without a warning."""

from __future__ import annotations

from typing import Any

import pytest
from myst_parser.config.main import MdParserConfig, merge_file_level, read_topmatter

from knowledge_centre.compat.myst_config import KEYS
from knowledge_centre.content.front_matter import PASSED_KEYS, markdown, read_source
from knowledge_centre.content.myst_keys import MYST_KEYS, NOTEBOOK_KEYS, TOP_KEYS, UNDER_MYST
from tests.sources import GOOD, LONDON, VOCABULARY, assert_told


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (GOOD + "html_meta: foo", ['5: "html_meta" needs keys and values under it: write such as']),
        (GOOD + "html_meta: {a: 3}", ['5: "a" in "html_meta" is no plain text: write it on one line, in quotes.']),
        (
            GOOD + "substitutions: {a: b}",
            ['5: an article may not set "substitutions": leave it out: only the site can'],
        ),
        (GOOD + "myst: 3", ['5: "myst" needs keys and values under it']),
        (GOOD + "myst:", ['5: "myst" needs keys and values under it']),
        (
            GOOD + "myst:\n  html_mata: {a: b}\n  foo: 3\n  heading_anchors: 9",
            [
                '6: unknown key "html_mata" in "myst": did you mean "html_meta"?',
                '7: unknown key "foo" in "myst".',
                '8: "heading_anchors" has a value that it cannot have: write a number from 0 to 7.',
            ],
        ),
        (GOOD + "myst: !!python/object:os.system {}", ['5: "myst" has a value that YAML cannot give to Sphinx']),
    ],
)
def test_mistakes_have_their_line(fields: str, expected: list[str]) -> None:
    assert_told(fields, expected)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("hide-toc: true", {"orphan": True, "hide-toc": True}),
        ("html_meta: {a: b}\nnosearch:", {"nosearch": None, "myst": {"html_meta": {"a": "b"}}}),
        (
            "html_meta: {a: outer, b: outer}\nmyst: {html_meta: {b: inner}, heading_anchors: 2}",
            {"myst": {"html_meta": {"a": "outer", "b": "inner"}, "heading_anchors": 2}},
        ),
        ('html_meta: {a: "\\x80 \\u2028 ü 🎉"}', {"myst": {"html_meta": {"a": "\x80 \u2028 ü 🎉"}}}),
    ],
)
def test_what_is_not_ours_reaches_myst_without_a_warning(fields: str, expected: dict[str, Any]) -> None:
    source = read_source(f"---\n{GOOD}{fields}\n---\nBody".encode(), VOCABULARY, LONDON)
    assert source.diagnostics == ()
    assert source.front is not None
    warnings: list[str] = []
    found = read_topmatter(markdown(source.front, source.body, source.body_line))
    assert found == {"orphan": True, **expected}
    merge_file_level(MdParserConfig(), found, lambda _kind, warning: warnings.append(warning))
    assert warnings == []


@pytest.mark.parametrize("key", sorted(KEYS - MYST_KEYS.keys() - {"html_meta"}))
def test_all_other_keys_of_myst_are_the_sites(key: str) -> None:
    assert_told(f"{GOOD}myst: {{{key}: []}}", [f'5: an article may not set "{key}": leave it out: only the site can'])


def test_every_key_that_an_article_may_set_is_one_of_mysts_and_says_why() -> None:
    assert MYST_KEYS.keys() < KEYS
    assert all(one.reason and one.write for one in [*MYST_KEYS.values(), *TOP_KEYS.values()])
    assert {*TOP_KEYS, *NOTEBOOK_KEYS, *UNDER_MYST, "myst"} == PASSED_KEYS


@pytest.mark.parametrize(
    "field",
    [
        *(f"{key}: {value}" for key in TOP_KEYS for value in ("[]", "x", "{a: b}", "1.5", "99", "'true'")),
        *(f"myst: {{{key}: {value}}}" for key in MYST_KEYS for value in ("{}", "x", "1.5", "99", "null", "[[]]")),
        *(f"html_meta: {{{name}: x}}" for name in ("a b", "http-equiv=refresh", "'a=b'", "ReFerrer", "viewport", "é")),
        *(f"html_meta: {{a: {value}}}" for value in ("3", "[]", "{}", "''", "null", '"\\n"', '"\\e[31m"')),
        "html_meta: {property=og:title: x}",
        "html_meta: {google-site-verification: x}",
        "myst: {html_meta: {http-equiv=refresh: 0; url=//a.example}}",
        *(f"{key}: {value}" for key in NOTEBOOK_KEYS for value in ("[]", "x", "1.5", "true", "{a: [b]}", '{a: "\\e"}')),
        "orphan: 1",
        "tocdepth: true",
        "myst: {heading_anchors: -1}",
        "myst: {number_code_blocks: ['a b']}",
    ],
)
def test_values_are_checked_and_each_has_its_place_and_a_remedy(field: str) -> None:
    (one,) = read_source(f"---\n{GOOD}{field}\n---\n".encode(), VOCABULARY, LONDON).diagnostics
    assert (one.line, one.column > 0, one.remedy != "") == (5, True, True)


@pytest.mark.parametrize(
    "field",
    [
        *(f"{key}: {value}" for key in sorted(TOP_KEYS.keys() - {"tocdepth"}) for value in ("true", "false", "")),
        "tocdepth: 2",
        "file_format: mystnb",
        "kernelspec: {name: python3, display_name: Python 3}",
        "jupytext: {text_representation: {extension: .md, format_version: 0.13}}",
        "myst: {heading_anchors: 2, number_code_blocks: [python, c++], footnote_sort: false, enable_checkboxes: true}",
        "html_meta: {description: 'Words, & \"more\"', keywords: 'a, b', robots: noindex}",
    ],
)
def test_what_does_no_harm_is_let_through(field: str) -> None:
    assert_told(GOOD + field, [])


def test_front_matter_of_one_line_leaves_the_body_where_it_was() -> None:
    fields = '{title: "A *b*", date: 2025-01-01, author: ada, myst: {heading_anchors: 2}}'
    source = read_source(f"---\n{fields}\n---\nBody".encode(), VOCABULARY, LONDON)
    assert source.front is not None
    text = markdown(source.front, source.body, source.body_line)
    assert text.split("\n").index("Body") == 3
    assert read_topmatter(text) == {
        "orphan": True,
        "title": "A \\*b\\*",
        "myst": {"heading_anchors": 2, "title_to_header": True},
    }
