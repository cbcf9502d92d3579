"""Which files a text may name: hostile names in every way there is to name a file, and ordinary ones."""

from __future__ import annotations

import contextlib
import os
import re
import socket
from itertools import product
from typing import TYPE_CHECKING

import pytest

from knowledge_centre.content.own_files import OwnFiles
from tests.site import ROOTS, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.site import Build

MARK = "Zwiebelfisch"
"""A word in every file that is not to be published."""
PNG = (ROOTS / "test-awkward/articles/all-parts/steps.png").read_bytes()
SECRETS = (
    "../secret/key.txt",
    "../secret/key.png",
    "../secret/notes.md",
    ".env",
    ".git/config",
    "prod.env",
    "knowledge_centre/code.py",
    "tests/data.txt",
    "README.md",
    "requirements.txt",
    "Makefile",
    "_build/old.txt",
    "myvenv/lib/a.py",
    "node_modules/a/a.js",
    "articles/draft.md",
    "articles/draft/plan.svg",
    "articles/draft/_part.md",
    "articles/.hidden.txt",
    "articles/.folder/a.txt",
    "articles/_private/notes.txt",
    "articles/mine/prod.env",
    "articles/mine/env/lib/a.py",
    "articles/mine/node_modules/a.js",
    "_static/.key",
)
LINKS = {
    "articles/mine/link.txt": "../../../secret/key.txt",
    "articles/mine/link.png": "../../../secret/key.png",
    "articles/mine/linked": "../../../secret",
    "articles/mine/conf.txt": "../../conf.py",
    "articles/mine/draft.txt": "../draft.md",
    "articles/mine/drafts": "../draft",
    "articles/mine/twice.txt": "link.txt",
    "articles/mine/environ.txt": "/proc/self/environ",
    "articles/mine/zero.txt": "/dev/zero",
    "articles/mine/terminal.txt": "/dev/stdin",
    "articles/mine/loop.txt": "loop.txt",
    "articles/mine/gone.txt": "nowhere.txt",
    "articles/mine/pic.png": "../../../secret/key.png",
    "articles/_shared/link.txt": "../../../secret/key.txt",
}
HOSTILE = [
    "../../../secret/key.txt",
    "../../../secret/key.png",
    "../../../secret/notes.md",
    "./.././../../secret/key.txt",
    "pictures/../../../../secret/key.txt",
    "nothing/../../../../secret/key.txt",
    "/../secret/key.txt",
    "/articles/../../secret/key.txt",
    "{secret}/key.txt",
    "/{secret}/key.txt",
    "file://{secret}/key.txt",
    "file:{secret}/key.txt",
    "FILE://{secret}/key.txt",
    "http://127.0.0.1:{port}/key.txt",
    "https://127.0.0.1:{port}/key.png",
    "ftp://127.0.0.1:{port}/key.txt",
    "//127.0.0.1:{port}/key.txt",
    "..\\..\\..\\secret\\key.txt",
    "C:\\secret\\key.txt",
    "C:/secret/key.txt",
    "%2e%2e/%2e%2e/%2e%2e/secret/key.txt",
    "..%2f..%2f..%2fsecret%2fkey.txt",
    "%252e%252e/%252e%252e/%252e%252e/secret/key.txt",
    "．．/．．/．．/secret/key.txt",
    "‥/../../secret/key.txt",
    "..∕..∕..∕secret∕key.txt",
    "../../../secret/key.txt\u200b",
    "../../../secret/\u202etxt.yek",
    "../../../secret/key.txt#a",
    "../../../secret/key.txt?a",
    "../../../secret/key.t*",
    "../../../secret/key.*",
    "../../../secret/*",
    "../../../*/key.*",
    "link.*",
    "/proc/self/environ",
    "../../../../../../../../../../../proc/self/environ",
    "../../../../../../../../../../../etc/passwd",
    "/dev/zero",
    "/dev/stdin",
    "/conf.py",
    "../../conf.py",
    "/.env",
    "/.git/config",
    "/prod.env",
    "/knowledge_centre/code.py",
    "/tests/data.txt",
    "/README.md",
    "/requirements.txt",
    "/Makefile",
    "/index.md",
    "/_build/old.txt",
    "/myvenv/lib/a.py",
    "/node_modules/a/a.js",
    "/_static/.key",
    "../draft.md",
    "../draft/plan.svg",
    "../draft/_part.md",
    "/articles/draft/plan.*",
    "/articles/draft.md",
    "../DRAFT.md",
    "../.hidden.txt",
    "../.folder/a.txt",
    "../_private/notes.txt",
    "../_shared/../_private/notes.txt",
    "../_shared/link.txt",
    "prod.env",
    "env/lib/a.py",
    "node_modules/a.js",
    *(name.removeprefix("articles/mine/") for name in LINKS if name.startswith("articles/mine/") and "." in name),
    "linked/key.txt",
    "linked/../key.txt",
    "drafts/plan.svg",
    "pipe.png",
    "socket.png",
    "folder.png",
    "folder.png/",
    ".",
    "..",
    "/",
    "~/key.txt",
    "~root/key.txt",
    "$HOME/key.txt",
    "a\x00b.txt",
    "x" * 300,
    "/".join(["x" * 200] * 30),
    "absent.png",
    "photo.png/",
    "photo.png/../../../../secret/key.txt",
    "photo.png.",
    "<../../../../../../../../../../../etc/passwd>",
    "<{secret}/key.txt>",
]
WAYS = {
    "link": "[k](<{}>)",
    "path link": "[k](path:{})",
    "project link": "[k](project:{})",
    "picture": "![k](<{}>)",
    "download": "{{download}}`k <{}>`",
    "image": "```{{image}} {}\n```",
    "figure": "```{{figure}} {}\nCaption.\n```",
    "measured figure": "```{{figure}} {}\n:figwidth: image\n\nCaption.\n```",
    "card": "```{{card}} Card\n:img-top: {}\n```",
    "card below": "```{{card}} Card\n:img-bottom: {}\n:link: {}\n```",
    "card behind": "```{{card}} Card\n:img-background: {}\n```",
    "avatar": "```{{article-info}}\n:avatar: {}\n```",
    "include": "```{{include}} {}\n```",
    "literal include": "```{{include}} {}\n:literal:\n```",
    "code": "```{{literalinclude}} {}\n```",
    "difference": "```{{literalinclude}} sample.py\n:diff: {}\n```",
    "table": "```{{csv-table}}\n:file: {}\n```",
    "fetched table": "```{{csv-table}}\n:url: {}\n```",
    "raw": "```{{raw}} html\n:file: {}\n```",
    "fetched raw": "```{{raw}} html\n:url: {}\n```",
    "drawing": "```{{graphviz}} {}\n```",
    "nested": "````{{note}}\n```{{literalinclude}} {}\n```\n````",
}
RST_WAYS = {
    "rst include": ".. include:: {}",
    "rst literal": ".. include:: {}\n   :literal:",
    "rst parsed": ".. include:: {}\n   :parser: myst_parser.sphinx_",
    "rst table": ".. csv-table::\n   :file: {}",
    "rst raw": ".. raw:: html\n   :file: {}",
    "rst fetched": ".. raw:: html\n   :url: {}",
    "rst image": ".. image:: {}",
    "rst figure": ".. figure:: {}\n   :figwidth: image",
    "rst code": ".. literalinclude:: {}",
    "rst download": ":download:`k <{}>`",
    "substitution": ".. |s{n}| image:: {}\n\n|s{n}|",
}
HARMLESS = {
    "link": "what is no file is a link to nothing, which MyST tells, or to another site",
    "project link": "a link to a document, which reads no file",
    "picture": "Markdown takes file: for no address",
}


