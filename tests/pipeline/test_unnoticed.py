"""What a build may fail to notice, a kind a test: the next build gives the bytes of a clean one, and the same exit code."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from knowledge_centre.content.made_by import PACKAGES
from tests.site import NOW, PROJECT, ROOTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site import Site

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="7"/>'


def assert_clean(site: Site, folder: Path, builder: str = "html", **environment: Any) -> None:
    """Build, and hold it against a clean build."""
    ours = site.build(builder, **environment)
    clean = site.clean_copy(folder)
    theirs = clean.build(builder, **environment)
    assert (ours.status, ours.problems) == (theirs.status, theirs.problems.replace(str(clean.path), str(site.path)))
    found, wanted = site.tree(), clean.tree()
    assert sorted(found) == sorted(wanted)
    assert [name for name in wanted if found[name] != wanted[name]] == []


def replace(site: Site, name: str, before: str, after: str) -> None:
    path = site.path / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def say(site: Site, settings: str) -> None:
    """Have conf.py say more."""
    conf = site.path / "conf.py"
    conf.write_text(f"{conf.read_text(encoding='utf-8')}\n{settings}\n", encoding="utf-8")


@pytest.mark.parametrize("builder", ["linkcheck", "dirhtml", "text"])
def test_another_builder_that_shares_the_doctrees_swallows_nothing(site: Site, tmp_path: Path, builder: str) -> None:
    doctrees = ("-d", str(site.path / "_build/doctrees-html"))
    say(site, "numfig = True\nlinkcheck_ignore = ['.*']")
    site.article("pictured", "![One](one.svg)\n\n```{include} part.txt\n```")
    site.write("articles/one.svg", SVG.format(7))
    site.write("articles/part.txt", "A part.")
    site.article("drawn", "![Three](three.svg)")
    site.write("articles/three.svg", SVG.format(3))
    site.build().ok()
    site.write("articles/three.svg", SVG.format(5))
    replace(site, "articles/first.md", "Words about turbines", "Words about rotors")
    replace(site, "articles/part.txt", "A part", "Another")
    replace(site, "articles/second.md", "The *second* one", """The "new" one's""")
    site.write("articles/two.svg", SVG.format(9))
    replace(site, "articles/pictured.md", "(one.svg", "(two.svg")
    site.build(builder, *doctrees)
    assert_clean(site, tmp_path / "clean")


def test_numbers_that_move_are_shown_and_found(site: Site, tmp_path: Path) -> None:
    figure = "```{figure} one.svg\n:name: figure-%s\n\nA caption.\n```\n"
    say(site, "numfig = True")
    site.write("articles/one.svg", SVG.format(7))
    site.write("index.md", "# Home\n\n```{toctree}\nabout\nmore\n```\n")
    say(site, "include_patterns.append('more.md')")
    site.write("more.md", "# More\n\n```{figure} articles/one.svg\n:name: figure-more\n\nA caption.\n```\n")
    site.article("figures", (figure % "one") + "\n\n" + (figure % "two"))
    site.article("asking", "See {numref}`figure-two` and {numref}`figure-about`.")
    site.article("asking-more", "See {numref}`figure-more`.")
    site.write("about.md", "# About\n\n```{figure} articles/one.svg\n:name: figure-about\n\nA caption.\n```\n")
    site.build().ok()
    site.article("figures", (figure % "nought") + "\n\n" + (figure % "one") + "\n\n" + (figure % "two"))
    replace(
        site, "about.md", "# About\n", "# About\n\n```{figure} articles/one.svg\n:name: figure-new\n\nAnother.\n```\n"
    )
    assert_clean(site, tmp_path / "clean")


def test_titles_and_order_of_the_pages_around_are_todays(site: Site, tmp_path: Path) -> None:
    """``rel=prev``, the ways up, and the toctrees of other documents; also where another builder has read them."""
    say(site, "include_patterns.append('more*')")
    site.write("index.md", "# Home\n\n```{toctree}\n:caption: Parts\n:numbered:\nmore\nabout\n```\n")
    site.write("more.md", "# More\n\n```{toctree}\nmore-one\nmore-two\n```\n")
    for name in ("one", "two"):
        site.write(f"more-{name}.md", f"# More {name}\n\n## A part\n")
    site.build().ok()
    for number, changes in enumerate(
        [
            [("index.md", "# Home", "# House")],
            [("more.md", "more-one\nmore-two", "more-two\nmore-one"), ("index.md", "more\nabout", "about\nThe <more>")],
            [("more-two.md", "# More two", "# More than two"), ("index.md", ":caption: Parts", ":caption: Pieces")],
            [("index.md", ":numbered:\n", "")],
        ]
    ):
        for name, before, after in changes:
            replace(site, name, before, after)
        if number:
            site.build("dummy", "-d", str(site.path / "_build/doctrees-html")).ok()
        assert_clean(site, tmp_path / f"clean-{number}")


