"""Feeds: valid in every format, absolute, of visible articles only, and the same bytes for the same articles."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import feedparser  # type: ignore[import-untyped]
import jinja2
import pytest
from bs4 import BeautifulSoup
from lxml import etree
from sphinx.errors import ConfigError

from knowledge_centre.feed_formats import Writer
from knowledge_centre.feed_records import ATOM, FORMATS, JSON, RSS, Entry, Feed, Person, Picture, Term
from knowledge_centre.feeds import check_tag_uri
from knowledge_centre.full_text import body_of, full_text
from tests.awkward import awkward_site
from tests.links import broken, links
from tests.site import NOW, PROJECT, Site, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CANONICAL = "https://kc.example/en/latest/"
TAG = "tag:knowledge-centre.example,2026:"
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas/atom.rng"))
NS = {"a": "http://www.w3.org/2005/Atom", "content": "http://purl.org/rss/1.0/modules/content/"}
AWKWARD = [
    "]]> ends nothing",
    "Fish & chips &amp; <b>peas</b>",
    "\"Double\" and 'single'",
    "\u202bשלום\u202c, עולם",
    "Families \U0001f468\u200d\U0001f469\u200d\U0001f467 and \U0001f1ec\U0001f1e7",
    "Bell\a, null\0 and \ufffe",
]
FILLERS = 35
SUMMER = timezone(timedelta(hours=1))
BODY = '<div class="article-body prose e-content">'
HERE = "https://kc.example/en/latest/articles/a.html"


# -- The formats ---------------------------------------------------------------------------------------------------


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
        picture=Picture(f"{CANONICAL}_images/b.png", "image/png", 7),
    )


def a_feed(*entries: Entry, words: str = "A feed") -> Feed:
    address = f"{CANONICAL}feeds/all"
    return Feed(f"{TAG}feeds/all", address, CANONICAL, words, words, words, "en", "../feed.css", entries)


@pytest.mark.parametrize("words", AWKWARD)
def test_any_text_arrives_as_it_is_but_for_what_no_xml_may_have(words: str) -> None:
    feed = a_feed(an_entry(words), words=words)
    clean = re.sub("[\0\a\ufffe]", "", words)
    atom = etree.fromstring(Writer().atom(feed))
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
    rss = etree.fromstring(Writer().rss(feed))
    for path in ("channel/title", "channel/description", "channel/copyright", "channel/item/title"):
        assert rss.findtext(path) == clean, path
    assert BeautifulSoup(str(rss.findtext("channel/item/description")), "html5lib").get_text() == clean
    assert rss.findtext("channel/item/content:encoded", namespaces=NS) == f"<p>{clean}</p>"
    made = json.loads(Writer().json(feed))
    item = made["items"][0]
    assert [made["title"], made["description"], item["title"], item["summary"], *item["tags"]] == [clean] * 5
    assert item["content_html"] == f"<p>{clean}</p>"


def test_an_entry_goes_from_feed_to_feed() -> None:
    one, two = an_entry("One", 1), an_entry("Two", 2)
    writer = Writer()
    for feed in (a_feed(one, two), a_feed(two), a_feed(two, one)):
        for form in FORMATS:
            assert writer.write(feed, form) == Writer().write(feed, form)


def test_a_feed_of_nothing() -> None:
    atom = etree.fromstring(Writer().write(a_feed(), ATOM))
    assert GRAMMAR.validate(atom), GRAMMAR.error_log
    assert atom.findtext("a:updated", namespaces=NS) == "1970-01-01T00:00:00Z"
    assert etree.fromstring(Writer().write(a_feed(), RSS)).find("channel/lastBuildDate") is None
    assert json.loads(Writer().write(a_feed(), JSON))["items"] == []


def test_an_entry_without_what_it_may_have() -> None:
    moment = datetime(2026, 7, 1, tzinfo=UTC)
    feed = a_feed(Entry(f"{TAG}articles/a", HERE, "A", moment, moment, authors=(Person("Ada", CANONICAL),)))
    atom = etree.fromstring(Writer().atom(feed))
    assert GRAMMAR.validate(atom), GRAMMAR.error_log
    check_rss(etree.fromstring(Writer().rss(feed)))
    made = json.loads(Writer().json(feed))
    check_json(made)
    names = {"id", "url", "title", "content_html", "date_published", "date_modified", "authors"}
    assert made["items"][0].keys() == names


# -- The text of an article ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p class="x" id="y">A</p>', "<p>A</p>"),
        ('<h2>Part<a class="headerlink" href="#part" title="Link">#</a></h2>', "<h2>Part</h2>"),
        (
            '<pre><button>Copy</button><span class="linenos">1</span><span class="k">def</span> f</pre>',
            "<pre>def f</pre>",
        ),
        ('<p>A<script>1</script><style>b</style><i popover id="note">c</i> d</p>', "<p>A d</p>"),
        ('<p><span class="a">b</span> <span dir="rtl" class="c">d</span></p>', '<p>b <span dir="rtl">d</span></p>'),
        ("<p>A<!-- comment --> &lt;b&gt; &amp; c</p>", "<p>A &lt;b&gt; &amp; c</p>"),
        ("1 &lt; 2", "1 &lt; 2"),
        (
            '<ul><li><input checked="checked" disabled type="checkbox"> A</li><li><input type="checkbox"> B</li></ul>',
            "<ul><li>☑ A</li><li>☐ B</li></ul>",
        ),
        (
            '<a class="footnote-reference brackets" href="#id2" id="id1"><span class="fn-bracket">[</span>1</a>',
            f'<a href="{HERE}#id2">[1</a>',
        ),
        ('<a href="b.html#c">d</a>', '<a href="https://kc.example/en/latest/articles/b.html#c">d</a>'),
        ('<img src="../_images/a.png" alt="">', '<img src="https://kc.example/en/latest/_images/a.png" alt="">'),
        ('<img srcset="a.png, ../b.png 2x" alt="">', None),
        ('<a href="mailto:a@b.example">c</a>', '<a href="mailto:a@b.example">c</a>'),
        ('<a href="https://a.example/?b=1&amp;c=2">d</a>', '<a href="https://a.example/?b=1&amp;c=2">d</a>'),
        ('<a href="http://[broken">c</a>', None),
        ("<p>\U0001f468\u200d\U0001f469 שלום</p>", "<p>\U0001f468\u200d\U0001f469 שלום</p>"),
    ],
)
def test_the_text_needs_nothing_of_its_page(body: str, expected: str | None) -> None:
    found = full_text(f"{BODY}\n{body}\n</div>\n</article>\n".encode(), HERE)
    if expected is not None:
        assert found == expected
    elif "srcset" in body:
        first, second = f"{CANONICAL}articles/a.png", f"{CANONICAL}b.png"
        assert found == f'<img srcset="{first}, {second} 2x" alt="">'
    else:
        assert "broken" in found


def test_what_is_said_of_all_words_stays() -> None:
    assert full_text(b'<div class="article-body" dir="rtl"><p>A</p></div>', HERE) == '<div dir="rtl"><p>A</p></div>'


def test_the_body_of_a_page() -> None:
    page = f"<head>{BODY[1:]}</head><h1>Title</h1>{BODY}<p>A</p></div></article>\n<!-- /article --><footer>".encode()
    assert full_text(body_of(page), HERE) == "<p>A</p>"
    assert body_of(b"<p>No article</p>") == b""
    assert full_text(b"", HERE) == ""


# -- The setting ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [TAG, "tag:a,2026:", "tag:me@b.example,2026-02-28:", "tag:b.example,2026-02:kc/"])
def test_what_begins_a_tag_uri(given: str) -> None:
    check_tag_uri(given)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "tag:",
        "https://a.example/",
        "tag:a.example,26:",
        "tag:a.example,2026",
        "tag:a b,2026:",
        "tag:a.example,2026-13:",
        "tag:-a,2026:",
        "tag:a.example,2026:é",
    ],
)
def test_what_does_not(given: str) -> None:
    with pytest.raises(ConfigError, match=r'Write "tag:", a domain of yours'):
        check_tag_uri(given)


def test_a_wrong_setting_is_told_before_anything_is_read(site: Site) -> None:
    built = site.build("html", "-D", "knowledge_centre_tag_uri=kc")
    assert built.status != 0
    assert 'knowledge_centre_tag_uri: "kc"' in built.problems


# -- A built site --------------------------------------------------------------------------------------------------


def awkward(path: Path) -> Site:
    """Articles of every kind, more than a feed has, in a site that is not built yet."""
    site = Site(path)
    for number, words in enumerate(AWKWARD):
        title = words.replace("\ufffe", "")  # no YAML may have it
        site.article(
            f"awkward-{number}",
            f"{title}\n\n## Not & the title\n",
            title=title,
            date=f"2025-08-{number + 1:02}",
            tags=["c-sharp"],
        )
    for number in range(FILLERS):
        site.article(f"filler-{number:02}", date=f"2024-01-01T00:{number:02}+00:00", author="bob", tags=["cpp"])
    site.article("expired", "Obsoletium.", expires="2026-01-01", date="2025-11-01", tags=["cpp"])
    site.article(
        "telling",
        "Here is [a file](first.md) and `code`.\n\n- [x] Done\n\n[^1]\n\n[^1]: Noted.",
        category="notes",
        updated="2025-09-09T10:00:00Z",
    )
    site.write(
        "articles/authors.yml", "ada: {name: Ada & Co, avatar: with-picture/cover.svg}\nbob: {name: Bob <script>}\n"
    )
    return site


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = awkward(tmp_path_factory.mktemp("hosted") / "site")
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    return site


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = awkward(tmp_path_factory.mktemp("local") / "site")
    site.build(jobs=2).ok()
    return site


def feeds(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted((out / "feeds").rglob("*"))
        if path.is_file()
    }


def check_feeds(out: Path, base: str = "") -> None:
    """Every feed below *out* fits its format, and leads only to files of the site or away from it."""
    found = feeds(out)
    assert found
    assert {name.partition(".")[0] for name in found} == {
        name.removesuffix(".json") for name in found if name.endswith(".json")
    }
    for name, data in found.items():
        if name.endswith(".json"):
            check_json(json.loads(data))
        else:
            root = etree.fromstring(data)
            (check_atom if name.endswith(".atom.xml") else check_rss)(root)
            parsed = feedparser.parse(data)
            assert parsed.bozo == 0, (name, parsed.bozo_exception)
            style = re.search(rb'<\?xml-stylesheet type="text/css" href="([^"]+)"\?>', data)
            assert style is not None, name
            assert (out / name).parent.joinpath(style[1].decode()).resolve().is_file(), name
        for address in addresses(name, data):
            assert lead(out, name, address, base), (name, address)


def check_atom(root: etree._Element) -> None:
    assert GRAMMAR.validate(root), GRAMMAR.error_log
    ids = [str(one.text) for one in root.iterfind("a:entry/a:id", NS)]
    assert len(set(ids)) == len(ids)
    for entry in root.iterfind("a:entry", NS):
        assert entry.find("a:author", NS) is not None
        assert entry.find("a:link[@rel='alternate']", NS) is not None
    dates = [str(one.text) for one in root.iterfind("a:entry/a:updated", NS)]
    moments = [datetime.fromisoformat(date) for date in dates]
    assert all(moment.tzinfo for moment in moments)
    if moments:
        assert datetime.fromisoformat(str(root.findtext("a:updated", namespaces=NS))) == max(moments)


def check_rss(root: etree._Element) -> None:
    assert root.get("version") == "2.0"
    assert [child.tag for child in root] == ["channel"]
    for name in ("title", "link", "description"):
        assert root.findtext(f"channel/{name}")
    ids = [str(one.text) for one in root.iterfind("channel/item/guid[@isPermaLink='false']")]
    assert len(set(ids)) == len(ids) == len(root.findall("channel/item"))
    assert all({"url", "length", "type"} == set(one.attrib) for one in root.iterfind("channel/item/enclosure"))


def check_json(feed: dict[str, Any]) -> None:
    """The rules of https://www.jsonfeed.org/version/1.1/, as far as they can be told from the file."""
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed.keys() <= {"version", "title", "home_page_url", "feed_url", "description", "language", "items"}
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert isinstance(item["content_html"], str)
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        assert all(author.keys() <= {"name", "url", "avatar"} and author["name"] for author in item["authors"])
        assert datetime.fromisoformat(item["date_published"]).tzinfo
        assert datetime.fromisoformat(item["date_modified"]).tzinfo


