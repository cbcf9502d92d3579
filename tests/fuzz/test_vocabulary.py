"""Whatever stands in authors.yml and its neighbours: a vocabulary, or mistakes with their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_centre.content.vocabulary import FILES, normalise_name, read_vocabulary
from tests.fuzz.checks import assert_told, within
from tests.fuzz.texts import NASTY, TEXTS, damaged, mapping

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KEYS: dict[str, Sequence[str]] = {
    "name": ["Ada", "[Ada]"],
    "role": ["Engines"],
    "url": ["https://example.org", "javascript:x", "http://[", "https://example.org:0"],
    "avatar": ["_avatars/a.png", "../conf.py", "a.svg", "/etc/passwd.png", "a\0.png"],
    "bio": ["Words."],
    "label": ["C++", "c"],
    "description": ["A *text*."],
    "aliases": ["[a, b]", "'a, b'", "{a: b}", "[[a]]"],
}
NAMES = ["authors", "categories", "tags", "synonyms"]
IDS = st.sampled_from(["ada", "c", "cpp", "tagsindex", "index", "a" * 241, "A b", "-", "é"]) | TEXTS


@st.composite
def entries(draw: st.DrawFn) -> str:
    lines = []
    for id_ in draw(st.lists(IDS, max_size=4)):
        inside = draw(mapping(KEYS, most=4))
        match draw(st.integers(0, 3)):
            case 0:
                lines.append(f"{id_}: {draw(st.sampled_from([*NASTY, 'a, b', '[a, c, C]', 'two words']))}")
            case _:
                lines.append(f"{id_}:\n  " + inside.replace("\n", "\n  "))
    return "\n".join(lines)


def check(folder: Path, files: dict[str, bytes]) -> None:
    for name in NAMES:
        (folder / f"{name}.yml").write_bytes(files.get(name, b""))
    with within(5):
        vocabulary, wrong = read_vocabulary(folder)
    for name in NAMES:
        path = f"{folder.name}/{name}.yml"
        assert_told((one for one in wrong if one.path == path), files.get(name, b""), path)
    assert {one.path for one in wrong} <= {f"{folder.name}/{name}.yml" for name in NAMES}
    assert vocabulary.unread == {name for name in FILES if any(name in one.path for one in wrong)}
    for name in vocabulary.tag_names:
        tag = vocabulary.find_tag(name)
        assert tag is not None
        assert normalise_name(tag.id) in vocabulary.tag_names


@settings()
@given(st.dictionaries(st.sampled_from(NAMES), damaged(entries()), min_size=1, max_size=4))
def test_keys_and_values(folder: Path, files: dict[str, bytes]) -> None:
    check(folder, files)


@given(st.sampled_from(NAMES), st.binary(max_size=200))
def test_any_bytes(folder: Path, name: str, source: bytes) -> None:
    check(folder, {name: source})


@pytest.mark.parametrize("key", [*sorted(KEYS), ""])
@pytest.mark.parametrize("name", NAMES)
def test_each_key_with_each_nasty_value(folder: Path, name: str, key: str) -> None:
    for value in (*NASTY, *KEYS.get(key, ())):
        inside = value.replace("\n", "\n  ")
        check(folder, {name: (f"ada:\n  {key}: {inside}\n" if key else f"ada: {value}\n").encode()})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vocabulary") / "articles"
    folder.mkdir()
    return folder
