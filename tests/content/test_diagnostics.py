"""Every rule has a sample with its place, message and remedy; no text of an author's does harm where it is printed."""

from __future__ import annotations

import ast
import io
import re
import time
from pathlib import Path

import pytest

from knowledge_centre import content
from knowledge_centre.__main__ import main
from knowledge_centre.content.clock import now_in
from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.diagnostics import LONGEST_LINE, Diagnostic, one_line, report
from knowledge_centre.content.front_matter import PASSED_KEYS
from knowledge_centre.content.published_urls import LIST, Built, gone
from knowledge_centre.content.rules import RULES
from tests.sources import GOOD, told_lines

SITE = {
    "authors.yml": "ada: {name: Ada}\nbob: {name: Bob}",
    "categories.yml": "articles:\nnotes:",
    "tags.yml": "cpp: {label: C++}\nzero-trust: {aliases: ZTNA}",
    "other.md": f"---\n{GOOD}---\n",
}
TEXTS = {
    "": '1:0 front-matter | the file is empty | start it with "---", the title, date and author, and "---".',
    "x": '1:0 front-matter | no front matter | start the file with "---", the title, date and author, and "---".',
    "---\n": '1:0 front-matter | the front matter is not closed | put a line "---" after its last key.',
    "---\nü: \udcff\n---\n": "2:4 encoding | the byte 0xFF is not UTF-8 | save the file as UTF-8.",
    "\ufeff---\n\udcfe": "2:1 encoding | the byte 0xFE is not UTF-8 | save the file as UTF-8.",
    "---\nü: a: b\n---\n": "2:5 yaml | this is not YAML (mapping values are not allowed in this context) "
    "| put a value that contains a colon in quotes.",
    "---\ntitle: A\nauthor:ada\n---\n": '3:7 yaml | "author:ada" is no key with a value | put a space behind the colon.',
    "---\ntitle:One\ndate: 2026-01-31\n---\n": '2:6 yaml | "title:One" is no key with a value '
    "| put a space behind the colon.",
    "---\ntitle: A\ndate:\xa02026-01-31\nauthor: a\n---\n": '3:5 yaml | "date:\xa02026-01-31" is no key with a value '
    "| put a plain space behind the colon.",
    "---\nü: üüü\nö: ö\ne: é\x07\n---\n": "4:5 yaml | the character U+0007 may not stand in YAML | remove it.",
    "---\n- a\n---\n": '2:1 yaml | this is not a list of keys and values | write lines such as "key: value".',
    f"---\n{GOOD}title: x\n---\n": '5:1 yaml | "title" is given twice, first in line 2 | keep one.',
    f"---\n{GOOD}titel: x\n---\n": '5:1 front-matter/unknown-key | unknown key "titel" | did you mean "title"?',
    f"---\n{GOOD}---\n# Again\n": "6:0 front-matter/title | two titles "
    '| line 2 gives one as well; begin sections with "##".',
    "---\ntitle: A\nauthor: ada\n---\n": '1:0 front-matter/date | no date | add a line "date: 2026-01-31".',
}
"""Articles, and the only diagnostic of each."""
DATE = "write 2026-01-31, or 2026-01-31T09:00+00:00 with the time."
FIELDS = {
    "title: Ticket #12 explained": '2:15 yaml | "#12 explained" is cut off, as " #" begins a comment '
    '| put the whole value in quotes, or write "# " before a comment.',
    "tags: #cpp": '5:7 yaml | "#cpp" is cut off, as " #" begins a comment '
    '| put the whole value in quotes, or write "# " before a comment.',
    "category:": '5:1 front-matter/category | "category" is empty | write its value, or leave the line out.',
    "title: [a]": '2:1 front-matter/title | "title" is one text, not a list | remove the brackets or dashes.',
    "date: noon": f'3:1 front-matter/date | "noon" is no date | {DATE}',
    "author: adda": '4:1 front-matter/author | unknown author "adda" '
    '| did you mean "ada"? Authors are listed in articles/authors.yml',
    "category: zzzz": '5:1 front-matter/category | unknown category "zzzz" '
    "| categories are listed in articles/categories.yml",
    "tags: [cpp, zero-turst]": '5:13 front-matter/tags | unknown tag "zero-turst" '
    '| did you mean "zero-trust"? Tags are listed in articles/tags.yml',
    "tags: [C++, cpp]": '5:13 front-matter/tags | "C++" and "cpp" are the same tag, cpp | keep one.',
    f"summary: {'x' * 301}": "5:1 front-matter/summary | the summary has 301 characters | shorten it to 300 at most.",
    "updated: 2025-02-30": '5:1 front-matter/updated | "2025-02-30" is no date '
    f"| day is out of range for month; {DATE}",
    "expires: 2026-01-01T09:00": '5:1 front-matter/expires | "2026-01-01T09:00" has no offset from UTC '
    "| write 2026-01-01T09:00+00:00, or +01:00.",
    "review_by: soon": f'5:1 front-matter/review_by | "soon" is no date | {DATE}',
    "draft: maybe": "5:1 front-matter/draft | write true or false here | ",
    "featured: maybe": "5:1 front-matter/featured | write true or false here | ",
    "image: //a/b.png\nimage_alt: A": "5:1 front-matter/image | the image is elsewhere "
    "| put the file beside the article and give its name.",
    "image_alt:": '5:1 front-matter/image_alt | "image_alt" is empty | write its value, or leave the line out.',
    "series: {a: b}": '5:1 front-matter/series | "series" is text | put it in quotes if it contains a colon.',
    "related:\n- [a]": '6:3 front-matter/related | "related" holds something that is no name | put each in quotes.',
    "next_read: {lead: A}": '5:1 front-matter/next_read | "next_read" has no url | add "url:" under it.',
    "credit: {name: A, rule: B}": '5:19 front-matter/credit | unknown key "rule" in "credit" | did you mean "role"?',
    "redirect_from: [ok, ..]": '5:21 front-matter/redirect_from | ".." is no old path of this site '
    '| write it as "old/page.html".',
    "id: A b": '5:1 front-matter/id | "A b" is nothing that feeds know an article by '
    "| write its first slug, such as names-that-last.",
    "search: not": "5:1 front-matter/search | write true or false here | ",
    "keywords: [a, '?']": '5:15 front-matter/keywords | "?" has no letter to be found by '
    "| write words that readers look for.",
    "check: {markdown/lnik: x}": '5:9 front-matter/check | "markdown/lnik" is no rule that an article can turn off '
    '| did you mean "markdown/link"?',
    "canonical_url: a.b": '5:1 front-matter/canonical_url | "a.b" is no web address '
    "| write it whole, from https:// on.",
    "myst: {heading_anchor: 2}": '5:8 front-matter/myst | unknown key "heading_anchor" in "myst" '
    '| did you mean "heading_anchors"?',
    **{
        f"{key}: !!python/none {{}}": f'5:1 front-matter/{key} | "{key}" has a value that YAML cannot give to Sphinx '
        "| use text, numbers, true or false."
        for key in sorted(PASSED_KEYS)
    },
    "related: [othr]": '5:1 reference/related | there is no other article "othr" | did you mean "other"?',
    "next_read: othr": '5:1 reference/next_read | there is no other article "othr" | did you mean "other"?',
    "id: other": '5:1 reference/id | "other" is what feeds know articles/other.md by '
    "| write the first slug of this article, or leave it out.",
    "series: Alone": '5:1 reference/series | the series "Alone" has no other part, not even a draft | ',
    "image: no.png\nimage_alt: A": '5:1 reference/image | there is no file "articles/no.png" in the site '
    "| put the picture beside this file and give its name.",
    "redirect_from: [old, 404]": '5:1 reference/redirect_from | "404" is the address of a page of the site '
    "| leave it out.",
}
"""Fields of an article that is sound else, whose front matter begins in line 2."""
VOCABULARY = {
    "tags": {
        "C++:": '1:1 vocabulary/id | "C++" cannot be an address '
        "| use lower-case ASCII letters, digits and single hyphens.",
        "a: b": '1:1 vocabulary/entry | "a" needs keys and values under it '
        "| aliases, description, feed_id, group, label, pinned, redirect_from.",
        "a: {lable: A}": '1:5 vocabulary/unknown-key | unknown key "lable" | did you mean "label"?',
        "a: {label: Same}\nb: {label: same}": '2:1 vocabulary/label | "b" and "a" are both called "same" '
        "| rename one of them.",
        "a:\n  aliases: [b, [c]]": "2:16 vocabulary/aliases | an alias is text | put it in quotes.",
        "a: {description: []}": '1:5 vocabulary/description | "description" is text | write it on one line.',
        "a: {group: []}": '1:5 vocabulary/group | "group" is text | write it on one line.',
        "a: {redirect_from: [../x]}": '1:5 vocabulary/redirect_from | "../x" is no old path of this site '
        '| write it as "old/page.html".',
        "a: {feed_id: A B}": '1:5 vocabulary/feed_id | "A B" is nothing that feeds know themselves by '
        "| write the first id of this entry.",
        "a: {pinned: [nowhere]}": '1:14 vocabulary/pinned | there is no article "nowhere" | did you mean "other"?',
    },
    "authors": {
        "ada: {role: A}": '1:1 vocabulary/name | "ada" has no name | add "name:" under it.',
        "a: {name: A, role: []}": '1:14 vocabulary/role | "role" is text | write it on one line.',
        "a: {name: A, sort_name: []}": '1:14 vocabulary/sort_name | "sort_name" is text | write it on one line.',
        "a: {name: A, bio: []}": '1:14 vocabulary/bio | "bio" is text | write it on one line.',
        "a: {name: A, url: b}": '1:14 vocabulary/url | "b" is no web address | write it whole, from https:// on.',
        "a: {name: A, avatar: b.png}": '1:14 vocabulary/avatar | there is no file "articles/b.png" in the site '
        "| put the picture beside this file and give its name.",
    },
    "synonyms": {"a: b\nc:": '2:1 vocabulary/synonyms | "c" has no other name | write one after the colon.'},
}
"""Files of the vocabulary."""


