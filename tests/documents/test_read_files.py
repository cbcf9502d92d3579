"""Files that are read into a page: not themselves again, not too many, text only; and what a refusal does to a build."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from tests.forked import sphinx_build
from tests.site import NOW, ROOTS, text

if TYPE_CHECKING:
    from tests.site import Site

PNG = (ROOTS / "test-awkward/articles/all-parts/steps.png").read_bytes()


def include(*names: str) -> str:
    return "\n".join(f"```{{include}} {name}\n```\n" for name in names)


def rst(*names: str) -> str:
    return "\n".join(f".. include:: {name}\n" for name in names)


CASES = {
    "itself": ({"wrong.md": include("wrong.md")}, 'wrong.md:7: WARNING: "articles/wrong.md" includes itself'),
    "each other": (
        {
            "wrong.md": include("_shared/a.md"),
            "_shared/a.md": include("_shared/b.md"),
            "_shared/b.md": include("_shared/a.md"),
        },
        '_shared/b.md:1: WARNING: "articles/_shared/a.md" includes itself: leave this include out.',
    ),
    "itself, in reStructuredText": (
        {"wrong.md": f"```{{eval-rst}}\n{rst('_shared/a.txt')}```", "_shared/a.txt": rst("_shared/a.txt")},
        '_shared/a.txt:1: WARNING: "articles/_shared/a.txt" includes itself: leave this include out.',
    ),
    "itself, as another language": (
        {
            "wrong.md": "```{eval-rst}\n.. include:: _shared/a.txt\n   :parser: rst\n```",
            "_shared/a.txt": ".. include:: _shared/a.txt\n   :parser: rst\n",
        },
        'WARNING: "articles/_shared/a.txt" includes itself: leave this include out.',
    ),
    "too deep": (
        {"wrong.md": include("_shared/0.md"), **{f"_shared/{n}.md": include(f"_shared/{n + 1}.md") for n in range(40)}},
        '_shared/19.md:1: WARNING: "articles/_shared/20.md" is included by a file that is included, 21 times over',
    ),
    "twice as many at each level": (
        {
            "wrong.md": include("_shared/0.md"),
            **{f"_shared/{n}.md": include(*[f"_shared/{n + 1}.md"] * 2) for n in range(15)},
            "_shared/15.md": "x",
        },
        "this page reads more than 1,000,000 bytes from files: read less, or link to the file.",
    ),
    "twice as many in reStructuredText": (
        {
            "wrong.md": f"```{{eval-rst}}\n{rst('_shared/0.txt')}```",
            **{f"_shared/{n}.txt": rst(*[f"_shared/{n + 1}.txt"] * 2) for n in range(15)},
            "_shared/15.txt": "x",
        },
        "this page reads more than 1,000,000 bytes from files: read less, or link to the file.",
    ),
    "huge": (
        {"wrong.md": include("_shared/a.md"), "_shared/a.md": "word " * 2_000_000},
        'wrong.md:7: WARNING: with "articles/_shared/a.md", this page reads more than 1,000,000 bytes from files',
    ),
    "huge code": (
        {"wrong.md": "```{literalinclude} _shared/a.py\n```", "_shared/a.py": "x = 1\n" * 500_000},
        'wrong.md:7: WARNING: with "articles/_shared/a.py", this page reads more than 1,000,000 bytes from files',
    ),
    "no text": (
        {"wrong.md": "```{csv-table}\n:file: picture.png\n```"},
        'wrong.md:7: WARNING: "articles/picture.png" is no text in utf-8 (UnicodeDecodeError): save it as UTF-8.',
    ),
    "a pipe": ({"wrong.md": "![A](pipe.png)"}, 'wrong.md:7: WARNING: "articles/pipe.png" is no ordinary file'),
    "a pipe as text": (
        {"wrong.md": include("pipe.png")},
        'wrong.md:7: WARNING: "articles/pipe.png" is no ordinary file: name a file.',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_small_does_no_great_harm(site: Site, case: str) -> None:
    files, expected = CASES[case]
    (site.path / "articles/picture.png").write_bytes(PNG)
    os.mkfifo(site.path / "articles/pipe.png")
    for name, words in files.items():
        if name == "wrong.md":
            site.article("wrong", words)
        else:
            site.write(f"articles/{name}", words)
    began = time.monotonic()
    build = site.build()
    assert time.monotonic() - began < 20, "a build takes three seconds"
    lines = build.problems.splitlines()
    assert len(lines) == 1, build.problems
    assert expected in lines[0]
    assert lines[0].endswith("[knowledge_centre.file]")
    assert build.status == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_refusal_fails_every_build_until_it_is_mended(site: Site, jobs: int) -> None:
    """Also where warnings are no errors, and where two processes read."""
    site.write("../secret.txt", "Zwiebelfisch")
    site.article("wrong", "Before ![the words](../../secret.txt) and {download}`it <../../secret.txt>` after.")
    out = site.path / "_build/html"
    command = ["-q", "-j", str(jobs), "-b", "html", "-D", "knowledge_centre_social_cards=0", str(site.path), str(out)]
    for _time in range(2):
        status, _log, problems = sphinx_build(command, site.path, {**os.environ, "SOURCE_DATE_EPOCH": NOW})
        assert status == 1
        assert problems.count('wrong.md:7: WARNING: "../../secret.txt" leads out of the site') == 1
        assert "Before the words and it after." in " ".join(site.page("articles/wrong.html").get_text().split())
        assert not [path for path in out.rglob("*") if path.is_file() and b"Zwiebelfisch" in path.read_bytes()]
    site.article("wrong", "Before and after.")
    assert sphinx_build(command, site.path, {**os.environ, "SOURCE_DATE_EPOCH": NOW}) == (0, "", "")


def test_what_is_used_becomes_what_is_refused(site: Site) -> None:
    """A link put in place of a file, and an article that is withdrawn with its picture: the documents are read again."""
    site.article("user", "![A](picture.png) ![B](other/plan.png)")
    site.article("other/index")
    for name in ("picture.png", "other/plan.png"):
        (site.path / "articles" / name).write_bytes(PNG)
    site.build().ok()
    assert len(list((site.out / "_images").glob("*.png"))) == 2
    site.article("other/index", draft=True)
    build = site.build()
    assert build.status == 1
    assert 'user.md:7: WARNING: "articles/other/plan.png" belongs to an article that is not published' in build.problems
    assert [path.name.partition("-")[0] for path in (site.out / "_images").glob("*.png")] == ["picture"]
    (site.path / "../secret.png").write_bytes(PNG)
    (site.path / "articles/picture.png").unlink()
    (site.path / "articles/picture.png").symlink_to("../../secret.png")
    assert '"articles/picture.png" is a link that leads out of the site' in site.build().problems
    assert list(site.out.glob("_images/*.png")) == []


def test_static_files_that_lead_elsewhere(site: Site) -> None:
    site.write("../secret.txt", "Zwiebelfisch")
    (site.path / "_static/notes.txt").symlink_to("../../secret.txt")
    build = site.build()
    assert build.status == 1
    assert "_static/notes.txt:1: " in build.problems
    assert "is a link that leads out of the site: put the file itself there." in build.problems


def test_an_article_that_is_a_link_out_of_the_site(site: Site) -> None:
    site.article("first").rename(site.path / "../first.md")
    (site.path / "articles/first.md").symlink_to("../../first.md")
    said = (
        "articles/first.md:1: this is a link that leads out of the site: put the article itself here, or remove this."
    )
    assert said in site.build().problems.splitlines()


def test_a_folder_that_cannot_be_made(site: Site) -> None:
    site.write("_tags", "A file.")
    build = site.build()
    assert build.status == 1
    (line,) = build.problems.splitlines()
    assert line.endswith("/_tags cannot be written (File exists): make this a folder that the build may write to.")


EXTENSION = """
from docutils import nodes
from docutils.parsers.rst import Directive

