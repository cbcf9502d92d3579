"""All articles of a folder: found, split, validated, checked against each other and told apart by visibility."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge_centre.addresses import ARTICLES
from knowledge_centre.front_matter import Source, read_source
from knowledge_centre.mistakes import Mistake, did_you_mean
from knowledge_centre.old_addresses import collisions, standing
from knowledge_centre.picture_sizes import UNKNOWN, picture_problem, picture_size
from knowledge_centre.records import FrontMatter, Status
from knowledge_centre.vocabulary import LONGEST_SLUG, Vocabulary, is_slug, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """One article as its file has it."""

    docname: str
    path: str
    """Relative to the site's folder."""
    source: Source
    status: Status
    image: str = ""
    """The path of its image, relative to the site's folder."""
    image_size: tuple[int, int] = (0, 0)
    """In pixels; 0 where it is not known."""

    @property
    def slug(self) -> str:
        return self.docname.rpartition("/")[2]

    def mistake(self, key: str, message: str) -> Mistake:
        """A mistake in the value of a key."""
        return Mistake(self.path, self.source.lines[key], message)

    @property
    def front(self) -> FrontMatter:
        """The validated fields. Only asked for once the collection has no mistakes."""
        assert self.source.front is not None
        return self.source.front


@dataclass(frozen=True)
class Collection:
    """The articles of a site on one day."""

    found: Mapping[str, Found] = field(default_factory=dict)
    """Every article, visible or not, by docname."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    mistakes: tuple[Mistake, ...] = ()
    hidden: frozenset[str] = frozenset()
    """Docnames that must not be read: drafts, future and expired articles."""
    docnames: Mapping[str, str] = field(default_factory=dict)
    """The docname of each article's path: ``articles/x/index.md`` is ``articles/x``."""

    @property
    def visible(self) -> Iterator[Found]:
        return (found for docname, found in self.found.items() if docname not in self.hidden)


def read_collection(site: Path, now: datetime, *, show_hidden: bool = False) -> Collection:
    """Read the articles of the site in the folder *site* as they are at *now*, an aware time in its zone."""
    vocabulary, mistakes = read_vocabulary(site / ARTICLES)
    assert now.tzinfo is not None
    found: dict[str, Found] = {}
    docnames: dict[str, str] = {}
    for path in sorted(_article_paths(site / ARTICLES)):
        shown = path.relative_to(site).as_posix()
        if (docname := _docname(shown)) is None:
            mistakes.append(Mistake(shown, 1, _wrong_place(shown)))
            continue
        if docname in found:
            other = found[docname].path
            mistakes.append(Mistake(shown, 1, f"{other} has the same address, {docname}.html: rename one of them."))
            continue
        if isinstance(text := _read(path), str):
            mistakes.append(Mistake(shown, 1, text))
            continue
        source = read_source(text, vocabulary, now.tzinfo)
        mistakes.extend(remark.of(shown) for remark in source.remarks)
        status = source.front.status(now) if source.front else Status.DRAFT
        image = _image(shown, source)
        problem = picture_problem(site, image) if image else ""
        size = picture_size(site / image) if image and not problem else UNKNOWN
        found[docname] = article = Found(docname, shown, source, status, image, size)
        docnames[shown] = docname
        if problem:
            mistakes.append(article.mistake("image", problem))
    mistakes.extend(_check_together(site, found, vocabulary))
    hidden = frozenset(d for d, article in found.items() if article.status is not Status.PUBLISHED)
    return Collection(found, vocabulary, tuple(sorted(mistakes)), frozenset() if show_hidden else hidden, docnames)


def _article_paths(folder: Path) -> Iterator[Path]:
    """Every Markdown file in the folder; names that start with "_" or "." are not articles."""
    for path in folder.rglob("*.md"):
        if not any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts):
            yield path


def _read(path: Path) -> bytes | str:
    """The bytes of an article, or a message where there are none to read."""
    if path.is_dir():
        return f'this is a folder: call it "{path.stem}", without ".md", and the article in it index.md.'
    if not path.is_file():
        return "this leads to no file: put the article itself here, or remove this."
    try:
        return path.read_bytes()
    except OSError as error:
        return f"this file cannot be read ({error.strerror}): let everyone read it (chmod a+r {path.name})."


def _docname(path: str) -> str | None:
    """The docname of an article's path, or ``None`` where no article may be."""
    parts = path.removesuffix(".md").split("/")[1:]
    if len(parts) == 2 and parts[1] == "index":
        parts.pop()
    if len(parts) == 1 and parts[0] != "index" and is_slug(parts[0]):
        return f"{ARTICLES}/{parts[0]}"
    return None


def _image(path: str, source: Source) -> str:
    """The path of the image of an article whose file is at *path*, both relative to the site's folder."""
    image = source.front.image if source.front else ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), image)) if image else ""


def _wrong_place(path: str) -> str:
    if path == f"{ARTICLES}/index.md":
        return "this address is the chronological index, which is made for you: move the text to index.md."
    *_, name = path.removesuffix(".md").removesuffix("/index").split("/")
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "a-name"
    if len(slug) > LONGEST_SLUG:
        return f"this name makes an address of {len(slug)} letters: shorten it to {LONGEST_SLUG} at most."
    return (
        f"no address can be made of this path: call the file {ARTICLES}/{slug}.md or, with pictures,"
        f' {ARTICLES}/{slug}/index.md (start the name with "_" if it is no article).'
    )


def _check_together(site: Path, found: Mapping[str, Found], vocabulary: Vocabulary) -> Iterator[Mistake]:
    """What only all articles together show: links that lead nowhere and addresses that collide."""
    slugs = {article.slug for article in found.values()}
    sound = [article for article in found.values() if article.source.front is not None]
    parts = Counter(article.front.series for article in sound)
    for article in sound:
        front = article.front
        aims = [("related", slug) for slug in front.related]
        if front.next_read and front.next_read.slug:
            aims.append(("next_read", front.next_read.slug))
        for key, slug in aims:
            if slug == article.slug or slug not in slugs:
                near = did_you_mean(slug, slugs - {article.slug})
                yield article.mistake(key, f'there is no other article "{slug}"{near}')
        if front.series and parts[front.series] == 1:
            near = did_you_mean(front.series, parts.keys() - {front.series, ""})
            message = f'the series "{front.series}" has no other part{near} Drafts count as parts.'
            yield article.mistake("series", message)
    moved = [article for article in sound if article.front.redirect_from]
    if moved:
        yield from collisions(standing(site, found.values(), vocabulary), moved)
