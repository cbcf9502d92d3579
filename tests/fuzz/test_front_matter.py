"""Whatever stands above an article: a record, or mistakes with their lines; and MyST gets what the record says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.front_matter import OWN_KEYS, PASSED_KEYS, markdown, read_source
from knowledge_centre.content.vocabulary import Author, Category, Tag, Vocabulary
from tests.fuzz.checks import assert_told, share, within
from tests.fuzz.texts import NASTY, TEXTS, damaged, mapping

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo
    from pathlib import Path

VOCABULARY = Vocabulary(
    authors={"ada": Author("ada", "Ada")},
    categories={"notes": Category("notes", "Notes")},
    tags={"cpp": Tag("cpp", "C++")},
    tag_names={"cpp": "cpp", "c++": "cpp"},
)
ZONES = [UTC, ZoneInfo("Europe/London"), ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Africa/Monrovia")]
MOMENTS = [datetime(1, 1, 2, tzinfo=UTC), datetime(2026, 2, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)]
GOOD: dict[str, Sequence[str]] = {
    **{key: ["x"] for key in OWN_KEYS | PASSED_KEYS},
    "title": ["A title", "<script>alert(1)</script>", "'# not a heading'"],
    "date": ["2025-06-01", "2025-06-01T09:00+01:00", "0001-01-03", "9999-12-30"],
    "author": ["ada", "[ada]"],
    "tags": ["[cpp]", "cpp, C++"],
    "category": ["notes"],
    "draft": ["true", "no"],
    "credit": ["{name: Ada, url: 'https://example.org', date: 2026-01-01}", "{name: [x]}"],
    "next_read": ["other", "{url: 'https://example.org', title: x}", "{url: x, more: y}"],
    "search": ["false", "''", "[no]", "2"],
    "keywords": ["SSO, single sign-on", "[C++, '?']", "\u200b", "{a: b}", "[[a]]"],
    "redirect_from": ["old/page.html", "[a, a/, a.html]", "'/%2e%2e/x'", "CON", "a//b"],
    "canonical_url": ["https://example.org/x", "http://[::1", "https://example.org:99999/"],
    "myst": [
        "{html_meta: {description: x}}",
        "{heading_anchors: 3}",
        "{substitutions: {a: b}}",
        "{number_code_blocks: [c]}",
    ],
    "html_meta": ["{description: x, 'http-equiv=refresh': '0'}"],
    "tocdepth": ["2", "true", "-1"],
}
BODIES = (
    st.sampled_from(["Text.", "# A heading\n\nText.", "# One\n\n# Two", "===", "a\n=", "> " * 60 + "x", "#", ""])
    | TEXTS
)


@st.composite
def articles(draw: st.DrawFn) -> str:
    ends = st.sampled_from(["---", "---", "---", "...", "--- ", "----", ""])
    needed = draw(st.sampled_from(["", "title: A\ndate: 2025-06-01\nauthor: ada\n"]))
    return f"---\n{needed}{draw(mapping(GOOD))}\n{draw(ends)}\n{draw(BODIES)}\n"


def check(source: bytes, zone: tzinfo) -> None:
    with within(5):
        read = read_source(source, VOCABULARY, zone)
    assert_told(read.diagnostics, source)
    assert read.front is not None or read.diagnostics
    if read.front is None:
        return
    for moment in MOMENTS:
        read.front.status(moment)
    given_to_myst = markdown(read.front, read.body, read.body_line)
    head, _, rest = given_to_myst.removeprefix("---\n").partition("\n---")
    assert yaml.safe_load(head)["orphan"] is True or "orphan" in read.front.passthrough
    assert rest.endswith(read.body)
    before = given_to_myst.removesuffix(read.body)
    assert before.count("\n") == read.body_line - 1


@given(damaged(articles()), st.sampled_from(ZONES))
def test_keys_and_values(source: bytes, zone: tzinfo) -> None:
    check(source, zone)


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda some: b"---\n" + some + b"\n---\n"))
def test_any_bytes(source: bytes) -> None:
    check(source, ZONES[1])


@pytest.mark.parametrize("key", sorted(GOOD))
def test_each_key_with_each_nasty_value(key: str) -> None:
    for value in (*NASTY, *GOOD[key]):
        check(f"---\n{key}: {value}\n---\nText.\n".encode("utf-8", errors="surrogatepass"), ZONES[1])


@settings(max_examples=share(3))
@given(st.lists(damaged(articles()), min_size=1, max_size=4))
def test_articles_together(folder: Path, sources: list[bytes]) -> None:
    for old in folder.glob("articles/a*.md"):
        old.unlink()
    for number, source in enumerate(sources):
        (folder / f"articles/a{number}.md").write_bytes(source)
    with within(5):
        found = read_collection(folder, MOMENTS[1])
    for number, source in enumerate(sources):
        path = f"articles/a{number}.md"
        assert_told((one for one in found.diagnostics if one.path == path), source, path)
    assert {one.path for one in found.diagnostics} <= {f"articles/a{number}.md" for number in range(len(sources))}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site's folder with a small vocabulary."""
    site = tmp_path_factory.mktemp("front-matter")
    (site / "articles").mkdir()
    (site / "articles/authors.yml").write_text("ada: {name: Ada}\n", encoding="utf-8")
    (site / "articles/categories.yml").write_text("notes: {label: Notes}\n", encoding="utf-8")
    (site / "articles/tags.yml").write_text("cpp: {label: C++}\n", encoding="utf-8")
    return site
