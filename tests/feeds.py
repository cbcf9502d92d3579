"""What tests of feeds share: a site of awkward titles, what is read from its feeds, and what a feed has to keep to."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import feedparser  # type: ignore[import-untyped]
from bs4 import BeautifulSoup
from lxml import etree

from tests.links import links
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

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
HERE = "https://kc.example/en/latest/articles/a.html"


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


def feeds(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted((out / "feeds").rglob("*"))
        if path.is_file() and path.suffix != ".opml"  # which lists them
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


def text_of(words: str | None) -> str:
    """Without what may be between words, and with straight quotation marks."""
    straight = (words or "").translate(str.maketrans("“”‘’", "\"\"''"))
    return re.sub(r"[\s\ufffe]+", "", straight)
