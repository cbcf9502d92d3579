"""A site of a thousand articles with 164 authors and 200 topics, for people to look at: words of no language."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from benchmarks.corpus import Corpus
from tests.site import PROJECT, Site

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES, AUTHORS, TOPICS, YEARS = 1_000, 164, 200, 8
BROAD = 560
"""Of a thousand articles, those that have the first topic."""
CATEGORIES = ("Engineering", "Security", "Data", "Design", "Practice", "People")
GROUPS = ("Languages", "Machines", "Working together")
RICH = """

## Of every kind

```python
print("A sample of code")
```

![A drawing](drawing.svg)

:::{note}
A note.
:::

| Name | First | Second | Third |
| --- | --- | --- | --- |
| A row | of a few words | of a few more words | and of the last words |
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="960" height="480"><path fill="#15532d" d="M0 480 480 0 960 480z"/></svg>'
GIVEN = ("Anna", "Ben", "Chloé", "Ludwig", "Maya", "Noor", "Óscar", "Priya", "Tom", "Zoë")
FAMILY = ("Abbott", "van Beethoven", "Çelik", "Dubois", "Fischer", "García", "Haddad", "Ivanova", "Jansen", "Kumar")


def large_site(path: Path) -> Site:
    """The whole of it, not built yet. The home page is that of the site here."""
    site, corpus = Site(path, root="empty"), Corpus()
    site.write("index.md", (PROJECT / "index.md").read_text(encoding="utf-8"))
    people = [f"author-{number}: {{{person(corpus, number)}}}\n" for number in range(AUTHORS)]
    topics = [f"topic-{number}: {{{topic(corpus, number)}}}\n" for number in range(TOPICS)]
    categories = [f"{name.lower()}: {{label: {name}, description: {corpus.sentence()}}}\n" for name in CATEGORIES]
    for name, lines in (("authors", people), ("tags", topics), ("categories", categories)):
        site.write(f"articles/{name}.yml", "".join(lines))
    weights = list(accumulate(1 / (rank + 3) for rank in range(1, TOPICS)))
    site.write("articles/drawing.svg", DRAWING)
    for number in range(ARTICLES):
        day = f"{2018 + number * YEARS // ARTICLES}-{corpus.random.randrange(1, 13):02}-{corpus.random.randrange(1, 29):02}"
        tags = {f"topic-{one}" for one in corpus.random.choices(range(1, TOPICS), cum_weights=weights, k=3)}
        tags |= {"topic-0"} if corpus.random.randrange(1_000) < BROAD else set()
        front: dict[str, object] = {"series": f"Series {number // 3}"} if number < 45 else {}
        site.article(
            f"article-{number}",
            f"{corpus.paragraph()}\n\n## {corpus.some(4).capitalize()}\n\n{corpus.paragraph()}{RICH if number == 0 else ''}",
            title=f"{corpus.some(6).capitalize()} {number}",
            date=day,
            author=f"author-{number if number < AUTHORS else int(AUTHORS * corpus.random.random() ** 2)}",
            category=CATEGORIES[int(len(CATEGORIES) * corpus.random.random() ** 1.5)].lower(),
            tags=sorted(tags),
            summary=corpus.sentence()[:280],
            featured=number % 97 == 3,
            **front,
        )
    return site


def person(corpus: Corpus, number: int) -> str:
    given, family = GIVEN[number % len(GIVEN)], FAMILY[number // len(GIVEN) % len(FAMILY)]
    name = f"{given} {family}" + (f" {number}" if number >= len(GIVEN) * len(FAMILY) else "")
    return f'name: {name}, role: {corpus.some(2)}, bio: {corpus.sentence()}, sort_name: "{family.split()[-1]}, {given}"'


def topic(corpus: Corpus, number: int) -> str:
    label = f"Topic {number}" if number % 40 == 1 else f"{corpus.some(2).capitalize()} {number}"
    group = f", group: {GROUPS[number // 3 % 3]}" if number % 3 == 0 else ""
    pinned = ", pinned: [article-5, article-17, article-300]" if number == 0 else ""
    return f"label: {label}, description: {corpus.sentence()}{group}{pinned}"
