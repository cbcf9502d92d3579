"""Whole sites: the one here, one that somebody made their own as "Making it your own" says, and one without articles."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from knowledge_centre.theme.minified import THEME
from tests.site import ROOTS, checkout

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SETTINGS = """

# What was changed.
project = "Payments Knowledge"
author = "The payments team"
copyright = f"%Y, {author}"
language = "en"
html_title = project

include_patterns = ["index.md", "about.md", "runbooks.md", "articles/**"]

knowledge_centre_timezone = "America/New_York"
knowledge_centre_tag_uri = "tag:payments.example.org,2026:"
knowledge_centre_author_type = "Person"
knowledge_centre_cover_palettes = [
    ("#ebe4d2", "#3b1d60", "#7a4fae", "#cdb6e6", "#f08a3c"),
    ("#e8e4da", "#1c3a5e", "#4c77a3", "#b3cad9", "#f2a541"),
]
tags_overview_title = "Subjects"
tags_page_title = "Subject"

templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["colours.css", "legal.css"]
html_logo = "_static/logo.svg"
html_favicon = "_static/icon.svg"
html_show_sphinx = False

html_context = html_context | {
    "sections": [
        ("All we wrote", "articles/index"),
        ("Subjects", "_tags/tagsindex"),
        ("Runbooks", "runbooks"),
        ("Who we are", "about"),
        ("Status", "https://status.example.org/"),
    ],
    "tagline": "How the money moves, and how we know.",
    "licence": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
}
"""


def adopted_site(path: Path) -> Path:
    """Make the checkout in a folder somebody else's: names, sections, logo, colours, templates, pages, articles."""
    for part in ("articles", "_static", "_templates"):
        shutil.rmtree(path / part, ignore_errors=True)
    shutil.copytree(ROOTS / "adopted", path, dirs_exist_ok=True)
    with (path / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(SETTINGS)
    edit(path, "components/share.html", r".*LinkedIn.*\n", "")
    edit(path, "components/site-footer.html", "</footer>", '{% include "components/legal.html" %}\n</footer>')
    return path


def empty_site(path: Path) -> Path:
    """Make it somebody's who has not written an article yet, nor the names that articles give."""
    adopted_site(path)
    shutil.rmtree(path / "articles")
    for name in ("about.md", "runbooks.md"):
        (path / name).write_text(f"# {name}\n\nNothing yet.\n", encoding="utf-8")
    return path


def edit(path: Path, template: str, old: str, new: str) -> None:
    """Give the site a template of its own: the theme's, with *new* where the pattern *old* is."""
    text, found = re.subn(old, new, (THEME / template).read_text(encoding="utf-8"))
    assert found == 1, template
    (path / "_templates" / template).write_text(text, encoding="utf-8")


WHOLE_SITES: dict[str, Callable[[Path], Path]] = {
    "shipped": checkout,
    "adopted": lambda path: adopted_site(checkout(path)),
    "empty": lambda path: empty_site(checkout(path)),
}
"""What is said of any site is tried on each of these: that of this very project, and two made of it."""
