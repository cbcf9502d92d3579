"""All articles of a folder: found, split, validated, checked against each other and told apart by visibility."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge_centre.addresses import ARTICLES, INDEXES, facet_page, normal
from knowledge_centre.front_matter import Source, read_source
from knowledge_centre.mistakes import Mistake, did_you_mean
from knowledge_centre.picture_sizes import picture_size
from knowledge_centre.records import FrontMatter, Status
from knowledge_centre.vocabulary import SLUG, Vocabulary, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})


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
        source = read_source(path.read_bytes(), vocabulary, now.tzinfo)
        mistakes.extend(remark.of(shown) for remark in source.remarks)
        status = source.front.status(now) if source.front else Status.DRAFT
        image = _image(shown, source)
        size = picture_size(site / image) if image else (0, 0)
        found[docname] = Found(docname, shown, source, status, image, size)
        docnames[shown] = docname
    mistakes.extend(_check_together(site, found, vocabulary))
    hidden = frozenset(d for d, article in found.items() if article.status is not Status.PUBLISHED)
    return Collection(found, vocabulary, tuple(sorted(mistakes)), frozenset() if show_hidden else hidden, docnames)


def _article_paths(folder: Path) -> Iterator[Path]:
    """Every Markdown file in the folder; names that start with "_" or "." are not articles."""
    for path in folder.rglob("*.md"):
        if not any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts):
            yield path


def _docname(path: str) -> str | None:
    """The docname of an article's path, or ``None`` where no article may be."""
    parts = path.removesuffix(".md").split("/")[1:]
    if len(parts) == 2 and parts[1] == "index":
        parts.pop()
    if len(parts) == 1 and parts[0] != "index" and SLUG.fullmatch(parts[0]):
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
    return (
        f"no address can be made of this path: call the file {ARTICLES}/{slug}.md or, with pictures,"
        f' {ARTICLES}/{slug}/index.md (start the name with "_" if it is no article).'
    )


def _check_together(site: Path, found: Mapping[str, Found], vocabulary: Vocabulary) -> Iterator[Mistake]:
    """What only all articles together show: links that lead nowhere and addresses that collide."""
    slugs = {article.slug for article in found.values()}
    sound = [article for article in found.values() if article.source.front is not None]
    parts = Counter(article.front.series for article in sound)
    taken = _addresses(site, found, vocabulary)
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
        if article.image and (problem := _check_image(site, article.image)):
            yield article.mistake("image", problem)
        for path in front.redirect_from:
            if (
                owner := taken.setdefault(normal(path), f"a redirect of {article.path}")
            ) != f"a redirect of {article.path}":
                yield article.mistake("redirect_from", f'"{path}" is the address of {owner}: leave it out.')


def _check_image(site: Path, image: str) -> str:
    """What is wrong with the path of an image, relative to the site's folder."""
    path = site / image
    if path.suffix.lower() not in PICTURES:
        return f'"{path.name}" is no picture: give a {", ".join(sorted(PICTURES))} file.'
    if not path.is_file() or not path.resolve().is_relative_to(site.resolve()):
        return f'there is no file "{image}": give the name of a picture beside the article.'
    return ""


def _addresses(site: Path, found: Mapping[str, Found], vocabulary: Vocabulary) -> dict[str, str]:
    """What stands at each address of the site that can be told before it is read."""
    years = {str(article.source.front.date.year) for article in found.values() if article.source.front}
    values = {"author": vocabulary.authors, "category": vocabulary.categories, "tag": vocabulary.tags, "year": years}
    taken = {normal(page): "a page of the site" for page in (*INDEXES.values(), "index", "search", "404")}
    taken |= {normal(path.stem): f"the page {path.name}" for path in site.glob("*.md")}
    taken |= {facet_page(facet, id_): f"the page of {id_}" for facet, ids in values.items() for id_ in ids}
    return taken | {article.docname: article.path for article in found.values()}
