"""A whole blog into a site: what is new is written, what was imported is left, and all that is to be done by hand is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge_centre.content.body_limits import body_diagnostics
from knowledge_centre.content.fingerprints import digest
from knowledge_centre.content.front_matter import read_source
from knowledge_centre.content.markdown_checks import lint_diagnostics
from knowledge_centre.content.taxonomies import ARTICLES
from knowledge_centre.content.urls import normal
from knowledge_centre.content.whole_files import write_if_changed
from knowledge_centre.importing.articles import with_aims, written
from knowledge_centre.importing.links import Links
from knowledge_centre.importing.pictures import picture_bytes
from knowledge_centre.importing.plans import Planned, Result, slug_in
from knowledge_centre.importing.records import BY_HAND, LOOK, Notes
from knowledge_centre.importing.redirects import give_redirects
from knowledge_centre.importing.slugs import free_slug
from knowledge_centre.importing.state import State, of_bytes
from knowledge_centre.importing.turning import turn
from knowledge_centre.importing.vocabulary import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from knowledge_centre.content.body_limits import Limits
    from knowledge_centre.content.diagnostics import Diagnostic
    from knowledge_centre.content.sources import Collection
    from knowledge_centre.content.vocabulary import Vocabulary
    from knowledge_centre.importing.records import Blog, Post


class Import:
    """One import. What is told comes before anything is written."""

    def __init__(
        self, site: Path, blog: Blog, notes: Notes, now: datetime, collection: Collection, *, limits: Limits
    ) -> None:
        self.site, self.blog, self.notes, self.collection, self.limits = site, blog, notes, collection, limits
        assert now.tzinfo is not None
        self.now, self.zone = now, now.tzinfo
        self.state = State(site, blog.system)
        self.names = Names(self.collection.vocabulary, blog)
        self.links = Links(blog)
        self.places: dict[str, str] = {}
        """The path of the article of each post, by its identity; empty for one that was removed."""

    def plan(self, watched: Callable[[Sequence[Post]], Iterable[Post]]) -> list[Planned]:
        """What is to be written, in the order of dates; *watched* gives the posts back one after the other."""
        slugs = {article.slug for article in self.collection.found.values()} | {"index"}
        slugs |= {slug_in(entry["article"]) for entry in self.state.known.values()}
        posts = sorted(self.blog.posts, key=lambda post: (post.date, post.identity))
        waiting: list[Planned] = []
        for post in posts:
            made_from = digest(sorted(post.syntax), replace(post, syntax=frozenset()), self.blog.address)
            entry = self.state.get(post.identity)
            if entry is None:
                waiting.append(Planned(post, f"{ARTICLES}/{free_slug(post.slug, slugs)}.md", made_from=made_from))
                continue
            self.places[post.identity] = self.place(entry["article"])
            if self.is_wanted(post, entry, made_from):
                waiting.append(Planned(post, entry["article"], made_from=made_from, is_known=True))
        for one in waiting:
            self.places[one.post.identity] = one.path
        self.links.fixed = frozenset(self.places) - {one.post.identity for one in waiting}
        by_post = {one.post.identity: one for one in waiting}
        for post in watched([one.post for one in waiting]):
            turn(by_post[post.identity], self.blog, self.links, self.names, self.notes, most=self.limits.picture)
            self.places[post.identity] = by_post[post.identity].path
        give_redirects(self.site, self.collection, self.names.vocabulary, waiting, self.notes)
        return waiting

    def place(self, article: str) -> str:
        """Where an article is now that was written to a path; nothing where it is no more."""
        if (self.site / article).is_file():
            return article
        slug, found = slug_in(article), self.collection.found
        if (same := found.get(f"{ARTICLES}/{slug}")) is not None:
            return same.path
        old = normal(f"{ARTICLES}/{slug}")
        moved = (
            one.path
            for one in found.values()
            if (front := one.source.front) and (front.id == slug or old in map(normal, front.redirect_from))
        )
        return next(moved, "")

    def is_wanted(self, post: Post, entry: dict[str, str], made_from: str) -> bool:
        if entry["made_from"] == made_from or not self.places[post.identity]:
            return False
        if self.state.is_untouched(entry):
            return True
        message = (
            f"this changed in the blog since, and {self.places[post.identity]} was edited here: it is left as it is"
        )
        self.notes.tell(LOOK, post.path, post.line, message, "take over by hand what is worth it.")
        return False

    def bytes_of(self, one: Planned) -> bytes:
        if level := self.links.deep.get(one.post.identity):
            one.front["myst"] = {"heading_anchors": level}
        body = with_aims(
            one.body, one.path, one.post.identity, lambda identity: self.places.get(identity, ""), self.links.elsewhere
        )
        return written(one.front, body)

    def check(self, data: bytes, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
        """What the build would say of an article."""
        source = read_source(data, vocabulary, self.zone)
        yield from source.diagnostics
        yield from body_diagnostics(source.body, source.body_line, self.limits)
        yield from lint_diagnostics(source.body, source.body_line)

    def write(
        self,
        planned: list[Planned],
        result: Result,
        watched: Callable[[Sequence[Planned]], Iterable[Planned]],
        *,
        dry: bool,
    ) -> None:
        """All that is wrong is told first; then the vocabulary is written, and then the articles that name it."""
        vocabulary = self.names.vocabulary
        ready = [(one, self.bytes_of(one)) for one in planned]
        by_path = {one.path: data for one, data in ready}
        for one, data in ready:
            for told in self.check(data, vocabulary):
                self.notes.tell(BY_HAND, one.path, told.line, told.message, told.remedy)
            self.dates(one)
        result.added = {kind: len(entries) for kind, entries in self.names.new.items()}
        self.names.remarks(self.notes)
        if dry or not planned:
            result.new, result.updated = (
                [one.path for one in planned if one.is_known is known] for known in (False, True)
            )
            result.pictures = sum(len(one.pictures) for one in planned)
            return
        (self.site / ARTICLES).mkdir(exist_ok=True)
        self.names.write(self.site)
        self.state.intend((one.post.identity, one.path, of_bytes(data), one.made_from) for one, data in ready)
        for one in watched(planned):
            self.put(one, by_path[one.path], result)
        self.state.save()

    def dates(self, one: Planned) -> None:
        if one.front["date"][:10] > self.now.date().isoformat():
            self.notes.tell(
                LOOK,
                one.post.path,
                1,
                f"its date, {one.front['date']}, is to come: it is hidden until then",
                "change it if it is wrong.",
            )

    def put(self, one: Planned, data: bytes, result: Result) -> None:
        """Write an article, its pictures before it, so that one that is there is whole."""
        folder = (self.site / one.path).parent
        for name, source in one.pictures.items():
            if not (one.is_known and (folder / name).exists()):  # somebody may have put a better one there
                write_if_changed(folder / name, picture_bytes(source))
        write_if_changed(self.site / one.path, data)
        self.state.set(one.post.identity, one.path, of_bytes(data), one.made_from)
        result.pictures += len(one.pictures)
        (result.updated if one.is_known else result.new).append(one.path)
