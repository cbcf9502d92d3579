"""The pages of a small site: what readers see, and that nothing of a hidden article is anywhere."""

from __future__ import annotations

import re
import shutil
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.links import broken
from tests.site import Site, text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("pages") / "site")
    site.article("part-one", date="2025-02-01", series="A series")
    site.article("part-two", date="2025-02-02", series="A series", expires="2030-01-01")
    site.article("gone", date="2025-02-03", expires="2025-12-31", tags=["c"])
    site.article("linking", "[To a draft](hidden.md), [](scheduled.md).\n", date="2025-02-04")
    for number in range(60):
        site.article(
            f"many-{number}", date=f"2024-05-{number % 28 + 1:02}", author="bob", tags=["cpp"], category="notes"
        )
    site.build("html", jobs=2, READTHEDOCS_CANONICAL_URL="https://kc.example/en/latest/").ok()
    return site


def test_the_head_of_an_article(built: Site) -> None:
    page = built.page("articles/second.html")
    assert text(page.select_one(".article-kicker")) == "Notes & queries 5 March 2025"
    assert [text(heading) for heading in page.select("h1")] == ["The second one"]
    assert page.select_one("h1 em") is not None
    assert text(page.select_one(".article-standfirst")) == "A summary with <b>tags</b> & quotes “here”."
    assert text(page.select_one(".byline-authors")) == "AC Ada & Co Engines B Bob <script> Tests | more"
    assert "Updated 1 December 2025" in text(page.select_one(".byline-facts"))
    assert [text(link) for link in page.select(".breadcrumb a")] == ["Knowledge Centre", "Notes & queries"]
    assert [text(tag) for tag in page.select(".tags a")] == ["Zero trust", "C#"]
    assert "min read" in text(page.select_one(".byline-facts"))
    assert text(page.title) == "The second one - Knowledge Centre"
    canonical = page.select_one('link[rel="canonical"]')
    assert canonical is not None
    assert canonical["href"] == "https://kc.example/en/latest/articles/second.html"


def test_the_foot_of_an_article(built: Site) -> None:
    page = built.page("articles/with-picture.html")
    call = page.select_one(".next-read")
    assert text(call) == "Why stop here? Next & more Read <this>. Read the article : Next & more"
    assert call is not None
    assert call.select_one("a")["href"] == "https://example.org/next?a=1&b=2"  # type: ignore[index]
    assert text(page.select_one(".credit")) == "After An idea by Grace, Admiral, 29 February 2024."
    assert next(text(link) for link in page.select(".related a")) == "The second one"
    assert text(page.select_one('.neighbours [rel="prev"]')) == "Older The second one"
    links = [str(link["href"]) for link in page.select(".share a")]
    assert all("https%3A//kc.example/en/latest/articles/with-picture.html" in link for link in links)
    assert [link.partition("?")[0] for link in links] == [
        "mailto:",
        "https://www.linkedin.com/sharing/share-offsite/",
        "https://x.com/intent/post",
    ]


def test_a_series_shows_its_parts_in_the_order_of_their_dates(built: Site) -> None:
    page = built.page("articles/part-two.html")
    assert text(page.select_one(".series h2")) == "A series: part 2 of 2"
    assert [text(part) for part in page.select(".series li")] == ["Part one", "Part two"]
    assert text(page.select_one(".series [aria-current]")) == "Part two"


def test_a_hostile_title_is_text_everywhere(built: Site) -> None:
    for name, soup in ((path.name, built.page(str(path.relative_to(built.out)))) for path in built.out.rglob("*.html")):
        scripts = soup.select('script:not([type="application/ld+json"])')
        assert not [script for script in scripts if "alert(1)" in str(script.string)], name
    heading = built.page("articles/with-picture.html").select_one("h1")
    assert text(heading) == "<script>alert(1)</script> & “friends” *not emphasis* `code`"


def test_nothing_of_a_hidden_article_is_anywhere(built: Site) -> None:
    for name, content in built.tree().items():
        for word in (b"secrets", b"Unobtainium", b"surprise", b"Surprisium", b"articles/gone", b"articles/hidden"):
            assert word not in content, name
    assert not (built.out / "_tags/c.html").exists()


