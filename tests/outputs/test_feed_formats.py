"""The three formats of feeds: any text arrives, in XML and in JSON."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from knowledge_centre.outputs.feeds.formats import FeedWriter
from knowledge_centre.outputs.feeds.records import ATOM, FORMATS, JSON, RSS, Enclosure, Entry, Feed, Person, Term
from tests.feeds import (
    AWKWARD,
    CANONICAL,
    GRAMMAR,
    HERE,
    NS,
    SUMMER,
    TAG,
    check_json,
    check_rss,
)


def an_entry(words: str = "Words", number: int = 1) -> Entry:
    return Entry(
        id=f"{TAG}articles/{number}",
        url=f"{CANONICAL}articles/{number}.html",
        title=words,
        published=datetime(2026, 7, 1, 9, tzinfo=SUMMER),
        updated=datetime(2026, 7, 2, 9, tzinfo=SUMMER),
        summary=words,
        content=f"<p>{words}</p>",
        authors=(Person(words, f"{CANONICAL}authors/a.html", f"{CANONICAL}_images/a.png"),),
        terms=(Term(f"{TAG}tags", "a", words),),
        image=f"{CANONICAL}_images/b.png",
        picture=Enclosure(f"{CANONICAL}_images/b.png", "image/png", 7),
    )


def a_feed(*entries: Entry, words: str = "A feed") -> Feed:
    address = f"{CANONICAL}feeds/all"
    return Feed(f"{TAG}feeds/all", address, CANONICAL, words, words, words, "en", "../feed.css", entries)


@pytest.mark.parametrize("words", AWKWARD)
def test_any_text_arrives_as_it_is_but_for_what_no_xml_may_have(words: str) -> None:
    feed = a_feed(an_entry(words), words=words)
    clean = re.sub("[\0\a\ufffe]", "", words)
    atom = etree.fromstring(FeedWriter().atom(feed))
    assert GRAMMAR.validate(atom), GRAMMAR.error_log
    for path in (
        "a:title",
        "a:subtitle",
        "a:rights",
        "a:entry/a:title",
        "a:entry/a:summary",
        "a:entry/a:author/a:name",
    ):
        assert atom.findtext(path, namespaces=NS) == clean, path
    assert atom.findtext("a:entry/a:content", namespaces=NS) == f"<p>{clean}</p>"
    rss = etree.fromstring(FeedWriter().rss(feed))
    for path in ("channel/title", "channel/description", "channel/copyright", "channel/item/title"):
        assert rss.findtext(path) == clean, path
    assert BeautifulSoup(str(rss.findtext("channel/item/description")), "html5lib").get_text() == clean
    assert rss.findtext("channel/item/content:encoded", namespaces=NS) == f"<p>{clean}</p>"
    made = json.loads(FeedWriter().json(feed))
    item = made["items"][0]
    assert [made["title"], made["description"], item["title"], item["summary"], *item["tags"]] == [clean] * 5
    assert item["content_html"] == f"<p>{clean}</p>"


def test_an_entry_goes_from_feed_to_feed() -> None:
    one, two = an_entry("One", 1), an_entry("Two", 2)
    writer = FeedWriter()
    for feed in (a_feed(one, two), a_feed(two), a_feed(two, one)):
        for form in FORMATS:
            assert writer.write(feed, form) == FeedWriter().write(feed, form)


def test_a_feed_of_nothing() -> None:
    atom = etree.fromstring(FeedWriter().write(a_feed(), ATOM))
    assert GRAMMAR.validate(atom), GRAMMAR.error_log
    assert atom.findtext("a:updated", namespaces=NS) == "1970-01-01T00:00:00Z"
    assert etree.fromstring(FeedWriter().write(a_feed(), RSS)).find("channel/lastBuildDate") is None
    assert json.loads(FeedWriter().write(a_feed(), JSON))["items"] == []


def test_an_entry_without_what_it_may_have() -> None:
    moment = datetime(2026, 7, 1, tzinfo=UTC)
    feed = a_feed(Entry(f"{TAG}articles/a", HERE, "A", moment, moment, authors=(Person("Ada", CANONICAL),)))
    atom = etree.fromstring(FeedWriter().atom(feed))
    assert GRAMMAR.validate(atom), GRAMMAR.error_log
    check_rss(etree.fromstring(FeedWriter().rss(feed)))
    made = json.loads(FeedWriter().json(feed))
    check_json(made)
    names = {"id", "url", "title", "content_html", "date_published", "date_modified", "authors"}
    assert made["items"][0].keys() == names
