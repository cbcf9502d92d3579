"""The real build, with hostile articles: each mistake is told by its line, and nothing of it reaches a reader."""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from knowledge_centre.content.address_policy import DATA_PICTURE, LINK_SCHEMES, address_scheme
from tests.forked import sphinx_build
from tests.hostile.bodies import DRAWING, DRAWINGS, MARKER
from tests.hostile.bodies import HARMLESS as FIRST_HARMLESS
from tests.hostile.bodies import KINDS as FIRST_KINDS
from tests.hostile.bodies import LAST as FIRST_LAST
from tests.hostile.files import HARMLESS_FILES, NO_PICTURES, REFUSED_FILES
from tests.hostile.fronts import FILES, KEYS, NESTED
from tests.hostile.further import ALONE, FURTHER, FURTHER_HARMLESS
from tests.hostile.ordinary import ORDINARY
from tests.site import NOW, PROJECT, ROOTS, Site, copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bs4 import Tag

SETTINGS = """
extensions.append("sphinx_design")
myst_enable_extensions += ["substitution", "strikethrough"]
myst_substitutions = {"name": "*Ada*", "number": 3, "block": "- one\\n- two"}
suppress_warnings.append("myst.strikethrough")
"""
KINDS = {
    **FIRST_KINDS,
    "further": FURTHER,
    "pictures": [f"![A picture]({name})" for name in {**REFUSED_FILES, **NO_PICTURES}],
    "downloads": [f"{{download}}`x <{name}>` [x]({name})" for name in REFUSED_FILES],
}
LAST = [*FIRST_LAST, *ALONE]
HARMLESS = [*FIRST_HARMLESS, *FURTHER_HARMLESS]
FIRST = 7
"""The line in which the body of an article begins that the fixture writes."""
TOLD = re.compile(r"articles/([\w-]+)\.md:(\d+): (?:WARNING|ERROR|CRITICAL): (.*)")


