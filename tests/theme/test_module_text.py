"""JavaScript modules as they are sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from knowledge_centre.theme.minified import THEME
from knowledge_centre.theme.module_text import needed, stripped, with_digests

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/** What it is. */\nexport const a = 1; // one\n", "export const a=1;"),
        ("const scheme = /^https?:\\/\\//;\n", "const scheme=/^https?:\\/\\//;"),
        ("const text = `a // b  ${c} /* d */`;\n", "const text=`a // b  ${c} /* d */`;"),
        ('const text = "/* kept */ // kept";\n', 'const text="/* kept */ // kept";'),
        ("const one = (a) => /b/u.test(a);\n", "const one=(a)=>/b/u.test(a);"),
    ],
)
def test_comments_go_and_all_else_stays(text: str, expected: str) -> None:
    assert stripped(text).strip() == expected


@pytest.mark.parametrize("path", sorted((THEME / "static/js").rglob("*.js")), ids=lambda path: path.stem)
def test_no_template_is_within_another(path: Path) -> None:
    """Rjsmin takes the inner one for code, and drops its spaces."""
    lines = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL).splitlines()
    assert [line for line in lines if re.search(r"`[^`]*\$\{[^`}]*`", line)] == []


def test_an_import_has_the_digest_of_what_it_imports() -> None:
    texts = {
        "js/page.js": 'import{a}from"./a.js";import"../b.js";x.from("./a.js")',
        "js/a.js": 'import{b}from"../b.js"',
        "b.js": "1",
    }
    made, other = with_digests(texts), with_digests({**texts, "b.js": "2"})
    assert made["b.js"] == "1"
    assert made["js/page.js"] != other["js/page.js"], "what is imported by an import counts too"
    assert made["js/page.js"].endswith('x.from("./a.js")')
    assert made["js/page.js"].count("?v=") == 2
    before = list(needed(made, "js/page.js"))
    assert [one.partition("?v=")[0] for one in before] == ["js/a.js", "b.js"]
    assert all(f'/{one.rpartition("/")[2]}"' in "".join(made.values()) for one in before)


def test_what_is_imported_later_comes_with_all_that_it_needs() -> None:
    texts = {
        "js/start.js": 'import("./a.js").then(b);import("./c.js")',
        "js/a.js": 'import"../d.js"',
        "d.js": "",
        "js/c.js": "",
    }
    made = with_digests(texts)
    all_ = re.sub(r"\?v=\w{8}", "?v=", made["js/start.js"])
    assert all_ == (
        'Promise.all([import("./a.js?v="),import("../d.js?v=")]).then((all)=>all[0]).then(b);import("./c.js?v=")'
    )
    assert list(needed(made, "js/start.js")) == []


def test_modules_that_import_each_other_end() -> None:
    made = with_digests({"a.js": 'import"./b.js"', "b.js": 'import"./a.js"', "c.js": 'import"./elsewhere.js"'})
    assert made["a.js"].count("?v=") == 1
    assert made["c.js"] == 'import"./elsewhere.js"'
    assert len(list(needed(made, "a.js"))) == 2