def role(name, rawtext, text, lineno, inliner, options={}, content=[]):
    path = inliner.document.settings.env.relfn2path(text)[1]
    try:
        return [nodes.Text(open(path).read())], []
    except OSError:
        return [nodes.Text("nothing")], []

class Show(Directive):
    required_arguments = 1

    def run(self):
        path = self.state.document.settings.env.relfn2path(self.arguments[0])[1]
        return [nodes.literal_block(text=open(path).read())]

def setup(app):
    app.add_role("show", role)
    app.add_directive("show", Show)
"""


def test_other_extensions_ask_for_paths_too(site: Site) -> None:
    conf = site.path / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + EXTENSION, encoding="utf-8")
    site.write("../secret.txt", "Zwiebelfisch")
    site.write("articles/own.txt", "Eigengewächs")
    body = "{show}`own.txt` {show}`../../secret.txt`\n\n```{show} own.txt\n```\n\n```{show} ../../secret.txt\n```"
    site.article("asking", f"{body}\n\n```{{eval-rst}}\n:show:`../../secret.txt`\n\n.. show:: ../../secret.txt\n```")
    build = site.build()
    assert build.problems.count("leads out of the site") == 3, build.problems  # roles have no line: they are told once
    assert "asking.md:12: WARNING" in build.problems
    words = text(site.page("articles/asking.html").select_one(".prose"))
    assert words.count("Eigengewächs") == 2
    assert words.count("nothing") == 2
    assert "Zwiebelfisch" not in words


@pytest.mark.parametrize("name", ["authors.yml", "categories.yml", "tags.yml", "synonyms.yml"])
def test_a_pipe_where_the_site_has_a_file(site: Site, name: str) -> None:
    path = site.path / "articles" / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    build = site.build()
    assert "Traceback" not in build.problems
    assert build.status == 1