def settled(path: Path, more: str = "") -> Site:
    site = Site(path)
    settings = (site.path / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", settings + SETTINGS + more)
    copy(ROOTS / "test-awkward/articles/all-parts/steps.png", site.path / "articles/steps.png")
    site.write("articles/good.svg", DRAWING.format("<rect width='9' height='9'/>"))
    return site


def build(site: Site) -> tuple[int, str]:
    """A build that does not take warnings for errors."""
    arguments = ["-q", "-b", "html", "-d", str(site.path / "_build/doctrees"), "-D", "knowledge_centre_social_cards=0"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "SOURCE_DATE_EPOCH": NOW}
    status, _log, problems = sphinx_build([*arguments, ".", str(site.out)], site.path, environment)
    return status, problems


def joined(pieces: list[str]) -> tuple[str, list[range]]:
    """The pieces one after the other, and the lines of each."""
    lines: list[str] = []
    places = []
    for piece in pieces:
        start = len(lines) + FIRST
        lines += [*piece.split("\n"), ""]
        places.append(range(start, len(lines) + FIRST))
        lines += ["A paragraph.", ""]
    return "\n".join(lines), places


class Built:
    """A site of all hostile texts, built and, as the next build has to tell the same, built again."""

    def __init__(self, path: Path, *, twice: bool = True) -> None:
        self.site = settled(path)
        self.places: dict[str, list[range]] = {}
        for kind, pieces in KINDS.items():
            body, self.places[kind] = joined(pieces)
            self.site.article(kind, body)
        for name, inner in DRAWINGS.items():
            self.site.write(f"articles/{name}.svg", DRAWING.format(inner))
        for name, content in {**REFUSED_FILES, **NO_PICTURES, **HARMLESS_FILES}.items():
            (self.site.path / "articles" / name).write_bytes(content)
        for number, piece in enumerate(LAST):
            self.site.article(f"last-{number}", piece)
        self.site.article("harmless", joined(HARMLESS)[0])
        before = time.monotonic()
        self.status, self.problems = build(self.site)
        self.seconds = time.monotonic() - before
        self.again = build(self.site) if twice else (self.status, self.problems)

    def told(self, problems: str = "") -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for slug, line, _text in TOLD.findall(problems or self.problems):
            found.setdefault(slug, set()).add(int(line))
        return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(tmp_path_factory.mktemp("hostile") / "site")


def test_the_corpus_is_large() -> None:
    assert sum(map(len, KINDS.values())) + len(LAST) + len(HARMLESS) + len(KEYS) + len(NESTED) >= 600
    assert len(ORDINARY) >= 40


def test_the_build_fails_without_a_traceback_and_soon(built: Built) -> None:
    assert built.status == 1
    assert "Traceback" not in built.problems
    for line in built.problems.splitlines():
        assert len(line) < 500
        assert line.isprintable()
        assert TOLD.search(line), "each has its place"
    assert built.seconds < 180


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_told_by_its_line(built: Built, kind: str) -> None:
    told = built.told()[kind]
    assert [KINDS[kind][n] for n, place in enumerate(built.places[kind]) if told.isdisjoint(place)] == []


@pytest.mark.parametrize("number", range(len(LAST)))
def test_what_never_ends_is_told(built: Built, number: int) -> None:
    assert built.told()[f"last-{number}"]


def test_what_is_harmless_is_not_told(built: Built) -> None:
    assert "harmless" not in built.told()


def test_the_next_build_tells_it_again(built: Built) -> None:
    status, problems = built.again
    assert status == 1
    refused = {line for line in built.problems.splitlines() if "[knowledge_centre.html]" in line}
    assert refused
    assert {line for line in problems.splitlines() if "[knowledge_centre.html]" in line} == refused


def test_nothing_was_run(built: Built) -> None:
    assert [path for path in built.site.path.rglob(f"{MARKER}*") if path.is_file()] == []


@pytest.mark.parametrize("kind", [*KINDS, "harmless", *(f"last-{number}" for number in range(len(LAST)))])
def test_no_page_acts(built: Built, kind: str) -> None:
    page = built.site.page(f"articles/{kind}.html")
    usual = {str(one) for one in built.site.page("articles/first.html").find_all("script") if not one.get("type")}
    scripts = [str(one) for one in page.find_all("script") if not one.get("type") and str(one) not in usual]
    assert scripts == []
    assert list(acts(page.select_one(".article-body"))) == []
    assert page.find("footer"), "the page goes on after the article"


def test_nothing_elsewhere_acts(built: Built) -> None:
    texts = [text for path in built.site.out.rglob("*.xml") for text in contents(path)]
    assert texts
    for text in texts:
        assert list(acts(BeautifulSoup(text, "html5lib").body)) == []
    drawings = {path.name.rpartition("-")[0] for path in (built.site.out / "_images").iterdir()}
    assert drawings.isdisjoint(DRAWINGS)
    published = {path.read_bytes() for path in built.site.out.rglob("*") if path.is_file()}
    assert {name for name, content in REFUSED_FILES.items() if content and content in published} == set()


def contents(path: Path) -> Iterator[str]:
    """The articles that a feed has as HTML."""
    for element in ElementTree.parse(path).iter():
        if element.tag.rpartition("}")[2] in {"content", "encoded"} and element.text:
            yield element.text


def acts(body: Tag | None) -> Iterator[str]:
    """What an article's part of a page does beyond showing text."""
    assert body is not None
    for node in body.find_all(True):
        if node.name in {"script", "style", "iframe", "object", "embed", "form", "base", "link", "meta", "template"}:
            yield str(node)
        for key, value in node.attrs.items():
            text = " ".join(value) if isinstance(value, list) else str(value)
            if (
                key.startswith("on")
                or (key == "style" and MARKER in text)
                or (
                    key in {"href", "src", "action", "cite", "srcset", "data"}
                    and address_scheme(text) not in LINK_SCHEMES
                    and not (key == "src" and DATA_PICTURE.fullmatch(text))
                )
                # A bare address is a link, as in any text.
                or ("evil.example" in text and not (node.name == "a" and text == node.get_text() == node.get("href")))
            ):
                yield str(node)


def test_front_matter_and_nesting_are_told_and_nothing_is_built(tmp_path: Path) -> None:
    site = settled(tmp_path / "site")
    for name, text in FILES.items():
        site.write(f"articles/{name}", text)
    for number, field in enumerate(KEYS):
        fields = {"title: A": "", "date: 2025-01-01": "", "author: ada": ""}
        lines = [line for line in fields if line.split(":")[0] != field.split(":")[0]]
        site.write(f"articles/key-{number}.md", "\n".join(["---", field, *lines, "---", "", "Text.", ""]))
    for number, body in enumerate(NESTED):
        site.article(f"nested-{number}", body)
    before = time.monotonic()
    status, problems = build(site)
    assert time.monotonic() - before < 60
    assert status == 1
    assert "Traceback" not in problems
    told = dict(re.findall(r"articles/([\w-]+)\.md:(\d+): ", problems))
    assert [field for number, field in enumerate(KEYS) if told.get(f"key-{number}") != "2"] == []
    assert [body[:40] for number, body in enumerate(NESTED) if f"nested-{number}" not in told] == []
    assert not site.out.exists() or not list(site.out.rglob("*.html"))


@pytest.mark.parametrize("epoch", ["", "x", "1.5", "-1", "nan", "inf", "9" * 30, "99999999999999", " 1", "١"])
def test_a_clock_that_is_none(site: Site, epoch: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "SOURCE_DATE_EPOCH": epoch}
    status, _log, problems = sphinx_build(["-q", ".", str(site.out)], site.path, environment)
    assert status == 1
    assert problems.startswith("SOURCE_DATE_EPOCH is"), "it is told before anything else is done"
    assert "Traceback" not in problems


def test_what_is_ordinary_stays_as_it_is(tmp_path: Path) -> None:
    bodies = []
    for name, more in (("judged", ""), ("trusted", "knowledge_centre_trust_articles = True\n")):
        site = settled(tmp_path / name, more)
        site.article("ordinary", joined(ORDINARY)[0] + "\n\n## A section\n\nEnd.")
        status, problems = build(site)
        assert (status, problems) == (0, "")
        bodies.append((site.out / "articles/ordinary.html").read_text(encoding="utf-8"))
    assert bodies[0] == bodies[1]
    assert "<em>Ada</em>" in bodies[0]


def test_a_site_may_trust_its_articles(tmp_path: Path) -> None:
    site = settled(tmp_path / "site", "knowledge_centre_trust_articles = True\n")
    site.article("trusted", "<button onclick=x>A</button>\n\n```{raw} html\n<video></video>\n```")
    assert build(site) == (0, "")
    page = site.page("articles/trusted.html")
    assert page.select("button[onclick]")
    assert page.select("video")
