"""The awkward site: valid content that pages tend to break on. What is long is written here, the rest is in its root."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.site import Site

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS, ROWS = 14, 40
SECTIONS, WORDS = 60, 10_000
STOCK = (
    "an article that nobody reviews grows old while its readers trust it and the team which wrote it has moved on to "
    "services with other names so say when it was checked by whom and what has to be true for it to stay true"
)


def awkward_site(path: Path) -> Site:
    """The whole of it, not built yet."""
    site = Site(path, root="awkward")
    add_wide_table(site)
    add_long_article(site)
    return site


def add_wide_table(site: Site) -> None:
    """A table that fits no screen: many columns, many rows, and words that cannot be broken."""
    head = " | ".join(f"Column{column}" for column in range(1, COLUMNS + 1))
    rows = [
        " | ".join(f"configuration_value_{row}_{column}_unbreakable" for column in range(1, COLUMNS + 1))
        for row in range(1, ROWS + 1)
    ]
    table = "\n".join(f"| {line} |" for line in (head, " | ".join(["---"] * COLUMNS), *rows))
    site.article("wide-table", f"A table follows.\n\n{table}\n\nText follows.", title="A wide table", date="2025-11-15")


def add_long_article(site: Site) -> None:
    """Ten thousand words below many headings, of two levels and now and then of the same text."""
    each, stock = WORDS // SECTIONS, STOCK.split()
    parts = ["The first paragraph of a long article."]
    for section in range(SECTIONS):
        level = "##" if section % 4 == 0 else "###"
        name = "The same heading again" if section % 10 == 9 else f"{' '.join(stock[section % 20 :][:6])} {section}"
        words = [stock[(section * 7 + place) % len(stock)] for place in range(each)]
        half = each // 2
        parts += [f"{level} {name.capitalize()}", sentence(words[:half]), sentence(words[half:])]
    site.article("long-article", "\n\n".join(parts), title="A long article", date="2025-11-16", tags=["alpha"])


def sentence(words: list[str]) -> str:
    return " ".join(words).capitalize() + "."
