"""``redirects``: the redirects as Read the Docs takes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from knowledge_centre.commands.lint import lint
from knowledge_centre.content.clock import now_in
from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.old_urls import rules

if TYPE_CHECKING:
    from pathlib import Path


def redirects(site: Path, *, dirhtml: bool) -> int:
    """Print a line of JSON for each request to the API of Read the Docs; mistakes in articles as lint does."""
    collection = read_collection(site, now_in("UTC"))
    if collection.diagnostics:
        return lint(site)
    for rule in rules(collection, "/" if dirhtml else ".html"):
        print(json.dumps(rule, ensure_ascii=False))
    return 0