def addresses(name: str, data: bytes) -> Iterator[str]:
    """Every address in a feed, those in its articles' text too."""
    if name.endswith(".json"):
        feed = json.loads(data)
        texts = [item["content_html"] for item in feed["items"]]
        yield from (feed["home_page_url"], feed["feed_url"])
        for item in feed["items"]:
            yield from (item["url"], *([item["image"]] if "image" in item else []))
            yield from (address for one in item["authors"] for key, address in one.items() if key != "name")
    else:
        root = etree.fromstring(data)
        yield from (str(node.get(key)) for key in ("href", "url") for node in root.iterfind(f".//*[@{key}]"))
        yield from (str(node.text) for node in root.iter("link", f"{{{NS['a']}}}uri"))
        texts = [str(node.text) for node in root.iter(f"{{{NS['a']}}}content", f"{{{NS['content']}}}encoded")]
    for words in texts:
        yield from linked(words)


@cache
def linked(words: str) -> tuple[str, ...]:
    """The links of a text, which several feeds have."""
    return tuple(links(BeautifulSoup(words, "html5lib")))


def lead(out: Path, name: str, address: str, base: str) -> bool:
    """Whether an address leads to a file of the site, or away from it; with a *base*, only whole ones do."""
    if base and not urlsplit(address).scheme:
        return False
    root = base or "https://a.example/deep/"
    target = urljoin(root + name, address)
    if urlsplit(target).netloc != urlsplit(root).netloc:
        return "://" in address
    path = out / unquote(urlsplit(target).path.removeprefix(urlsplit(root).path))
    return (
        target.startswith(root) and (path / "index.html" if target.partition("#")[0].endswith("/") else path).is_file()
    )


