"""New names for those of an earlier release: only the names change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge_centre import __version__
from knowledge_centre.__main__ import main
from knowledge_centre.content.renames import KEY, SETTING, Rename
from knowledge_centre.upgrading.moves import move_keys, move_settings, set_release
from knowledge_centre.upgrading.versions import between, number

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = [Rename(SETTING, "kc_old", "kc_new", "1.1.0"), Rename(SETTING, "kc_gone", "kc_here", "1.2.0")]
KEYS = [Rename(KEY, "audience", "readers", "1.1.0")]


@pytest.mark.parametrize(
    ("before", "after", "changes", "undone"),
    [
        ("a = 1\n", "a = 1\n", 0, 0),
        ("kc_old = 1  # kc_old stays here\r\n", "kc_new = 1  # kc_old stays here\r\n", 1, 0),
        ('x = "ä"; kc_old = {"kc_old": 1}\nif x: kc_old["é"] = 2', 'x = "ä"; kc_new = {"kc_old": 1}\nif x: kc_new["é"] = 2', 1, 0),
        ("kc_old = 1\nkc_gone = kc_old\n", "kc_new = 1\nkc_here = kc_new\n", 2, 0),
        ("kc_old = 1\nkc_new = 2\n", "kc_old = 1\nkc_new = 2\n", 0, 1),
        ("kc_older = 1\n", "kc_older = 1\n", 0, 0),
    ],
)  # fmt: skip
def test_settings(before: str, after: str, changes: int, undone: int) -> None:
    moved = move_settings(before, SETTINGS)
    assert (moved.text, len(moved.changes), len(moved.undone)) == (after, changes, undone)
    assert move_settings(moved.text, SETTINGS).text == moved.text


def test_a_name_in_a_text_is_moved_or_told() -> None:
    before = 'kc_old = "x"\ny = f"{kc_old}"\n'
    moved = move_settings(before, SETTINGS)
    assert moved.text.startswith("kc_new")
    assert ('f"{kc_new}"' in moved.text) == (not moved.undone)


@pytest.mark.parametrize(
    ("before", "after", "changes", "undone"),
    [
        ("---\ntitle: A\n# for whom\naudience: staff  # audience\n---\naudience: b\n",
         "---\ntitle: A\n# for whom\nreaders: staff  # audience\n---\naudience: b\n", 1, 0),
        ('---\r\n"audience": a\r\n---\r\n', '---\r\n"readers": a\r\n---\r\n', 1, 0),
        ("---\n{title: ä, audience: a}\n---\n", "---\n{title: ä, readers: a}\n---\n", 1, 0),
        ("---\naudience: a\nreaders: b\n---\n", "---\naudience: a\nreaders: b\n---\n", 0, 1),
        ("---\nmyst:\n  audience: a\n---\n", "---\nmyst:\n  audience: a\n---\n", 0, 0),
        ("audience: a\n", "audience: a\n", 0, 0),
        ("---\naudience: [\n---\n", "---\naudience: [\n---\n", 0, 0),
    ],
)  # fmt: skip
def test_keys(before: str, after: str, changes: int, undone: int) -> None:
    moved = move_keys(before.encode(), KEYS)
    assert (moved.text, len(moved.changes), len(moved.undone)) == (after, changes, undone)


def test_no_text_is_left_alone() -> None:
    assert move_keys(b"\xff---", KEYS).changes == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('knowledge_centre_release = "1.0.0"  # why\n', 'knowledge_centre_release = "1.1.0"  # why\n'),
        ("é = 1; knowledge_centre_release = '1.0.0'", 'é = 1; knowledge_centre_release = "1.1.0"'),
    ],
)
def test_the_release_that_a_site_fits(before: str, after: str) -> None:
    assert set_release(before, "1.1.0") == after
    added = set_release("a = 1", "1.1.0")
    assert added.startswith("a = 1\n")
    assert set_release(added, "1.2.0") == added.replace("1.1.0", "1.2.0")


def test_the_ends_of_lines_and_the_encoding_of_a_conf_py_stay(tmp_path: Path) -> None:
    assert set_release("a = 1\r\n", "1.1.0").count("\r\n") == set_release("a = 1\r\n", "1.1.0").count("\n") == 4
    (tmp_path / "articles").mkdir()
    conf = tmp_path / "conf.py"
    for head, encoding in (("", "utf-8-sig"), ("# -*- coding: latin-1 -*-\r\n", "latin-1")):
        text = f'{head}author = "Ä"\r\nknowledge_centre_release = "0.9.0"\r\n'
        conf.write_bytes(text.encode(encoding))
        assert main(["upgrade", "-C", str(tmp_path)]) == 0
        assert conf.read_bytes() == text.replace("0.9.0", __version__).encode(encoding)


def test_what_changed_between_two_releases() -> None:
    log = (
        "# Log\n\n## [1.2.0] - Unreleased\n\n- c\n\n## [1.1.0] - 2026-12-01\n\n- b\n\n## [1.0.0] - 2026-11-01\n\n- a\n"
    )
    assert between(log, "1.0.0", "1.1.0") == "## [1.1.0] - 2026-12-01\n\n- b"
    assert between(log, "1.0.0", "1.2.0").count("## ") == 2
    assert between(log, "1.2.0", "1.2.0") == between("", "1.0.0", "2.0.0") == ""
    assert number("1.10.0") > number("1.9.9")
    with pytest.raises(ValueError, match="is no release"):
        number("1.0")