@pytest.fixture(scope="module")
def port() -> Iterator[tuple[int, socket.socket]]:
    """A socket that would notice a request."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)
        yield listening.getsockname()[1], listening


def guarded_site(path: Path) -> Site:
    """A site with everything that is not to be published."""
    site = Site(path)
    conf = site.path / "conf.py"
    conf.write_text(
        f"{conf.read_text(encoding='utf-8')}\nextensions += ['sphinx.ext.graphviz', 'sphinx_design']\nword = '{MARK}'\n",
        encoding="utf-8",
    )
    site.article("draft", MARK, draft=True)
    site.article("mine/index")
    for name in SECRETS:
        if name != "articles/draft.md":
            (site.path / name).parent.mkdir(parents=True, exist_ok=True)
            (site.path / name).write_bytes(PNG + MARK.encode() if name.endswith("png") else MARK.encode())
    for name in ("myvenv/pyvenv.cfg", "articles/mine/env/pyvenv.cfg"):
        site.write(name, "home = /usr/bin\n")
    site.write("articles/mine/sample.py", "def hello():\n    return 1\n")
    (site.path / "articles/mine/photo.png").write_bytes(PNG)
    (site.path / "articles/mine/folder.png").mkdir()
    site.write("articles/_shared/part.md", "Shared words.\n")
    for name, target in LINKS.items():
        (site.path / name).symlink_to(target)
    os.mkfifo(site.path / "articles/mine/pipe.png")
    # A socket's path may have about a hundred letters.
    with contextlib.chdir(site.path / "articles/mine"), socket.socket(socket.AF_UNIX) as made:
        made.bind("socket.png")
    return site


def told(build: Build, name: str) -> dict[int, list[str]]:
    """What a build said of the file *name*, by line."""
    lines: dict[int, list[str]] = {}
    for line in build.problems.splitlines():
        if match := re.search(rf"{re.escape(name)}:(\d+): (.*)", line):
            lines.setdefault(int(match[1]), []).append(match[2])
    return lines


def test_nothing_hostile_is_published_and_all_of_it_is_told(tmp_path: Path, port: tuple[int, socket.socket]) -> None:
    site = guarded_site(tmp_path / "site")
    secret = tmp_path / "secret"
    body, places, line = [], {}, 7
    for number, ((way, form), name) in enumerate(product([*WAYS.items(), *RST_WAYS.items()], HOSTILE)):
        if way == next(iter(RST_WAYS)) and name == HOSTILE[0]:
            body.append("```{eval-rst}")
            line += 1
        named = name.format(secret=str(secret), port=port[0])
        text = form.replace("{n}", str(number)).replace("{}", named).replace("{{", "{").replace("}}", "}")
        body += [text, ""]
        places[line, line + text.count("\n") + 1] = way, name
        line += text.count("\n") + 2
    site.article("mine/index", "\n".join([*body, "```"]))
    assert len(places) > 3000
    build = site.build("html", TOKEN=MARK)
    assert build.status == 1
    assert "Traceback" not in build.problems
    lines = told(build, "articles/mine/index.md")
    untold = [
        case
        for (first, last), case in places.items()
        if case[0] not in HARMLESS and not any(one in lines for one in range(first, last))
    ]
    assert untold == []
    with pytest.raises(BlockingIOError):
        port[1].accept()
    assert_unpublished(site)


RUN = ["page.html", "PAGE.HTM", "page.xhtml", "data.xml", "style.xsl", "evil.js", "evil.mjs", "evil.wasm", "film.swf"]
EVIL_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize("trusted", [False, True])
def test_nothing_is_offered_or_shown_that_browsers_run(tmp_path: Path, trusted: bool) -> None:
    site = Site(tmp_path / "site")
    if trusted:
        conf = site.path / "conf.py"
        conf.write_text(
            f"{conf.read_text(encoding='utf-8')}\nknowledge_centre_trust_articles = True\n", encoding="utf-8"
        )
    for name in RUN:
        site.write(f"articles/mine/{name}", MARK)
    site.write("articles/mine/evil.svg", f"{EVIL_DRAWING}<!-- {MARK} -->")
    (site.path / "articles/mine/linked.png").symlink_to("page.html")
    (site.path / "articles/mine/linked.txt").symlink_to("page.html")
    ways = ["[k]({})", "{{download}}`k <{}>`", "![k]({})", "```{{figure}} {}\nCaption.\n```"]
    names = [*RUN, "evil.svg", "linked.png"]
    cases = [*product(ways, names), (ways[1], "linked.txt")]
    site.article("mine/index", "\n\n".join(way.format(name) for way, name in cases))
    build = site.build()
    assert (build.status == 0) is trusted, build.problems
    if not trusted:
        assert len(told(build, "articles/mine/index.md")) == len(cases)
        assert (
            'browsers run what ends in ".html": show it with {literalinclude}, or offer it in a .zip' in build.problems
        )
        assert_unpublished(site)


def assert_unpublished(site: Site) -> None:
    for path in site.out.rglob("*"):
        if path.is_file():
            assert MARK.encode() not in path.read_bytes(), path


ORDINARY = {
    "a picture beside the article": ("articles/a/index.md", "![P](p.png)"),
    "a picture beside an article that is one file": ("articles/a.md", "![P](p.png)"),
    "a picture in a folder below": ("articles/a/index.md", "![P](pictures/p.png)"),
    "a picture that is shared": ("articles/a/index.md", "![P](../_shared/p.png)"),
    "a shared picture, from an article that is one file": ("articles/a.md", "![P](_shared/p.png)"),
    "a picture with a space in its name": ("articles/a/index.md", "![P](<a b.png>)"),
    "a picture with an umlaut in its name": ("articles/a/index.md", "![P](größe.png)"),
    "a picture among the static files": ("articles/a/index.md", "![P](/_static/favicon.svg)"),
    "a static picture by its relative name": ("articles/a/index.md", "![P](../../_static/favicon.svg)"),
    "a picture by its whole name": ("articles/a/index.md", "![P](/articles/a/p.png)"),
    "a picture of another article": ("articles/a/index.md", "![P](../with-picture/inner.svg)"),
    "a picture of any type": ("articles/a/index.md", "![P](p.*)"),
    "a whole name of any type": ("articles/a/index.md", "![P](/articles/a/p.*)"),
    "a picture that is a link within the site": ("articles/a/index.md", "![P](linked.png)"),
    "a picture on the home page": ("about.md", "![P](articles/_shared/p.png)"),
    "a static picture on a page": ("about.md", "![P](_static/favicon.svg)"),
    "a picture in a link": ("articles/a/index.md", "[![P](p.png)](https://example.org/)"),
    "image": ("articles/a/index.md", "```{image} p.png\n:alt: P\n```"),
    "figure": ("articles/a/index.md", "```{figure} p.png\n:alt: P\n\nCaption.\n```"),
    "figure as wide as its picture": ("articles/a/index.md", "```{figure} p.png\n:figwidth: image\n\nCaption.\n```"),
    "card": ("articles/a/index.md", "```{card} Card\n:img-top: p.png\n:img-alt: P\n```"),
    "a link to a file": ("articles/a/index.md", "[P](paper.pdf)"),
    "a link to a file, said to be one": ("articles/a/index.md", "[P](path:paper.pdf)"),
    "download": ("articles/a/index.md", "{download}`paper.pdf`"),
    "a download with words": ("articles/a/index.md", "{download}`the paper <paper.pdf>`"),
    "a download that is shared": ("articles/a/index.md", "{download}`the paper <../_shared/paper.pdf>`"),
    "code": ("articles/a/index.md", "```{literalinclude} s.py\n```"),
    "some lines of code": ("articles/a/index.md", "```{literalinclude} s.py\n:lines: 1-2\n:emphasize-lines: 1\n```"),
    "an object of code": ("articles/a/index.md", "```{literalinclude} s.py\n:pyobject: hello\n```"),
    "a difference": ("articles/a/index.md", "```{literalinclude} s.py\n:diff: t.py\n```"),
    "code by its whole name": ("articles/a/index.md", "```{literalinclude} /articles/_shared/s.py\n```"),
    "include": ("articles/a/index.md", "```{include} ../_shared/part.md\n```"),
    "include as it is": ("articles/a/index.md", "```{include} s.py\n:code: python\n```"),
    "include of an include": ("articles/a/index.md", "```{include} ../_shared/parts.md\n```"),
    "include twice": (
        "articles/a/index.md",
        "```{include} ../_shared/part.md\n```\n\n```{include} ../_shared/part.md\n```",
    ),
    "its own source": ("articles/a/index.md", "```{include} index.md\n:literal:\n```"),
    "table": ("articles/a/index.md", "```{csv-table}\n:file: t.csv\n:header-rows: 1\n```"),
    "table by its whole name": ("articles/a/index.md", "```{csv-table}\n:file: /articles/_shared/t.csv\n```"),
    "table in Latin-1": ("articles/a/index.md", "```{csv-table}\n:file: latin.csv\n:encoding: latin-1\n```"),
    "reStructuredText": (
        "articles/a/index.md",
        "```{eval-rst}\n.. include:: <isonum.txt>\n\n.. include:: ../_shared/part.txt\n```",
    ),
    "a table in reStructuredText": ("articles/a/index.md", "```{eval-rst}\n.. csv-table::\n   :file: t.csv\n```"),
    "a picture in the page": ("articles/a/index.md", "![P](data:image/gif;base64,R0lGODlhAQABAAAAACw=)"),
}


def ordinary_site(path: Path) -> Site:
    """A site with files to name."""
    site = Site(path)
    conf = site.path / "conf.py"
    more = "extensions += ['sphinx_design']\n"
    conf.write_text(conf.read_text(encoding="utf-8") + more, encoding="utf-8")
    for folder in ("articles", "articles/a", "articles/a/pictures", "articles/_shared"):
        (site.path / folder).mkdir(exist_ok=True)
        for name in ("p.png", "a b.png", "größe.png"):
            (site.path / folder / name).write_bytes(PNG)
        site.write(f"{folder}/paper.pdf", "%PDF")
        site.write(f"{folder}/s.py", "def hello():\n    return 1\n")
        site.write(f"{folder}/t.py", "def hello():\n    return 2\n")
        site.write(f"{folder}/t.csv", "a,b\nc,d\n")
        (site.path / folder / "latin.csv").write_bytes("ä,b\n".encode("latin-1"))
    site.write("articles/_shared/part.md", "Shared words.\n")
    site.write("articles/_shared/part.txt", "Shared words.\n")
    site.write("articles/_shared/parts.md", "```{include} /articles/_shared/part.md\n```\n")
    (site.path / "articles/a/linked.png").symlink_to("../_shared/p.png")
    return site


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Build, dict[str, tuple[str, int, int]]]:
    """A site with all of them, its build, and the file and the lines of each."""
    site = ordinary_site(tmp_path_factory.mktemp("ordinary") / "site")
    bodies: dict[str, list[str]] = {"articles/a/index.md": [], "articles/a.md": [], "about.md": []}
    places, names = {}, {"articles/a/index.md": "a/index", "articles/a.md": "b"}
    for case, (file, text) in ORDINARY.items():
        first = 7 + sum(one.count("\n") + 2 for one in bodies[file])
        bodies[file].append(text)
        places[case] = file, first, first + text.count("\n") + 2
    for file, name in names.items():
        site.article(name, "\n\n".join(bodies[file]))
    site.write("about.md", "\n\n".join(["# About\n\nWords.\n\nMore.", *bodies["about.md"]]))
    return site, site.build(), places


@pytest.mark.parametrize("case", ORDINARY)
def test_what_is_ordinary_stays_so(ordinary: tuple[Site, Build, dict[str, tuple[str, int, int]]], case: str) -> None:
    _site, build, places = ordinary
    file, first, after = places[case]
    lines = told(build, {"articles/a.md": "articles/b.md"}.get(file, file))
    assert [lines[line] for line in range(first, after) if line in lines] == []


def test_all_that_is_ordinary_is_built(ordinary: tuple[Site, Build, dict[str, tuple[str, int, int]]]) -> None:
    site, build, _places = ordinary
    build.ok()
    page = site.page("articles/a.html")
    assert len(page.select(".prose img")) >= 14
    assert {str(one["href"]).rpartition("/")[2] for one in page.select("a.download")} == {"paper.pdf"}
    assert "Shared words." in page.select_one(".prose").get_text()  # type: ignore[union-attr]


def test_what_cells_of_notebooks_draw_is_the_sites_own_and_nothing_else_that_a_build_made(tmp_path: Path) -> None:
    drawn = f"_build/jupyter_execute/{'0f' * 32}.png"
    for name in (drawn, "_build/jupyter_execute/a.png", "_build/html/a.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(PNG)
    own = OwnFiles(tmp_path, outputs="_build/jupyter_execute")
    assert own.find(f"/{drawn}") == drawn
    assert isinstance(own.find("/_build/jupyter_execute/a.png"), tuple)
    assert isinstance(own.find("/_build/html/a.png"), tuple)
    assert isinstance(OwnFiles(tmp_path).find(f"/{drawn}"), tuple)
