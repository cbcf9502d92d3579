"""What search is asked: collections with judged questions, and articles that are looked for by their titles."""

from __future__ import annotations

import json
import math
import random
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from benchmarks.corpus import Corpus
from knowledge_centre.content.front_matter import escape_markdown

if TYPE_CHECKING:
    from pathlib import Path

NONSENSE = ("xqzzkv wvvplq", "ggrrtty", "qqqqqqqq zzzzzzzz")


class Wanted(NamedTuple):
    """An article, and three ways to ask for it."""

    name: str
    title: str
    typo: str
    """Its first words, one of them mistyped."""
    begun: str
    """Its first words, the last one unfinished."""


def named(collection: dict[str, Any]) -> dict[str, Any]:
    """A collection whose documents, in the questions too, have the names that they have as articles."""
    documents = [{**one, "name": f"d{one['id']}"} for one in collection["documents"]]
    queries = [
        {"text": one["text"], "relevant": {f"d{key}": grade for key, grade in one["relevant"].items()}}
        for one in collection["queries"]
    ]
    return {**collection, "documents": documents, "queries": queries}


def made_up(number: int) -> dict[str, Any]:
    """Articles of the generator as a collection without judged questions."""
    corpus = Corpus()
    documents = [
        {"id": one, "title": f"{corpus.some(5)} {corpus.words[-1 - one % 9_000]}", "text": corpus.body(0)}
        for one in range(number)
    ]
    return {"name": f"{number} made-up articles", "documents": documents, "queries": [], "markdown": True}


def documents_of(folder: Path) -> list[dict[str, Any]]:
    """A folder of articles as the documents of a collection."""
    found = []
    for path in sorted(folder.glob("*.md")):
        _nothing, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
        found.append({"name": path.stem, "title": str(yaml.safe_load(head)["title"]), "text": text})
    return found


def as_anyone_has_them(articles: Path, folder: Path) -> Path:
    """The articles without what only this site's index knows: no ``keywords``, none with ``search: false``."""
    folder.mkdir(parents=True)
    for path in articles.iterdir():
        text = path.read_text(encoding="utf-8")
        if "\nsearch: false\n" not in text:
            (folder / path.name).write_text(re.sub(r"(?m)^keywords: .*\n", "", text), encoding="utf-8")
    return folder


def lay(folder: Path, collection: dict[str, Any]) -> None:
    """The documents of a collection as articles."""
    folder.mkdir(parents=True)
    (folder / "authors.yml").write_text("desk: {name: The desk}\n", encoding="utf-8")
    (folder / "categories.yml").write_text("articles: {label: Articles}\n", encoding="utf-8")
    (folder / "tags.yml").write_text("collection: {label: Collection}\n", encoding="utf-8")
    for number, one in enumerate(collection["documents"]):
        title = json.dumps(one["title"] or f"Untitled {one['id']}", ensure_ascii=False)
        head = f"title: {title}\ndate: {2000 + number % 25}-01-01\nauthor: desk\ntags: collection\n"
        text = one["text"] if collection.get("markdown") else escape_markdown(one["text"]) or "No text."
        (folder / f"{one['name']}.md").write_text(f"---\n{head}---\n\n{text}\n", encoding="utf-8")


def wanted(collection: dict[str, Any]) -> list[Wanted]:
    """A hundred articles whose titles have four words or more, and are no other's."""
    rng = random.Random(11)
    titles = [one["title"].lower() for one in collection["documents"]]
    pool = [one for one in collection["documents"] if len(re.findall(r"[A-Za-z]{4,}", one["title"])) >= 4]
    pool = [one for one in pool if titles.count(one["title"].lower()) == 1]
    found = []
    for one in rng.sample(pool, min(100, len(pool))):
        words = re.findall(r"[A-Za-z]{3,}", one["title"])[:6]
        longest = max(words, key=len)
        typo = [mistyped(word, rng) if word == longest else word for word in words]
        begun = [*words[:-1], words[-1][: max(3, len(words[-1]) - 2)]]
        found.append(Wanted(one["name"], one["title"], " ".join(typo), " ".join(begun)))
    return found


def mistyped(word: str, rng: random.Random) -> str:
    """The word with two neighbours inside it swapped, or a letter dropped where they are the same."""
    place = rng.randrange(1, len(word) - 2)
    one, other = word[place], word[place + 1]
    return word[:place] + (other + one if one != other else one) + word[place + 2 :]


def ndcg(ranking: list[str], relevant: dict[str, int]) -> float:
    """NDCG at 10 with exponential gain (Järvelin and Kekäläinen 2002; Burges et al. 2005)."""
    gains = [(2 ** relevant.get(one, 0) - 1) / math.log2(place + 2) for place, one in enumerate(ranking[:10])]
    best = sorted(relevant.values(), reverse=True)[:10]
    ideal = sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(best))
    return sum(gains) / ideal if ideal else 0.0
