"""All articles of a folder: read, checked alone and against each other; the hidden ones are set apart."""

from __future__ import annotations

import os
import posixpath
import stat
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge_centre.content.body_limits import LIMITS, Limits
from knowledge_centre.content.diagnostics import Diagnostic, quoted, suggestion
from knowledge_centre.content.exemptions import NEEDED, SERIES
from knowledge_centre.content.fingerprints import seen
from knowledge_centre.content.formats import SOURCES, format_problem, formats
from knowledge_centre.content.images import UNKNOWN, picture_problem, picture_size
from knowledge_centre.content.old_urls import collisions, occupied_paths, of_articles, of_vocabulary
from knowledge_centre.content.own_files import STATIC, OwnFiles
from knowledge_centre.content.records import Status
from knowledge_centre.content.slugs import folded
from knowledge_centre.content.source_reader import SourceReader
from knowledge_centre.content.sources import ArticleSource, Collection
from knowledge_centre.content.taxonomies import ARTICLES
from knowledge_centre.content.vocabulary import LONGEST_SLUG, is_slug, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set
    from datetime import datetime
    from pathlib import Path

    from knowledge_centre.content.front_matter import SourceText
    from knowledge_centre.content.vocabulary import Vocabulary


def read_collection(
    site: Path,
    now: datetime,
    *,
    show_hidden: bool = False,
    static: tuple[str, ...] = STATIC,
    limits: Limits = LIMITS,
    sources: Mapping[str, str | None] = SOURCES,
    looked_at: Set[str] | None = None,
    kept: Path | None = None,
) -> Collection:
    """Read the articles of the site in the folder *site* as they are at *now*, an aware time in its zone.

    *sources* is Sphinx's ``source_suffix``: the parser of each suffix. Texts are looked into at the paths *looked_at*, or
    all of them; of the others, the front matter is read. The file *kept* has what the last build read.
    """
    vocabulary, wrong = read_vocabulary(site / ARTICLES)
    assert now.tzinfo is not None
    articles: dict[str, ArticleSource] = {}
    docnames: dict[str, str] = {}
    written_in, home = formats(sources), site.resolve()
    reader = SourceReader(vocabulary, now.tzinfo, limits, kept)
    for file in sorted(_article_files(site / ARTICLES)):
        path = file.relative_to(site).as_posix()
        if file.is_symlink() and file.is_dir() and file.parent == site / ARTICLES:
            remedy = "put the folder itself here, or what articles share into articles/_shared/."
            wrong.append(Diagnostic(path, 1, 0, "file", "this folder is a link, and is not looked into", remedy))
            continue
        if file.suffix not in written_in:
            if file.is_file() and (problem := format_problem(path, written_in)):
                wrong.append(Diagnostic(path, 1, 0, "format", *problem))
            continue
        if (docname := _docname(path)) is None:
            wrong.append(Diagnostic(path, 1, 0, "address", *_wrong_place(path)))
            continue
        if docname in articles:
            message = f"{articles[docname].path} has the same address, {docname}.html"
            wrong.append(Diagnostic(path, 1, 0, "address", message, "rename one of them."))
            continue
        before = seen(file)
        if isinstance(text := _read(home, file, limits.size), tuple):
            wrong.append(Diagnostic(path, 1, 0, "file", *text))
            continue
        source = reader.read(text, written_in[file.suffix], whole=looked_at is None or path in looked_at)
        wrong.extend(diagnostic.at(path) for diagnostic in source.diagnostics)
        status = source.front.status(now) if source.front else Status.DRAFT
        image = _image(path, source)
        problem = picture_problem(site, image, limits.picture) if image else None
        size = picture_size(site / image) if image and not problem else UNKNOWN
        articles[docname] = article = ArticleSource(docname, path, source, status, image, size, before)
        docnames[path] = docname
        wrong.extend(article.date_diagnostics(now))
        if problem:
            wrong.append(article.diagnostic("image", *problem))
    reader.kept.keep()
    wrong.extend(_check_together(site, articles, vocabulary))
    unpublished = (name for name, article in articles.items() if article.status is not Status.PUBLISHED)
    hidden = frozenset(() if show_hidden else unpublished)
    collection = Collection(articles, vocabulary, (), hidden, docnames)
    wrong.extend(_check_images(own := OwnFiles(site, static, hidden, collection.hidden_files), articles))
    wrong.extend(_check_static(own))
    return replace(collection, diagnostics=tuple(sorted(wrong)))


def _article_files(folder: Path) -> Iterator[Path]:
    """What may be an article, and folders that are links; names that start with "_" or "." are not."""
    for path in folder.rglob("*"):
        own = not any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts)
        if own and (path.suffix or path.is_symlink()):
            yield path


