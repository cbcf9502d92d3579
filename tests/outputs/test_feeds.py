"""Feeds: valid in every format, absolute, of visible articles only, and the same bytes for the same articles."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import jinja2
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from knowledge_centre.commands.check import check
from knowledge_centre.content import taxonomies
from knowledge_centre.outputs.feeds import check_tag_uri
from knowledge_centre.outputs.feeds.records import FORMATS
from knowledge_centre.theme.minified import THEME
from tests.awkward import awkward_site
from tests.feeds import (
    AWKWARD,
    CANONICAL,
    FILLERS,
    NS,
    TAG,
    awkward,
    check_feeds,
    entry,
    feeds,
    slugs,
    text_of,
)
from tests.links import broken
from tests.site import NOW, PROJECT, Site, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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
def test_what_does_not(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        check_tag_uri(given)
    assert 'Write "tag:", a domain of yours' in capsys.readouterr().err


def test_a_wrong_setting_is_told_before_anything_is_read(site: Site) -> None:
    built = site.build("html", "-D", "knowledge_centre_tag_uri=kc")
    assert built.status != 0
    assert 'knowledge_centre_tag_uri: "kc"' in built.problems


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
    all_of_them = [f"{CANONICAL}feeds/all{form.suffix}" for form in FORMATS]
    assert [text(one) for one in page.select(".feed-addresses a")] == [*all_of_them, f"{CANONICAL}feeds/all.opml"]
    leads = {str(one["href"]) for one in page.select("main a") if str(one["href"]).startswith("feeds/")}
    assert leads == {*feeds(hosted.out), "feeds/all.opml"}
    assert [text(one) for one in page.select("main h2")] == ["Everything", "By category 2", "By topic 3", "By author 2"]
    names = [text(one) for one in page.select("main a")]
    assert len(set(names)) == len(names), "each link says where it leads"
    assert hosted.page("index.html").select_one('.site-footer a[href="subscribe.html"]')


def test_readers_of_feeds_can_take_in_all_at_once(hosted: Site, local: Site) -> None:
    """By OPML 2.0: an outline a feed, with its whole address (http://opml.org/spec2.opml)."""
    root = etree.parse(hosted.out / "feeds/all.opml").getroot()
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    outlines = root.findall(".//outline[@xmlUrl]")
    names = {str(one.get("xmlUrl")).removeprefix(CANONICAL) for one in outlines}
    assert names == {name for name in feeds(hosted.out) if name.endswith(FORMATS[0].suffix)}
    assert all(one.get("type") == "rss" and one.get("text") for one in outlines)
    assert [one.get("text") for one in root.findall("body/outline")] == [
        "Knowledge Centre",
        "Categories",
        "Topics",
        "Authors",
    ]
    assert not (local.out / "feeds/all.opml").exists(), "without an address it could name none"


def test_every_link_to_a_feed_leads_somewhere(hosted: Site) -> None:
    assert broken(hosted.out, "/en/latest/", CANONICAL) == []


def test_the_button_of_a_list() -> None:
    files = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME), autoescape=True)
    button = files.get_template("components/feed-button.html")
    formats = [{"name": form.name, "type": form.type, "file": f"feeds/tag/a{form.suffix}"} for form in FORMATS]
    shown = BeautifulSoup(
        button.render(
            own_feed={"taxonomy": taxonomies.TAG, "formats": formats}, pathto=lambda name, _file: f"../{name}"
        ),
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


def test_every_feed_of_a_whole_site(real_site: Site) -> None:
    if real_site.has("outputs.feeds"):
        check_feeds(real_site.out, real_site.settings.get("html_baseurl", ""))


def test_a_renamed_article_is_the_same_to_subscribers(site: Site) -> None:
    site.article("old-name", "Words.")
    site.build(READTHEDOCS_CANONICAL_URL="https://kc.example/").ok()
    before = (site.out / "feeds/all.atom.xml").read_text(encoding="utf-8")
    (site.path / "articles/old-name.md").unlink()
    site.article("new-name", "Words.", redirect_from=["articles/old-name.html"])
    assert [one.remedy for one in check(site.path).diagnostics] == [
        'add "id: old-name", or the first slug that it had.'
    ]
    site.article("new-name", "Words.", redirect_from=["articles/old-name.html"], id="old-name")
    assert not check(site.path).diagnostics
    site.build(READTHEDOCS_CANONICAL_URL="https://kc.example/").ok()
    after = (site.out / "feeds/all.atom.xml").read_text(encoding="utf-8")
    name = re.compile("<id>[^<]*old-name</id>")
    assert name.findall(before) == name.findall(after) != []
    assert "new-name</id>" not in after
    assert "articles/new-name.html" in after
