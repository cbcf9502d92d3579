"""What a move changes: an article to another slug; a topic, author or category renamed, or merged with another.

Everything is planned in memory, from what the files say: nothing is written here.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.content.front_matter import MARKDOWN, Parts
from knowledge_centre.content.golden_queries import GOLDEN
from knowledge_centre.content.journal import Change
from knowledge_centre.content.markdown_text import read_markdown
from knowledge_centre.content.own_files import SHARED
from knowledge_centre.content.taxonomies import ARTICLES
from knowledge_centre.content.text_edits import edited, replaced
from knowledge_centre.content.text_links import text_links
from knowledge_centre.content.urls import normal
from knowledge_centre.content.yaml_edits import YamlFile, as_yaml
from knowledge_centre.content.yaml_source import decoded, read_mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from knowledge_centre.content.sources import ArticleSource, Collection
    from knowledge_centre.content.text_edits import Edit
    from knowledge_centre.content.text_links import TextLink
    from knowledge_centre.content.yaml_source import Located


class Fields:
    """The YAML of a file with its places: an article's front matter, or a whole file."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.yaml = YamlFile(text, first_line)
        self.located: Mapping[str, Located] = read_mapping(text, first_line)[0]

    def renamed(self, one: Located | None, rename: Callable[[str], str | None]) -> Iterator[Edit]:
        """Other names in a list, or in a text of names with commas; a name that would be there twice goes."""
        if one is None or isinstance(one.value, dict):
            return
        if isinstance(one.value, tuple):
            items = [item for item in one.value if isinstance(item.value, str)]
            kept = {str(item.value) for item in items if rename(str(item.value)) is None}
            for item in items:
                if (new := rename(str(item.value))) is not None:
                    yield from (
                        self.yaml.remove_item(one, item) if new in kept else [self.yaml.replace(item, as_yaml(new))]
                    )
                    kept.add(new)
        elif one.value is not None:
            names = [name.strip() for name in one.value.split(",")]
            new_names = list(dict.fromkeys(rename(name) or name for name in names))
            if new_names != names:
                text = ", ".join(new_names)
                yield self.yaml.replace(one, as_yaml(text) if len(new_names) == 1 else text)


@dataclass
class Move:
    """A site while a move is planned: edits by path, as files are named now."""

    site: Path
    collection: Collection
    documents: Mapping[str, str]
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    """What is left to do by hand."""

    def edit(self, path: str, *edits: Edit) -> None:
        if edits:
            self.edits.setdefault(path, []).extend(edits)

    def fields(self, article: ArticleSource) -> Fields | None:
        """An article's front matter; ``None`` where it is not Markdown, and cannot be edited."""
        if article.source.format is not MARKDOWN:
            return None
        parts = MARKDOWN.split(self.text(article.path))
        assert isinstance(parts, Parts)
        return Fields(parts.fields, parts.fields_line)

    def file(self, path: str) -> Fields | None:
        return Fields(self.text(path)) if (self.site / path).is_file() else None

    def text(self, path: str) -> str:
        return decoded((self.site / path).read_bytes())

    def texts(self) -> Iterator[tuple[str, str, str, int]]:
        """Every text in Markdown: its path, the docname that its links are seen from, its body and first line."""
        for one in self.collection.found.values():
            if one.source.format is MARKDOWN:
                yield one.path, one.docname, one.source.body, one.source.body_line
        shared = [path.relative_to(self.site).as_posix() for path in sorted((self.site / SHARED).rglob("*.md"))]
        for path in (*self.documents, *shared):
            if path.endswith(".md"):
                yield path, self.documents.get(path, posixpath.splitext(path)[0]), self.text(path), 1

    def links(self, lead: Callable[[str, str, TextLink], Edit | None]) -> None:
        """Edit links: *lead* is given path, docname and each link of every text."""
        for path, docname, body, first_line in self.texts():
            for link in text_links(read_markdown(body, first_line), body, first_line):
                if link.path and (one := lead(path, docname, link)):
                    self.edit(path, one)

    def change(self) -> Change:
        """All of it, as files are named afterwards."""
        written = {}
        for path, edits in self.edits.items():
            before = (self.site / path).read_bytes()
            if (after := edited(before, dict.fromkeys(edits))) != before:
                written[self.after(path)] = after
        return Change(dict(self.renamed), written)

    def after(self, path: str) -> str:
        """Where a file is when all is renamed."""
        for old, new in self.renamed.items():
            if path == old or path.startswith(f"{old}/"):
                return new + path[len(old) :]
        return path

    def look_for(self, words: str, where: tuple[str, ...]) -> None:
        """Note where a name stands that nobody edits: settings and templates."""
        pattern = re.compile(rf"(?<![\w-]){re.escape(words)}(?![\w-])")
        for path in sorted(one for name in where for one in self.site.glob(name) if one.is_file()):
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                if pattern.search(line):
                    self.notes.append(
                        f"{path.relative_to(self.site).as_posix()}:{number}: this names {words}: look at it."
                    )


