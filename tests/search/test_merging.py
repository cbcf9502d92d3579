"""The index of any articles, after any edits, is what a plain program makes of the articles as they are."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_centre.search import parts as parts_module
from knowledge_centre.search.contributions import APART, BLOCK, NO_TERMS, Said, Terms, contribution, occurring, terms_of
from knowledge_centre.search.cutting import cut
from knowledge_centre.search.merging import CUT, exchange, merged
from knowledge_centre.search.parts import MANY_PLACES, PIECE, SIZES, Part, parts, separator
from knowledge_centre.search.postings import length_byte, varint
from tests.fuzz.checks import share
from tests.search.index_reader import FIELDS, Bytes, Hit, Index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge_centre.search.merging import Entries

Fields = list[tuple[int, str]]
WORDS = ["a", "b", "c", "cat", "cats", "city", "cities", "no-cache", "Łódź", "c++", "東京", "&&", "x" * 60]
STEMS = {"cats": "cat", "cities": "city", "cat": "a"}
"""As no language has them: a form of one group is the stem of another."""
FIELDS_OF_ONE = st.lists(
    st.tuples(st.integers(0, 5), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)), max_size=5
)


def plainly(articles: Sequence[Fields]) -> dict[str, dict[int, Hit]]:
    """What the index is to say of each term."""
    found: dict[str, dict[int, Hit]] = {}
    for number, fields in enumerate(articles):
        first = 0
        for field, text in fields:
            tokens = cut(text)
            for token in tokens:
                hit = found.setdefault(token.term, {}).setdefault(number, Hit({}, []))
                hit.counts[FIELDS[field]] = hit.counts.get(FIELDS[field], 0) + 1
                hit.places.append(first + token.place)
            if words := max((token.place + token.span for token in tokens), default=0):
                first = (first + words + APART + BLOCK - 1) // BLOCK * BLOCK
    for hits in found.values():
        for hit in hits.values():
            hit.places.sort()
    return found


def read(entries: Entries, articles: int = 1) -> Index:
    """The terms as a reader gets them."""
    made = parts(entries, {term: STEMS.get(term, term) for term in entries}, articles)
    lines = "".join(f"{part.first} {part.name} 0\\n" for part in made)
    files = {"index.json": f'{{"parts": "{lines}"}}'.encode()}
    for part in made:
        files[f"terms/{part.name}.bin"] = zlib.compress(part.terms)
        files[f"places/{part.name}.bin"] = zlib.compress(part.places)
        files |= {f"places/{part.name}-{piece}.bin": zlib.compress(data) for piece, data in part.pieces()}
    return Index(files)


def terms(fields: Fields) -> Terms:
    return terms_of(occurring((field, text, None) for field, text in fields))


def assert_fits(entries: Entries, articles: Sequence[Fields]) -> None:
    """In one part, and in as many parts and files as can be, where forms and their stems are apart."""
    wanted = plainly(articles)
    for sizes, many, piece in ((SIZES, MANY_PLACES, PIECE), ((1,), 3, 10)):
        with patch.multiple(parts_module, SIZES=sizes, MANY_PLACES=many, PIECE=piece):
            index = read(entries, len(articles))
        found = index.all_forms()
        assert {term: form.hits for term, form in found.items()} == wanted
        for term, form in found.items():
            assert form.articles == len(form.hits)
            assert list(form.hits) == sorted(form.hits)
            assert index.look_up(term) == form


@settings(max_examples=share(60), deadline=None)
@given(st.lists(FIELDS_OF_ONE, max_size=8))
def test_any_articles(articles: list[Fields]) -> None:
    assert_fits(merged(map(terms, articles)), articles)


@settings(max_examples=share(60), deadline=None)
@given(st.lists(FIELDS_OF_ONE, min_size=1, max_size=8), st.data())
def test_any_edits(articles: list[Fields], data: st.DataObject) -> None:
    """Whichever articles are edited and how often: the same entries as of a first build. The last may be a new one."""
    entries = merged(map(terms, articles))
    for _edit in range(data.draw(st.integers(1, 4))):
        number = data.draw(st.integers(0, len(articles)))
        before = terms(articles[number]) if number < len(articles) else NO_TERMS
        articles[number:] = [data.draw(FIELDS_OF_ONE), *articles[number + 1 :]]
        exchange(entries, number, before, terms(articles[number]))
    assert_same(entries, merged(map(terms, articles)))


def assert_same(one: Entries, other: Entries) -> None:
    """But for the cuts, which need not be at the same postings."""
    assert {term: entry[:3] for term, entry in one.items()} == {term: entry[:3] for term, entry in other.items()}


@settings(max_examples=share(15), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5 * CUT), FIELDS_OF_ONE), min_size=1, max_size=40))
def test_edits_of_many_articles(edits: list[tuple[int, Fields]]) -> None:
    """Entries with several cuts, whose articles come and go."""
    articles: list[Fields] = [[(4, "a b c cat"), (0, "a")] for _article in range(5 * CUT)]
    entries = merged(map(terms, articles))
    for number, fields in edits:
        before = terms(articles[number]) if number < len(articles) else NO_TERMS
        articles[number:] = [fields, *articles[number + 1 :]]
        exchange(entries, number, before, terms(articles[number]))
    assert_same(entries, merged(map(terms, articles)))
    assert_fits(entries, articles)


def test_nothing_is_left_of_what_all_articles_lost() -> None:
    entries = merged([terms([(4, "a b")]), terms([(4, "b")])])
    exchange(entries, 0, terms([(4, "a b")]), terms([]))
    exchange(entries, 1, terms([(4, "b")]), terms([]))
    assert entries == {}
    assert read(entries).all_forms() == {}


@pytest.mark.parametrize("number", [0, 1, 127, 128, 300, 16_383, 16_384, 2_000_000, 1 << 40])
def test_numbers(number: int) -> None:
    assert Bytes(varint(number)).number() == number


def test_an_article_may_be_very_long() -> None:
    html = f"<p>{' '.join(f'word{number % 5_000}' for number in range(100_000))}</p>"
    made = contribution(Said("Long"), html)
    assert made.words == 100_002
    form = read(merged([made.terms])).look_up("word4999")
    assert form
    assert form.hits[0].counts == {"body": 20}
    assert length_byte(made.words) < 255


def test_lengths_are_without_stop_words_and_titles_count_twice() -> None:
    html = "<p>The cat is in the town, and it is no-one's.</p><h2>In town</h2><pre>in the house</pre>"
    # the cat, town; cat, town, no, one, s; town; house
    assert (
        contribution(Said("The cat in town"), html, ["the", "is", "in", "and", "it", "no"]).words == 2 * 2 + 4 + 1 + 1
    )


def test_lengths_are_told_to_one_in_twenty() -> None:
    for words in (0, 1, 10, 100, 1_000, 10_000, 300_000):
        told = 8 * (2 ** (length_byte(words) / 16) - 1)
        assert abs(told - words) <= 1 + words / 20


def test_an_edit_moves_few_boundaries() -> None:
    """And parts are of a like size, but for a term that is a part by itself."""
    number = 3_000
    texts = [" ".join(f"w{(one * 7919 + step * step) % 20_011:05}" for step in range(40)) for one in range(number)]
    articles: list[Fields] = [[(4, f"the {text}")] for text in texts]
    entries = merged(map(terms, articles))
    before = {part.name for part in made(entries)}
    exchange(entries, 5, terms(articles[5]), terms([(4, "the new a1 b2 c3")]))
    changed = [part for part in made(entries) if part.name not in before]
    assert len(before) > 30
    assert len(changed) <= 42 + 2
    sizes = [len(part.terms) for part in made(entries)]
    assert len([size for size in sizes if size > 2.2 * SIZES[-1]]) <= 1


@pytest.mark.parametrize(
    ("before", "key", "first"), [("a", "b", "b"), ("able", "about", "abo"), ("ab", "abc", "abc"), ("z", "東京", "東")]
)
def test_separators(before: str, key: str, first: str) -> None:
    assert separator(before, key) == first


def made(entries: Entries) -> list[Part]:
    return parts(entries, {term: term for term in entries}, 3_000)