def test_a_link_to_a_hidden_article_is_plain_text(built: Site) -> None:
    body = built.page("articles/linking.html").select_one(".article-body")
    assert body is not None
    assert text(body) == "To a draft , an article that is not published ."
    assert body.select("a") == []


def test_live_shows_hidden_articles_marked(tmp_path: Path) -> None:
    site = Site(tmp_path / "live")
    site.build("html", "-D", "knowledge_centre_show_hidden=1").ok()
    page = site.page("articles/hidden.html")
    assert text(page.select_one(".article-notice")).startswith("Draft")
    assert text(site.page("articles/scheduled.html").select_one(".article-notice")).startswith("Scheduled")
    assert "draft" in [text(mark) for mark in site.page("articles/index.html").select(".card-status")]
    site.build("html").ok()
    assert not (site.out / "articles/hidden.html").exists()


def test_the_chronological_index_goes_by_month_and_in_pages_of_fifty(built: Site) -> None:
    first, second = built.page("articles/index.html"), built.page("articles/page/2.html")
    assert [text(heading) for heading in first.select(".listing-month")][:2] == ["July 2025", "March 2025"]
    dates = [str(node["datetime"]) for page in (first, second) for node in page.select(".card time")]
    assert dates == sorted(dates, reverse=True)
    assert [len(page.select(".card")) for page in (first, second)] == [50, 16]
    assert text(first.select_one(".pager")) == "Page 1 Page 2 Older May 2024"
    assert [text(year) for year in first.select(".years li")] == ["2025 6 articles", "2024 60 articles"]


def test_a_year_leads_to_all_its_months_and_each_page_says_which_it_is(built: Site) -> None:
    first, second = built.page("archive/2024.html"), built.page("archive/2024/page/2.html")
    assert first.select_one(".places") is None, "one month is no choice"
    months = built.page("archive/2025.html").select(".places a")
    assert [(text(month), month["href"]) for month in months] == [
        ("July", "#2025-07"),
        ("March", "#2025-03"),
        ("February", "#2025-02"),
        ("January", "#2025-01"),
    ]
    assert text(first.select_one("h1")) == "2024"
    assert text(second.select_one("h1")) == "2024 , page 2 of 2, May 2024"
    assert text(second.title) == "2024, page 2 of 2, May 2024 - Knowledge Centre"
    assert [text(crumb) for crumb in second.select(".breadcrumb li")][1:] == [
        "Articles",
        "2024",
        "Page 2 of 2, May 2024",
    ]
    assert text(second.select_one('.pager [rel="prev"]')) == "Newer May 2024"


def test_a_long_topic_begins_with_the_ways_into_it(built: Site) -> None:
    page = built.page("_tags/cpp.html")
    assert text(page.select_one(".overview-count")) == "62 articles"
    assert text(page.select_one(".overview .feed-button")) == "Subscribe to this topic"
    assert [text(fact.dt) for fact in page.select(".facts > div")] == ["Years", "Categories", "Often with"]
    assert [(text(year), year["href"]) for year in page.select(".facts > div")[0].select("a")] == [
        ("2025", "#2025"),
        ("2024", "#2024"),
    ]
    assert [link["href"] for link in page.select(".facts > div")[1].select("a")] == [
        "../search.html?tag=cpp&category=articles",
        "../search.html?tag=cpp&category=notes",
    ]
    form = page.select_one("form.ask")
    assert form is not None
    assert form["action"] == "../search.html"
    assert [(field["name"], field.get("value")) for field in form.select("input")] == [("tag", "cpp"), ("q", None)]
    assert page.select_one('.overview ~ .listings h2[id="2025"]') is not None
    further = built.page("_tags/cpp/page/2.html")
    assert [link["href"] for link in further.select(".facts a")] == ["../../cpp.html#2025", "../../cpp.html#2024"]
    short = built.page("_tags/zero-trust.html")
    assert text(short.select_one(".overview-count")) == "2 articles"
    assert short.select_one("form.ask") is None


def test_titles_are_headings_below_those_above_them(built: Site) -> None:
    for path in built.out.rglob("*.html"):
        page = built.page(str(path.relative_to(built.out)))
        levels = [int(heading.name[1]) for heading in page.select("main :is(h1, h2, h3, h4, h5, h6)")]
        assert levels[:1] == [1], path
        assert all(low - high <= 1 for high, low in pairwise(levels)), path
        assert all(card.find(["h2", "h3", "h4"]) for card in page.select("main .card")), path


