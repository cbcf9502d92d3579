"""Work is dealt out to processes whole, and each piece once."""

from __future__ import annotations

import os

import pytest

from knowledge_centre.compat.parallel import MOST, chunks, in_parallel
from knowledge_centre.pipeline.output_files import File, _parts


@pytest.mark.parametrize("number", [1, 3, 40, 5 * MOST])
def test_each_document_is_in_one_task(number: int) -> None:
    documents = [f"article-{one:04}" for one in range(number)]
    dealt = chunks(documents, 2)
    assert sorted(one for chunk in dealt for one in chunk) == documents
    assert max(map(len, dealt)) <= MOST
    assert max(map(len, dealt)) - min(map(len, dealt)) <= 1


def test_files_that_share_something_are_made_together() -> None:
    files = [File(str(number), None, bytes, "feeds" if number % 3 else "") for number in range(200)]
    shared, *others = _parts(files, 3)
    assert [file.name for file in shared] == [file.name for file in files if file.together]
    assert len(others) == 3
    assert sorted(file.name for part in others for file in part) == sorted(
        file.name for file in files if not file.together
    )


def test_what_processes_give_comes_back() -> None:
    found = in_parallel([[1, 2], [3], [4, 5]], lambda part: (os.getpid(), sum(part)), 2)
    assert sorted(total for _process, total in found) == [3, 3, 9]
    assert os.getpid() not in {process for process, _total in found}