def move_article(move: Move, article: ArticleSource, new: str, *, published: bool) -> None:
    """Plan an article's move to the slug *new*; one that was *published* leaves its old address to a redirect."""
    old, source = article.slug, article.path
    is_folder = posixpath.dirname(source) != ARTICLES
    start = f"{ARTICLES}/{old}" if is_folder else source
    move.renamed[start] = f"{ARTICLES}/{new}" if is_folder else f"{ARTICLES}/{new}{posixpath.splitext(source)[1]}"
    fields = move.fields(article)
    assert fields is not None
    if published:
        move.edit(source, *_moved_fields(fields, article, new))
    rename = {old: new}.get
    for other in move.collection.found.values():
        if (own := move.fields(other)) is None:
            move.notes.append(f"{other.path}: this is no Markdown: look for {old} there.")
            continue
        move.edit(other.path, *own.renamed(own.located.get("related"), rename))
        following = own.located.get("next_read")
        aim = following.value.get("url") if following and isinstance(following.value, dict) else following
        move.edit(other.path, *own.renamed(aim, rename))
        image = own.located.get("image")
        if image and isinstance(image.value, str):
            folder = "" if image.value.startswith("/") else posixpath.dirname(other.path)
            if changed := other_path(image.value, folder, start, move.renamed[start]):
                move.edit(other.path, own.yaml.replace(image, as_yaml(changed)))
    if tags := move.file(f"{ARTICLES}/tags.yml"):
        for entry in tags.located.values():
            pinned = entry.value.get("pinned") if isinstance(entry.value, dict) else None
            move.edit(f"{ARTICLES}/tags.yml", *tags.renamed(pinned, rename))
    if golden := move.file(GOLDEN):
        for one in golden.located.values():
            if one.value == old:
                move.edit(GOLDEN, golden.yaml.replace(one, as_yaml(new)))
    move.links(Aim(start, move.renamed[start], article.docname).lead_on)
    move.look_for(f"{ARTICLES}/{old}", ("conf.py", "_templates/**/*.html"))


def _moved_fields(fields: Fields, article: ArticleSource, new: str) -> Iterator[Edit]:
    """The article's own front matter: what feeds know it by, and its old address."""
    located, keys = fields.located, {}
    redirects = located.get("redirect_from")
    back = {one for one in article.front.redirect_from if normal(one) == f"{ARTICLES}/{new}"}
    yield from _without(fields, redirects, back)
    address = f"{ARTICLES}/{article.slug}.html"
    if redirects is None or len(back) == len(article.front.redirect_from):
        keys["redirect_from"] = f"[{address}]"
    else:
        yield fields.yaml.add_items(redirects, [address])
    if "id" not in located:
        keys["id"] = article.slug
    if keys:
        yield fields.yaml.add_keys(None, [one for key, one in located.items() if key not in keys], keys)


def _without(fields: Fields, one: Located | None, names: set[str]) -> Iterator[Edit]:
    """Take names out of a list or a text; a key that is left with none goes."""
    if one is None or not names:
        return
    items = one.value if isinstance(one.value, tuple) else (one,)
    given = [name.strip().lstrip("/") for item in items for name in str(item.value or "").split(",")]
    if set(given) <= names:
        yield fields.yaml.remove_entry(one)
    elif isinstance(one.value, tuple):
        for item in one.value:
            if str(item.value).strip().lstrip("/") in names:
                yield from fields.yaml.remove_item(one, item)
    else:
        yield fields.yaml.replace(one, ", ".join(name for name in given if name not in names))


class Aim(NamedTuple):
    """What moves: its file or folder before and after, and the docname before."""

    old: str
    new: str
    docname: str

    def lead_on(self, path: str, docname: str, link: TextLink) -> Edit | None:
        """The edit of a link to it; nothing for any other."""
        page = posixpath.splitext(self.new)[0]
        absolute = link.path.startswith("/")
        if link.role == "doc":
            changed = other_path(link.path, "" if absolute else posixpath.dirname(docname), self.docname, page)
        else:
            folder = "" if absolute else posixpath.dirname(path)
            changed = other_path(link.path, folder, self.old, self.new) or other_path(
                link.path, folder, self.docname, page, whole=True
            )
        return replaced(link.line, link.column, len(link.path), changed) if changed else None


def other_path(written: str, folder: str, old: str, new: str, *, whole: bool = False) -> str:
    """A relative path that leads to *old*, or into it, as it leads to *new*; nothing where it leads elsewhere.

    With *whole* it must lead to *old* itself. What is written before stays: ``../articles/`` or ``/articles/``.
    """
    parts = written.split("/")
    for count in range(1, len(parts) + 1):
        reached = posixpath.normpath(posixpath.join(folder, "/".join(parts[:count]).lstrip("/")))
        if reached == old and parts[count - 1] == posixpath.basename(old) and (count == len(parts) or not whole):
            return "/".join([*parts[: count - 1], posixpath.basename(new), *parts[count:]])
    return ""