def article(field: str) -> str:
    """An article that is sound but for a field."""
    lines = {line.partition(":")[0]: line for line in [*GOOD.splitlines(), field]}
    return "\n".join(["---", *lines.values(), "---", ""])


SAMPLES = [
    *(("a.md", text, told) for text, told in TEXTS.items()),
    *(("a.md", article(field), told) for field, told in FIELDS.items()),
    *((f"{name}.yml", text, told) for name, samples in VOCABULARY.items() for text, told in samples.items()),
    (
        "a.md",
        f"---\n{GOOD}---\n\n" + ":::{note}\n" * 21,
        "27:0 body/nesting | this nests more than 20 levels deep | write it flatter.",
    ),
    (
        "a.md",
        "x" * 1_000_001,
        "1:0 file | this article has more than 1000000 bytes | split it; conf.py says how large one may be.",
    ),
    ("x.md/y", "", '1:0 file | this is a folder | call it "x", without ".md", and the article in it index.md.'),
    (
        "a/b/c.md",
        "",
        "1:0 address | no address can be made of this path | call the file articles/c.md or, with "
        'pictures, articles/c/index.md (start the name with "_" if it is no article).',
    ),
    (
        "Café & co.md",
        "",
        "1:0 address | no address can be made of this path | call the file articles/cafe-and-co.md or, with "
        'pictures, articles/cafe-and-co/index.md (start the name with "_" if it is no article).',
    ),
    (
        "caching/Index.md",
        "",
        "1:0 address | no address can be made of this path | call the file articles/caching.md or, with "
        'pictures, articles/caching/index.md (start the name with "_" if it is no article).',
    ),
    (
        "Index.md",
        "",
        "1:0 address | this address is the chronological index, which is made for you | move the text to index.md.",
    ),
    (
        "b.markdown",
        "Words.",
        "1:0 format | this is Markdown by another name, and no article | rename it to b.md.",
    ),
]


