"""The terminal output in the guides is what the commands print."""

from __future__ import annotations

import pytest

from maintenance.transcripts import BLOCK, PAGES, PROJECT, current


@pytest.mark.parametrize("page", PAGES)
def test_the_guides_show_what_the_commands_print(page: str) -> None:
    if not all((PROJECT / one).is_file() for one in PAGES):
        pytest.skip("the guides are not here: this is a site of somebody's own")
    text = (PROJECT / page).read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) == text.count("<!-- transcript: ") > 0
    assert current(text, slow=False) == text, "make guides writes it anew"


def test_a_session_is_run_command_by_command() -> None:
    start = (
        "<!-- transcript: a -->\n\n```console\n$ mkdir x && cd x\n$ cat > f <<E\n> one\n> E\n$ cat f; pwd\nold\nold\n"
    )
    text = current(f"{start}```\n\n<!-- end -->\n", slow=False)
    assert text.endswith("$ cat > f <<E\n> one\n> E\n$ cat f; pwd\none\nx\n```\n\n<!-- end -->\n")
