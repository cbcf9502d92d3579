"""The names by which scripts find their parts of a page are those that no article may use."""

from __future__ import annotations

import re

from knowledge_centre.content.address_policy import OUR_CLASSES, OUR_IDS, PASSED_OVER
from knowledge_centre.theme.minified import THEME

SCRIPTS = "\n".join(path.read_text(encoding="utf-8") for path in (THEME / "static/js").rglob("*.js"))
SELECTOR = re.compile(r"""(?:querySelector(?:All)?\(|closest\(|matches\(|SKIPPED =\s*)(["'`])(.*?)\1""")


def test_ids() -> None:
    assert set(re.findall(r'(?:getElementById|byId)\("([^"]+)"', SCRIPTS)) == OUR_IDS


def test_classes() -> None:
    selectors = " ".join(found[1] for found in SELECTOR.findall(SCRIPTS))
    assert set(re.findall(r"\.([a-z][a-z-]*)", selectors)) == OUR_CLASSES | PASSED_OVER