def entries(site: Site, name: str) -> list[etree._Element]:
    return etree.fromstring((site.out / f"feeds/{name}.atom.xml").read_bytes()).findall("a:entry", NS)


def slugs(site: Site, name: str) -> list[str]:
    return [str(one.findtext("a:id", namespaces=NS)).removeprefix(f"{TAG}articles/") for one in entries(site, name)]


def entry(site: Site, slug: str, name: str = "all") -> etree._Element:
    return entries(site, name)[slugs(site, name).index(slug)]


def test_every_feed_is_valid_and_whole(hosted: Site) -> None:
    check_feeds(hosted.out, CANONICAL)


def test_every_feed_is_valid_without_an_address(local: Site) -> None:
    check_feeds(local.out)
    assert b".invalid" not in b"".join(feeds(local.out).values())


def test_the_feeds_that_there_are(hosted: Site) -> None:
    names = [
        "all",
        "author/ada",
        "author/bob",
        "category/articles",
        "category/notes",
        "tag/c-sharp",
        "tag/cpp",
        "tag/zero-trust",
    ]
    assert set(feeds(hosted.out)) == {f"feeds/{name}{form.suffix}" for name in names for form in FORMATS}


def test_the_newest_thirty_in_order(hosted: Site) -> None:
    fillers = [f"filler-{number:02}" for number in range(FILLERS - 1, -1, -1)]
    assert slugs(hosted, "author/bob") == ["with-picture", "second", *fillers][:30]
    assert slugs(hosted, "category/notes") == ["telling", "second"]
    newest = [f"awkward-{number}" for number in range(len(AWKWARD) - 1, -1, -1)]
    assert slugs(hosted, "all") == [*newest, "with-picture", "telling", "second", "first", *fillers][:30]
    for name, data in feeds(hosted.out).items():
        if name.endswith(".json"):
            found = [item["id"].removeprefix(f"{TAG}articles/") for item in json.loads(data)["items"]]
        elif name.endswith(".rss.xml"):
            found = [
                str(one.text).removeprefix(f"{TAG}articles/") for one in etree.fromstring(data).iterfind(".//guid")
            ]
        else:
            continue
        assert found == slugs(hosted, re.sub(r"^feeds/|\..*", "", name)), name


