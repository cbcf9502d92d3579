"""Articles as notebooks (.ipynb): front matter stands in the first Markdown cell, between lines ``---`` as in Markdown.

A notebook is JSON, with each line of a cell in a line of its own, so places in it can be told.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from knowledge_centre.content.front_matter import Format, Parts, escape_markdown, headings, split_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_centre.content.records import FrontMatter

START = 'a Markdown cell that holds "---", the title, date and author, and "---".'
SHOWN = frozenset({"image/gif", "image/jpeg", "image/png", "text/plain"})
"""The kinds of output that can do nothing but be seen."""
KEPT = frozenset({"kernelspec", "language_info"})
"""What a notebook may say of itself. The rest would change how it is read, or have it run."""
Notebook = dict[str, Any]


def split_notebook(text: str) -> Parts | tuple[str, str]:
    notebook = _loaded(text)
    if notebook is None:
        return "this is no notebook that can be read", "save it again, as version 4 of the format."
    for cell in notebook["cells"][:1]:
        source = _source(cell)
        if source.startswith("---"):
            parts = split_markdown(source)
            first = text.find('"---')
            line = text.count("\n", 0, first) + 2
            return Parts(parts.fields, line, text, 1) if isinstance(parts, Parts) else parts
    return "no front matter", f"start the notebook with {START}"


def notebook_headings(text: str) -> list[tuple[int, str]]:
    """Of all Markdown cells."""
    found = []
    position = 0
    for cell in (_loaded(text) or {"cells": []})["cells"]:
        if cell.get("cell_type") == "markdown":
            source = _body(cell)
            for number, words in headings(source):
                line = json.dumps(source.split("\n")[number], ensure_ascii=False)[1:-1]
                position = max(text.find(line, position), position)
                found.append((text.count("\n", 0, position), words))
                position += 1
    return found


def handed_on(front: FrontMatter, text: str, _body_line: int) -> str:
    """The notebook without its front matter, and with the title as a heading."""
    notebook = _loaded(text)
    assert notebook is not None
    first, *others = notebook["cells"]
    body = _body(first)
    title = f"# {escape_markdown(front.title)}\n\n" if front.title else ""
    cells = [{**first, "cell_type": "markdown", "source": title + body}] if title or body.strip() else []
    return json.dumps({**notebook, "cells": [*cells, *others]}, ensure_ascii=False)


def without_programs(text: str) -> str:
    """The notebook with those outputs alone that can only be seen, and without settings."""
    notebook = json.loads(text)
    metadata = notebook.get("metadata", {})
    notebook["metadata"] = {key: value for key, value in metadata.items() if key in KEPT}
    notebook["cells"] = list(_seen(notebook["cells"]))
    return json.dumps(notebook, ensure_ascii=False)


def _seen(cells: list[Notebook]) -> Iterator[Notebook]:
    for cell in cells:
        if cell.get("cell_type") == "raw":  # for another program than this one
            continue
        tags = cell.get("metadata", {}).get("tags", [])
        kept = {**cell, "metadata": {"tags": tags} if tags else {}}
        if "attachments" in cell:
            kept["attachments"] = {name: _shown(data) for name, data in cell["attachments"].items()}
        if "outputs" in cell:
            kept["outputs"] = [
                {**output, "data": _shown(output["data"]), "metadata": {}} if "data" in output else output
                for output in cell["outputs"]
            ]
        yield kept


def _shown(data: dict[str, Any]) -> dict[str, Any]:
    return {kind: value for kind, value in data.items() if kind in SHOWN}


def _loaded(text: str) -> Notebook | None:
    """A notebook of version 4, as far as this looks at it."""
    try:
        notebook = json.loads(text)
        sound = notebook["nbformat"] == 4 and all(isinstance(_source(cell), str) for cell in notebook["cells"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return notebook if sound and notebook["cells"] else None


def _source(cell: Notebook) -> str:
    return "".join(cell["source"])


def _body(cell: Notebook) -> str:
    """The text of a cell, without front matter."""
    parts = split_markdown(source := _source(cell))
    return parts.body if isinstance(parts, Parts) else source


NOTEBOOK = Format(
    "a notebook", START, split_notebook, notebook_headings, handed_on, 'begin sections with "##".', levels_are_said=True
)
