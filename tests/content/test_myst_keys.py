"""MyST's own keys in front matter: a mistake has its line, all else reaches MyST without a warning."""

from __future__ import annotations

from typing import Any

import pytest
from myst_parser.config.main import MdParserConfig, merge_file_level, read_topmatter

from knowledge_centre.content.front_matter import markdown, read_source
from tests.sources import GOOD, LONDON, VOCABULARY, assert_told


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (GOOD + "html_meta: foo", ['5: "html_meta" has a value that MyST refuses']),
        (
            GOOD + "html_meta: {a: 3}",
            ["5: \"html_meta\" has a value that MyST refuses ('html_meta['a']' must be of type"],
        ),
        (GOOD + "substitutions: [a]", ['5: "substitutions" has a value that MyST refuses']),
        (GOOD + "myst: 3", ['5: "myst" needs keys and values under it']),
        (GOOD + "myst:", ['5: "myst" needs keys and values under it']),
        (
            GOOD + "myst:\n  html_mata: {a: b}\n  foo: 3\n  heading_anchors: 9",
            [
                '6: unknown key "html_mata" in "myst": did you mean "html_meta"?',
                '7: unknown key "foo" in "myst".',
                '8: "heading_anchors" has a value that MyST refuses',
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
        ("html_meta: {a: b}\nsubstitutions: {c: d}", {"myst": {"html_meta": {"a": "b"}, "substitutions": {"c": "d"}}}),
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