def test_badges_outside_articles_have_todays_labels(site: Site, tmp_path: Path) -> None:
    replace(site, "about.md", "# About", "# About\n\n```{tags} zero-trust, cpp\n```\n")
    site.build().ok()
    say(site, "tags_intro_text, tags_badge_colors = 'See:', {'*': 'dark'}")
    assert_clean(site, tmp_path / "look")
    replace(site, "articles/tags.yml", "label: Zero trust", "label: Trust nobody")
    assert_clean(site, tmp_path / "one")
    replace(site, "articles/tags.yml", "aliases: [cplusplus]", "aliases: [cplusplus, zetrust]")
    replace(site, "about.md", "{tags} zero-trust, cpp", "{tags} zetrust")
    assert_clean(site, tmp_path / "two")
    replace(site, "articles/tags.yml", "aliases: [cplusplus, zetrust]", "aliases: [cplusplus]")
    replace(site, "articles/tags.yml", "aliases: [ZTNA]", "aliases: [ZTNA, zetrust]")
    assert_clean(site, tmp_path / "three")


def test_lists_of_a_series_that_has_another_name(site: Site, tmp_path: Path) -> None:
    replace(site, "about.md", "# About", "# About\n\n```{articles}\n:series: Heat pumps\n```")
    site.write("more.md", "# More\n\n```{articles}\n:series: Boats\n```\n")
    say(site, "include_patterns.append('more.md')")
    for pumps, boats in (("Heat pumps", "Boats"), ("Heat Pumps", "Ships")):
        for part in ("one", "two"):
            site.article(f"pumps-{part}", series=pumps)
            site.article(f"boats-{part}", series=boats)
        if boats == "Boats":
            site.build().ok()
    assert_clean(site, tmp_path / "clean")
    assert "pumps-one.html" in str(site.page("about.html").select_one("main"))


def test_what_another_extension_collects_is_todays(site: Site, tmp_path: Path) -> None:
    """A page is filled from what a domain keeps of all documents, in the order of the documents."""
    todo = "```{todo}\nThis is %s, see [](first.md).\n```\n"
    say(site, "extensions.append('sphinx.ext.todo')\ntodo_include_todos = todo_link_only = True")
    replace(site, "about.md", "# About", "# About\n\n```{todolist}\n```")
    for name in ("aa", "bb", "secret"):
        site.article(name, todo % name)
    site.build().ok()
    site.article("secret", todo % "secret", draft=True)
    site.article("aa", todo % "another")
    replace(site, "articles/first.md", "title: ", "title: Not ")
    assert_clean(site, tmp_path / "clean")
    assert "secret" not in str(site.page("about.html"))


def test_what_day_it_is_is_known_however_it_is_asked(site: Site, tmp_path: Path) -> None:
    say(site, "myst_enable_extensions.append('substitution')\nmyst_substitutions = {'day': '{sub-ref}`today`'}")
    say(site, "rst_epilog = '.. |day| date:: %Z'\nimport time as _time\n_time.tzset()")
    site.write("articles/part.txt", "It is {sub-ref}`today`.")
    site.article("including", "```{include} part.txt\n```")
    site.article("substituted", "It is {{ day }}.")
    site.article("folded", "It is {sub-ref}`Today`.")
    site.write("articles/rest.rst", ":date: 2025-06-01\n:author: ada\n\nRest\n====\n\nIt is |day|.\n")
    site.build(TZ="UTC").ok()
    assert_clean(site, tmp_path / "clean", now=str(int(NOW) + 24 * 3600), TZ="Asia/Tokyo")
    assert "JST" in str(site.page("articles/rest.html"))


