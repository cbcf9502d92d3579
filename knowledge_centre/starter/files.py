"""The files of a new site: each is made from a template in ``files/`` beside this module."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from knowledge_centre import __version__
from knowledge_centre.starter import GUIDES
from knowledge_centre.starter.colours import scheme

if TYPE_CHECKING:
    from knowledge_centre.starter.answers import Answers

FOLDER = Path(__file__).parent / "files"
SUFFIX = ".template"
"""So that no tool takes one for a program or for settings of this repository."""
DOT = "dot-"
"""What the dot at the beginning of a name is here."""
SETTINGS = "conf.py"
AT_THE_TOP = (".github/workflows/check.yml", ".gitignore", ".readthedocs.yaml")
"""What has its place at the top of a repository, and is of no use in a folder below it."""

# Neither Jinja's own marks nor anybody else's: templates, Makefiles and workflows of the new site have those.
_environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FOLDER),
    block_start_string="<%",
    block_end_string="%>",
    variable_start_string="<<",
    variable_end_string=">>",
    comment_start_string="<#",
    comment_end_string="#>",
    undefined=jinja2.StrictUndefined,
    keep_trailing_newline=True,
    autoescape=False,  # noqa: S701 - what they are told is escaped by the filter of its language
)
_environment.filters |= {
    "python": lambda text: json.dumps(text, ensure_ascii=False),
    "markdown": lambda text: re.sub(r"([\\`*_\[\]<&|$~{^#])", r"\\\1", text),
    "markup": escape,
}


def site_files(answers: Answers, pin: str) -> dict[str, str]:
    """The text of each file, by its path. ``conf.py`` is the last: with it, the folder is a site."""
    known: dict[str, Any] = {
        "name": answers.name,
        "initials": answers.initials,
        "language": answers.language,
        "timezone": answers.timezone,
        "url": answers.url,
        "domain": answers.domain,
        "now": answers.now,
        "pin": pin,
        "guides": GUIDES,
        "version": __version__,
        **scheme(answers.colour, answers.second)._asdict(),
    }
    names = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob(f"*{SUFFIX}"))
    names.sort(key=lambda name: name == f"{SETTINGS}{SUFFIX}")
    return {target(name): _environment.get_template(name).render(known) for name in names}


def target(name: str) -> str:
    """Where the file that a template makes belongs."""
    parts = name.removesuffix(SUFFIX).split("/")
    return "/".join(f".{part.removeprefix(DOT)}" if part.startswith(DOT) else part for part in parts)
