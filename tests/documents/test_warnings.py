"""Each message has its place and its remedy, once, and all are repeated at the end."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.site import PROJECT, interpreted

if TYPE_CHECKING:
    from tests.site import Site

LINKS = {
    "[](seconds.md)": 'there is no page "seconds.md": did you mean "second.md"?',
    "[a](second)": "",
    "[a](secnd)": 'there is no heading, label or page "secnd": did you mean "second.md"?',
    "[a](first.md#part-oen)": 'there is no heading "part-oen" in articles/first.md: did you mean "part-one"?',
    "[a](first.md#zzz)": 'there is no heading "zzz" in articles/first.md: it has #part-one, #part-two.',
    "[a](#a-prt)": 'there is no heading, label or page "a-prt": did you mean "a-part"?',
    "[a](#zzzz)": 'there is no heading, label or page "zzzz": it has #a-part, #more.',
    "{ref}`zzzz`": 'there is no label "zzzz": write "(zzzz)=" above what it names.',
    "{doc}`seconds`": 'there is no page "seconds": did you mean "second"?',
    "[a](gone.zip)": 'there is no file "gone.zip": put it beside this file, and give its name.',
}


def said(problems: str) -> list[str]:
    return [line.rpartition(" [")[0].partition("made.md:")[2] for line in problems.splitlines()]


@pytest.mark.parametrize("jobs", [1, 2])
def test_links_that_lead_nowhere(site: Site, jobs: int) -> None:
    site.article("made", "\n\n".join([*LINKS, "## A part", "## More"]))
    expected = [f"{number}: WARNING: {told}" for number, told in enumerate(LINKS.values(), 7) if told]
    lines = [
        re.sub(r"^\d+", lambda found: str((int(found[0]) - 7) // 2 + 7), line) for line in said(_built(site, jobs))
    ]
    assert sorted(lines) == sorted(expected)


def _built(site: Site, jobs: int) -> str:
    built = site.build(jobs=jobs)
    assert built.status == 1
    return built.problems


def test_pictures_that_are_not_there_have_their_line(site: Site) -> None:
    site.article(
        "made", "Words\n\n![a](gone.png)\n\n- item\n- ![b](gone.png)\n\n| a |\n| - |\n| b |\n| ![c](gone.png) |"
    )
    lines = said(site.build().problems)
    assert [line.partition(":")[0] for line in lines] == ["9", "12", "17"]


def test_code_is_told_once_or_shown_plain(site: Site) -> None:
    site.article(
        "made", '```pyton\nx\n```\n\n```json\n{"a": ...}\n```\n\n```{code-block} json\n:force:\n\n{"a": ...}\n```'
    )
    for _ in range(2):
        built = site.build()
        assert built.status == 1
        assert said(built.problems) == ['7: WARNING: no language is called "pyton": did you mean "python"?']
    site.article("made", '```json\n{"a": ...}\n```\n\n```{code-block} json\n:force:\n\n{"a": ...}\n```')
    site.build().ok()
    first, second = site.page("articles/made.html").select(".highlight pre")
    assert first.select("span[class]") == []
    assert first.get_text() == '{"a": ...}\n'
    assert second.select("span.nt")


def test_all_is_repeated_at_the_end_in_order(site: Site) -> None:
    site.article("made", "[](seconds.md)\n\n##Heading\n\n```json\n{...}\n```")
    site.article("also", "{ref}`zzzz`")
    arguments = ["-W", "--keep-going", "-D", "knowledge_centre_social_cards=0", ".", "_build/html"]
    _status, log, _problems = interpreted(arguments, site.path, {**os.environ, "PYTHONPATH": str(PROJECT)})
    lines = log.splitlines()
    end = lines[lines.index("4 messages, by file and line:") + 1 :]
    assert [line.partition("articles/")[2] for line in end[:4]] == [
        'also.md:7: there is no label "zzzz": write "(zzzz)=" above what it names.',
        'made.md:7: there is no page "seconds.md": did you mean "second.md"?',
        'made.md:9: "##Heading" is no heading: put a space behind "##".',
        'made.md:11: note: this is no whole "json", and is shown plain',
    ]