def test_what_is_left_of_a_file_that_a_build_writes_for_itself_is_written_again(site: Site, tmp_path: Path) -> None:
    site.build().ok()
    site.write("_tags/zero-trust.md", "")
    sheet = next((site.path / "_build/doctrees-html/minified").rglob("*.css"))
    sheet.write_bytes("é".encode()[:1])
    assert_clean(site, tmp_path / "clean")


def test_an_extension_out_and_in_again_leaves_nothing(site: Site, tmp_path: Path) -> None:
    conf = site.path / "conf.py"
    text = conf.read_text(encoding="utf-8")
    site.article("secret", "Some quarrelsome words.")
    site.build().ok()
    for extension in ("search", "pages.archives"):
        conf.write_text(text.replace(f'    "knowledge_centre.{extension}",\n', ""), encoding="utf-8")
        site.build()
        conf.write_text(text, encoding="utf-8")
        site.article("secret", "Some quarrelsome words.", draft=extension == "search")
        assert_clean(site, tmp_path / extension)


def test_files_that_a_setting_asks_for_no_more_are_gone(site: Site, tmp_path: Path) -> None:
    for name in ("one", "two"):
        site.write(f"logos/{name}.svg", SVG.format(7))
    before = "html_copy_source = True\nhtml_logo = 'logos/one.svg'\nhtml_favicon = 'logos/one.svg'"
    say(site, before)
    site.build().ok()
    replace(site, "conf.py", before, "html_logo = 'logos/two.svg'\nhtml_favicon = '_static/favicon.svg'")
    assert_clean(site, tmp_path / "other")
    site.write("logos/two.svg", SVG.format(9))
    assert_clean(site, tmp_path / "changed")
    replace(site, "conf.py", "html_logo = 'logos/two.svg'\n", "")
    assert_clean(site, tmp_path / "none")


MADE = (
    *("articles/first.html", "authors/ada.html", "genindex.html", "feeds/all.json", "covers/*.svg", "sitemap.xml"),
    *("search-index/terms/*", "search-index/index.json", "_images/inner-*", "_downloads/*/file.csv"),
    *("_sources/index.md.txt", "_static/site.css", "objects.inv", "articles/first.html.md", ".manifest.json"),
)
"""A file of each kind."""


def lost(path: Path) -> None:
    path.unlink()


def cut_at_a_full_stop(path: Path) -> None:
    """What a killed build leaves may end as a whole file does."""
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b".", 0, -1) + 1])


def changed(path: Path) -> None:
    """By hand: of the same size, a moment later."""
    data = path.read_bytes()
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:] if data else b"x")


def test_each_file_lost_or_changed_by_hand_is_made_again(site: Site) -> None:
    site.article("file", "Take {download}`it <file.csv>`.")
    site.write("articles/file.csv", "a,b")
    say(site, "html_copy_source = True\nhtml_use_index = True\nhtml_baseurl = 'https://example.org/'")
    site.build().ok()
    wanted = site.tree()
    for number, pattern in enumerate(MADE):
        path = next(site.out.glob(pattern))
        (changed if number % 2 else lost)(path)
        site.build().ok()
        found = site.tree()
        assert sorted(found) == sorted(wanted), pattern
        assert [one for one in wanted if found[one] != wanted[one]] == [], pattern


def test_a_file_that_appears_is_seen(site: Site, tmp_path: Path) -> None:
    site.write("articles/p.png", "")
    site.write("articles/p.svg", SVG.format(7))
    (site.path / "articles/p.png").unlink()
    site.article("appearing", "![P](p.*)\n\n{download}`it <it.csv>`\n\n![Q](q.svg)\n\n```{include} part.txt\n```\n")
    assert site.build().status == 1
    site.write("articles/it.csv", "a")
    assert_clean(site, tmp_path / "download")
    site.write("articles/q.svg", SVG.format(8))
    site.write("articles/part.txt", "A part.")
    assert_clean(site, tmp_path / "rest")
    (site.path / "articles/p.png").write_bytes((ROOTS / "test-awkward/articles/all-parts/steps.png").read_bytes())
    (site.path / "articles/p.svg").unlink()
    assert_clean(site, tmp_path / "other-type")
    site.write("articles/p.svg", SVG.format(7))
    assert_clean(site, tmp_path / "both-types")