def diagnostics(site: Path, name: str, text: str) -> tuple[Diagnostic, ...]:
    """What is told of a small site that is sound but for a file."""
    for path, written in {**SITE, name: text}.items():
        (site / "articles" / path).parent.mkdir(parents=True, exist_ok=True)
        (site / "articles" / path).write_bytes(written.encode(errors="surrogateescape"))
    return read_collection(site, now_in("UTC")).diagnostics


@pytest.mark.parametrize(("name", "text", "told"), SAMPLES)
def test_each_is_told_with_place_rule_message_and_remedy(tmp_path: Path, name: str, text: str, told: str) -> None:
    assert [
        f"{each.line}:{each.column} {each.rule} | {each.message} | {each.remedy}"
        for each in diagnostics(tmp_path, name, text)
    ] == [told]


def test_a_published_address_that_is_gone() -> None:
    (told,) = gone({"a.html": 3}, Built(frozenset(), frozenset()), set())
    assert (told.path, told.line, told.column, told.rule) == (LIST, 3, 1, "published-address")
    assert told.text.startswith('a.html is gone: add "redirect_from: [a.html]" to what has')


def test_every_rule_has_a_sample_and_every_sample_a_rule() -> None:
    sampled = {told.split()[1] for _name, _text, told in SAMPLES}
    elsewhere = ("html/", "link/", "markdown/", "golden-query", "interrupted-move")  # sampled in tests of their own
    others = {rule for rule in RULES if rule.startswith(elsewhere)}
    assert sampled | {"published-address"} | others == RULES