def test_nothing_of_a_hidden_article(hosted: Site) -> None:
    for name, data in feeds(hosted.out).items():
        for word in (b"secret", b"Unobtainium", b"surprise", b"Surprisium", b"Obsoletium", b"expired", b"hidden"):
            assert word not in data, (name, word)


def test_dates_are_those_of_the_records(hosted: Site) -> None:
    def dates(slug: str) -> list[str | None]:
        return [entry(hosted, slug).findtext(f"a:{name}", namespaces=NS) for name in ("published", "updated")]

    assert dates("second") == ["2025-03-05T00:00:00+00:00", "2025-12-01T00:00:00+00:00"]
    assert dates("with-picture") == ["2025-07-02T02:30:00+01:00"] * 2
    assert dates("telling") == ["2025-06-01T00:00:00+01:00", "2025-09-09T11:00:00+01:00"]
    rss = etree.fromstring((hosted.out / "feeds/category/notes.rss.xml").read_bytes())
    assert [one.text for one in rss.iter("pubDate")] == [
        "Sun, 01 Jun 2025 00:00:00 +0100",
        "Wed, 05 Mar 2025 00:00:00 +0000",
    ]
    assert rss.findtext("channel/lastBuildDate") == "Mon, 01 Dec 2025 00:00:00 +0000"


