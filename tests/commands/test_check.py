"""``check``: what it finds before a build, what it mends, how it says so, and the addresses that it keeps."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from knowledge_centre.__main__ import main
from knowledge_centre.commands.check import check
from knowledge_centre.content.fixes import day_of
from knowledge_centre.content.published_urls import LIST
from tests.site import NOW, PROJECT

if TYPE_CHECKING:
    from tests.site import Site


@pytest.fixture(autouse=True)
def nobody_looks_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests say where they run, and it is the day of the builds."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    for name in ("CI", "GITHUB_ACTIONS", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)


def told(site: Site) -> list[str]:
    return [f"{one.path}:{one.line}:{one.column} {one.rule} {one.text}" for one in check(site.path).diagnostics]


LINKS = """\
[a](frist.md) [b](first.md#part-too) [c](#zzzzzzz) [d](no.pdf)
{doc}`secnod` [e][ref] `[f](gone.md)` $[g](gone.md)$ <!-- [h](gone.md) -->

[ref]: ../abuot.md
[unused]: gone.md

```{figure} no.svg
```

[Fine](first.md#part-two) [](#made) [](first) {doc}`/about` [](../about.md) [](#here)

(here)=
"""


def test_links_that_lead_nowhere_are_told_without_a_build_and_no_other(site: Site) -> None:
    site.article("made", LINKS)
    assert told(site) == [
        'articles/made.md:7:5 link/page there is no page "frist.md": did you mean "first.md"?',
        'articles/made.md:7:19 link/heading there is no heading "part-too" in articles/first.md: did you mean "part-two"?',
        'articles/made.md:7:42 link/heading there is no heading "zzzzzzz": it has #made.',
        'articles/made.md:7:56 link/file there is no file "articles/no.pdf" in the site: put it beside this file, or '
        "into articles/_shared/ where others use it too, and give its name.",
        'articles/made.md:8:7 link/page there is no page "secnod": did you mean "second"?',
        'articles/made.md:10:8 link/page there is no page "../abuot.md": did you mean "../about.md"?',
        'articles/made.md:13:13 link/file there is no file "articles/no.svg" in the site: put it beside this file, or '
        "into articles/_shared/ where others use it too, and give its name.",
    ]
    built = site.build().problems
    for line in (7, 13):  # those of the others are told in the first line of their paragraph
        assert f"made.md:{line}: " in built
    for line in (16, 18):
        assert f"made.md:{line}: " not in built


def test_a_link_from_another_page_of_the_site_is_looked_at(site: Site) -> None:
    site.write("about.md", "# About\n\n[x](articles/frist.md)\n")
    assert told(site) == [
        'about.md:3:5 link/page there is no page "articles/frist.md": did you mean "articles/first.md"?'
    ]


def test_questions_whose_article_is_gone_are_told(site: Site) -> None:
    site.write("articles/golden-queries.yml", "what is it: first\nand then: frist\nwhy: [a]\n")
    assert told(site) == [
        'articles/golden-queries.yml:2:1 golden-query there is no article "frist": did you mean "first"?',
        'articles/golden-queries.yml:3:1 golden-query "why" has no slug: write that of the article that must come first.',
    ]


def test_an_article_turns_rules_off_with_a_reason_in_check_and_build(site: Site) -> None:
    body = "{{< gist 1 >}}\n\n### Jump\n\n```pyton\nx\n```\n"
    site.article("made", body)
    assert [line.split()[1] for line in told(site)] == [
        "markdown/left-behind",
        "markdown/heading",
        "markdown/language",
    ]
    off = {"markdown/left-behind": "shown", "markdown/heading": "shown", "markdown/language": "ours"}
    site.article("made", body, check=off)
    assert told(site) == []
    site.build().ok()
    site.article("made", "Words.", check={"markdown/link": "once"})
    needless = 'nothing here breaks "markdown/link": leave it out of "check".'
    assert told(site) == [f"articles/made.md:5:1 front-matter/check {needless}"]
    assert f"made.md:5: WARNING: {needless}" in site.build().problems
    site.article("made", '<p onclick="x">', check={"html/attribute": "I want it"})
    assert told(site)[0].startswith('articles/made.md:5:9 front-matter/check "html/attribute" is no rule that')


def test_what_is_printed(site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    path = site.article("made", "Words.", tags=["zero-turst"])
    arguments = ["check", "--site", str(site.path)]
    line = 'unknown tag "zero-turst": did you mean "zero-trust"? Tags are listed in articles/tags.yml'
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert said.out == f"articles/made.md:5:8: {line} [front-matter/tags]\n"
    assert said.err == "6 articles, 1 mistake\n"
    assert main([*arguments, str(path), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["articles"], data["mistakes"][0]["rule"]) == (1, "front-matter/tags")
    assert main([*arguments, str(site.path / "articles/first.md")]) == 0
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(site.path.parent))
    capsys.readouterr()
    assert main(arguments) == 1
    place = f"file={site.path.name}/articles/made.md,line=5,col=8,title=front-matter/tags"
    assert capsys.readouterr().out == f"::error {place}::{line}\n"
    assert main([*arguments, "nowhere.md"]) == 2


BROKEN = """\ufeff---\r
title: A title: with a colon\r
date: 31 January 2025  # the day\r
author: ada\r
tags: [C++, ZTNA]\r
---\r
\r
Words.\x20\r
Two spaces\x20\x20\r
```text\r
code\x20\r
```"""
MENDED = """---
title: "A title: with a colon"
date: 2025-01-31  # the day
author: ada
tags: [cpp, zero-trust]
---

Words.
Two spaces\x20\x20
```text
code\x20
```
"""


def test_what_is_safe_is_mended_once(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    path = site.path / "articles/made.md"
    path.write_bytes(BROKEN.encode())
    arguments = ["check", "--fix", "--site", str(site.path)]
    assert main([*arguments, "--dry-run"]) == 1
    assert path.read_bytes() == BROKEN.encode()
    assert "would be mended: a text has a colon: it is in quotes." in capsys.readouterr().err
    assert main(arguments) == 0
    assert path.read_bytes() == MENDED.encode()
    time = path.stat().st_mtime_ns
    assert main(arguments) == 0
    assert path.stat().st_mtime_ns == time


def test_fixing_changes_no_article_that_is_right() -> None:
    assert check(PROJECT, fix=True).fixed == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025/4/3", "2025-04-03"),
        ("3rd Sept. 2025", "2025-09-03"),
        ("January 31, 2026", "2026-01-31"),
        ("3/4/2025", ""),
        ("31 Juin 2025", ""),
        ("2025-02-30", ""),
        ("2025-04-03T09:00", ""),
    ],
)
def test_days_that_can_be_read_in_one_way(text: str, day: str) -> None:
    assert day_of(text) == day


def git(site: Site, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", "-C", str(site.path), *who, *arguments], check=True, capture_output=True)


def run(site: Site, *options: str) -> int:
    return main(["check", "--site", str(site.path), *options])


def listed(site: Site) -> list[str]:
    lines = (site.path / LIST).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_addresses_are_recorded_and_one_that_is_lost_is_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.article("made", tags=["c"])
    assert run(site, "--dry-run") == 0
    assert "not in articles/addresses.txt yet" in capsys.readouterr().err
    assert not (site.path / LIST).exists()
    assert run(site) == 0
    assert {"articles/made.html", "_tags/c.html", "feeds/tag/c.atom.xml", "about.html"} <= {*listed(site)}
    git(site, "init")
    git(site, "add", "-A")
    git(site, "commit", "-m", "x")
    (site.path / "articles/made.md").rename(site.path / "articles/renamed.md")
    site.article("renamed")
    before = listed(site)
    assert run(site) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines] == ["_tags/c.html", "articles/made.html", "feeds/tag/c.atom.xml"]
    assert 'is gone: add "redirect_from: [articles/made.html]" to what has its readers now, or delete' in lines[1]
    assert listed(site) == before, "nothing is recorded while something is wrong"
    site.article("renamed", tags=["c"], redirect_from=["articles/made"], id="made")
    assert run(site) == 0
    assert {"articles/made.html", "articles/renamed.html"} <= {*listed(site)}


def test_what_was_never_committed_was_never_published(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(site) == 0
    git(site, "init")
    git(site, "add", "-A")
    git(site, "commit", "-m", "x")
    site.article("made")
    assert run(site) == 0
    (site.path / "articles/made.md").rename(site.path / "articles/better.md")
    monkeypatch.setenv("CI", "true")
    before = listed(site)
    assert run(site) == 0
    assert listed(site) == before, "a service that runs this commits nothing"
    monkeypatch.delenv("CI")
    assert run(site) == 0
    assert "articles/better.html" in listed(site)
    assert "articles/made.html" not in listed(site)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_addresses_are_those_that_a_build_makes(site: Site, builder: str) -> None:
    site.article("made", tags=["c"], redirect_from=["old"])
    if builder == "dirhtml":
        site.write(LIST, "about/\n")
    site.build(builder).ok()
    from_build = check(site.path, full=False)
    assert from_build.diagnostics == []
    for address in from_build.new:
        name = f"{address}index.html" if address.endswith("/") else address
        assert (site.path / "_build" / builder / name).is_file(), address
    pages = {path for path in (site.path / "_build" / builder).rglob("*.html") if "_static" not in path.parts}
    known = {*from_build.new, "about/"}
    for path in pages:
        name = path.relative_to(site.path / "_build" / builder).as_posix()
        address = name if builder == "html" or name == "index.html" else name.removesuffix("index.html")
        assert {address, name} & known or name.startswith(("old", "404", "genindex")), name


def test_a_full_check_says_what_the_build_says(site: Site) -> None:
    site.article("made", "```{nothing}\n```\n")
    conf = (site.path / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", f"{conf}\nknowledge_centre_social_cards = False\n")
    found = check(site.path, full=True)
    assert [(one.path, one.line, one.rule) for one in found.diagnostics] == [("articles/made.md", 7, "build")]
    assert 'there is no directive "nothing"' in found.diagnostics[0].message
    assert not (site.path / "_build").exists()
