"""Which files below ``articles/`` are articles, by the ends of their names, and what to do about others that look like some."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from knowledge_centre.content.front_matter import MARKDOWN, Format
from knowledge_centre.content.notebooks import NOTEBOOK
from knowledge_centre.content.rest import REST

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SOURCES = {".md": "markdown", ".rst": "restructuredtext"}
"""``source_suffix`` of a site whose conf.py says nothing of it."""
OTHERS = {
    **dict.fromkeys((".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdtext", ".mdtxt"), "Markdown"),
    **dict.fromkeys((".mdx", ".rmd", ".qmd"), "Markdown with programs"),
    **dict.fromkeys((".rest", ".restx"), "reStructuredText"),
    ".ipynb": "a notebook",
    **dict.fromkeys((".adoc", ".asciidoc", ".asc"), "AsciiDoc"),
    ".org": "Org",
    ".textile": "Textile",
}
"""What files are, by their ends in lower case, that somebody may take for articles, and that nobody offers as they are."""
SAME = {"Markdown": ".md", "reStructuredText": ".rst"}


def formats(sources: Mapping[str, str | None]) -> dict[str, Format]:
    """The formats of articles by suffix, from ``source_suffix``. Where it names no parser, Sphinx takes docutils'."""
    parsers = {None: REST, "restructuredtext": REST}
    return {
        suffix: NOTEBOOK if suffix == ".ipynb" else parsers.get(parser, MARKDOWN) for suffix, parser in sources.items()
    }


def format_problem(path: str, suffixes: Collection[str]) -> tuple[str, str] | None:
    """Message and remedy where the file at a path below ``articles/`` is no article and stands where one would.

    Beside an article, a file of any kind may be offered, shown or included.
    """
    file = PurePosixPath(path)
    suffix, parts = file.suffix.lower(), file.parts[1:]
    if suffix in suffixes and suffix != file.suffix:
        return f'this ends in "{file.suffix}", which Sphinx does not know', f"rename it to {file.stem}{suffix}."
    if not (len(parts) == 1 or (len(parts) == 2 and file.stem.lower() == "index")):
        return None
    kind = OTHERS.get(suffix) or ("reStructuredText" if suffix == ".rst" else "")
    if not kind or suffix in suffixes:
        return None
    if (same := SAME.get(kind)) in suffixes and same is not None:
        return f"this is {kind} by another name, and no article", f"rename it to {file.stem}{same}."
    aside = 'or start its name with "_" if it is no article.'
    return f"this is {kind}, and no article", f"write it in Markdown, as {file.stem}.md, {aside}"