def test_what_an_entry_says(hosted: Site) -> None:
    second = entry(hosted, "second")
    assert [one.text for one in second.iterfind("a:author/a:name", NS)] == ["Ada & Co", "Bob <script>"]
    assert [one.get("label") for one in second.iterfind("a:category", NS)] == ["Notes & queries", "Zero trust", "C#"]
    assert second.findtext("a:summary", namespaces=NS) == "A summary with <b>tags</b> & quotes “here”."
    content = str(entry(hosted, "telling").findtext("a:content", namespaces=NS))
    assert f'<a href="{CANONICAL}articles/first.html">a file</a>' in content
    assert "☑ Done" in content
    assert f'href="{CANONICAL}articles/telling.html#' in content
    for part in ("headerlink", "class=", " id=", "<button", "<span", "<script"):
        assert part not in content, part


def test_titles_and_texts_arrive(hosted: Site) -> None:
    for number, words in enumerate(AWKWARD):
        found = entry(hosted, f"awkward-{number}")
        expected = " ".join(re.sub("[\0\a\ufffe]", " ", words).split())
        assert text_of(found.findtext("a:title", namespaces=NS)) == text_of(expected)
        assert text_of(hosted.page(f"articles/awkward-{number}.html").select_one("h1").get_text()) == text_of(expected)  # type: ignore[union-attr]


def text_of(words: str | None) -> str:
    """Without what may be between words, and with straight quotation marks."""
    straight = (words or "").translate(str.maketrans("“”‘’", "\"\"''"))
    return re.sub(r"[\s\ufffe]+", "", straight)


def test_pictures(hosted: Site) -> None:
    found = entry(hosted, "with-picture").find("a:link[@rel='enclosure']", NS)
    assert found is not None
    file = hosted.out / str(found.get("href")).removeprefix(CANONICAL)
    assert (found.get("type"), int(str(found.get("length")))) == ("image/svg+xml", file.stat().st_size)
    assert entry(hosted, "first").find("a:link[@rel='enclosure']", NS) is None
    items = {item["title"]: item for item in json.loads((hosted.out / "feeds/tag/cpp.json").read_bytes())["items"]}
    assert items["The first one"]["image"] == f"{CANONICAL}covers/first.svg"
    assert items["The first one"]["authors"][0]["avatar"].startswith(f"{CANONICAL}_images/cover-")


def test_a_feed_says_what_it_is(hosted: Site) -> None:
    feed = etree.fromstring((hosted.out / "feeds/tag/cpp.atom.xml").read_bytes())
    assert feed.findtext("a:title", namespaces=NS) == "C++ – Knowledge Centre"
    assert feed.findtext("a:subtitle", namespaces=NS) == "A *language*, with <brackets>."
    assert str(feed.findtext("a:rights", namespaces=NS)).startswith("© 2026, ")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    leads = {str(one.get("rel")): str(one.get("href")) for one in feed.iterfind("a:link", NS)}
    assert leads == {"self": f"{CANONICAL}feeds/tag/cpp.atom.xml", "alternate": f"{CANONICAL}_tags/cpp.html"}
    whole = json.loads((hosted.out / "feeds/all.json").read_bytes())
    assert (whole["title"], whole["home_page_url"]) == ("Knowledge Centre", f"{CANONICAL}index.html")
    ada = json.loads((hosted.out / "feeds/author/ada.json").read_bytes())
    assert (ada["title"], ada["description"]) == ("Ada & Co – Knowledge Centre", "Articles by Ada & Co.")


