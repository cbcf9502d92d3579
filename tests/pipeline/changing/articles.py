"""What authors do to articles. Each edit takes two numbers, which say what of many it is."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from tests.pipeline.changing.sources import OWN, SVG, TAGS, Sources, pick, word

if TYPE_CHECKING:
    from collections.abc import Callable

LAST = "At last, some"
REST = "articles/rest.rst"
DAYS = ("2024-02-11", "2025-12-31", "2026-02-02", "2026-02-04", "2026-03-01")
"""Some are still to come, by the clock of the tests."""
BLOCKS = (
    "See [](/articles/first.md).",
    "See [it](/articles/first.md#part-one) and [](#anchor).",
    "See {ref}`anchor`.",
    "See [](#moving).",
    "(moving)=\n## Moving",
    "![One](/articles/one.svg)",
    "![Steps](/articles/steps.*)",
    "![Two](/articles/two.svg)",
    "```{figure} /articles/one.svg\n:name: figure-one\n\nA caption.\n```",
    "```{figure} /articles/two.svg\n\nAnother.\n```",
    "See {numref}`figure-one`.",
    "```{include} /articles/part.txt\n```",
    "```{literalinclude} /articles/data.csv\n```",
    "Take {download}`it </articles/data.csv>`.",
    "A {term}`Thing`, said again.",
    "A formula $x^2$ and ~~gone~~ text[^1].\n\n[^1]: A note.",
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "```python\nprint('x')\n```",
    "See [](/about.md).",
    "See {doc}`/about` and {doc}`/index`.",
    "Read on {sub-ref}`today`.",
    "```{math}\n:label: energy\n\nE = m c^2\n```",
    "See {eq}`energy`.",
    "```{code-block} python\n:name: code-one\n:caption: Code\n\nturn()\n```",
    "See {numref}`code-one`.",
    "```{csv-table}\n:file: /articles/data.csv\n```",
    "```{index} wheel; blade\n```",
    "Take [it](/articles/data.csv).",
    "```{articles}\n:limit: 2\n```",
    "```{facets} tag\n:style: chips\n```",
    "```{admonition} *Mind* it\nAll of it.\n```",
    '<img src="/articles/two.svg" alt="Two">',
    """It's a "part", isn't it?""",
)


def add_article(site: Sources, one: int, other: int) -> None:
    site.add(one + other)


def delete_article(site: Sources, one: int, _other: int) -> None:
    if len(site.texts) > 3:
        site.delete(pick(site.movable, one))


def rename_article(site: Sources, one: int, _other: int) -> None:
    """Keeps the file's time of change, which Sphinx takes for a file it has read."""
    before = pick(site.movable, one)
    text, place = site.texts[before], site.path(before)
    site.names += 1
    name = f"made-{site.names}"
    site.texts[name] = site.texts.pop(before)
    if text.in_folder:
        place.parent.rename(site.path(name).parent)
    else:
        place.rename(site.path(name))


def move_into_a_folder_or_out(site: Sources, one: int, other: int) -> None:
    """Where there is a folder, it has a picture."""
    name = pick(site.movable, one)
    text, place = site.texts[name], site.path(name)
    text.in_folder = not text.in_folder
    if text.in_folder:
        site.path(name).parent.mkdir()
        place.rename(site.path(name))
        site.file(f"articles/{name}/own.svg", SVG.format(other))
    else:
        place.rename(site.path(name))
        shutil.rmtree(place.parent)
    if other % 2:
        text.parts = [*text.parts, OWN] if text.in_folder else [part for part in text.parts if part != OWN]
        site.changed(name)


def edit_text(site: Sources, one: int, other: int) -> None:
    """The first paragraph, which lists show as well, or the last one, which the page alone has."""
    name = pick(sorted(site.texts), one)
    parts = site.texts[name].parts
    if other % 3 == 0:
        parts[0] = f"Other {word(other)} and {word(one)}."
    elif parts[-1].startswith(LAST):
        parts[-1] = f"{LAST} {word(other)}."
    else:
        parts.append(f"{LAST} {word(other)}.")
    site.changed(name)


