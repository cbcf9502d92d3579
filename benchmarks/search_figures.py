"""The figures of one search: how good its answers are, and what they cost in bytes, time and processor."""

from __future__ import annotations

import statistics
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from benchmarks.search_engines import sent
from benchmarks.search_questions import NONSENSE, ndcg, wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.search_engines import Asked
    from tests.search.known_items import KnownItem

    Ask = Callable[[str], list[str]]

SAMPLE = 20
"""How many questions a time is the middle of."""


def relevance(ask: Ask, collection: dict[str, Any]) -> dict[str, str]:
    """How good the answers are."""
    answers = [(ask(query["text"]), query["relevant"]) for query in collection["queries"]]
    known = wanted(collection)
    return {
        "nDCG@10": f"{statistics.mean(ndcg(*answer) for answer in answers):.3f}" if answers else "–",
        "questions without an answer": share([not found for found, _relevant in answers]),
        "exact title first": share([ask(one.title)[:1] == [one.name] for one in known]),
        "typo, in the first three": share([one.name in ask(one.typo)[:3] for one in known]),
        "unfinished, in the first three": share([one.name in ask(one.begun)[:3] for one in known]),
        "nonsense that finds something": share([bool(ask(question)) for question in NONSENSE]),
    }


def known(ask: Ask, items: Sequence[KnownItem]) -> dict[str, str]:
    """How many of the known items are found."""
    return {"known items found": share([item.is_found(ask(item.question)) for item in items])}


def costs(asked: Asked, collection: dict[str, Any]) -> dict[str, str]:
    """What answers cost their readers, and the index the one who builds the site."""
    titles = [one.title for one in wanted(collection)]
    three = [" ".join(title.split()[:3]) for title in titles]
    texts = [one["text"].split() for one in collection["documents"] if len(one["text"].split()) >= 60][: SAMPLE // 2]
    eight, sixty = ([" ".join(words[:number]) for words in texts] for number in (8, 60))
    made, edited = asked.site.costs
    row = {
        "cold, first 3-word question, KB": f"{asked.cold(three[0]) / 1000:.0f}",
        **(warm(asked, three, titles) if asked.engine.again else {}),
        "address to answer, 3 words, ms": middle([asked.first(one) for one in three[:SAMPLE]]),
        "address to answer, 8 words, ms": middle([asked.first(one) for one in eight]),
        **(at_hand(asked, three[:SAMPLE], sixty) if asked.engine.again else {}),
        "index, CPU s": f"{made.cpu:.1f}",
        "index, peak memory, MiB": f"{made.memory}",
        "index after one edit, CPU s": f"{edited.cpu:.2f}",
    }
    return row | {"own code, KB": f"{code / 1000:.1f}" if (code := own_code(asked)) else "–"}


def warm(asked: Asked, three: Sequence[str], titles: Sequence[str]) -> dict[str, str]:
    """What a further question costs on a page that was asked before."""
    bytes_ = [asked.warm(first, second) for first, second in pairwise(three[: SAMPLE + 1])]
    worst = max(asked.warm(three[0], title) for title in titles)
    return {
        "warm, a 3-word question, KB": f"{statistics.median(bytes_) / 1000:.0f}",
        "warm, the worst of 100 titles, KB": f"{worst / 1000:.0f}",
    }


def at_hand(asked: Asked, three: Sequence[str], sixty: Sequence[str]) -> dict[str, str]:
    """How long an answer takes that has nothing to wait for."""
    return {
        "files at hand, 3 words, ms": middle([asked.at_hand(one, "other words") for one in three]),
        "files at hand, 60 words, ms": middle([asked.at_hand(one, "other words") for one in sixty]),
    }


def own_code(asked: Asked) -> int:
    """The bytes of the project's own scripts for search."""
    return sum(sent(path) for path in (asked.site.folder / "_static/js/search").glob("*.js"))


def middle(milliseconds: Sequence[float]) -> str:
    return f"{statistics.median(milliseconds):.0f}"


def share(yes: Sequence[bool]) -> str:
    return f"{sum(yes)} of {len(yes)}"