def test_a_label_that_moves_is_no_mistake(site: Site, tmp_path: Path) -> None:
    site.article("aa", "Words.")
    site.article("zz", "Words.\n\n(moving)=\n## Part\n\nMore.")
    site.article("mm", "See [](#moving).")
    site.build().ok()
    site.article("zz", "Words.")
    site.article("aa", "Words.\n\n(moving)=\n## Part\n\nMore.")
    assert_clean(site, tmp_path / "clean")
    assert site.build().status == 0


def test_a_link_to_a_file_that_has_another_place_leads_nowhere(site: Site, tmp_path: Path) -> None:
    site.article("target", "Words.")
    site.article("linking", "See [](/articles/target.md).")
    site.build().ok()
    (site.path / "articles/target").mkdir()
    (site.path / "articles/target.md").rename(site.path / "articles/target/index.md")
    assert_clean(site, tmp_path / "clean")
    assert site.build().status == 1


MISTAKES = (
    "See [](nowhere.md).",
    "See {ref}`nowhere`.",
    "See {numref}`nowhere`.",
    "```{nonsense}\n```",
    "A {nonsense}`role`.",
    "![None](nowhere.svg)",
    "See [it](first.md#nowhere).",
    "[^1] and [^2]\n\n[^2]: Two.",
)


def test_a_mistake_is_told_by_each_build_until_it_is_mended(site: Site, tmp_path: Path) -> None:
    def told(jobs: int = 1) -> tuple[int, list[str]]:
        build = site.build(jobs=jobs)
        return build.status, sorted(set(build.problems.splitlines()))

    for number, body in enumerate(MISTAKES):
        site.article(f"broken-{number}", body)
    first = told()
    assert first[0] == 1
    assert len(first[1]) >= len(MISTAKES)
    replace(site, "about.md", "# About", "# About us")
    assert [told(), told(2)] == [first, first]
    for number in range(len(MISTAKES)):
        site.article(f"broken-{number}", "Words.")
    assert_clean(site, tmp_path / "clean")
    assert site.build().status == 0


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_label_of_two_documents_is_told_by_each_build(site: Site, jobs: int) -> None:
    for name in ("aa", "zz", *(f"more-{number}" for number in range(6))):
        site.article(name, "(twice)=\n## One" if len(name) == 2 else "Words.")
    for _ in range(2):
        build = site.build(jobs=jobs)
        assert build.status == 1
        assert "articles/zz.md:8: " in build.problems
        assert '"twice" is in articles/aa.md as well' in build.problems
        assert len(build.problems.splitlines()) == 1
    site.article("aa", "Words.")
    site.build(jobs=jobs).ok()


def test_a_document_that_was_kept_and_is_damaged_is_read_again(site: Site, tmp_path: Path) -> None:
    site.article("stops", "One. Two. Three.")
    site.build().ok()
    cut_at_a_full_stop(site.path / "_build/doctrees-html/articles/stops.doctree")
    site.article("newer", date="2025-07-01")  # so that its page is written again, without a look at its source
    assert_clean(site, tmp_path / "clean")


def test_another_version_of_what_makes_pages_makes_all_again(site: Site) -> None:
    say(site, "from importlib import metadata as _metadata\n_version = _metadata.version")
    site.build().ok()
    before = {path: path.stat().st_mtime_ns for path in site.out.rglob("*.html")}
    doctree = site.path / "_build/doctrees-html/articles/first.doctree"
    read = doctree.stat().st_mtime_ns
    site.build().ok()
    assert {path: path.stat().st_mtime_ns for path in before} == before
    newer = "_metadata.version = lambda name: '99' if name == 'lxml' else _version(name)"
    say(site, newer)
    conf = site.path / "conf.py"
    site.build().ok()
    assert [path for path, then in before.items() if path.stat().st_mtime_ns == then] == []
    assert doctree.stat().st_mtime_ns != read
    read = doctree.stat().st_mtime_ns
    conf.write_text(conf.read_text(encoding="utf-8").replace(newer, newer.replace("99", "100")), encoding="utf-8")
    site.build().ok()
    assert doctree.stat().st_mtime_ns != read


def test_all_that_the_package_asks_for_is_known_to_make_bytes() -> None:
    asked = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split("[<>=~! ]", one)[0] for one in asked}
    assert names - set(PACKAGES) == {"click", "filelock"}
