"""The sites that are measured: this one, and the floor, which is bare Sphinx with MyST and Furo.

The floor has no search, no tags and no lists; its garbage collector is told the same as ours.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks.runs import Run, run
from knowledge_centre import THRESHOLD

PROJECT = Path(__file__).parent.parent
ADDRESS = "https://example.org/en/latest/"
FLOOR = f"""import gc
gc.set_threshold({THRESHOLD}, *gc.get_threshold()[1:])
extensions = ["myst_parser"]
html_theme = "furo"
html_baseurl = "{ADDRESS}"
suppress_warnings = ["toc.not_included", "myst.header"]
myst_enable_extensions = [
    *("attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist"),
    *("alert", "gfm_autolink", "strikethrough", "tasklist"),
]
myst_heading_anchors = 3
myst_title_to_header = True
html_copy_source = False
html_use_index = False
include_patterns = ["index.md", "articles/**"]
def without_search(app):
    app.builder.search = False
def setup(app):
    app.connect("builder-inited", without_search)
"""


def floor(folder: Path) -> Path:
    (folder / "conf.py").write_text(FLOOR, encoding="utf-8")
    (folder / "index.md").write_text("# Floor\n", encoding="utf-8")
    return folder


def ours(folder: Path, project: Path = PROJECT) -> Path:
    """A site of this project's, with every feature on and with whole addresses, without articles."""
    for name in ("_templates", "_static", "knowledge_centre"):
        shutil.copytree(project / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("conf.py", "index.md", "about.md"):
        shutil.copy(project / name, folder / name)
    return folder


def build(folder: Path, jobs: int = 1, *options: str, **environment: str) -> Run:
    """Build a site; raises :class:`RuntimeError` with Sphinx's words where that fails."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-j", str(jobs), "-d", "doctrees", "-b", "html", *options]
    return run([*command, ".", "html"], folder, {"READTHEDOCS_CANONICAL_URL": ADDRESS, **environment})


def as_new(folder: Path) -> None:
    """Remove all that builds left."""
    for name in ("html", "doctrees", "_tags"):
        shutil.rmtree(folder / name, ignore_errors=True)
