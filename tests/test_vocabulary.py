"""The vocabulary's files: what they give, and every mistake in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge_centre.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from pathlib import Path


def mistakes(folder: Path, **files: str | bytes) -> list[str]:
    articles = folder / "articles"
    articles.mkdir(exist_ok=True)
    for name, text in files.items():
        (articles / f"{name}.yml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return [str(mistake) for mistake in read_vocabulary(articles)[1]]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("tags", "C++: {label: C++}", ['articles/tags.yml:1: "C++" cannot be an address']),
        ("tags", "tagsindex: {}", ['articles/tags.yml:1: "tagsindex" cannot be an address']),
        ("tags", "a:\n  label: A\na:\n  label: B", ['articles/tags.yml:3: "a" is given twice, first in line 1']),
        ("tags", "a: {label: Same}\nb: {label: same}", ['articles/tags.yml:2: "b" and "a" are both called "same"']),
        ("tags", "a: {}\nb: {aliases: [A]}", ['articles/tags.yml:2: "b" and "a" are both called "A"']),
        ("tags", "a: {lable: A}", ['articles/tags.yml:1: unknown key "lable": did you mean "label"?']),
        ("tags", "a: text", ['articles/tags.yml:1: "a" needs keys and values under it']),
        ("tags", "a: {aliases: [[x]]}", ["articles/tags.yml:1: an alias is text"]),
        ("tags", "a: {label: [x]}", ['articles/tags.yml:1: "label" is text']),
        ("tags", "a: {\n", ["articles/tags.yml:2: this is not YAML"]),
        ("tags", b"a: {label: \xff}", ["articles/tags.yml:1: this is not UTF-8"]),
        ("authors", "ada: {role: x}", ['articles/authors.yml:1: "ada" has no name']),
        (
            "authors",
            "ada: {name: A, url: 'javascript:1'}",
            ['articles/authors.yml:1: "javascript:1" is no web address'],
        ),
        ("authors", "ada: {name: A, avatar: a.png}", ['articles/authors.yml:1: there is no file "a.png"']),
        ("synonyms", "ztna: zero trust\nvpn:\n", ['articles/synonyms.yml:2: "vpn" has no other name']),
        ("synonyms", "a: [b, B]", ['articles/synonyms.yml:1: "b" is given twice', 'articles/synonyms.yml:1: "b" is']),
        ("synonyms", "a: b\nb: c", ['articles/synonyms.yml:2: "b" is given twice, first in line 1: keep one.']),
        ("synonyms", "a: [[b]]", ['articles/synonyms.yml:1: "a" has no', "articles/synonyms.yml:1: a synonym is text"]),
        ("categories", "- a\n- b", ["articles/categories.yml:1: this is not a list of keys and values"]),
    ],
)
def test_every_mistake_is_told_with_its_line(tmp_path: Path, name: str, text: str | bytes, expected: list[str]) -> None:
    found = mistakes(tmp_path, **{name: text})
    assert len(found) == len(expected), found
    for message, start in zip(found, expected, strict=True):
        assert message.startswith(start)


def test_what_the_files_give(tmp_path: Path) -> None:
    assert (
        mistakes(tmp_path, tags="b-b:\na: {label: A & B, aliases: x, description: 'D'}", authors="ada: {name: Ada}")
        == []
    )
    vocabulary, _ = read_vocabulary(tmp_path / "articles")
    assert list(vocabulary.tags) == ["b-b", "a"]
    assert vocabulary.tags["b-b"].label == "B b"
    for name in ("a", "A &  b", "X"):
        tag = vocabulary.find_tag(name)
        assert tag is not None
        assert tag.id == "a"
    assert vocabulary.find_tag("nope") is None
    assert vocabulary.authors["ada"].name == "Ada"
    assert vocabulary.categories == {}
