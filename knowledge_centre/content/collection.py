"""All articles of a folder: found, split, validated, checked against each other and told apart by visibility."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import Mistake, did_you_mean
from knowledge_centre.content.front_matter import read_source
from knowledge_centre.content.images import UNKNOWN, picture_problem, picture_size
from knowledge_centre.content.old_urls import collisions, occupied_paths
from knowledge_centre.content.records import Status
from knowledge_centre.content.sources import ArticleSource, Collection
from knowledge_centre.content.taxonomies import ARTICLES
from knowledge_centre.content.vocabulary import LONGEST_SLUG, is_slug, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from knowledge_centre.content.front_matter import SourceText
    from knowledge_centre.content.vocabulary import Vocabulary


def read_collection(site: Path, now: datetime, *, show_hidden: bool = False) -> Collection:
    """Read the articles of the site in the folder *site* as they are at *now*, an aware time in its zone."""
    vocabulary, mistakes = read_vocabulary(site / ARTICLES)
    assert now.tzinfo is not None
    found: dict[str, ArticleSource] = {}
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
        found[docname] = article = ArticleSource(docname, shown, source, status, image, size)
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


def _image(path: str, source: SourceText) -> str:
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


def _check_together(site: Path, found: Mapping[str, ArticleSource], vocabulary: Vocabulary) -> Iterator[Mistake]:
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
        yield from collisions(occupied_paths(site, found.values(), vocabulary), moved)
