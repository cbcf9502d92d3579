"""What the conf.py of a Sphinx project lacks to be that of a knowledge centre, as lines to put at its end."""

from __future__ import annotations

import ast
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge_centre.compat.sphinx import conf_values

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTS = (
    *("extensions", "myst_enable_extensions", "suppress_warnings"),
    *("templates_path", "html_static_path", "html_css_files"),
)
"""Settings that have to have what ours have, and may have more."""
THEME = "html_theme"
NOT_DOCUMENTS = ("README.md", "CONTRIBUTING.md", "wheels", ".venv")
"""What lies in the folder of a site and would be read as a part of it."""
PATTERNS = ("include_patterns", "exclude_patterns")


def lacking_settings(path: Path, ours: str) -> list[str]:
    """The lines that the file at *path* lacks, where *ours* is the text of a new site's.

    Raises :class:`ValueError` where it cannot be read.
    """
    given, wanted = conf_values(path), _values(ours)
    lines = [*_lists(given, wanted), *_patterns(given)]
    if given.get(THEME) != wanted[THEME]:
        lines.append(f"{THEME} = {_shown(wanted[THEME])}")
    skipped = {THEME, *LISTS, *PATTERNS, *given}
    lines += [text for name, text in _assignments(ours) if name not in skipped]
    return [*(["import os"] if any("os." in line for line in lines) else []), *lines]


def _lists(given: dict[str, Any], wanted: dict[str, Any]) -> Iterator[str]:
    for name in LISTS:
        missing = [one for one in wanted[name] if one not in given.get(name, ())]
        if missing:
            start = f"{name} = [*{name}, " if name in given else f"{name} = ["
            yield start + ", ".join(map(_shown, missing)) + "]"


def _patterns(given: dict[str, Any]) -> Iterator[str]:
    """Which files are documents: all of the folder, unless conf.py names them."""
    if "include_patterns" in given:
        if not {"**", "articles/**"} & set(given["include_patterns"]):
            yield 'include_patterns = [*include_patterns, "about.md", "articles/**"]'
    elif missing := [one for one in NOT_DOCUMENTS if one not in given.get("exclude_patterns", ())]:
        start = "[*exclude_patterns, " if "exclude_patterns" in given else "["
        yield f"exclude_patterns = {start}{', '.join(map(_shown, missing))}]"


def _assignments(text: str) -> Iterator[tuple[str, str]]:
    """Each setting of a conf.py with the text that gives it, in its order."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and isinstance(name := node.targets[0], ast.Name):
            yield name.id, ast.get_source_segment(text, node) or ""


def _values(text: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "conf.py"
        path.write_text(text, encoding="utf-8")
        return conf_values(path)


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)
