"""The vocabulary's files: what they give, and every mistake in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge_centre.content.images import picture_problem
from knowledge_centre.content.vocabulary import read_vocabulary

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
        ("tags", "a: {pinned: {x: y}}", ["articles/tags.yml:1: a slug is text"]),
        ("tags", "a: {group: [x]}", ['articles/tags.yml:1: "group" is text']),
        ("tags", "a: {label: [x]}", ['articles/tags.yml:1: "label" is text']),
        ("tags", "a: {\n", ["articles/tags.yml:2: this is not YAML"]),
        ("tags", b"a: {label: \xff}", ["articles/tags.yml:1: the byte 0xFF is not UTF-8"]),
        ("authors", "ada: {role: x}", ['articles/authors.yml:1: "ada" has no name']),
        (
            "authors",
            "ada: {name: A, url: 'javascript:1'}",
            ['articles/authors.yml:1: "javascript:1" is no web address'],
        ),
        ("authors", "ada: {name: A, avatar: a.png}", ['articles/authors.yml:1: there is no file "articles/a.png"']),
        ("authors", "ada: {name: A, url: 'https://[x'}", ['articles/authors.yml:1: "https://[x" is no web address']),
        (
            "authors",
            "index: {name: A}",
            ['articles/authors.yml:1: "index" cannot be an address: the list of all authors has it. Take another id.'],
        ),
        ("categories", "index: {}", []),
        ("tags", f"{'x' * 241}: {{}}", [f'articles/tags.yml:1: "{"x" * 79}…" is too long to be an address: shorten']),
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


def test_a_vocabulary_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "articles/tags.yml").mkdir(parents=True)
    assert mistakes(tmp_path) == [
        "articles/tags.yml:1: this cannot be read (Is a directory): have a file here that everyone may read."
    ]


@pytest.mark.parametrize(
    ("picture", "problem"),
    [
        ("articles/ada.png", ""),
        ("articles/faces/ada.JPG", ""),
        ("articles/inside.png", ""),
        ("_static/about.webp", ""),
        ("articles/_avatars/ada.png", ""),
        ("about.webp", '"about.webp" is no file of an article'),
        ("articles/authors.yml", '"authors.yml" is no picture: give a .avif, '),
        ("../../../../../../../../etc/passwd", '"passwd" is no picture'),
        ("articles", '"articles" is no picture'),
        ("articles/folder.png", '"articles/folder.png" is a folder'),
        ("articles/gone.png", 'there is no file "articles/gone.png" in the site: put the picture beside this file'),
        ("../beside.png", '"../beside.png" leads out of the site'),
        ("../site/about.webp", '"../site/about.webp" leads out of the site'),
        ("/about.webp", '"/about.webp" leads out of the site'),
        ("articles/outside.png", '"articles/outside.png" is a link that leads out of the site'),
        ("articles/secret.png", '"articles/secret.png" leads to "secret", which is not published'),
        ("articles/loop.png", '"articles/loop.png" is a link that leads nowhere'),
        ("articles/null\0.png", '"articles/null\0.png" has characters that cannot be seen'),
        ("articles/\ud800.png", '"articles/\ud800.png" has characters that cannot be seen'),
        (f"articles/{'x' * 300}.png", '"articles/xxx'),
        (f"articles/{'x' * 245}.png", f'"{"x" * 79}…" is too long a name for a picture: shorten it.'),
    ],
)
def test_what_may_be_the_picture_of_an_article_or_author(tmp_path: Path, picture: str, problem: str) -> None:
    site = tmp_path / "site"
    for name in (
        "articles/ada.png",
        "articles/faces/ada.JPG",
        "about.webp",
        "_static/about.webp",
        "articles/_avatars/ada.png",
        "../beside.png",
        "secret",
    ):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).touch()
    (site / f"articles/{'x' * 245}.png").touch()
    (site / "articles/folder.png").mkdir()
    for name, target in {"inside": "ada", "outside": "../../beside", "loop": "loop"}.items():
        (site / f"articles/{name}.png").symlink_to(f"{target}.png")
    (site / "articles/secret.png").symlink_to("../secret")
    found = picture_problem(site, picture.format(site=site))
    assert bool(found) == bool(problem)
    assert ": ".join(found or ()).startswith(problem.format(site=site))


@pytest.mark.parametrize("avatar", ["../../../../../../../../etc/passwd", "authors.yml"])
def test_an_avatar_is_a_picture_of_the_site(tmp_path: Path, avatar: str) -> None:
    (found,) = mistakes(tmp_path, authors=f"ada: {{name: A, avatar: {avatar}}}")
    assert found.startswith("articles/authors.yml:1: ")
    assert "is no picture: give a .avif" in found


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


def test_topics_in_groups_with_articles_to_start_with_and_people_by_other_names(tmp_path: Path) -> None:
    tags = "a: {group: ' Both  words ', pinned: [one, two]}\nb: {pinned: three}"
    assert mistakes(tmp_path, tags=tags, authors="ada: {name: Ada, sort_name: 'Lovelace, Ada'}") == []
    vocabulary, _ = read_vocabulary(tmp_path / "articles")
    assert (vocabulary.tags["a"].group, vocabulary.tags["a"].pinned) == ("Both words", ("one", "two"))
    assert [(slug, told.line) for slug, told in vocabulary.pins] == [("one", 1), ("two", 1), ("three", 2)]
    assert vocabulary.authors["ada"].sort_name == "Lovelace, Ada"