def test_cards_do_not_say_what_the_page_says(built: Site) -> None:
    card = built.page("categories/notes.html").select_one(".card")
    assert text(card).startswith("5 March 2025 The second one")
    signed = [text(line) for line in built.page("authors/ada.html").select(".card-byline")]
    assert signed[:2] == ["with Bob <script> 1 min read", "1 min read"]


def test_a_shown_date_is_that_of_its_element(built: Site) -> None:
    seen = 0
    for path in built.out.rglob("*.html"):
        for time in built.page(str(path.relative_to(built.out))).select("time"):
            day = date.fromisoformat(str(time["datetime"]))
            assert text(time) == f"{day.day} {day:%B %Y}", path
            seen += 1
    assert seen > 200


def test_year_category_author_and_tag_pages(built: Site) -> None:
    assert text(built.page("archive/2025.html").select_one("h1")) == "2025"
    assert len(built.page("archive/2025.html").select(".card")) == 6
    assert text(built.page("categories/notes.html").select_one(".listing-lead")) == "Short ones."
    ada = built.page("authors/ada.html")
    assert text(ada.select_one(".author")) == "AC Ada & Co Engines Writes about engines. example.org/ada"
    assert [text(author) for author in built.page("authors/index.html").select(".facet a")] == [
        "Ada & Co",
        "Bob <script>",
    ]
    assert text(built.page("_tags/cpp/page/2.html").select_one("h1")) == "Topic: C++ , page 2 of 2, May 2024"
    assert built.page("_tags/cpp/page/2.html").select(".card")


def test_the_directive_asks_the_catalogue(built: Site) -> None:
    page = built.page("index.html")
    cards = page.select(".listing-cards .card-title")
    assert len(cards) == 3
    assert text(page.select(".listing-titles .card-title")[1]) == "The first one"
    assert [text(facet) for facet in page.select(".facet")][:1] == ["C# 1 article"]


def test_every_link_within_the_site_leads_somewhere(built: Site) -> None:
    assert broken(built.out, "/en/latest/", "https://kc.example/en/latest/") == []
    assert broken(built.out) == []


def test_pages_have_one_heading_one_main_and_names(built: Site) -> None:
    for path in built.out.rglob("*.html"):
        page = built.page(str(path.relative_to(built.out)))
        assert len(page.select("h1")) == 1, path
        assert len(page.select("main")) == 1, path
        assert all(image.has_attr("alt") for image in page.select("img")), path
        ids = [node["id"] for node in page.select("[id]")]
        assert len(ids) == len(set(ids)), path


@pytest.mark.parametrize("number", [0, 1])
def test_a_site_of_few_articles(tmp_path: Path, number: int) -> None:
    site = Site(tmp_path / "few", "empty")
    if number:
        site.write("articles/authors.yml", "ada: {name: Ada}")
        site.write("articles/categories.yml", "articles: {}")
        site.article("only")
    site.build().ok()
    assert broken(site.out) == []
    assert len(site.page("articles/index.html").select(".card")) == number
    assert site.page("search.html").select_one("#search-form")["data-articles"] == str(number)  # type: ignore[index]
    assert site.index().directory["articles"] == number
    site.build().ok()


