"""``articles/golden-queries.yml``: questions that readers ask, each with the slug of the article that must come first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import Diagnostic, quoted, suggestion
from knowledge_centre.content.taxonomies import ARTICLES
from knowledge_centre.content.yaml_source import decoded, not_utf8, read_mapping

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

GOLDEN = f"{ARTICLES}/golden-queries.yml"
RULE = "golden-query"


def golden_query_mistakes(site: Path, slugs: Collection[str]) -> Iterator[Diagnostic]:
    """What is wrong with the file: YAML that is none, and slugs that no article has."""
    path = site / GOLDEN
    if not path.is_file():
        return
    try:
        located, wrong = read_mapping(decoded(path.read_bytes()))
    except UnicodeDecodeError as error:
        yield not_utf8(error).at(GOLDEN)
        return
    yield from (one.at(GOLDEN) for one in wrong)
    for question, one in located.items():
        if not isinstance(one.value, str):
            message, remedy = f"{quoted(question)} has no slug", "write that of the article that must come first."
            yield one.diagnostic(RULE, message, remedy).at(GOLDEN)
        elif one.value not in slugs:
            near = suggestion(one.value, slugs) or "name another article, or remove this line."
            yield one.diagnostic(RULE, f"there is no article {quoted(one.value)}", near).at(GOLDEN)
