"""The systems that blogs come from: which of them a folder is of, and what reads it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge_centre.importing.records import Blog, Notes

SYSTEMS = {
    "jekyll": "jekyll",
    "hugo": "hugo",
    "zola": "hugo",
    "docusaurus": "docusaurus",
    "pelican": "pelican",
    "ablog": "ablog",
    "astro": "astro",
    "starlight": "astro",
    "wordpress": "wordpress",
}
"""The module that reads each."""
HEAD = 200_000
"""Bytes of a file that are looked at to tell what it is."""


def recognised(source: Path) -> str:
    """The system that a folder or a file is of; nothing where it cannot be told."""
    if source.is_file():
        return "wordpress" if "wordpress.org/export" in _start(source) else ""
    return next((system for system, sign in SIGNS if sign(source)), "")


def _has(*patterns: str, word: str = "") -> Callable[[Path], bool]:
    """Whether a folder has a file of such a name, with a word in it."""
    return lambda folder: any(
        not word or word in _start(path)
        for one in patterns
        for path in sorted(folder.glob(one))
        if path.is_file() or not word
    )


SIGNS = (
    ("pelican", _has("pelicanconf.py", "publishconf.py")),
    ("docusaurus", _has("docusaurus.config.*")),
    ("starlight", _has("astro.config.*", word="starlight")),
    ("astro", _has("astro.config.*")),
    ("hugo", _has("hugo.*", "config/_default")),
    ("zola", _has("config.toml", word="base_url")),
    ("hugo", _has("config.toml")),
    ("ablog", _has("conf.py", word="ablog")),
    ("jekyll", _has("_posts", "_config.yml")),
    ("hugo", _has("config.yaml", "config.yml")),
)
"""What is in the folder of each, the surest signs first."""


def read_blog(source: Path, system: str, notes: Notes) -> Blog:
    """Read a blog. Raises :class:`ValueError` where the source is none of that system's."""
    module = import_module(f"{__name__}.{SYSTEMS[system]}")
    blog: Blog = module.read(source, system, notes)
    return blog


def _start(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(HEAD).decode("utf-8", "replace")
