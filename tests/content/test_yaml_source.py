"""YAML is read with its lines, however long; what nests or repeats without bounds is refused at once."""

from __future__ import annotations

import pytest

from knowledge_centre.content.yaml_source import MAX_DEPTH, decoded, not_utf8, read_mapping

TOO_DEEP = "this nests more than 100 levels deep: write plain keys and values."


def test_what_a_text_writes_out_is_not_limited() -> None:
    lines = [f"author-{n}: {{name: Author {n}, role: *role, url: https://example.org/{n}}}" for n in range(10_000)]
    found, wrong = read_mapping("\n".join(["first: {name: First, role: &role Writes}", *lines]))
    assert wrong == []
    assert len(found) == 10_001
    assert found["author-9999"].line == 10_001


def test_aliases_may_add_as_many_values_as_the_text_has_characters() -> None:
    lines = ["shared: &shared [a, b, c, d]", *(f"entry-{n}: *shared" for n in range(2000))]
    found, wrong = read_mapping("\n".join(lines))
    assert (len(found), wrong) == (2001, [])
    lines[0] = f"shared: &shared [{'a, ' * 40}]"
    assert [each.text for each in read_mapping("\n".join(lines))[1]] == [
        "aliases repeat this too often: write the values out instead of * and their name."
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: " + "[" * 100_000, 2),
        ("a: 1\nb: " + "{a: " * 100_000 + "}" * 100_000, 2),
        ("a:\n  " + "- " * 100_000 + "x", 2),
        ("? " * 100_000 + "x", 1),
        ("\n".join(" " * n + "a:" for n in range(2000)), MAX_DEPTH + 1),
    ],
)
def test_what_nests_too_deeply_is_refused_before_it_is_composed(text: str, line: int) -> None:
    found, wrong = read_mapping(text)
    assert (found, [(each.line, each.text) for each in wrong]) == ({}, [(line, TOO_DEEP)])


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1),
        "a: " + "x-:[{" * 200_000,
        "a: '" + "[" * 200_000 + "'",
        "a:\n" + "  - [b, {c: d}]\n" * 1000,
    ],
)
def test_what_only_looks_deep_is_read(text: str) -> None:
    found, wrong = read_mapping(text)
    assert (list(found), wrong) == (["a"], [])


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("a: b\u2028c\u2029d\u0085e\nf: [", 2),
        ("# a \x85 comment\na", 2),
        ("a:\n  \nb: {}\nc  ", 4),
        ("a: b\rc: \0", 2),
        ("a: b\r\nc: \0", 2),
    ],
)
def test_lines_are_counted_as_editors_count_them(source: str, line: int) -> None:
    assert [each.line for each in read_mapping(decoded(source.encode()))[1]] == [line]


def test_a_byte_that_is_no_letter_has_its_line() -> None:
    with pytest.raises(UnicodeDecodeError) as caught:
        decoded(b"a: b\rc: d\r\ne: \xff")
    assert (not_utf8(caught.value).line, not_utf8(caught.value).column) == (3, 4)


def test_a_comment_with_a_space_behind_its_sign_and_a_quoted_text_are_left_alone() -> None:
    text = "a: b # note\nc: # note\nd: 'x #y' #z\ne: x ## note\nf: [a#b, c] #d\ng: |\n  a #b\n#h\n"
    assert read_mapping(text)[1] == []
    assert [(one.line, one.column) for one in read_mapping("a:\n  - b #c\n  - d: e #f\n")[1]] == [(2, 7), (3, 10)]
