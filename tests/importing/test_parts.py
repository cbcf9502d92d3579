"""The parts of an import that are plain functions: dates, names, levels of headings, places in a text."""

from __future__ import annotations

from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from knowledge_centre.importing.articles import summary_of, tidy
from knowledge_centre.importing.embeds import embed, watched
from knowledge_centre.importing.headings import anchors, levels
from knowledge_centre.importing.moments import day_in, moment
from knowledge_centre.importing.places import parse
from knowledge_centre.importing.slugs import slug_of
from knowledge_centre.importing.systems.people import people_said
from knowledge_centre.importing.texts import Text
from knowledge_centre.importing.vocabulary import near


@pytest.mark.parametrize(
    ("given", "zone", "expected"),
    [
        ("2020-01-31", "Europe/Berlin", "2020-01-31"),
        ("2020-01-31 09:30:00 +0100", "", "2020-01-31T09:30+01:00"),
        ("2020-01-31 09:30:00 -08", "", "2020-01-31T09:30-08:00"),
        ("2020-07-31T09:30:12.5Z", "", "2020-07-31T09:30+00:00"),
        ("2020-07-31 09:30", "Europe/Berlin", "2020-07-31T09:30+02:00"),
        ("2020-07-31 09:30", "", "2020-07-31"),
        ("2020-07-31 00:00:00", "Europe/Berlin", "2020-07-31"),
        ("Jul 08 2022", "", "2022-07-08"),
        ("January 5, 2016", "", "2016-01-05"),
        ("Wed, 01 Jan 2020 10:00:00 +0000", "", "2020-01-01T10:00+00:00"),
        ("11-9-2017", "", ""),
        ("2020-13-01", "", ""),
        ("0000-00-00 00:00:00", "", ""),
        ("yesterday", "", ""),
        ("", "", ""),
    ],
)
def test_dates(given: str, zone: str, expected: str) -> None:
    assert moment(given, ZoneInfo(zone) if zone else None) == expected


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("_posts/2020-01-31-title.md", "2020-01-31"),
        ("2020/1/2/title", "2020-01-02"),
        ("blog/2021/11-02-patterns/index.md", "2021-11-02"),
        ("posts/12345-01-01x.md", ""),
        ("2020-02-31-never.md", ""),
    ],
)
def test_days_in_paths(path: str, day: str) -> None:
    assert day_in(path) == day


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("C++", "cpp"),
        ("Rust-1.0@0", "rust-1-0-0"),
        ("Über Größe", "uber-grosse"),
        ("R&D", "r-and-d"),
        ("../../etc/passwd", "etc-passwd"),
        ("a " * 100, "a-" * 39 + "a"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slug_of(name) == slug
    assert slug_of("日本語") == slug_of("日本語") != slug_of("中文")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ada King", [("Ada King", "")]),
        ("by Ada King and Ben Low", [("Ada King", ""), ("Ben Low", "")]),
        ("Ada King, Ben Low, and Cy de Bruin", [("Ada King", ""), ("Ben Low", ""), ("Cy de Bruin", "")]),
        ("Ada King, Example", [("Ada King", "Example")]),
        ("Ada King (Example), Ben Low (Other Ltd)", [("Ada King", "Example"), ("Ben Low", "Other Ltd")]),
        ("The Core Team", [("The Core Team", "")]),
        ("Research and Development", [("Research and Development", "")]),
        ("King, Ada", [("King, Ada", "")]),
    ],
)
def test_people(text: str, people: list[tuple[str, str]]) -> None:
    assert [(one.name, one.role) for one in people_said(text)] == people


def test_headings_begin_at_the_second_level_and_leave_none_out() -> None:
    assert levels([1, 2, 3, 1]) == [2, 3, 4, 2]
    assert levels([3, 5, 4, 2, 6]) == [2, 3, 3, 2, 3]
    assert anchors("# A `b`!\n\n#### Two words {#x}\n\n# A b") == {"a-b": 2, "two-words": 3, "a-b-1": 2}


def test_a_text_knows_its_lines_after_each_change() -> None:
    text = Text.of("one\ntwo\nthree", 5).edited([(0, 3, "a\nb"), (4, 8, "")])
    assert (text.text, text.lines) == ("a\nb\nthree", (5, 5, 7))
    again = text.edited([(4, 9, "c\nd"), (5, 6, "not within another")])
    assert (again.text, again.lines) == ("a\nb\nc\nd", (5, 5, 7, 7))


def test_places_in_lists_quotations_tables_and_words_of_links() -> None:
    source = '> a `b` ![c `d`](e.png)\n> [f](g "h")\n\n- i\n  [![j](k)][l]\n\n| m | [n](o) |\n|---|---|\n| `p` | <b> |\n\n[l]: /q\n'
    parsed = parse(source)
    found = [(one.kind, source[one.start : one.end], source[slice(*one.aim)]) for one in parsed.spans]
    assert found == [
        ("backticks", "`b`", ""),
        ("image", "![c `d`](e.png)", "e.png"),
        ("link", '[f](g "h")', "g"),
        ("link", "[![j](k)][l]", ""),
        ("image", "![j](k)", "k"),
        ("link", "[n](o)", "o"),
        ("backticks", "`p`", ""),
        ("html_inline", "<b>", ""),
    ]


def test_embeds_are_links() -> None:
    assert embed("youtube", {}, ["abc"]) == "[Video on YouTube](https://www.youtube.com/watch?v=abc)"
    assert embed("gist", {}, ["ada", "1f"]) == "[Code in a gist on GitHub](https://gist.github.com/ada/1f)"
    assert embed("youtube", {"id": "a b<script>"}, []) == ""
    assert watched("//player.vimeo.com/video/12?x=1") == ("Video on Vimeo", "https://vimeo.com/12")
    assert watched("https://gist.github.com/ada/1f.js")[1] == "https://gist.github.com/ada/1f"
    assert watched("javascript:alert(1)") == ("", "")


def test_tags_that_are_nearly_one() -> None:
    uses = Counter({"tests": 3, "test": 1, "javascript": 2, "java-script": 1, "java": 5, "rust-1": 1, "rust-2": 1})
    assert near(sorted(uses), uses) == [("javascript", "java-script"), ("tests", "test")]


def test_standfirsts_are_plain_and_cut() -> None:
    assert summary_of("A **b** [c](d) &amp; <i>e</i>") == "A b c & e"
    assert summary_of("One two. " * 50).endswith("two.")
    assert len(summary_of("word " * 100)) <= 300
    assert tidy("a\n\n\n\nb\n```\n\n\nc\n```\n") == "a\n\nb\n```\n\n\nc\n```"
