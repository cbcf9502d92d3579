"""The site as it is shown to the one who writes it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect
from watchfiles import Change

from knowledge_centre.commands.live.builds import Builds, is_only_text
from knowledge_centre.commands.live.server import Shown, serve
from knowledge_centre.commands.live.watching import OfTheSite, Watch
from tests.site import NOW, PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.site import Site

PAGE = """<!doctype html><title>T</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'"><p>{}</p>"""


@pytest.mark.parametrize(
    ("path", "looked_at"),
    [
        ("articles/names.md", True),
        ("articles/names/picture.png", True),
        ("conf.py", True),
        ("_static/tokens.css", True),
        ("_tags/cpp.md", False),
        ("_build/live/index.html", False),
        ("articles/.names.md.swp", False),
        ("articles/names.md~", False),
        ("articles/.#names.md", False),
        (".git/index", False),
        ("knowledge_centre/__pycache__/a.pyc", False),
    ],
)
def test_what_builds_and_editors_write_for_themselves_is_not_looked_at(path: str, looked_at: bool) -> None:
    site = Path("/somewhere/site")
    assert OfTheSite(site)(Change.modified, str(site / path)) is looked_at


def test_a_change_is_told_also_in_a_folder_that_is_new(tmp_path: Path) -> None:
    (tmp_path / "_build").mkdir()
    with Watch(tmp_path) as watch:
        time.sleep(0.5)  # until it watches
        (tmp_path / "_build/page.html").write_text("")
        (tmp_path / "articles").mkdir()
        assert watch.changes() == {tmp_path / "articles"}
        time.sleep(0.5)
        (tmp_path / "articles/new.md").write_text("")
        assert watch.changes() == {tmp_path / "articles/new.md"}


def test_a_change_of_text_is_in_no_other_file() -> None:
    assert is_only_text([Path("a.md")])
    assert not is_only_text([Path("a.md"), Path("a.png")])
    assert not is_only_text([])


def test_builds_show_what_is_hidden_and_a_mistake_leaves_the_last_pages(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    article, output = site.article("draft", "First words.", draft=True), site.path / "_build/live"
    with Builds(site.path, output, "html") as builds:
        first = builds.build()
        assert (first.ok, first.problems) == (True, "")
        site.article("draft", "Other words.", draft=True)
        assert builds.build([article]).ok
        assert "Other words." in (output / "articles/draft.html").read_text(encoding="utf-8")
        site.article("draft", "Third words.", draft="perhaps")
        mistaken = builds.build([article])
    assert not mistaken.ok
    assert "articles/draft.md:5: write true or false" in mistaken.problems
    assert "Other words." in (output / "articles/draft.html").read_text(encoding="utf-8")


def test_without_forks_a_process_builds_once(site: Site, tmp_path: Path) -> None:
    site.article("draft", "First words.", draft=True)
    program = "import os; del os.fork; from knowledge_centre.commands.live.warm import main; main()"
    arguments = ["-q", "-b", "html", "-D", "knowledge_centre_show_hidden=1", ".", "out"]
    request = json.dumps({"arguments": arguments, "problems": str(tmp_path / "told")})
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "SOURCE_DATE_EPOCH": NOW}
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, cwd=site.path, env=environment, input=f"{request}\n" * 2, text=True, capture_output=True, check=True
    )
    assert done.stdout == "0\n"
    assert (tmp_path / "told").read_text() == ""
    assert (site.path / "out/articles/draft.html").is_file()


def test_the_server_serves_the_folder_and_nothing_around_it(tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.mkdir()
    (tmp_path / "secret.html").write_text("secret")
    (output / "index.html").write_text(PAGE.format("Home"))
    (output / "style.css").write_text("p {}")
    with serve(output, Shown(), 0) as address:
        assert "Home" in (home := urlopen(address)).read().decode()
        assert home.headers["Cache-Control"] == "no-store"
        assert urlopen(f"{address}style.css").read() == b"p {}"
        for wrong in ("../secret.html", "%2e%2e/secret.html", "nothing.html"):
            with pytest.raises(HTTPError, match="404") as missing:
                urlopen(f"{address}{wrong}")
            assert "/_live/reload.js" in missing.value.read().decode()  # it is shown once it is there


def test_a_page_shows_itself_again_and_what_is_wrong(tmp_path: Path, browser: Browser) -> None:
    file = tmp_path / "a page.html"
    file.write_text(PAGE.format("First"))
    shown = Shown()
    with serve(tmp_path, shown, 0) as address:
        page = browser.new_page()
        page.goto(f"{address}a%20page.html")
        expect(page.locator("p")).to_have_text("First")
        file.with_suffix(".new").write_text(PAGE.format("Second"))
        file.with_suffix(".new").replace(file)
        expect(page.locator("p")).to_have_text("Second")
        shown.tell("articles/a.md:3: a mistake\n", anew=False)
        expect(page.get_by_role("alert")).to_have_text("articles/a.md:3: a mistake")
        expect(page.get_by_role("alert")).to_have_css("position", "fixed")
        shown.tell("", anew=False)
        expect(page.get_by_role("alert")).to_have_count(0)
        with page.expect_event("load"):
            shown.tell("", anew=True)  # a style sheet, say
        page.close()
