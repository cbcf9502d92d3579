"""The old addresses of posts, at which readers are led on: those where nothing else stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.old_urls import collisions, files, occupied_paths, of_articles, of_vocabulary
from knowledge_centre.content.taxonomies import AUTHOR, CATEGORY, TAG, YEAR
from knowledge_centre.importing.records import LOOK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge_centre.content.old_urls import PathRegistry
    from knowledge_centre.content.sources import Collection
    from knowledge_centre.content.vocabulary import Vocabulary
    from knowledge_centre.importing.plans import Planned
    from knowledge_centre.importing.records import Notes


def give_redirects(
    site: Path, collection: Collection, vocabulary: Vocabulary, planned: list[Planned], notes: Notes
) -> None:
    """Fill in ``redirect_from`` of articles that are about to be written, beside those that are there."""
    again = {one.docname for one in planned}
    known = list(collection.found.values())
    taken = occupied_paths(site, known, vocabulary)
    kept = [one for one in known if one.docname not in again and one.source.front]
    for _told in collisions(taken, [*of_articles(kept), *of_vocabulary(vocabulary)]):
        pass  # the build tells those
    for one in planned:
        taken.add_page(one.docname, one.path)
        for page, owner in _lists(one):
            taken.add_page(page, owner)
    for one in planned:
        one.front["redirect_from"] = list(_free(taken, one, notes))


def _lists(one: Planned) -> Iterator[tuple[str, str]]:
    """The pages of lists that an article makes."""
    yield YEAR.page(str(one.front["date"])[:4]), "the page of a year"
    for taxonomy, key in ((AUTHOR, "author"), (CATEGORY, "category"), (TAG, "tags")):
        found = one.front.get(key) or ()
        for value in [found] if isinstance(found, str) else found:
            yield taxonomy.page(value), f"the page of {value}"


def _free(taken: PathRegistry, one: Planned, notes: Notes) -> Iterator[str]:
    own = {file.casefold() for file in files(one.docname)}
    for address in one.post.addresses:
        path = address.lstrip("/").partition("#")[0].partition("?")[0]
        if not path.strip("/") or files(path)[0].casefold() in own:
            continue
        outside = ".." in path.split("/") or "://" in path
        if problem := "no path of this site" if outside else taken.problem(files(path)):
            message = f"its old address {quoted(path)} is {problem}, and leads nowhere"
            notes.tell(LOOK, one.post.path, 1, message, "have the server lead it on, if it matters.")
            continue
        taken.add(files(path), f"a redirect of {one.path}")
        own |= {file.casefold() for file in files(path)}
        yield path
