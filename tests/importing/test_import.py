"""The command ``import``: a small blog of each system, once, twice, stopped in the middle, and with what nobody should write."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge_centre.__main__ import main
from knowledge_centre.commands.check import check
from knowledge_centre.commands.frame import DONE, FOUND, MISUSED
from knowledge_centre.content.whole_files import write_if_changed
from knowledge_centre.importing import bring
from tests.site import PROJECT, Site, text

if TYPE_CHECKING:
    from typing import Any

SAMPLES = Path(__file__).parent / "samples"
BLOGS = {
    "jekyll": 3,
    "hugo": 2,
    "zola": 2,
    "docusaurus": 2,
    "pelican": 2,
    "ablog": 2,
    "starlight": 1,
    "astro": 1,
    "wordpress": 2,
}
"""The posts in the sample of each system."""


@pytest.fixture
def empty(tmp_path: Path) -> Site:
    """A site that has no article, and no authors, categories and tags either."""
    return bare(tmp_path / "site")


def bare(path: Path) -> Site:
    site = Site(path, "empty")
    shutil.rmtree(site.path / "articles", ignore_errors=True)
    (site.path / "articles").mkdir()
    return site


def source(system: str) -> Path:
    return SAMPLES / ("wordpress.xml" if system == "wordpress" else system)


def brought(site: Site, blog: Path, *options: str) -> int:
    return main(["import", str(blog), "-C", str(site.path), "--pictures", str(SAMPLES / "uploads"), *options])


def article(site: Site, name: str) -> str:
    return (site.path / "articles" / name).read_text(encoding="utf-8")


def files(site: Site) -> dict[str, bytes]:
    folder = site.path / "articles"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def told(site: Site, blog: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    """The report of an import, as programs get it."""
    capsys.readouterr()
    brought(site, blog, "--json", *options)
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


def post(blog: Path, name: str, body: str, **fields: str) -> Path:
    """Write a post of a blog in Jekyll."""
    path = blog / "_posts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{key}: {value}" for key, value in fields.items()]
    path.write_text("\n".join(["---", *lines, "---", body, ""]), encoding="utf-8")
    return path


# -- One site of all


def test_each_sample_is_recognised_imported_checked_and_built(empty: Site, capsys: pytest.CaptureFixture[str]) -> None:
    for system, posts in BLOGS.items():
        report = told(empty, source(system), capsys)
        assert (report["system"], report["posts"], len(report["new"])) == (system, posts, posts)
        assert [line for line in report["lines"] if line["kind"] == "by-hand"] == []
    assert check(empty.path).diagnostics == []
    empty.build().ok()
    tides = empty.page("articles/tides.html")
    assert text(tides.select_one("figcaption")) == "The old gauge, still in use"
    assert "Read the gauge" in text(tides.select_one(".admonition.tip"))
    assert [one["href"] for one in tides.select("article a[href*=youtube]")] == [
        "https://www.youtube.com/watch?v=w7Ft2ymGmfc"
    ]
    glass = empty.page("articles/oil-and-wick.html").select_one("a[href^='glass']")
    assert glass is not None
    assert (empty.out / "tide-tables.html").is_file()
    for system in BLOGS:  # all is there already
        assert told(empty, source(system), capsys)["new"] == []


# -- What becomes of a post


def test_jekyll(empty: Site, capsys: pytest.CaptureFixture[str]) -> None:
    report = told(empty, source("jekyll"), capsys)
    oil = article(empty, "oil-and-wick/index.md")
    head = oil.partition("\n---\n")[0]
    for line in (
        "title: 'Oil & wick: a start'",
        "date: 2019-03-04T23:30+01:00",
        "author: mats-oberg",
        "category: lamps",
    ):
        assert line in head
    assert "tags: [history, oil-lamps, oil-lamp, cpp]" in head
    assert "redirect_from: [lamps/history/2019/03/04/oil-and-wick/, old/oil]" in head
    assert "summary: Why a wick draws oil, and how far." in head
    for line in (
        r"A wick draws oil. It costs \$5 to try, or \$7 with a glass.",
        "## How far it draws",
        "![A wick](wick.png)",
        "```python\nheight = 2 * tension / (density * {{ g }})\n```",
        "See [the glass](../glass/index.md) and [the old glass](../glass/index.md#which-glass), ask",
        "[us](https://lamps.example.org/notes/about/), or read [how far](#how-far-it-draws).",
        '`{% include newsletter.html list="lamps" %}`',
        "`{: .warning }`",
        "[Video on YouTube](https://www.youtube.com/watch?v=abcDEF123)",
    ):
        assert line in oil, line
    glass = article(empty, "glass/index.md")
    for line in (
        "## Which glass\n",
        "| borosilicate | |",
        "![wick](wick.png)",
        r"\<T> is a type, \{name}`no role`",
        r"\% this",
    ):
        assert line in glass, line
    lines = {(line["kind"], line["path"], line["line"]) for line in report["lines"]}
    assert ("look", "_posts/2019-03-04-oil-and-wick.md", 26) in lines
    assert ("look", "_posts/2020-05-07-no-day.md", 3) in lines
    assert ("left-out", "_drafts/later.md", 1) in lines
    assert "  role: Wiring\n" in article(empty, "authors.yml")
    picture = (empty.path / "articles/oil-and-wick/wick.png").stat().st_size
    assert 0 < picture <= (source("jekyll") / "assets/wick.png").stat().st_size


@pytest.mark.parametrize(
    ("system", "name", "expected"),
    [
        ("hugo", "tides/index.md", ["date: 2021-06-01T08:15+02:00", "updated: 2021-07-01", "image_alt: A gauge at a quay wall.",
            "author: harbour-office", "category: harbour", "redirect_from: [2021/06/tides/, tide-tables/]",
            "```{figure} gauge.png\n:alt: The gauge\n:width: 200px\n\nThe *old* gauge, still in use\n```",
            "::::{admonition} Before you sail\n:class: tip", "```go\ndepth := chart + tide\n```",
            '`{{< weather station="quay" >}}`', "written as `{{< weather >}}`. More in [the log](../ropes/index.md)."]),
        ("hugo", "ropes/index.md", ["[tides](../tides/index.md) and [the chart](chart.pdf)", "~~~rust\n", "<p>Hemp rots.</p>"]),
        ("zola", "first-firing.md", ["date: 2018-02-03", "author: [imre-kato, lena-voss]", "tags: [firing, clay]",
            "[Video on Vimeo](https://vimeo.com/76979871)", "::::{warning}", '`{{ chart(data="curve.json") }}`', "### A level too deep",
            "[Glazes](glazes.md#second-coat)[^1]"]),
        ("zola", "glazes.md", ["## First coat", "[first]: #first-coat\nThinner", "[remote](https://pictures.example.net/pot.jpg)"]),
        ("docusaurus", "loom-2/index.md", ["date: 2022-01-09", "author: [ines-prado, ravi-menon]", "tags: [release, weaving]",
            "redirect_from: [blog/loom-2]", ":::{admonition} Before you update\n:class: note", '```html\n<Tabs groupId="os">\n```',
            "```js\nimport Tabs", "```js\nexport default", "[old post](../patterns/index.md)"]),
        ("docusaurus", "patterns/index.md", ["title: Patterns", "date: 2021-11-02", "> [!TIP]", "---\n\nPatterns repeat."]),
        ("pelican", "pruning/index.md", ["date: 2017-03-01T10:00-05:00", "author: [tomas-reyes, ada-quist]", "category: trees",
            "summary: When the buds swell, it is too late.", "redirect_from: [posts/2017/pruning/]",
            "::::{admonition} Sharp\n:class: warning\n\nSaws slip on wet bark.\n\nWear gloves.\n\n::::", "[grafting](../grafting.md)", "![a saw](saw.png)"]),
        ("pelican", "grafting.md", ["draft: true"]),
        ("ablog", "ringing.md", ["title: Ringing rounds", "date: 2016-01-05", "author: noor-haddad", ":::{note}", "```{math}", "[Tuning](tuning.md)"]),
        ("ablog", "tuning.md", ["date: 2016-02-06", "tags: [bell]"]),
        ("starlight", "slate/index.md", ["author: olu-bakare", "image_alt: A roof of slate.", ":::{admonition} Edges\n:class: caution"]),
        ("astro", "iron-gall/index.md", ["date: 2022-07-08", "image: ink.png", "author: the-editors",
            "```{figure} ink.png\n:alt: A bottle of ink\n\nMixed in [1890](https://example.org/1890)\n```", r"\<Note>"]),
        ("wordpress", "springs/index.md", ["title: Springs & screws", "date: 2015-06-01T10:00+00:00", "author: greta-sandoval",
            "category: workshop", "summary: Why springs tire & how to help.", "image_alt: A coiled spring", "redirect_from: [2015/06/springs/]",
            r"It needs *oil*, 3 \* 4 drops, and costs \$4 or \$5.", "```{figure} spring.png\n:alt: A coiled spring\n\nA spring, wound\n```",
            "## Which oil\n\n- thin\n- thinner", '`[contact-form to="greta"]`', "```python\nwind(spring)\n\nrest()\n```",
            "[Video on Vimeo](https://vimeo.com/76979871)", "[the pendulum](../pendulum.md)"]),
        ("wordpress", "pendulum.md", ["| Length | Time |", "`<script>alert(1)</script>`"]),
    ],
)  # fmt: skip
def test_what_a_post_becomes(empty: Site, system: str, name: str, expected: list[str]) -> None:
    brought(empty, source(system))
    made = article(empty, name)
    assert [line for line in expected if line not in made] == [], made


def test_the_report_has_each_line_and_is_written_to_a_file(empty: Site, capsys: pytest.CaptureFixture[str]) -> None:
    kept = empty.path / "report.txt"
    assert brought(empty, source("hugo"), "--report", str(kept)) == FOUND
    said = capsys.readouterr()
    line = 'content/posts/tides/index.md:28: "{{< weather station="quay" >}}" is of Hugo, and shown as code: say it in'
    assert line in said.out
    assert line in kept.read_text(encoding="utf-8")
    assert "content/about.md:1: this has no date" in said.out
    assert '"tides" (1) is nearly "tide" (1)' in said.out
    assert "2 new articles written" in said.err
    assert brought(empty, source("zola")) == DONE


def test_the_guide_shows_what_the_command_says(empty: Site, capsys: pytest.CaptureFixture[str]) -> None:
    guide = (PROJECT / "articles/moving-a-blog-in.md").read_text(encoding="utf-8")
    capsys.readouterr()
    brought(empty, source("hugo"))
    said = capsys.readouterr()
    assert f"```text\n{said.out}{said.err}```\n" in guide


# -- Again


def test_a_second_run_brings_only_what_is_new(empty: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blog = tmp_path / "blog"
    first, other = post(blog, "2020-01-01-first.md", "One.", tags="[a]"), post(blog, "2020-01-02-other.md", "Two.")
    post(blog, "2020-01-03-third.md", "Three.")
    shutil.copy(SAMPLES / "uploads/2015/06/spring.png", blog / "spring.png")
    post(blog, "2020-01-04-shown.md", "![A spring](/spring.png)")
    assert len(told(empty, blog, capsys)["new"]) == 4
    before = files(empty)
    assert told(empty, blog, capsys)["unchanged"] == 4
    assert files(empty) == before
    empty.write("articles/first.md", edited := article(empty, "first.md").replace("One.", "One, as we see it."))
    (empty.path / "articles/third.md").unlink()
    post(blog, "2020-02-01-fourth.md", "See [first]({% post_url 2020-01-01-first %}).", tags="[b]")
    (empty.path / "articles/shown/spring.png").write_bytes(b"a better one")
    for path in (first, other, blog / "_posts/2020-01-04-shown.md"):
        path.write_text(path.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    report = told(empty, blog, capsys)
    assert (report["new"], report["updated"]) == (
        ["articles/fourth.md"],
        ["articles/other.md", "articles/shown/index.md"],
    )
    assert (empty.path / "articles/shown/spring.png").read_bytes() == b"a better one"
    assert article(empty, "first.md") == edited
    assert "More." in article(empty, "other.md")
    assert "[first](first.md)" in article(empty, "fourth.md")
    assert not (empty.path / "articles/third.md").exists()
    assert [line["path"] for line in report["lines"] if "edited here" in line["message"]] == [
        "_posts/2020-01-01-first.md"
    ]
    assert article(empty, "tags.yml") == "a:\n  label: a\nb:\n  label: b\n"


def test_a_stop_in_the_middle_leaves_whole_articles_and_the_next_run_finishes(
    empty: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = bare(tmp_path / "whole")
    brought(whole, source("hugo"))
    written = list[Path]()

    def stopped(path: Path, data: bytes) -> None:
        if len(written) == 2:  # a picture and its article are there
            raise KeyboardInterrupt
        written.append(path)
        write_if_changed(path, data)

    monkeypatch.setattr(bring, "write_if_changed", stopped)
    assert brought(empty, source("hugo")) == 130
    monkeypatch.undo()
    assert {one.rule for one in check(empty.path).diagnostics} == {"link/page"}, "the other article is not there yet"
    assert [path.name for path in written] == ["gauge.png", "index.md"]
    brought(empty, source("hugo"))
    assert files(empty) == files(whole)


def test_a_dry_run_writes_nothing(empty: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(told(empty, source("jekyll"), capsys, "--dry-run")["new"]) == 3
    assert files(empty) == {}


def test_what_is_there_is_used_and_nothing_is_overwritten(site: Site, tmp_path: Path) -> None:
    site.article("first", "Ours.")
    before = article(site, "first.md")
    post(tmp_path / "blog", "2020-01-01-first.md", "Theirs.", author="Ada Lovelace")
    people = article(site, "authors.yml")
    brought(site, tmp_path / "blog")
    assert article(site, "first.md") == before
    assert "Theirs." in article(site, "first-2.md")
    assert article(site, "authors.yml").startswith(people)


def test_a_state_that_is_not_true_is_not_believed(empty: Site) -> None:
    for wrong in (
        "[]",
        "{",
        '{"version": 1, "posts": {"hugo:x": {"article": "../../x", "digest": "", "made_from": ""}}}',
    ):
        empty.write("articles/.imported.json", wrong)
        assert brought(empty, source("ablog")) == DONE
        for path in ("ringing.md", "tuning.md"):
            (empty.path / "articles" / path).unlink()


# -- What nobody should write


def test_hostile_posts_are_a_line_each(empty: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blog, outside = tmp_path / "blog", tmp_path / "secret.png"
    shutil.copy(SAMPLES / "astro/src/content/blog/iron-gall/ink.png", outside)
    post(
        blog,
        "2020-01-01-up.md",
        "![up](../../secret.png) [x](javascript:alert(1)) ![](/../../secret.png)",
        slug="../../../etc/passwd",
    )
    post(blog, "2020-01-02-deep.md", "> " * 50 + "deep", redirect_from="[../../up, _static/x.css, 404.html]")
    post(blog, "2020-01-03-loop.md", "a", tags="&a [*a]")
    post(
        blog,
        "2020-01-04-sign.md",
        "\ue0000\ue001 \ue002x\ue003 {{ site.time }}" + "{% if" * 20,
        title='"\\u0007 <b>&amp;"',
    )
    post(blog, "9999-99-99-never.md", "a", date="soon")
    (blog / "_posts/2020-01-05-latin.md").write_bytes("---\ntitle: Ol\xe9\n---\n".encode("latin-1"))
    (blog / "_posts/2020-01-06-large.md").write_text("---\ntitle: x\n---\n" + "word " * 500_000, encoding="utf-8")
    (blog / "_posts/2020-01-07-open.md").write_text("---\ntitle: x\n", encoding="utf-8")
    (blog / "_posts/2020-01-08-link.md").symlink_to(tmp_path / "elsewhere.md")
    (tmp_path / "elsewhere.md").write_text("---\ntitle: x\n---\nsecret", encoding="utf-8")
    report = told(empty, blog, capsys)
    left_out = {line["path"] for line in report["lines"] if line["kind"] == "left-out"}
    assert {path.rpartition("/")[2] for path in left_out} == {
        "9999-99-99-never.md", "2020-01-05-latin.md", "2020-01-06-large.md", "2020-01-07-open.md", "2020-01-08-link.md", "2020-01-03-loop.md",
    }  # fmt: skip
    assert all(path.startswith("articles/") for path in report["new"])
    assert {path.name for path in (empty.path / "articles").rglob("*") if path.is_file()} == {
        ".imported.json", "authors.yml", "categories.yml", "etc-passwd.md", "deep.md", "sign.md",
    }  # fmt: skip
    made = article(empty, "etc-passwd.md")
    assert "](../../secret.png)" not in made
    assert "up [x](javascript:alert(1)) secret" in made  # no system of these makes a link of it, nor does this one
    assert {line["message"] for line in report["lines"] if line["kind"] == "by-hand"} == {
        "this nests more than 20 levels deep"
    }


def test_a_hostile_export(empty: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = (SAMPLES / "wordpress.xml").read_text(encoding="utf-8")
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>\n'
    file = tmp_path / "export.xml"
    file.write_text(export.replace("<rss", f"{bomb}<rss", 1).replace("A spring tires.", "&f;&b;"), encoding="utf-8")
    assert brought(empty, file) == MISUSED
    assert "export.xml:1: this has a document type" in capsys.readouterr().err
    file.write_text(export[: len(export) // 2] + "\x01", encoding="utf-8")
    report = told(empty, file, capsys)
    assert any("not quite XML" in line["message"] for line in report["lines"])
    assert files(empty).keys() <= {
        ".imported.json",
        "authors.yml",
        "categories.yml",
        "tags.yml",
        "springs/index.md",
        "springs/spring.png",
    }


def test_what_it_was_not_given(empty: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert brought(empty, tmp_path / "nowhere") == MISUSED
    (tmp_path / "folder").mkdir()
    assert brought(empty, tmp_path / "folder") == MISUSED
    assert "--from" in capsys.readouterr().err
    empty.write("articles/wrong.md", "no front matter")
    assert brought(empty, source("zola")) == MISUSED
    assert "mend them first" in capsys.readouterr().err


def test_links_lead_to_where_an_article_was_moved(empty: Site, tmp_path: Path) -> None:
    blog = tmp_path / "blog"
    post(blog, "2025-01-01-one.md", "Words.", title="One", date="2025-01-01")
    post(blog, "2025-01-02-two.md", "Words.", title="Two", date="2025-01-02")
    brought(empty, blog, "--from", "jekyll", "--author", "Ada")
    assert main(["move", "article", "one", "uno", "-C", str(empty.path)]) == DONE
    two = empty.path / "articles/two.md"
    (two.parent / "two").mkdir()
    two.rename(two.parent / "two/index.md")
    text = "[a]({% post_url 2025-01-01-one %}) [b]({% post_url 2025-01-02-two %})"
    post(blog, "2025-01-03-three.md", text, title="Three", date="2025-01-03")
    brought(empty, blog, "--from", "jekyll", "--author", "Ada")
    assert "[a](uno.md) [b](two/index.md)" in article(empty, "three.md")


def test_limits_of_conf_py_hold_for_what_is_imported(
    empty: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    conf = (empty.path / "conf.py").read_text(encoding="utf-8")
    empty.write("conf.py", f"{conf}\nknowledge_centre_max_picture_bytes = 1000\nknowledge_centre_max_nesting = 2\n")
    blog = tmp_path / "blog"
    post(blog, "2025-01-01-one.md", "![A](/a.png)\n\n> > > deep", title="One", date="2025-01-01")
    (blog / "a.png").write_bytes(bytes(2000))
    lines = [f"{one['message']}" for one in told(empty, blog, capsys, "--from", "jekyll")["lines"]]
    assert any("a picture may have 0.001" in line for line in lines)
    assert any("more than 2 levels deep" in line for line in lines)
