"""Markdown twins and ``llms.txt``: they say what the pages say, and nothing of what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from knowledge_centre.catalogue.smart_quotes import printed
from knowledge_centre.outputs.markdown_twins import twin_of
from knowledge_centre.outputs.markdown_twins.from_html import to_markdown
from knowledge_centre.outputs.markdown_twins.text import escape, paragraph
from tests.awkward import awkward_site
from tests.site import Site

if TYPE_CHECKING:
    from pathlib import Path

CANONICAL = "https://kc.example/en/latest/"
TITLE = "]]> & <b>bold</b> [link](x) *star* _under_ `code` \u200fabc\u200f 🚀 #"
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def built(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> tuple[Site, str]:
    site = Site(tmp_path_factory.mktemp("twins") / "site")
    body = "[To a draft](hidden.md), [](scheduled.md), [](second.md), [here](#part) and [a page](../about.md).\n\n## Part\n"
    site.article("made", body, title=TITLE, date="2025-07-01", tags=["cpp", "c-sharp"], author=["ada", "bob"])
    site.article("gone", "Vanished.", expires="2025-12-31")
    site.article("elsewhere", canonical_url="https://elsewhere.example/a", category="notes")
    site.build(request.param, READTHEDOCS_CANONICAL_URL=CANONICAL).ok()
    return site, request.param


def words(html: str, chosen: str = "body") -> str:
    """The words of HTML, without its spaces and the signs that only the page or only Markdown has."""
    soup = BeautifulSoup(html, "html5lib")
    for node in soup.select("a.headerlink, .linenos, hr, .footnote-ref, .footnote-backref, [role=doc-noteref], .label"):
        node.decompose()
    for node in soup.select("[popover], .backrefs, script, style, svg, button"):
        node.decompose()
    for formula in soup.select("math"):
        signs = "$$" if formula.get("display") else "$"
        formula.replace_with("".join((signs, *(one.get_text() for one in formula.select("annotation")), signs)))
    found = soup.select_one(chosen)
    assert found is not None
    return re.sub(r"\[[x ]\]|[\s-]", "", found.get_text())


def body_of(twin: str) -> str:
    """What follows the head, which is a title, a summary and a list."""
    return twin.partition("\n- By: ")[2].partition("\n\n")[2]


def test_the_head_of_a_twin(built: tuple[Site, str]) -> None:
    site, builder = built
    name = "articles/made.html.md" if builder == "html" else "articles/made/index.html.md"
    twin = (site.path / "_build" / builder / name).read_text(encoding="utf-8")
    head, _, body = twin.partition("\n\n- By:")
    title = BeautifulSoup(MARKDOWN.render(head), "html5lib")
    assert title.h1 is not None
    assert title.h1.get_text() == printed(TITLE, "en")
    assert title.h1.find() is None
    assert f"- By:{body}".startswith(
        "- By: Ada & Co, Bob \\<script>\n- Published: 2025-07-01\n- Category: Articles\n- Topics: C++, C#\n"
        f"- Address: <{CANONICAL}articles/made{'.html' if builder == 'html' else '/'}>\n\n"
    )


def test_its_links_are_whole_and_lead_to_pages(built: tuple[Site, str]) -> None:
    site, builder = built
    suffix, name = (".html", "made.html.md") if builder == "html" else ("/", "made/index.html.md")
    body = body_of((site.path / "_build" / builder / "articles" / name).read_text(encoding="utf-8"))
    assert body == (
        "To a draft, an article that is not published, "
        f"[The second one]({CANONICAL}articles/second{suffix}), [here]({CANONICAL}articles/made{suffix}#part) "
        f"and [a page]({CANONICAL}about{suffix}).\n\n## Part\n"
    )


def test_every_visible_article_has_one_and_nothing_hidden_is_anywhere(built: tuple[Site, str]) -> None:
    site, builder = built
    out = site.path / "_build" / builder
    twins = {path.relative_to(out / "articles").as_posix() for path in out.rglob("*.md")}
    suffix = ".html.md" if builder == "html" else "/index.html.md"
    assert twins == {slug + suffix for slug in ("first", "second", "with-picture", "made", "elsewhere")}
    for path in [*out.rglob("*.md"), out / "llms.txt"]:
        for word in (
            "secrets",
            "Unobtainium",
            "surprise",
            "Surprisium",
            "Vanished",
            "articles/gone",
            "articles/hidden",
        ):
            assert word not in path.read_text(encoding="utf-8"), path


def test_what_was_published_elsewhere_says_so(built: tuple[Site, str]) -> None:
    site, builder = built
    name = "elsewhere.html.md" if builder == "html" else "elsewhere/index.html.md"
    twin = (site.path / "_build" / builder / "articles" / name).read_text(encoding="utf-8")
    assert "\n- Address: <https://elsewhere.example/a>\n" in twin


def test_llms_txt_is_in_the_form_of_its_convention(built: tuple[Site, str]) -> None:
    site, builder = built
    out = site.path / "_build" / builder
    lines = (out / "llms.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Knowledge Centre"
    assert lines[2].startswith("> ")
    sections = [line for line in lines if line.startswith("#")][1:]
    assert sections == ["## Articles: Articles", "## Articles: Notes & queries", "## Optional"]
    for line in lines[3:]:
        assert not line or line.startswith("## ") or re.fullmatch(r"- \[(?:[^\[\]\\]|\\.)+\]\(\S+\)(?:: .+)?", line), (
            line
        )
        for address in re.findall(r"(?<!\\)\]\((\S+)\)", line):
            assert address.startswith(CANONICAL)
            assert (out / address.removeprefix(CANONICAL)).is_file()
    first = next(line for line in lines if "articles/made" in line)
    link = BeautifulSoup(MARKDOWN.render(first), "html5lib").a
    assert link is not None
    assert link.get_text() == printed(TITLE, "en")
    assert f"- [Sitemap]({CANONICAL}sitemap.xml)" in lines


def test_templates_are_told_of_it(site: Site) -> None:
    head = site.override("components/metadata.html")
    head.write_text("{% if markdown_twin %}<link class=twin href='{{ markdown_twin }}'>{% endif %}", encoding="utf-8")
    site.build("html").ok()
    site.build("dirhtml").ok()
    for builder, page, twin in [
        ("html", "articles/first.html", "first.html.md"),
        ("dirhtml", "articles/first/index.html", "index.html.md"),
    ]:
        link = site.page(page, builder).select_one("link.twin")
        assert link is not None
        assert link["href"] == twin
        assert (site.path / "_build" / builder / page).with_name(twin).is_file()
    assert not site.page("about.html").select("link.twin")


def test_without_an_address_of_the_site_links_are_as_on_the_page(site: Site) -> None:
    site.article("made", "[](second.md), [here](#part), [home](../index.md)\n\n## Part")
    site.build("html").ok()
    site.build("dirhtml").ok()
    twin = (site.out / "articles/made.html.md").read_text(encoding="utf-8")
    assert "[The second one](second.html), [here](#part), [home](../index.html)" in twin
    assert "- Address" not in twin
    assert "](articles/made.html.md)" in (site.out / "llms.txt").read_text(encoding="utf-8")
    twin = (site.path / "_build/dirhtml/articles/made/index.html.md").read_text(encoding="utf-8")
    assert "[The second one](../second/)" in twin


def test_an_incremental_build_gives_those_of_a_clean_one(site: Site, tmp_path: Path) -> None:
    site.write("articles/snippet.py", "print('once')\n")
    site.article("made", "[x](https://a.example/)\n\n```{literalinclude} snippet.py\n```\n")
    site.article("linking", "[](made.md)")
    site.article("removed")
    site.build().ok()
    files = [*site.out.rglob("*.md"), *(site.out / name for name in ("llms.txt", "robots.txt", ".manifest.json"))]
    before = {path: path.stat().st_mtime_ns for path in files}
    site.build().ok()
    assert {path: path.stat().st_mtime_ns for path in files} == before
    site.article("made", "[x](https://b.example/)\n\n```{literalinclude} snippet.py\n```\n")
    site.build().ok()
    changed = [path.name for path in files if path.stat().st_mtime_ns != before[path]]
    assert changed == ["made.html.md", ".manifest.json"], "the address of a link is all that is another"
    site.write("articles/snippet.py", "print('twice')\n")
    site.article("removed", draft=True)
    site.build().ok()
    assert "twice" in (site.out / "articles/made.html.md").read_text(encoding="utf-8")
    assert not (site.out / "articles/removed.html.md").exists()
    (site.path / "articles/made.md").rename(site.path / "articles/renamed.md")
    site.article("linking", "[](renamed.md)")
    site.article("renamed", "Words.", title="Renamed")
    site.build(jobs=2).ok()
    assert "[Renamed](renamed.html)" in (site.out / "articles/linking.html.md").read_text(encoding="utf-8")
    clean = site.clean_copy(tmp_path / "clean")
    clean.build().ok()
    assert site.tree() == clean.tree()


def test_a_site_without_articles_has_a_list_without_them(tmp_path: Path) -> None:
    site = Site(tmp_path / "site", root="empty")
    site.build().ok()
    assert (site.out / "llms.txt").read_text(encoding="utf-8").startswith("# Knowledge Centre\n\n> ")
    assert "## Articles" not in (site.out / "llms.txt").read_text(encoding="utf-8")


def test_read_again_a_twin_says_what_the_page_says(tmp_path: Path) -> None:
    site = awkward_site(tmp_path / "awkward")
    site.build().ok()
    check_twins(site)


def test_read_again_the_twins_of_a_whole_site_say_what_its_pages_say(real_site: Site) -> None:
    check_twins(real_site)


def check_twins(site: Site) -> None:
    for path in site.out.rglob("*.html.md"):
        page = path.with_suffix("").read_text(encoding="utf-8")
        twin = MARKDOWN.render(body_of(path.read_text(encoding="utf-8")))
        assert words(twin) == words(page, ".article-body"), path.name


@pytest.mark.parametrize(
    "text",
    [
        "1. no list",
        "12) no list",
        "# no heading",
        "- no list",
        "+ no list",
        "> no quotation",
        "---",
        "===",
        "* * *",
        "a * b * c, _x_, snake_case and __init__",
        "[x](y) ![x](y) [^1] [x]: y",
        "`` ` ``",
        "~~struck~~",
        "&amp; &lt; &#42; & AT&T",
        "<b> </b> <!-- --> <https://x.example> a<b a < b",
        "\\* \\ C:\\dir",
        "]]> 🚀 \u200fabc\u200f\u00a0x",
    ],
)
def test_running_text_stays_text(text: str) -> None:
    soup = BeautifulSoup(MARKDOWN.render(paragraph(escape(text))), "html5lib")
    assert soup.body is not None
    assert soup.body.get_text().rstrip("\n") == text
    assert [node.name for node in soup.body.find_all()] == ["p"]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a<br>- b</p>", "a\\\n\\- b"),
        ("<p>a <em> b </em>c<strong></strong></p>", "a *b* c"),
        ("<p><code>a`b</code> <code>c  d</code></p>", "`` a`b `` `c d`"),
        (
            '<p><a href="https://x.example/a (b)">t</a> <a>n</a> <a href="#x"></a></p>',
            "[t](https://x.example/a%20%28b%29) n",
        ),
        ('<p><a href="https://x.example/">https://x.example/</a></p>', "<https://x.example/>"),
        ('<p><img src="i.svg" alt="a ] b"></p>', f"![a \\] b]({CANONICAL}articles/i.svg)"),
        ('<div class="highlight-text"><pre>a\n```\nb\n</pre></div>', "````\na\n```\nb\n````"),
        ("<h2>a<br>b</h2>", "## a b"),
        ("<h2>C ##</h2><h3>C#</h3>", "## C #\\#\n\n### C#"),
        ("<table><tr><td>a|b</td><td><p>c</p><p>d</p></td></tr></table>", "|  |  |\n| --- | --- |\n| a\\|b | c<br>d |"),
        (
            '<table><thead><tr><th colspan="2">a</th></tr></thead><tr><td>b</td><td class="text-right">c</td></tr></table>',
            "| a |  |\n| --- | --- |\n| b | c |",
        ),
        (
            '<ol class="simple" start="9"><li>a</li><li><p>b</p><ul class="simple"><li>c</li></ul></li></ol>',
            "9. a\n10. b\n    - c",
        ),
        ('<ol start="a"><li>b</li></ol><ol start="-2"><li>c</li></ol>', "1. b\n\n1. c"),
        (
            '<table><tr><td colspan="2x">a</td><td colspan="all">b</td></tr></table>',
            "|  |  |  |\n| --- | --- | --- |\n| a |  | b |",
        ),
        (
            "<table><tr><th>a</th></tr><tr><td><table><tr><td>b</td></tr></table></td></tr></table>",
            "|  |\n| --- |\n| a |\n| \\|  \\|<br>\\| --- \\|<br>\\| b \\| |",
        ),
        ("<p>a</p><ul></ul><blockquote></blockquote><p>b</p>", "a\n\nb"),
        (
            '<p>a<a role="doc-noteref" href="#n">[1]</a></p><hr class="footnotes"><aside role="doc-footnote"><span class="label">'
            '[<a href="#m">1</a>]</span><span class="backrefs">(<a href="#m">1</a>)</span><p>b</p><p>c</p></aside>',
            "a[^1]\n\n[^1]: b\n\n    c",
        ),
        ("<details><summary>a</summary><p>b</p></details><button>x</button><svg><title>y</title></svg>", "**a**\n\nb"),
        ("words <b>alone</b><p>and not</p>tail", "words **alone**\n\nand not\n\ntail"),
        ("", ""),
    ],
)
def test_elements(html: str, markdown: str) -> None:
    assert to_markdown(html, f"{CANONICAL}articles/x.html").rstrip("\n") == markdown


def test_the_address_of_a_twin() -> None:
    assert [twin_of(uri) for uri in ("articles/x.html", "articles/x/", "")] == [
        "articles/x.html.md",
        "articles/x/index.html.md",
        "index.html.md",
    ]
