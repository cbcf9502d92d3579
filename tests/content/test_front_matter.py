"""Every mistake in an article's front matter has its line; everything right becomes a record."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from markdown_it import MarkdownIt

from knowledge_centre.content.front_matter import headings, markdown, read_source
from knowledge_centre.content.records import Credit, NextRead, Status
from tests.sources import GOOD, LONDON, VOCABULARY, assert_told, front, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"", "1: the file is empty"),
        (b" \n\n", "1: the file is empty"),
        (b"# Title\n\nText.\n", "1: no front matter"),
        (b"---\ntitle: x\n\nText without end.\n", "1: the front matter is not closed"),
        (b"---\ntitle: x\n---\n\nCaf\xe9\n", "5: the byte 0xE9 is not UTF-8"),
        (b"---\ntitle: a: b\n---\n", "2: this is not YAML (mapping values are not allowed in this context)"),
        (b"---\ntitle: [a\n---\n", "3: this is not YAML"),
        (b"---\ndate: 2025-01-01\n\ttitle: x\n---\n", "3: this is not YAML"),
        (b"---\ntitle: a\x07b\n---\n", "2: the character U+0007 may not stand in YAML"),
        (b"---\njust text\n---\n", "2: this is not a list of keys and values"),
        (b"---\n- a\n- b\n---\n", "2: this is not a list of keys and values"),
        (b"---\na: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: *nothing\n---\n", "4: this is not YAML"),
    ],
)
def test_what_cannot_be_split(text: bytes, expected: str) -> None:
    assert told(text)[0].startswith(expected)


def test_a_billion_laughs_is_told_in_one_line() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert front("\n".join(lines)) == [
        "2: aliases repeat this too often: write the values out instead of * and their name."
    ]


@pytest.mark.parametrize("nested", ["&a [*a]", "&a {b: *a}", "[" * 100_000 + "]" * 100_000, "{a: " * 3000 + "}" * 3000])
def test_yaml_that_nests_without_end_is_told_in_one_line(nested: str) -> None:
    assert front(f"title: A\nmyst: {nested}") == [
        "3: this nests more than 100 levels deep: write plain keys and values."
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("date: 2025-04-23\nauthor: ada", ['1: no title: add a line "title: …" or one "# heading".']),
        (GOOD.replace("A title", ""), ['2: "title" is empty']),
        (GOOD.replace("A title", '"  "'), ['2: "title" is empty']),
        (GOOD.replace("A title", "[a, b]"), ['2: "title" is one text, not a list']),
        (GOOD.replace("A title", "{a: b}"), ['2: "title" is text: put it in quotes']),
        (
            "title: A\ntitle: B\ndate: 2025-01-01\nauthor: ada",
            ['3: "title" is given twice, first in line 2: keep one.'],
        ),
        (GOOD + "titel: x", ['5: unknown key "titel": did you mean "title"?']),
        (GOOD + "zzqq: x", ['5: unknown key "zzqq".']),
        (GOOD.replace("2025-04-23", "2025-02-30"), ['3: "2025-02-30" is no date: day']),
        (GOOD.replace("2025-04-23", "yesterday"), ['3: "yesterday" is no date: write 2026-01-31']),
        (GOOD.replace("2025-04-23", "[2025-01-01]"), ['3: "date" is one text, not a list']),
        (GOOD.replace("2025-04-23", "2025-04-23T09:00"), ['3: "2025-04-23T09:00" has no offset from UTC']),
        (GOOD.replace("2025-04-23", "0001-01-01T00:00+14:00"), ['3: "0001-01-01T00:00+14:00" is no date']),
        (GOOD.replace("2025-04-23", "0001-01-01"), ['3: "0001-01-01" is no date']),
        (
            GOOD.replace("ada", "adda"),
            ['4: unknown author "adda": did you mean "ada"? Authors are listed in articles/authors.yml'],
        ),
        (GOOD.replace("author: ada", "author:"), ["4: no author: name one"]),
        ("title: A\nauthor: ada", ['1: no date: add a line "date: 2026-01-31".']),
        ("title: A\ndate: 2025-01-01", ["1: no author: add a line"]),
        (
            GOOD + "tags: [zero-turst, cpp]",
            ['5: unknown tag "zero-turst": did you mean "zero-trust"? Tags are listed in articles/tags.yml'],
        ),
        (GOOD + "tags:\n  - cpp\n  - nope\n  - nein", ['7: unknown tag "nope"', '8: unknown tag "nein"']),
        (GOOD + "tags: ZTNA, Zero  Trust", ['5: "ZTNA" and "Zero Trust" are the same tag, zero-trust: keep one.']),
        (GOOD + "tags: [[cpp]]", ['5: "tags" holds something that is no name']),
        (GOOD + "category: note", ['5: unknown category "note": did you mean "notes"? Categories are listed in']),
        (GOOD + "category: [notes]", ['5: "category" is one id']),
        (GOOD + "draft: maybe", ["5: write true or false"]),
        (GOOD + f"summary: {'x' * 301}", ["5: the summary has 301 characters: shorten it to 300 at most."]),
        (GOOD + "image: a.png", ["5: the image has no text alternative"]),
        (GOOD + "image: https://example.org/a.png\nimage_alt: x", ["5: the image is elsewhere"]),
        (GOOD + "image: a.png\nimage_alt:", ['6: "image_alt" is empty']),
        (GOOD + "next_read: {title: x}", ['5: "next_read" has no url']),
        (GOOD + "next_read: Not A Slug", ['5: "Not A Slug" is neither an article\'s slug nor a web address']),
        (GOOD + "next_read: javascript:alert(1)", ['5: "javascript:alert(1)" is neither']),
        (GOOD + "next_read: {url: https://example.org}", ["5: a link to another site needs its title too: write"]),
        (GOOD + "next_read: https://example.org", ["5: a link to another site needs its title too: write"]),
        (GOOD + "next_read: {url: 'https://[x', title: x}", ['5: "https://[x" is neither']),
        (GOOD + "credit: Grace", ['5: "credit" needs keys and values under it']),
        (GOOD + "credit: {name: G, nmae: x}", ['5: unknown key "nmae" in "credit": did you mean "name"?']),
        (GOOD + "credit: {name: G, url: 'javascript:x'}", ['5: "javascript:x" is no web address']),
        (GOOD + "credit: {name: G, url: 'https://[x'}", ['5: "https://[x" is no web address']),
        (GOOD + "credit: {name: G, date: 2024-02-29-and-more}", ['5: "2024-02-29-and-more" is no date: write it as']),
        (GOOD + "search: maybe", ["5: write true or false here"]),
        (GOOD + "keywords: [C++, '??']", ['5: "??" has no letter to be found by']),
        (GOOD + "keywords: {a: b}", ['5: "keywords" holds something that is no name']),
        (GOOD + f"keywords: {', '.join(map(str, range(31)))}", ["5: there are 31 keywords"]),
        (GOOD + "redirect_from: ../../etc/passwd", ['5: "../../etc/passwd" is no old path of this site']),
        (GOOD + "canonical_url: example.org", ['5: "example.org" is no web address']),
        (GOOD + "canonical_url: 'https://[x'", ['5: "https://[x" is no web address']),
        (
            "titel: x\ndate: 2025-02-30\nauthor: nobody\ntags: nope",
            [
                "1: no title",
                '2: unknown key "titel"',
                '3: "2025-02-30"',
                '4: unknown author "nobody"',
                '5: unknown tag "nope"',
            ],
        ),
    ],
)
def test_every_mistake_is_told_with_its_line(fields: str, expected: list[str]) -> None:
    assert_told(fields, expected)


@pytest.mark.parametrize(
    ("fields", "body", "expected"),
    [
        (GOOD, "# Again", ['7: two titles: line 2 gives one as well; begin sections with "##".']),
        (
            "date: 2025-01-01\nauthor: ada",
            "# One\n\n# Two\n",
            ['8: two titles: line 6 is one; begin sections with "##".'],
        ),
        ("date: 2025-01-01\nauthor: ada", "One\n===\n\nText", []),
        (GOOD, "```bash\n# a comment\n```\n\n:::{code}\n# another\n:::\n\n    # indented\n", []),
        (GOOD, "## Section\n\n### Below\n", []),
        (GOOD, "> # Quoted\n\n- item\n\n  # In a list\n", []),
        ("date: 2025-01-01\nauthor: ada", "> # Quoted", ['1: no title: add a line "title: …" or one "# heading".']),
        ("date: 2025-01-01\nauthor: ada", "- a\n\n  # b", ['1: no title: add a line "title: …" or one "# heading".']),
        (
            "date: 2025-01-01\nauthor: ada",
            "#\n\nText",
            ['6: the title has no words: write them after the "#", or as "title: …".'],
        ),
        (
            "date: 2025-01-01\nauthor: ada",
            "Text\n\n# ![A cover](pic.svg)<br>",
            ['8: the title has no words: write them after the "#", or as "title: …".'],
        ),
        ("date: 2025-01-01\nauthor: ada", "# ![A cover](pic.svg) Word", []),
        ("date: 2025-01-01\nauthor: ada", "# `code`", []),
    ],
)
def test_an_article_has_one_title(fields: str, body: str, expected: list[str]) -> None:
    assert front(fields.rstrip(), body) == expected


def test_all_fields() -> None:
    source = read_source(
        b"""\xef\xbb\xbf---
