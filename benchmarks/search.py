"""``make bench-search``: this site's search, Pagefind, Sphinx's own and a textbook's ranking, side by side in one run.

``COLLECTION=file.json`` asks a test collection (documents with judged questions) instead of made-up articles;
``ARTICLES=10000`` makes that many. ``WITHOUT=before,Sphinx`` leaves out the columns whose names begin so. Times are of
this machine, today: quote the ratios.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks.search_engines import BARE, KNOWLEDGE_CENTRE, PLAIN, Asked, Engine
from benchmarks.search_figures import costs, known, relevance
from benchmarks.search_questions import as_anyone_has_them, documents_of, lay, made_up, named
from benchmarks.search_sites import Site, before, plain_pagefind, sphinxs_own, this_site
from benchmarks.sites import PROJECT
from benchmarks.textbook import Textbook
from tests.browser.chromium import find
from tests.search.known_items import known_items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

LANGUAGES = PROJECT / "tests/roots/test-languages/articles"
OURS, BEFORE, PAGEFIND, SPHINX, TEXTBOOK = (
    "this site",
    "before, on Pagefind",
    "Pagefind as it comes",
    "Sphinx's own",
    "textbook",
)


def is_wanted(name: str) -> bool:
    return not any(name.startswith(left_out) for left_out in os.environ.get("WITHOUT", "").split(",") if left_out)


def sites(scratch: Path, articles: Path) -> Iterator[tuple[str, Engine, Site]]:
    """Build the sites of some articles that are asked in a browser, one after the other."""
    ours = this_site(scratch / "ours", articles)
    yield OURS, KNOWLEDGE_CENTRE, ours
    articles = as_anyone_has_them(articles, scratch / "articles")
    if is_wanted(BEFORE):
        try:
            yield BEFORE, KNOWLEDGE_CENTRE, before(scratch / "before", articles)
        except LookupError as error:
            print(f"Without the search of before, which git does not have here: {error}", file=sys.stderr)
    if is_wanted(PAGEFIND):
        names = [path.stem for path in articles.glob("*.md")]
        yield PAGEFIND, PLAIN, plain_pagefind(scratch / "plain", ours.folder, names)
    if is_wanted(SPHINX):
        yield SPHINX, BARE, sphinxs_own(scratch / "bare", articles)


def measure(scratch: Path, browser: Browser, collection: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The rows of figures by the name of their search."""
    lay(scratch / "articles", collection)
    rows = {}
    for name, engine, site in sites(scratch / "languages", LANGUAGES):
        rows[name] = known(Asked(engine, site, browser).ask, known_items())
    for name, engine, site in sites(scratch / "collection", scratch / "articles"):
        asked = Asked(engine, site, browser)
        rows[name] |= relevance(asked.ask, collection) | costs(asked, collection)
        print(name, rows[name], sep=": ", file=sys.stderr, flush=True)
    if is_wanted(TEXTBOOK):
        rows[TEXTBOOK] = relevance(Textbook(collection["documents"]).ask, collection) | known(
            Textbook(documents_of(scratch / "languages/articles")).ask, known_items()
        )
    return rows


def table(rows: dict[str, dict[str, str]]) -> Iterator[str]:
    """The figures as Markdown."""
    figures = dict.fromkeys(figure for row in rows.values() for figure in row)
    yield f"| | {' | '.join(rows)} |"
    yield f"| --- |{' --- |' * len(rows)}"
    for figure in figures:
        yield f"| {figure} | {' | '.join(row.get(figure, '–') for row in rows.values())} |"


def main() -> None:
    path, number = os.environ.get("COLLECTION"), int(os.environ.get("ARTICLES") or 1_000)
    collection = named(json.loads(Path(path).read_text(encoding="utf-8")) if path else made_up(number))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
        rows = measure(Path(folder), browser, collection)
        browser.close()
    print(f"{collection['name']}, {len(collection['documents'])} articles; known items in {LANGUAGES.parent.name}\n")
    print("\n".join(table(rows)))


if __name__ == "__main__":
    main()
