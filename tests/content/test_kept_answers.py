"""What is kept from build to build is believed only while nothing has changed that it follows from."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from knowledge_centre.content.body_limits import LIMITS, Limits
from knowledge_centre.content.front_matter import MARKDOWN, read_source
from knowledge_centre.content.kept_answers import KeptAnswers
from knowledge_centre.content.rest import REST
from knowledge_centre.content.source_reader import SourceReader
from tests.sources import GOOD, VOCABULARY

if TYPE_CHECKING:
    from pathlib import Path

TEXT = f"---\n{GOOD}---\n\nBody.\n".encode()


def answers(path: Path, *made_from: object) -> list[str]:
    """What is worked out when one and two are asked."""
    made: list[str] = []
    kept = KeptAnswers(path, *made_from)
    for asked in ("one", "two"):

        def make(asked: str = asked) -> str:
            made.append(asked)
            return asked.upper()

        assert kept.answer(asked.encode(), make) == asked.upper()
    kept.keep()
    return made


def test_nothing_is_worked_out_twice(tmp_path: Path) -> None:
    path = tmp_path / "folder/kept"
    assert answers(path, "English") == ["one", "two"]
    assert answers(path, "English") == []
    assert answers(path, "French") == ["one", "two"]
    assert answers(path, "English") == ["one", "two"]


def test_what_is_not_asked_for_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    answers(path)
    kept = KeptAnswers(path)
    kept.answer(b"one", str)
    kept.keep()
    assert answers(path) == ["two"]


@pytest.mark.parametrize("place", [0, 70, -1])
def test_a_damaged_file_is_not_believed(tmp_path: Path, place: int) -> None:
    path = tmp_path / "kept"
    answers(path)
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    assert answers(path) == ["one", "two"]
    path.write_bytes(data[:10])
    assert answers(path) == ["one", "two"]
    path.write_bytes(b"")
    assert answers(path) == ["one", "two"]


def test_an_article_is_read_again_when_anything_is_another_that_it_is_read_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept"
    first = SourceReader(VOCABULARY, UTC, LIMITS, path)
    read = first.read(TEXT, MARKDOWN)
    first.kept.keep()
    assert read == read_source(TEXT, VOCABULARY, UTC)

    def no_reading(*_args: object) -> None:
        raise AssertionError

    monkeypatch.setattr("knowledge_centre.content.source_reader.read_source", no_reading)
    again = SourceReader(VOCABULARY, UTC, LIMITS, path)
    assert again.read(TEXT, MARKDOWN) == read
    for reader, text, written_in, whole in (
        (again, TEXT + b"More.\n", MARKDOWN, True),
        (again, TEXT, REST, True),
        (again, TEXT, MARKDOWN, False),
        (SourceReader(VOCABULARY, UTC, Limits(nesting=3), path), TEXT, MARKDOWN, True),
    ):
        with pytest.raises(AssertionError):
            reader.read(text, written_in, whole=whole)