def add_block(site: Sources, one: int, other: int) -> None:
    name = pick(sorted(site.texts), one)
    block = pick(BLOCKS, other)
    if block not in site.texts[name].parts:
        site.texts[name].parts.append(block)
    site.changed(name)


def remove_block(site: Sources, one: int, other: int) -> None:
    long = [name for name in site.movable if len(site.texts[name].parts) > 1]
    if long:
        name = pick(long, one)
        del site.texts[name].parts[1 + other % (len(site.texts[name].parts) - 1)]
        site.changed(name)


def move_block(site: Sources, one: int, other: int) -> None:
    """From one article to another, or among the blocks of one: what has a label or a number as well."""
    names = site.movable
    long = [name for name in names if len(site.texts[name].parts) > 1]
    if long:
        source, target = pick(long, one), pick(names, other)
        block = site.texts[source].parts.pop()
        if block not in site.texts[target].parts:
            site.texts[target].parts.insert(1, block)
        site.changed(source)
        site.changed(target)


def link_to_an_article(site: Sources, one: int, other: int) -> None:
    """Which may be hidden, renamed or gone later."""
    source, target = pick(sorted(site.texts), one), pick(site.movable, other)
    link = f"See [](/{site.path(target).relative_to(site.site.path).as_posix()})."
    if link not in site.texts[source].parts:
        site.texts[source].parts.append(link)
    site.changed(source)


def rest_article_comes_or_goes(site: Sources, one: int, other: int) -> None:
    if site.has(REST) and other % 2:
        site.gone(REST)
    else:
        fields = f":title: {word(one).capitalize()}\n:date: 2025-07-01\n:author: ada\n:tags: [{pick(TAGS, other)}]\n"
        site.file(REST, f"{fields}\nA {word(other)}, see :doc:`/about`.\n\nHow hot\n-------\n\nHot.\n")


FIELDS: dict[str, Callable[[Sources, int], Any]] = {
    "title": lambda _site, number: f"{word(number)} *and* {word(number + 1)} & more".capitalize(),
    "date": lambda _site, number: pick(DAYS, number),
    "tags": lambda site, number: sorted(site.vocabulary["tags"])[number % 3 :: number % 5 + 1],
    "author": lambda site, number: pick([*sorted(site.vocabulary["authors"]), ["bob", "ada"]], number),
    "category": lambda site, number: pick(sorted(site.vocabulary["categories"]), number),
    "draft": lambda _site, _number: True,
    "expires": lambda _site, number: pick(["2026-02-01", "2026-02-03", "2026-04-01"], number),
    "updated": lambda _site, number: pick(["2026-01-01", "2026-01-20"], number),
    "summary": lambda _site, number: f"In short, {word(number)}.",
    "series": lambda _site, number: pick(["A series", "Another"], number),
    "featured": lambda _site, _number: True,
    "image": lambda _site, number: f"/articles/{pick(['steps.png', 'one.svg'], number)}",
    "redirect_from": lambda _site, number: [f"old/{number % 3}.html"],
    "related": lambda site, number: [pick(sorted(site.texts), number)],
    "next_read": lambda site, number: pick(sorted(site.texts), number),
    "search": lambda _site, _number: False,
    "keywords": lambda _site, number: [word(number)],
    "canonical_url": lambda _site, _number: "https://example.org/elsewhere",
    "credit": lambda _site, number: {"name": word(number), "date": pick(DAYS, number)},
    "id": lambda _site, number: f"first-{number % 3}",
    "review_by": lambda _site, number: pick(DAYS, number),
}
NEEDED = frozenset({"title", "date", "author"})


def set_field(name: str) -> Callable[[Sources, int, int], None]:
    def setting(site: Sources, one: int, other: int) -> None:
        article = pick(sorted(site.texts), one)
        front = site.texts[article].front
        if name in front and name not in NEEDED and other % 2:
            del front[name]
        else:
            front[name] = FIELDS[name](site, other)
        front.pop("image_alt", None)
        if "image" in front:
            front["image_alt"] = "A picture"
        site.changed(article)

    return setting