def test_a_folder_without_articles_or_vocabulary(tmp_path: Path) -> None:
    site = Site(tmp_path / "none", "empty")
    assert not (site.path / "articles").exists()
    site.build(jobs=2).ok()
    assert text(site.page("articles/index.html").select_one(".listing-empty")) == "There are no articles here yet."


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (":tag: zero-turst", 'unknown tag "zero-turst": did you mean "zero-trust"?'),
        (":author: adda", 'unknown author "adda": did you mean "ada"?'),
        (":category: note", 'unknown category "note": did you mean "notes"?'),
        (":year: last", '"last" is no year'),
        (":style: fancy", "fancy"),
        (":limit: 0", "limit"),
        (":series: A sereis", 'unknown series "A sereis": did you mean "A series"?'),
    ],
)
def test_a_directive_that_asks_for_nothing_known_warns_with_its_line(site: Site, options: str, problem: str) -> None:
    site.article("part-one", series="A series")
    site.article("part-two", series="A series")
    site.write("about.md", f"# About\n\nText.\n\n```{{articles}}\n{options}\n```\n")
    built = site.build()
    assert built.status != 0
    assert re.search(r"about\.md:[56]: WARNING", built.problems)
    assert problem in built.problems
    assert "Traceback" not in built.problems


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("```{facets} colour\n```", 'about.md:3: WARNING: "colour" is none of category, tag, author, year, series'),
        (
            "```{articles}\n:paginate:\n```\n\n```{articles}\n:paginate:\n```",
            "about.md:7: WARNING: a page has one list",
        ),
        ("![A picture](gone.png)", 'about.md:3: WARNING: "gone.png" is no file of an article'),
    ],
)
def test_other_mistakes_in_pages_have_their_line(site: Site, source: str, problem: str) -> None:
    site.write("about.md", f"# About\n\n{source}\n")
    built = site.build()
    assert built.status != 0
    assert problem in built.problems
    assert "Traceback" not in built.problems


def test_links_to_articles_in_folders(site: Site) -> None:
    site.article("a-flat-one", "[x](with-picture/index.md) and [](with-picture/index.md).")
    site.article("_in/index", "")
    site.write(
        "articles/deep/index.md", site.article("x", "[up](../first.md), [](../with-picture/index.md)").read_text()
    )
    (site.path / "articles/x.md").unlink()
    site.write("articles/unborn/index.md", "---\ntitle: Unborn\ndate: 2099-01-01\nauthor: ada\n---\n")
    site.article("hopeful", "[soon](unborn/index.md)")
    site.build().ok()
    links = site.page("articles/a-flat-one.html").select(".article-body a")
    assert [str(link["href"]) for link in links] == ["with-picture.html", "with-picture.html"]
    assert [str(a["href"]) for a in site.page("articles/deep.html").select(".article-body a")] == [
        "first.html",
        "with-picture.html",
    ]
    assert site.page("articles/hopeful.html").select(".article-body a") == []


def test_previews_ask_not_to_be_indexed(site: Site) -> None:
    site.build(READTHEDOCS_VERSION_TYPE="external").ok()
    for name in ("index.html", "articles/first.html", "archive/2025.html"):
        assert site.page(name).select_one('meta[name="robots"][content="noindex"]'), name
    site.build(READTHEDOCS_VERSION_TYPE="branch").ok()
    assert not site.page("index.html").select_one('meta[name="robots"]')


def test_pictures_of_one_name_do_not_meet(site: Site) -> None:
    for name, colour in (("a", "red"), ("b", "blue")):
        site.article(f"{name}/index", "```{image} cover.svg\n:alt: x\n```")
        site.write(f"articles/{name}/cover.svg", f'<svg xmlns="http://www.w3.org/2000/svg" fill="{colour}"/>')
    site.build().ok()
    for name, colour in (("a", "red"), ("b", "blue")):
        picture = site.page(f"articles/{name}.html").select_one(".article-body img")
        assert picture is not None
        assert colour in (site.out / "articles" / str(picture["src"])).read_text(encoding="utf-8")


def test_an_address_of_its_own_elsewhere(site: Site) -> None:
    site.article("moved", canonical_url="https://elsewhere.example/a")
    site.build(READTHEDOCS_CANONICAL_URL="https://kc.example/").ok()
    link = site.page("articles/moved.html").select_one('link[rel="canonical"]')
    assert link is not None
    assert link["href"] == "https://elsewhere.example/a"


def test_a_picture_that_was_deleted_from_the_output_is_put_back(site: Site) -> None:
    (site.path / "articles/with-picture/some.svg").write_text("<svg/>", encoding="utf-8")
    (site.path / "articles/with-picture/some.png").write_bytes(b"no picture")
    with (site.path / "articles/with-picture/index.md").open("a", encoding="utf-8") as index:
        index.write("\n![Any](some.*)\n")
    site.build().ok()
    before = site.tree()
    assert [name for name in before if name.startswith("_images/inner")]
    shutil.rmtree(site.out / "_images")
    site.build().ok()
    assert site.tree() == before