title: 1984
date: 2025-07-01T23:30:00-02:00
author: [bob, ADA, bob]
category: notes
tags: C++, ztna
summary: >-
  Two lines
  of text.
updated: 2025-08-01
expires: 2027-01-01
review_by: 2026-01-01
draft: no
featured: yes
image: cover.svg
image_alt: A cover
series: Parts
related: [one, two]
next_read: {url: one, lead: Read it.}
credit: {name: Grace, role: Admiral, title: Idea, url: "https://example.org", date: 2024-02-29}
redirect_from: [/old/page.html, "older#x"]
id: nineteen-84
canonical_url: https://example.org/first
search: no
keywords: SSO, single  sign-on, SSO
orphan: true
html_meta: {keywords: a}
---
Body.
""".replace(b"\n", b"\r\n"),
        VOCABULARY,
        LONDON,
    )
    assert source.diagnostics == ()
    record = source.front
    assert record is not None
    assert record.title == "1984"
    assert record.date == datetime(2025, 7, 2, 2, 30, tzinfo=LONDON)
    assert (record.authors, record.category, record.tags) == (("bob", "ada"), "notes", ("cpp", "zero-trust"))
    assert record.summary == "Two lines of text."
    assert record.expires == datetime(2027, 1, 1, tzinfo=LONDON)
    assert (record.draft, record.featured) == (False, True)
    assert (record.related, record.series) == (("one", "two"), "Parts")
    assert record.next_read == NextRead("one", "", "", "Read it.")
    assert record.credit == Credit("Grace", "Admiral", "Idea", "https://example.org", date(2024, 2, 29))
    assert record.redirect_from == ("old/page.html", "older")
    assert (record.search, record.keywords) == (False, ("SSO", "single sign-on"))
    assert record.passthrough == {"orphan": True, "html_meta": {"keywords": "a"}}
    assert (source.body, source.body_line) == ("Body.\n", 29)


@pytest.mark.parametrize(
    ("fields", "now", "expected"),
    [
        ("", (2025, 4, 23), Status.PUBLISHED),
        ("", (2025, 4, 22), Status.SCHEDULED),
        ("expires: 2025-05-01", (2025, 4, 30), Status.PUBLISHED),
        ("expires: 2025-05-01", (2025, 5, 1), Status.EXPIRED),
        ("draft: true\nexpires: 2025-05-01", (2025, 6, 1), Status.DRAFT),
    ],
)
def test_visibility(fields: str, now: tuple[int, int, int], expected: Status) -> None:
    source = read_source(f"---\n{GOOD}{fields}\n---\n".encode(), VOCABULARY, LONDON)
    assert source.front is not None
    assert source.front.status(datetime(*now, tzinfo=LONDON)) is expected


@pytest.mark.parametrize(
    "title", ["# * _ ` < > [x](y) {role}`z` $a$ ^[n] \\ --", "1. no list", "Ünïcödé 中文 العربية 🎉", "a | b ~~c~~"]
)
def test_a_title_reaches_markdown_as_plain_text_and_lines_stay(title: str) -> None:
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    source = read_source(
        f'---\ntitle: "{quoted}"\ndate: 2025-01-01\nauthor: ada\n---\n\nBody'.encode(), VOCABULARY, LONDON
    )
    assert source.front is not None
    text = markdown(source.front, source.body, source.body_line)
    assert text.split("\n").index("Body") == 6
    heading = next(line for line in text.split("\n") if line.startswith("# "))
    inline = MarkdownIt("commonmark").parseInline(heading.removeprefix("# "))[0].children or []
    assert "".join(token.content for token in inline) == title
    assert {token.type for token in inline} <= {"text", "text_special"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("No heading here, C# = fine", []),
        ("Text\n\n# *A* `b` [c](d)\n\nE\n==\n", [(2, "A b c"), (4, "E")]),
    ],
)
def test_headings_and_their_words(body: str, expected: list[tuple[int, str]]) -> None:
    assert headings(body) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0999-01-01", "0999-01-01T00:00:00-00:01"),
        ("1800-01-01T12:00+00:00", "1800-01-01T11:59:00-00:01"),
        ("1900-07-01", "1900-07-01T00:00:00+00:00"),
        ("2025-07-01", "2025-07-01T00:00:00+01:00"),
    ],
)
def test_offsets_are_of_whole_minutes(written: str, expected: str) -> None:
    source = read_source(f"---\n{GOOD.replace('2025-04-23', written)}\n---\n".encode(), VOCABULARY, LONDON)
    assert source.front is not None
    assert source.front.date.isoformat() == expected