def _read(home: Path, path: Path, most: int) -> bytes | tuple[str, str]:
    """The bytes of an article, or message and remedy where there are none to read."""
    try:
        found = path.stat()
    except OSError:
        found = None
    if found is not None and stat.S_ISDIR(found.st_mode):
        return (
            "this is a folder",
            f'call it "{path.stem}", without "{path.suffix}", and the article in it index{path.suffix}.',
        )
    if found is None or not stat.S_ISREG(found.st_mode):
        return "this leads to no file", "put the article itself here, or remove this."
    if not os.path.realpath(path).startswith(f"{home}{os.sep}"):
        return "this is a link that leads out of the site", "put the article itself here, or remove this."
    try:
        if found.st_size > most:
            return f"this article has more than {most} bytes", "split it; conf.py says how large one may be."
        return path.read_bytes()
    except OSError as error:
        return f"this file cannot be read ({error.strerror})", f"let everyone read it (chmod a+r {path.name})."


def _docname(path: str) -> str | None:
    """The docname of an article's path, or ``None`` where no article may be."""
    parts = posixpath.splitext(path)[0].split("/")[1:]
    if len(parts) == 2 and parts[1] == "index":
        parts.pop()
    if len(parts) == 1 and parts[0] != "index" and is_slug(parts[0]):
        return f"{ARTICLES}/{parts[0]}"
    return None


def _image(path: str, source: SourceText) -> str:
    """The path of the image of an article whose file is at *path*, both relative to the site's folder."""
    image = source.front.image if source.front else ""
    folder = "" if image.startswith("/") else posixpath.dirname(path)
    return posixpath.normpath(posixpath.join(folder, image.lstrip("/"))) if image else ""


def _wrong_place(path: str) -> tuple[str, str]:
    """Message and remedy for a path where no article may be."""
    stem, suffix = posixpath.splitext(path)
    if stem.lower() == f"{ARTICLES}/index":
        return "this address is the chronological index, which is made for you", "move the text to index.md."
    folder, name = posixpath.split(stem)
    slug = folded(posixpath.basename(folder) if name.lower() == "index" else name)
    slug = "a-name" if slug in {"", "index"} else slug
    if len(slug) > LONGEST_SLUG:
        return f"this name makes an address of {len(slug)} letters", f"shorten it to {LONGEST_SLUG} at most."
    return "no address can be made of this path", (
        f"call the file {ARTICLES}/{slug}{suffix} or, with pictures, {ARTICLES}/{slug}/index{suffix}"
        ' (start the name with "_" if it is no article).'
    )


def _check_images(own: OwnFiles, articles: Mapping[str, ArticleSource]) -> Iterator[Diagnostic]:
    """Images of articles that are published which stand in the folder of one that is not."""
    for docname, article in articles.items():
        if article.image and docname not in own.hidden and (problem := own.withheld(article.image)):
            yield article.diagnostic("image", *problem)


def _check_static(own: OwnFiles) -> Iterator[Diagnostic]:
    """Static files are published unnamed, so links among them are not to lead anywhere else."""
    for folder in own.static:
        for path in sorted((own.site / folder).rglob("*")):
            name = path.relative_to(own.site).as_posix()
            ordinary = path.is_dir() or path.is_file() if not path.is_symlink() else _leads_to_static(own, path)
            if not ordinary and "/." not in name and not isinstance(found := own.find(f"/{name}"), str):
                yield Diagnostic(name, 1, 0, "file", *found)


def _leads_to_static(own: OwnFiles, link: Path) -> bool:
    """Whether a link in a folder of static files leads to what is published anyway."""
    return any((own.site / folder).resolve() in link.resolve().parents for folder in own.static) and link.exists()


def _check_together(site: Path, articles: Mapping[str, ArticleSource], vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    """What is wrong between articles: links that lead nowhere and addresses that collide."""
    slugs = {article.slug for article in articles.values()}
    for slug, told in vocabulary.pins:
        if slug not in slugs:
            yield replace(told, remedy=suggestion(slug, slugs))
    sound = [article for article in articles.values() if article.source.front is not None]
    parts = Counter(article.front.series for article in sound)
    for article in sound:
        front = article.front
        aims = [("related", slug) for slug in front.related]
        if front.next_read and front.next_read.slug:
            aims.append(("next_read", front.next_read.slug))
        for key, slug in aims:
            if slug == article.slug or slug not in slugs:
                near = suggestion(slug, slugs - {article.slug})
                yield article.diagnostic(key, f"there is no other article {quoted(slug)}", near)
        if front.series and parts[front.series] == 1 and SERIES not in front.check:
            near = suggestion(front.series, parts.keys() - {front.series, ""})
            message = f"the series {quoted(front.series)} has no other part, not even a draft"
            yield article.diagnostic("series", message, near)
        if SERIES in front.check and parts[front.series] != 1:
            message, remedy = f'nothing here breaks "{SERIES}"', 'leave it out of "check".'
            yield Diagnostic(article.path, *article.source.places["check"], NEEDED, message, remedy)
    first: dict[str, ArticleSource] = {article.slug: article for article in sound if not article.front.id}
    for article in sound:
        if article.front.id and (other := first.setdefault(article.front.id, article)) is not article:
            message = f"{quoted(article.front.id)} is what feeds know {other.path} by"
            yield article.diagnostic("id", message, "write the first slug of this article, or leave it out.")
    moved = [article for article in sound if article.front.redirect_from]
    if moved or vocabulary.moved:
        old = (*of_articles(moved), *of_vocabulary(vocabulary))
        yield from collisions(occupied_paths(site, list(articles.values()), vocabulary), old)