def test_identities_do_not_depend_on_the_address(hosted: Site, local: Site) -> None:
    assert feeds(hosted.out).keys() == feeds(local.out).keys()
    for name, data in feeds(hosted.out).items():
        found = [re.findall(rb'tag:[^"<, ]+,[^"<, ]+', one) for one in (data, feeds(local.out)[name])]
        assert found[0]
        assert found[0] == found[1], name


def test_addresses_that_end_in_a_slash(tmp_path: Path) -> None:
    site = awkward(tmp_path / "site")
    site.build("dirhtml", READTHEDOCS_CANONICAL_URL=CANONICAL.rstrip("/")).ok()
    out = site.path / "_build/dirhtml"
    check_feeds(out, CANONICAL)
    item = json.loads((out / "feeds/category/notes.json").read_bytes())["items"][0]
    assert item["url"] == f"{CANONICAL}articles/telling/"
    assert broken(out, "/en/latest/", CANONICAL) == []


def test_a_site_of_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path / "none", "empty")
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    check_feeds(site.out, CANONICAL)
    assert set(feeds(site.out)) == {f"feeds/all{form.suffix}" for form in FORMATS}


# -- One build after another ---------------------------------------------------------------------------------------


def times(site: Site) -> dict[str, int]:
    return {name: (site.out / name).stat().st_mtime_ns for name in feeds(site.out)}


def test_a_second_build_writes_only_what_changed(tmp_path: Path) -> None:
    site = awkward(tmp_path / "site")
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    before = times(site)
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    assert times(site) == before

    # The same words, marked in another way.
    edit(site, "first", lambda words: words.replace("**two**", "*two*"))
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    changed = {name for name, then in before.items() if times(site)[name] != then}
    lists = ("all", "author/ada", "category/articles", "tag/cpp", "tag/zero-trust")
    assert changed == {
        f"feeds/{name}{form.suffix}" for name in lists for form in FORMATS if "first" in slugs(site, name)
    }
    assert "feeds/tag/zero-trust.rss.xml" in changed
    assert "<em>two</em>" in (site.out / "feeds/tag/zero-trust.json").read_text(encoding="utf-8")
    as_if_clean(site, tmp_path / "edited")

    edit(site, "second", lambda words: words.replace("tags: ZTNA, csharp", "tags: ZTNA"))
    (site.path / "articles/telling.md").unlink()
    for number in range(len(AWKWARD)):
        (site.path / f"articles/awkward-{number}.md").unlink()
    edit(site, "authors.yml", lambda words: words.replace("Ada & Co", "Ada Ltd"))
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL, jobs=2).ok()
    assert not list((site.out / "feeds/tag").glob("c-sharp.*"))
    assert b"Ada Ltd" in feeds(site.out)["feeds/all.rss.xml"]
    as_if_clean(site, tmp_path / "removed")

    site.build(READTHEDOCS_CANONICAL_URL="https://moved.example/").ok()
    check_feeds(site.out, "https://moved.example/")


def edit(site: Site, name: str, change: Callable[[str], str]) -> None:
    path = site.path / "articles" / (name if "." in name else f"{name}.md")
    before = path.read_text(encoding="utf-8")
    assert change(before) != before
    path.write_text(change(before), encoding="utf-8")
    now = datetime.now(tz=UTC).timestamp()
    os.utime(path, (now, now + len(before) / 1000))


def as_if_clean(site: Site, path: Path) -> None:
    clean = site.clean_copy(path)
    clean.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    assert feeds(site.out) == feeds(clean.out)


