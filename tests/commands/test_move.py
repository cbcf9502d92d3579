"""``move``: everything that names what moves follows, old addresses lead on, and all of it happens or nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from knowledge_centre.__main__ import main
from knowledge_centre.commands.check import check
from knowledge_centre.content import journal
from knowledge_centre.content.published_urls import LIST
from tests.site import NOW, PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    monkeypatch.delenv("CI", raising=False)


def move(site: Site, *arguments: str) -> int:
    return main(["move", *arguments, "--site", str(site.path)])


def read(site: Site, name: str) -> str:
    return (site.path / name).read_text(encoding="utf-8")


def sources(site: Site) -> dict[str, bytes]:
    """Every file but what builds made."""
    return {
        path.relative_to(site.path).as_posix(): path.read_bytes()
        for path in sorted(site.path.rglob("*"))
        if path.is_file() and not {"_build", "_tags"} & set(path.relative_to(site.path).parts)
    }


OTHER = """\
[a](old-one.md#part "title") [b]: no [c][d] {doc}`that <old-one>` {doc}`/articles/old-one` [e](<old-one.md>) `old-one.md`
<a href="old-one.md">x</a> [older](old-one-too.md)

[d]: ../articles/old-one.md

```text
[a](old-one.md)
```
"""


def test_an_article_gets_another_slug_and_all_that_names_it_follows(site: Site) -> None:
    site.article("old-one", "## Part\n\n[self](old-one.md#part) [](first.md)")
    site.article("old-one-too")
    site.article("other", OTHER, related=["first", "old-one"], next_read={"url": "old-one", "title": "x"})
    site.write("articles/golden-queries.yml", "# asked\nwhat: old-one # yes\nhow: first\n")
    tags = read(site, "articles/tags.yml").replace("c: {label: C}", "c: {label: C, pinned: [first, old-one]} # C")
    site.write("articles/tags.yml", tags)
    assert main(["check", "--site", str(site.path)]) == 0
    assert move(site, "article", "old-one", "new-one") == 0
    assert not (site.path / "articles/old-one.md").exists()
    moved = read(site, "articles/new-one.md")
    assert 'author: "ada"\nredirect_from: [articles/old-one.html]\nid: old-one\n---\n' in moved
    assert "[self](new-one.md#part) [](first.md)" in moved
    other = read(site, "articles/other.md")
    assert 'related: ["first", new-one]' in other
    assert 'next_read: {"url": new-one, "title": "x"}' in other
    assert (
        '[a](new-one.md#part "title") [b]: no [c][d] {doc}`that <new-one>` {doc}`/articles/new-one` [e](<new-one.md>) '
        '`old-one.md`\n<a href="new-one.md">x</a> [older](old-one-too.md)\n\n[d]: ../articles/new-one.md\n\n'
        "```text\n[a](old-one.md)\n"
    ) in other
    assert read(site, "articles/golden-queries.yml") == "# asked\nwhat: new-one # yes\nhow: first\n"
    assert "c: {label: C, pinned: [first, new-one]} # C\n" in read(site, "articles/tags.yml")
    listed = read(site, LIST).splitlines()
    assert {"articles/old-one.html", "articles/new-one.html"} <= {*listed}
    assert check(site.path).diagnostics == []
    assert move(site, "article", "new-one", "old-one") == 0, "and back"
    assert "redirect_from: [articles/new-one.html]" in read(site, "articles/old-one.md")
    assert read(site, "articles/old-one.md").count("redirect_from") == 1
    assert check(site.path).diagnostics == []


def test_an_article_takes_its_pictures_along(site: Site) -> None:
    before = {path.name for path in (site.path / "articles/with-picture").iterdir()}
    picture = next(name for name in before if not name.endswith(".md"))
    site.article(
        "other",
        f"![x](with-picture/{picture}) [y](with-picture/index.md)",
        image=f"with-picture/{picture}",
        image_alt="x",
    )
    assert move(site, "article", "articles/with-picture/", "shown") == 0
    assert {path.name for path in (site.path / "articles/shown").iterdir()} == before
    assert f"![x](shown/{picture}) [y](shown/index.md)" in read(site, "articles/other.md")
    assert f"image: shown/{picture}\n" in read(site, "articles/other.md")
    assert check(site.path).diagnostics == []


def test_a_draft_was_never_published_and_leaves_nothing_behind(site: Site) -> None:
    site.article("sketch", draft=True)
    assert move(site, "article", "sketch", "painting") == 0
    assert "redirect_from" not in read(site, "articles/painting.md")


def feed(site: Site, name: str) -> tuple[str, list[str]]:
    root = ElementTree.parse(site.out / name).getroot()
    return root.findtext(f"{ATOM}id", ""), [one.findtext(f"{ATOM}id", "") for one in root.iter(f"{ATOM}entry")]


@pytest.mark.parametrize("merge", [False, True])
def test_a_topic_renamed_or_merged_stays_where_it_was_for_pages_and_feeds(site: Site, *, merge: bool) -> None:
    where = "https://kc.example/"
    site.article(
        "both", "{ref}`x <sphx_tag_zero-trust>`\n\n```{articles}\n:tag: zero-trust\n```\n", tags=["zero-trust", "cpp"]
    )
    site.article("one", tags="zero-trust, c-sharp")
    site.build(READTHEDOCS_CANONICAL_URL=where).ok()
    assert main(["check", "--site", str(site.path)]) == 0
    before = feed(site, "feeds/tag/zero-trust.atom.xml")
    new = "cpp" if merge else "trust-nobody"
    if merge:
        assert move(site, "tag", "zero-trust", "cpp") == 1, "only when asked to"
    assert move(site, "tag", "zero-trust", new, *(["--merge"] if merge else [])) == 0
    tags = read(site, "articles/tags.yml")
    if merge:
        assert "zero-trust:" not in tags
        assert "aliases: [cplusplus, zero-trust, Zero trust, ZTNA]" in tags
        assert 'tags: ["cpp"]' in read(site, "articles/both.md")
    else:
        assert (
            "trust-nobody: {label: Zero trust, aliases: [ZTNA, zero-trust], redirect_from: [_tags/zero-trust.html], "
            "feed_id: zero-trust}\n"
        ) in tags
        assert 'tags: [trust-nobody, "cpp"]' in read(site, "articles/both.md")
    assert f"tags: {new}, c-sharp\n" in read(site, "articles/one.md")
    assert f"{{ref}}`x <sphx_tag_{new}>`\n\n```{{articles}}\n:tag: {new}\n" in read(site, "articles/both.md")
    assert check(site.path).diagnostics == []
    site.build(READTHEDOCS_CANONICAL_URL=where).ok()
    link = site.page("_tags/zero-trust.html").select_one("a[href]")
    assert link is not None
    assert str(link["href"]).endswith(f"{new}.html")
    assert not (site.path / "_tags/zero-trust.md").exists()
    for form in ("atom.xml", "rss.xml", "json"):
        assert (site.out / f"feeds/tag/zero-trust.{form}").read_bytes() == (
            site.out / f"feeds/tag/{new}.{form}"
        ).read_bytes()
    after = feed(site, f"feeds/tag/{new}.atom.xml")
    assert set(before[1]) <= set(after[1])
    assert (before[0] == after[0]) is not merge


def test_authors_and_categories(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.article(
        "made", "```{articles}\n:author: bob\n:category: notes\n```\n", author=["bob", "ada"], category="notes"
    )
    assert main(["check", "--site", str(site.path)]) == 0
    assert move(site, "author", "bob", "robert") == 0
    assert (
        'robert: {name: Bob <script>, role: "Tests | more", redirect_from: [authors/bob.html], feed_id: bob}'
        in read(site, "articles/authors.yml")
    )
    made = read(site, "articles/made.md")
    assert 'author: [robert, "ada"]' in made
    assert ":author: robert\n" in made
    assert move(site, "author", "robert", "ada", "--merge") == 0
    assert 'author: ["ada"]' in read(site, "articles/made.md")
    assert "redirect_from: [authors/bob.html, authors/robert.html]" in read(site, "articles/authors.yml")
    assert move(site, "category", "articles", "notes", "--merge") == 0
    assert "articles:" not in read(site, "articles/categories.yml")
    site.build().ok()
    for page in ("authors/bob", "authors/robert", "categories/articles"):
        assert site.page(f"{page}.html").select_one("a[href]")
    capsys.readouterr()
    assert main(["redirects", str(site.path)]) == 0
    rules = capsys.readouterr().out
    assert '"from_url": "/authors/bob.html", "to_url": "/authors/ada.html"' in rules
    assert '"from_url": "/feeds/category/articles.rss.xml", "to_url": "/feeds/category/notes.rss.xml"' in rules


def test_articles_without_a_category_keep_theirs_when_the_first_is_merged(site: Site) -> None:
    site.write("articles/categories.yml", "articles:\nnotes: {label: Notes}\nessays:  # long ones\n")
    site.article("made")
    assert move(site, "category", "articles", "essays", "--merge") == 0
    assert read(site, "articles/categories.yml") == (
        "notes: {label: Notes}\nessays:  # long ones\n  redirect_from: [categories/articles.html]\n"
    )
    assert "category: essays\n---" in read(site, "articles/made.md")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["article", "frist", "x"], 'there is no article "frist": did you mean "first"?'),
        (["article", "first", "second"], "there is articles/second.md already."),
        (["article", "first", "A B"], '"A B" cannot be an address'),
        (["tag", "nope-at-all", "x"], "they are listed in articles/tags.yml."),
        (["tag", "c", "csharp"], '"c-sharp" and "csharp" are both called "csharp"'),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    site: Site, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    site.article("made", tags=["c"])
    before = sources(site)
    assert move(site, *arguments) == 1
    printed = capsys.readouterr()
    assert said in printed.out + printed.err
    assert sources(site) == before


def test_where_something_would_break_nothing_is_written(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.article("made", redirect_from=["articles/taken.html"], id="taken")
    before = sources(site)
    assert move(site, "article", "first", "taken") == 1
    said = capsys.readouterr()
    assert '"articles/taken.html" is the address of articles/taken.md' in said.out
    assert "Nothing is moved: " in said.err
    assert sources(site) == before
    assert move(site, "article", "first", "better", "--dry-run") == 0
    assert sources(site) == before
    assert "articles/first.md → articles/better.md" in capsys.readouterr().out


KILLED = """
import os, sys
from pathlib import Path
from knowledge_centre.__main__ import main
left = int(sys.argv[1])
replace, site = Path.replace, Path(sys.argv[2])
def stop(path, target):
    global left
    if str(target).startswith(str(site)):
        left -= 1
        if left < 0:
            os._exit(9)
    return replace(path, target)
Path.replace = stop
sys.exit(main(["move", "article", "old-one", "new-one", "--site", str(site)]))
"""


def test_a_move_that_is_killed_anywhere_is_done_or_not_begun_and_is_finished_by_the_next_call(site: Site) -> None:
    site.article("old-one")
    site.article("other", "[x](old-one.md)", related=["old-one"])
    before, states = sources(site), set()
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    for number in range(9):
        command = [sys.executable, "-c", KILLED, str(number), str(site.path)]
        status = subprocess.run(command, env=environment, capture_output=True, check=False).returncode
        stopped = (site.path / journal.FOLDER).exists()
        states.add((status, stopped))
        if stopped:
            assert [one.rule for one in check(site.path).diagnostics if one.rule == "interrupted-move"]
            assert main(["move", "--finish", "--site", str(site.path)]) == 0
        elif status:
            assert {name: text for name, text in sources(site).items() if journal.PREPARED not in name} == before
            continue
        assert check(site.path).diagnostics == []
        assert (site.path / "articles/new-one.md").is_file()
        assert "[x](new-one.md)" in read(site, "articles/other.md")
        for path, text in before.items():
            (site.path / path).write_bytes(text)
        (site.path / "articles/new-one.md").unlink()
        if not status:
            break
    assert states == {(9, False), (9, True), (0, False)}


def test_a_file_that_was_edited_meanwhile_is_not_written_over(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.article("other", "[](first.md)")

    finish = journal.finish

    def stopped(path: Path) -> bool:
        if path == site.path and (path / journal.FOLDER).exists():
            raise KeyboardInterrupt
        return finish(path)

    with monkeypatch.context() as patch:
        patch.setattr(journal, "finish", stopped)
        assert move(site, "article", "first", "best") == 130
    assert "Finish it with knowledge-centre move --finish" in capsys.readouterr().err
    site.article("other", "[](first.md) and more")
    assert main(["move", "--finish", "--site", str(site.path)]) == 1
    assert "articles/other.md was changed since" in capsys.readouterr().err
    assert "and more" in read(site, "articles/other.md")


def test_an_address_that_was_never_committed_does_not_keep_others_from_moving(site: Site) -> None:
    git = ["git", "-C", str(site.path), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    site.write(LIST, "articles/first.html\n")
    for call in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "a"]):
        subprocess.run([*git, *call], check=True)
    site.write(LIST, "articles/first.html\narticles/never-committed.html\n")
    assert move(site, "article", "articles/first.md", "uno") == 0
    assert "never-committed" not in read(site, LIST)
    assert move(site, "article", "articles/with-picture/index.md", "due") == 0
    assert (site.path / "articles/due/index.md").is_file()
