"""Whatever an article says, in a real build: an end, lines with their place, and a page that does nothing."""

from __future__ import annotations

import re
import shutil
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_centre.content.clock import now_in
from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.diagnostics import report
from tests.fuzz.checks import LONGEST, UNSHRUNK, share, within
from tests.fuzz.test_front_matter import articles
from tests.fuzz.texts import NASTY, TEXTS, damaged
from tests.hostile.bodies import HARMLESS, KINDS, LAST
from tests.hostile.ordinary import ORDINARY
from tests.hostile.test_hostile import acts, build, settled
from tests.site import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import SearchStrategy

    from tests.site import Site

BATCH = 40
"""Articles of one build: a build takes a second, and an article a few hundredths."""
PLACED = re.compile(r"(?:articles/[^:]*\.md|index\.md):[1-9]\d*: .")
"""A warning with its place."""
BROKEN = re.compile(r"Traceback|^\w.* error!$|[Hh]andler .* threw|has crashed|Exception occurred", re.MULTILINE)
"""What Sphinx says of a program that fails."""
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")  # that a failing input is long
OPENERS = [
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "## ",
    "| a |\n| - |\n| ",
    "Term\n: ",
    ":Field: ",
    "[^1]: ",
    "(label)=\n",
    "% ",
]
DIRECTIVES = "note figure image code-block table list-table csv-table math include literalinclude raw eval-rst toctree "
DIRECTIVES += (
    "parsed-literal epigraph contents only container class role replace unicode date default-role sectionauthor "
)
DIRECTIVES += "index glossary productionlist tabularcolumns hlist versionadded deprecated seealso rubric centered acks "
DIRECTIVES += (
    "articles facets tags figure-md card grid tab-set dropdown button-link button-ref div meta target-notes nope"
)
OPTIONS = "class name align alt width height target file url encoding lines start-after delim header-rows widths tag "
OPTIONS += (
    "category style limit caption lineno-start emphasize-lines dedent link icon figclass loading maxdepth glob open"
)
ROLES = (
    "ref doc download numref term math abbr kbd sub sup octicon bdg-primary raw any eq index rfc pep command envvar "
)
ROLES += "py:class c:func std:option menuselection samp code literal title-reference nope article tag"
SMALL = st.sampled_from([*NASTY, "x", "steps.png", "1", "-1", "99", "50%", "/conf.py", "https://example.org", "cpp"])
PIECES = st.sampled_from([piece for kind in KINDS.values() for piece in kind] + [*HARMLESS, *LAST[:5], *ORDINARY])


@st.composite
def directive(draw: st.DrawFn, inner: SearchStrategy[str]) -> str:
    fence = draw(st.sampled_from(["```", "````", ":::", "::::", "~~~"]))
    options = draw(st.lists(st.tuples(st.sampled_from(OPTIONS.split()), SMALL), max_size=3))
    lines = [f"{fence}{{{draw(st.sampled_from(DIRECTIVES.split()))}}} {draw(SMALL)}"]
    lines += [f":{name}: {value}" for name, value in options]
    return "\n".join([*lines, "", draw(inner), draw(st.sampled_from([fence, fence, ""]))])


@st.composite
def inline(draw: st.DrawFn) -> str:
    form = draw(
        st.sampled_from(
            [
                "{{{role}}}`{a}`",
                "{{{role}}}`{a} <{b}>`",
                "[{a}]({b})",
                "![{a}]({b})",
                "[{a}]: {b}",
                "<{b}>",
                "<b {b}={a}>",
                "[{a}]{{#{b} .{a} {b}={a}}}",
                "{{#{b} .{a}}}\n{a}",
                "**{a}*{b}*",
                "`{a}`{b}",
                "${a}$ {b}",
                "{{{{ {a} }}}} {b}",
                "|{a}| {b}",
                "&{a}; {b}",
                "<!-- {a} -->{b}",
            ]
        )
    )
    return form.format(role=draw(st.sampled_from(ROLES.split())), a=draw(SMALL), b=draw(SMALL))


BLOCKS = st.recursive(
    PIECES | inline() | TEXTS | SMALL,
    lambda inner: (
        directive(inner)
        | st.tuples(st.sampled_from(OPENERS), inner).map("".join)
        | st.tuples(inner, inner).map("\n\n".join)
        | st.tuples(inner, inner).map(" ".join)
    ),
    max_leaves=8,
)


@settings(max_examples=share(50), phases=UNSHRUNK, deadline=None)
@given(st.lists(BLOCKS.filter(lambda body: len(body) < 5_000), min_size=BATCH, max_size=BATCH))
def test_texts(site: Site, bodies: list[str]) -> None:
    for old in site.path.glob("articles/fuzz-*.md"):
        old.unlink()
    shutil.rmtree(site.path / "_build", ignore_errors=True)
    for number, body in enumerate(bodies):
        site.article(f"fuzz-{number}", body)
    with within(120):
        status, problems = build(site)
    assert not BROKEN.search(problems), problems
    assert status in {0, 1}, problems
    for line in problems.splitlines():
        assert len(line) <= LONGEST
        assert line.isprintable(), line
        assert PLACED.search(line) or line.startswith("Nothing was built: "), line
    for number in range(BATCH) if site.out.is_dir() else ():
        if (site.out / f"articles/fuzz-{number}.html").is_file():
            page = site.page(f"articles/fuzz-{number}.html")
            assert list(acts(page.select_one(".article-body"))) == []
            assert page.find("footer"), "the page goes on after the article"


@settings(max_examples=share(50), phases=UNSHRUNK, deadline=None)
@given(st.lists(damaged(articles()), min_size=1, max_size=20))
def test_lint_and_the_build_say_the_same(site: Site, sources: list[bytes]) -> None:
    for old in site.path.glob("articles/fuzz-*.md"):
        old.unlink()
    shutil.rmtree(site.path / "_build", ignore_errors=True)
    for number, source in enumerate(sources):
        (site.path / f"articles/fuzz-{number}.md").write_bytes(source)
    said = StringIO()
    mistakes = report(read_collection(site.path, now_in("UTC")).diagnostics, said)
    status, problems = build(site)
    assert not BROKEN.search(problems), problems
    if mistakes:
        assert status == 1
        assert (
            problems
            == f"{said.getvalue()}Nothing was built: {mistakes} mistake{'s' if mistakes > 1 else ''} in the articles.\n"
        )
    else:
        assert "Nothing was built" not in problems


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site to build again and again; lint asks the same clock as the builds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        yield settled(tmp_path_factory.mktemp("builds") / "site")