@pytest.mark.parametrize("address", ["", CANONICAL])
def test_a_build_without_an_address_says_so_once(site: Site, address: str) -> None:
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--no-color",
        "-b",
        "html",
        "-d",
        "_build/doctrees-html",
        ".",
        "_build/html",
    ]
    environment = {
        **os.environ,
        "PYTHONPATH": str(PROJECT),
        "SOURCE_DATE_EPOCH": NOW,
        "READTHEDOCS_CANONICAL_URL": address,
    }
    done = subprocess.run(command, cwd=site.path, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    said = [line for line in done.stdout.splitlines() if line.startswith("Feeds need absolute addresses")]
    assert len(said) == (not address)
    assert all("html_baseurl" in line and "READTHEDOCS_CANONICAL_URL" in line for line in said)


# -- The pages -----------------------------------------------------------------------------------------------------


def offered(site: Site, page: str) -> list[str]:
    found = site.page(page).select('link[rel="alternate"][title]')
    for link, form in zip(found, FORMATS * 2, strict=False):
        assert link["type"] == form.type
    return [f"{link['title']}: {link['href']}" for link in found]


def test_pages_offer_feeds(local: Site) -> None:
    whole = ["Knowledge Centre (Atom)", "Knowledge Centre (RSS)", "Knowledge Centre (JSON Feed)"]
    assert [one.partition(": ")[0] for one in offered(local, "index.html")] == whole
    assert offered(local, "articles/first.html")[0] == "Knowledge Centre (Atom): ../feeds/all.atom.xml"
    assert offered(local, "404.html")[1] == "Knowledge Centre (RSS): /feeds/all.rss.xml"
    for page, first in {
        "_tags/cpp.html": "C++ – Knowledge Centre (Atom): ../feeds/tag/cpp.atom.xml",
        "authors/ada.html": "Ada & Co – Knowledge Centre (Atom): ../feeds/author/ada.atom.xml",
        "authors/bob.html": "Bob <script> – Knowledge Centre (Atom): ../feeds/author/bob.atom.xml",
        "categories/notes.html": "Notes & queries – Knowledge Centre (Atom): ../feeds/category/notes.atom.xml",
    }.items():
        found = offered(local, page)
        assert found[0] == first
        assert [one.partition(": ")[0] for one in found[3:]] == whole
    for page in ("_tags/tagsindex.html", "authors/index.html", "archive/2025.html", "subscribe.html"):
        assert len(offered(local, page)) == 3, page


def test_the_page_that_offers_all(hosted: Site) -> None:
    page = hosted.page("subscribe.html")
    assert text(page.select_one("h1")) == "Subscribe"
    assert [text(one) for one in page.select(".feed-addresses a")] == [
        f"{CANONICAL}feeds/all{form.suffix}" for form in FORMATS
    ]
    leads = {str(one["href"]) for one in page.select("main a") if str(one["href"]).startswith("feeds/")}
    assert leads == set(feeds(hosted.out))
    assert [text(one) for one in page.select("main h2")] == ["Everything", "By category", "By topic", "By author"]
    names = [text(one) for one in page.select("main a")]
    assert len(set(names)) == len(names), "each link says where it leads"
    assert hosted.page("index.html").select_one('.site-footer a[href="subscribe.html"]')


def test_every_link_to_a_feed_leads_somewhere(hosted: Site) -> None:
    assert broken(hosted.out, "/en/latest/", CANONICAL) == []


def test_the_button_of_a_list() -> None:
    files = jinja2.Environment(loader=jinja2.FileSystemLoader(PROJECT / "_templates"), autoescape=True)
    button = files.get_template("components/feed-button.html")
    formats = [{"name": form.name, "type": form.type, "file": f"feeds/tag/a{form.suffix}"} for form in FORMATS]
    shown = BeautifulSoup(
        button.render(own_feed={"facet": "tag", "formats": formats}, pathto=lambda name, _file: f"../{name}"),
        "html5lib",
    )
    link = shown.select_one("a")
    assert text(link) == "Subscribe to this topic"
    assert link is not None
    assert link["href"] == "../feeds/tag/a.atom.xml"
    assert button.render(own_feed=None).strip() == ""


def test_every_feed_of_an_awkward_site(tmp_path: Path) -> None:
    site = awkward_site(tmp_path / "awkward")
    site.build(READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    check_feeds(site.out, CANONICAL)


def test_every_feed_of_the_site_that_is_shipped(real_site: Site) -> None:
    check_feeds(real_site.out)
