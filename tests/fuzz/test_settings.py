"""Whatever conf.py says: the site is built, or one sentence tells which setting is wrong."""

from __future__ import annotations

import re
import shutil
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_centre.content.settings import CONTEXT, SETTINGS, problems
from tests.fuzz.checks import LONGEST, UNSHRUNK, assert_line, share, within
from tests.fuzz.texts import NASTY, PLAIN, TEXTS
from tests.site import Site

LIKELY = [
    "",
    "en",
    "de_AT",
    "ar",
    "zh-Hans",
    "index",
    "https://example.org/x",
    "http://[::1",
    "tag:a.example,2026:",
    "UTC",
]
ANY = (
    st.sampled_from([*LIKELY, *NASTY])
    | PLAIN
    | st.tuples(TEXTS, TEXTS)
    | st.lists(st.tuples(TEXTS, TEXTS | st.sampled_from(["about", "https://example.org"])), max_size=3)
    | st.binary(max_size=5)
    | st.integers(10**4000, 10**5000)
    | st.dictionaries(st.sampled_from(sorted(CONTEXT)), PLAIN, max_size=3)
)
NAMES = st.sampled_from([*SETTINGS, "knowledge_centre_cover_palettes"])
LEFT_OUT = {"language", "exclude_patterns", "include_patterns", "root_doc", "knowledge_centre_social_cards"}
"""What Sphinx takes before it loads an extension, what leaves it with no document, and what the tests' builds set."""
BROKEN = re.compile(
    r"Extension error|[Hh]andler .* threw|has crashed|Exception occurred|\bKeyError|\bTypeError|\bValueError"
)


@given(st.dictionaries(NAMES, ANY, max_size=6))
def test_each_is_told_in_a_sentence(given_here: dict[str, Any]) -> None:
    with within(5):
        told = list(problems(given_here))
    for line in told:
        assert_line(line)
        assert any(name in line for name in given_here)


@settings(max_examples=share(12), phases=UNSHRUNK, deadline=None)
@given(st.dictionaries(NAMES.filter(lambda name: name not in LEFT_OUT), ANY, min_size=1, max_size=2))
def test_a_build_with_them(site: Site, conf: str, given_here: dict[str, Any]) -> None:
    shutil.rmtree(site.path / "_build", ignore_errors=True)
    lines = [f"{name} = {value!r}" for name, value in given_here.items() if not isinstance(value, int)]
    site.write("conf.py", conf + "\ninf, nan = float('inf'), float('nan')\n" + "\n".join(lines) + "\n")
    with within(60):
        built = site.build()
    assert built.status in {0, 1, 2}
    assert not BROKEN.search(built.problems), built.problems
    wrong = list(problems({name: value for name, value in given_here.items() if not isinstance(value, int)}))
    assert all(line in built.problems for line in wrong), built.problems
    assert all(len(line) <= LONGEST for line in built.problems.splitlines() if " in conf.py is " in line)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("settings") / "site")


@pytest.fixture(scope="module")
def conf(site: Site) -> str:
    return (site.path / "conf.py").read_text(encoding="utf-8")