def test_the_code_names_no_other_rule() -> None:
    files = Path(content.__file__).parent.glob("*.py")
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    named = {text for text in texts if re.fullmatch("(front-matter|reference|vocabulary)/[a-z_-]+", text)}
    assert named
    assert named <= RULES


def test_one_printer_prints_by_place() -> None:
    stream = io.StringIO()
    places = [("b.md", 1, 1), ("a.md", 10, 2), ("a.md", 10, 1), ("a.md", 9, 0)]
    told = [Diagnostic(*place, "yaml", f"column {place[2]}", "mend it." * (place[2] == 1)) for place in places]
    assert report(iter(told), stream) == 4
    assert stream.getvalue().splitlines() == [
        "a.md:9: column 0.",
        "a.md:10: column 1: mend it.",
        "a.md:10: column 2.",
        "b.md:1: column 1: mend it.",
    ]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.md", article('"\\e[31mred\\n\\u202e": x'), r'articles/a.md:5: unknown key "\x1b[31mred\n\u202e".'),
        ("a.md", article('tags: ["\\x9b2J", "a\\u200bb"]'), r'articles/a.md:5: unknown tag "\x9b2J": tags are'),
        ("tags.yml", 'cpp: {"labe\\bl": x}', r'articles/tags.yml:1: unknown key "labe\x08l": did you mean "label"?'),
        ("tags.yml", 'a: {label: "\\e]0;x"}\nb: {label: "\\e]0;x"}', r'are both called "\x1b]0;x": rename one'),
        ("\x1b[2J\n.md", "", r"articles/\x1b[2J\n.md:1: no address can be made of this path"),
        ("\udcff.md", "", r"articles/\udcff.md:1: no address can be made of this path"),
    ],
)
def test_no_text_reaches_the_terminal_that_it_would_obey(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, told: str
) -> None:
    expected = len(diagnostics(tmp_path, name, text))
    assert main(["lint", str(tmp_path)]) == 1
    printed = "".join(f"{line}\n" for line in told_lines(capsys.readouterr().out))
    assert told in printed
    assert printed.count("\n") == len(printed.splitlines()) == expected
    assert printed.replace("\n", "").isprintable()


LONG = "x" * 200_000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", article(f"author: {LONG}")),
        ("a.md", article(f"? {LONG}\n: x")),
        ("a.md", article(f"date: {LONG}")),
        ("a.md", article(f"related: {LONG}")),
        ("a.md", article(f"series: {LONG}")),
        ("a.md", article(f"next_read: {LONG}/")),
        ("a.md", article(f"redirect_from: {LONG}")),
        ("a.md", article(f"canonical_url: {LONG}")),
        ("a.md", article(f"credit: {{name: A, url: {LONG}}}")),
        ("a.md", article(f"html_meta: {{? {LONG} : 1}}")),
        ("a.md", article(f"title: *{LONG}")),
        ("tags.yml", f"? {LONG}\n: {{}}"),
        ("tags.yml", f"a: {{label: {LONG}}}\nb: {{label: {LONG}}}"),
        ("synonyms.yml", f"a: {LONG}\nb: {LONG}"),
    ],
)
def test_what_is_very_long_is_told_in_one_short_line_and_at_once(tmp_path: Path, name: str, text: str) -> None:
    stream = io.StringIO()
    before = time.monotonic()
    assert report(diagnostics(tmp_path, name, text), stream) == 1
    assert time.monotonic() - before < 1
    assert len(stream.getvalue()) < 300


def test_what_another_program_says_is_one_line() -> None:
    assert one_line("A plain one.  It stays.") == "A plain one.  It stays."
    assert one_line('Error in "figure":\n\n```{figure}\n\x1b[2J') == r'Error in "figure": ```{figure} \x1b[2J'
    assert len(one_line("x" * 9_999)) == LONGEST_LINE
