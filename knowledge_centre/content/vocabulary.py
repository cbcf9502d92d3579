"""The site's vocabulary: its authors, categories and tags, from the YAML files beside the articles."""

from __future__ import annotations

import errno
import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from knowledge_centre.content.diagnostics import Diagnostic, quoted, suggestion
from knowledge_centre.content.images import picture_problem
from knowledge_centre.content.taxonomies import ARTICLES, AUTHOR, CATEGORY, DESCRIBED, TAG
from knowledge_centre.content.urls import is_web_address, picture_name
from knowledge_centre.content.yaml_source import decoded, not_utf8, read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from knowledge_centre.content.taxonomies import Taxonomy
    from knowledge_centre.content.yaml_source import Located

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 240
"""Characters in a slug. A file's name has a suffix too, such as ".atom.xml", and 255 characters at most."""


@dataclass(frozen=True, slots=True)
class Author:
    id: str
    name: str
    role: str = ""
    url: str = ""
    avatar: str = ""
    bio: str = ""
    sort_name: str = ""
    """What an index of people has the author under: "Lovelace, Ada"."""
    redirect_from: tuple[str, ...] = ()
    """The addresses that the page had before."""
    feed_id: str = ""
    """What feeds know themselves by, where that is not the id: the first one."""

    @property
    def page(self) -> str:
        return AUTHOR.page(self.id)


@dataclass(frozen=True, slots=True)
class Category:
    id: str
    label: str
    description: str = ""
    redirect_from: tuple[str, ...] = ()
    feed_id: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    id: str
    label: str
    description: str = ""
    aliases: tuple[str, ...] = ()
    group: str = ""
    """The heading that it stands under in the index of topics."""
    pinned: tuple[str, ...] = ()
    """The slugs of the articles to start with."""
    redirect_from: tuple[str, ...] = ()
    feed_id: str = ""

    @property
    def page(self) -> str:
        return TAG.page(self.id)


MOVED = frozenset({"feed_id", "redirect_from"})
"""The keys that an entry gets when it is given another id."""
FILES: dict[str, tuple[type[Any], frozenset[str], frozenset[str]]] = {
    AUTHOR.plural: (Author, frozenset({"name"}), MOVED | {"role", "url", "avatar", "bio", "sort_name"}),
    CATEGORY.plural: (Category, frozenset(), MOVED | {"label", "description"}),
    TAG.plural: (Tag, frozenset(), MOVED | {"label", "description", "aliases", "group", "pinned"}),
}
"""What an entry of each file makes, the keys it must have and those it may have."""


@dataclass(frozen=True)
class Vocabulary:
    """What articles may name, by id, in the order of the files."""

    authors: Mapping[str, Author] = field(default_factory=dict)
    categories: Mapping[str, Category] = field(default_factory=dict)
    tags: Mapping[str, Tag] = field(default_factory=dict)
    tag_names: Mapping[str, str] = field(default_factory=dict)
    """Every slug, label and alias of a tag, normalised, to the slug it means."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Names for the same thing, for search."""
    pins: tuple[tuple[str, Diagnostic], ...] = ()
    """Each slug that a tag pins, with what to tell where there is no such article."""
    moved: tuple[tuple[str, str, str, Diagnostic], ...] = ()
    """Each address that a page had before, with the file, the id and the place that say so."""
    unread: frozenset[str] = frozenset()
    """The files that have mistakes. Articles may name anything from them: it is not reported as unknown."""

    def described(self, taxonomy: Taxonomy, value: str) -> tuple[str, str]:
        """The label and the description of a value; a year or a series is its own label."""
        match getattr(self, taxonomy.plural, {}).get(value):
            case Author(name=label, bio=description) | Category(label=label, description=description):
                return label, description
            case Tag(label=label, description=description):
                return label, description
        return value, ""

    def find_tag(self, name: str) -> Tag | None:
        """The tag that a slug, label or alias means, whatever its case and spacing."""
        slug = self.tag_names.get(normalise_name(name))
        return self.tags[slug] if slug is not None else None


def avatar_path(author: Author) -> str:
    """The path of an author's picture, relative to the site's folder: authors.yml names it from its own."""
    return posixpath.normpath(f"{ARTICLES}/{author.avatar}")


def avatar_address(author: Author) -> str:
    """Where an author's picture is in the output; nothing for an author without one."""
    return f"_images/{picture_name(avatar_path(author))}" if author.avatar else ""


def normalise_name(name: str) -> str:
    """The form in which two names of a tag are the same name."""
    return " ".join(name.casefold().split())


def is_slug(text: str) -> bool:
    """Whether a text can be the last part of an address."""
    return len(text) <= LONGEST_SLUG and bool(SLUG.fullmatch(text))


def read_vocabulary(folder: Path) -> tuple[Vocabulary, list[Diagnostic]]:
    """The vocabulary in a folder and all that is wrong in its files; a missing file is an empty one."""
    entries: dict[str, dict[str, Located]] = {}
    wrong: dict[str, list[Diagnostic]] = {}
    for name in (*FILES, "synonyms"):
        entries[name], wrong[name] = _read_entries(folder / f"{name}.yml")
    records = {
        kind: {
            id_: record
            for id_, entry in entries[kind].items()
            if (record := _make(kind, id_, entry, folder, wrong[kind])) is not None
        }
        for kind in FILES
    }
    names: dict[str, str] = {}
    wrong["tags"].extend(_name_tags(records["tags"], entries["tags"], names))
    synonyms = tuple(_synonyms(entries["synonyms"], wrong["synonyms"]))
    unread = frozenset(kind for kind in FILES if wrong[kind])
    pins = tuple((slug, told.at(f"{folder.name}/tags.yml")) for slug, told in _pins(entries["tags"]))
    moved = tuple(
        (kind, id_, path, entries[kind][id_].diagnostic("vocabulary/redirect_from", "").at(f"{folder.name}/{kind}.yml"))
        for kind in FILES
        for id_, record in records[kind].items()
        for path in record.redirect_from
    )
    diagnostics = [each.at(f"{folder.name}/{name}.yml") for name, told in wrong.items() for each in told]
    return Vocabulary(**records, tag_names=names, synonyms=synonyms, pins=pins, moved=moved, unread=unread), sorted(
        diagnostics
    )


def _read_entries(path: Path) -> tuple[dict[str, Located], list[Diagnostic]]:
    """The entries of one file, and what is wrong with its YAML."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe would keep whoever reads it
            raise OSError(errno.EINVAL, "it is no ordinary file")
        return read_mapping(decoded(path.read_bytes()))
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        message, remedy = f"this cannot be read ({error.strerror})", "have a file here that everyone may read."
        return {}, [Diagnostic("", 1, 0, "file", message, remedy)]
    except UnicodeDecodeError as error:
        return {}, [not_utf8(error)]


def _make(kind: str, id_: str, entry: Located, folder: Path, wrong: list[Diagnostic]) -> Any:
    """The author, category or tag that an entry describes; ``None`` where it cannot be told."""
    record, required, optional = FILES[kind]
    if problem := _id_problem(kind, id_):
        wrong.append(entry.diagnostic("vocabulary/id", *problem))
        return None
    values = {} if entry.value is None else entry.value
    if not isinstance(values, dict):
        shape = ", ".join([*sorted(required), *sorted(optional)])
        wrong.append(entry.diagnostic("vocabulary/entry", f"{quoted(id_)} needs keys and values under it", f"{shape}."))
        return None
    made: dict[str, Any] = {}
    for key, located in values.items():
        if key not in required | optional:
            near = suggestion(key, required | optional)
            wrong.append(located.diagnostic("vocabulary/unknown-key", f"unknown key {quoted(key)}", near))
        elif key == "aliases":
            made[key] = tuple(_names(located, wrong))
        elif key == "redirect_from":
            made[key] = tuple(_old_paths(located, wrong))
        elif key == "pinned":
            made[key] = tuple(_names(located, wrong, "vocabulary/pinned", "a slug"))
        elif isinstance(located.value, str | None):
            made[key] = " ".join((located.value or "").split())
            wrong.extend(_check_text(key, made[key], located, folder))
        else:
            wrong.append(located.diagnostic(f"vocabulary/{key}", f'"{key}" is text', "write it on one line."))
    for key in required:
        if not made.get(key):
            message, remedy = f"{quoted(id_)} has no {key}", f'add "{key}:" under it.'
            wrong.append(entry.diagnostic(f"vocabulary/{key}", message, remedy))
            made[key] = id_
    if "label" in optional and not made.get("label"):
        made["label"] = id_.replace("-", " ").capitalize()
    return record(id=id_, **made)


def _id_problem(kind: str, id_: str) -> tuple[str, str] | None:
    """Why an id cannot be the address of its page, and the remedy."""
    if not SLUG.fullmatch(id_):
        return f"{quoted(id_)} cannot be an address", "use lower-case ASCII letters, digits and single hyphens."
    if not is_slug(id_):
        return f"{quoted(id_)} is too long to be an address", f"shorten it to {LONGEST_SLUG} letters at most."
    if any(one.page(id_) == one.index for one in DESCRIBED if one.plural == kind):
        return f'"{id_}" cannot be an address', f"the list of all {kind} has it. Take another id."
    return None


def no_web_address(text: str) -> tuple[str, str]:
    """Message and remedy for a text that is not the address of a page."""
    return f"{quoted(text)} is no web address", "write it whole, from https:// on."


def _check_text(key: str, text: str, located: Located, folder: Path) -> Iterator[Diagnostic]:
    if key == "url" and text and not is_web_address(text):
        yield located.diagnostic("vocabulary/url", *no_web_address(text))
    if key == "feed_id" and not is_slug(text):
        message = f"{quoted(text)} is nothing that feeds know themselves by"
        yield located.diagnostic("vocabulary/feed_id", message, "write the first id of this entry.")
    if key == "avatar" and text:
        picture = posixpath.normpath(f"{folder.name}/{text}")
        if problem := picture_problem(folder.parent, picture):
            yield located.diagnostic("vocabulary/avatar", *problem)


def old_path(name: str) -> str:
    """An old address as it was written, without what is no path; nothing where it is none of this site."""
    path = name.lstrip("/").partition("#")[0].partition("?")[0]
    return "" if "://" in name or ".." in path.split("/") else path


def no_old_path(name: str) -> tuple[str, str]:
    return f"{quoted(name)} is no old path of this site", 'write it as "old/page.html".'


def _old_paths(located: Located, wrong: list[Diagnostic]) -> Iterator[str]:
    for name in _names(located, wrong, "vocabulary/redirect_from", "an old path"):
        if path := old_path(name):
            yield path
        else:
            wrong.append(located.diagnostic("vocabulary/redirect_from", *no_old_path(name)))


def _pins(entries: Mapping[str, Located]) -> Iterator[tuple[str, Diagnostic]]:
    """The slugs that tags pin. Whether there are such articles is not known here."""
    for entry in entries.values():
        pinned = entry.value.get("pinned") if isinstance(entry.value, dict) else None
        items = pinned.value if pinned and isinstance(pinned.value, tuple) else (pinned,) if pinned else ()
        for item in items:
            for slug in _names(item, []):
                yield slug, item.diagnostic("vocabulary/pinned", f"there is no article {quoted(slug)}")


def _names(
    located: Located, wrong: list[Diagnostic], rule: str = "vocabulary/aliases", what: str = "an alias"
) -> Iterator[str]:
    values = located.value if isinstance(located.value, tuple) else (located,)
    for item in values:
        if isinstance(item.value, str) and item.value.strip():
            yield from (alias.strip() for alias in item.value.split(",") if alias.strip())
        elif item.value is not None:
            wrong.append(item.diagnostic(rule, f"{what} is text", "put it in quotes."))


def _synonyms(entries: Mapping[str, Located], wrong: list[Diagnostic]) -> Iterator[tuple[str, ...]]:
    """Groups of names; one that says nothing, or names the same thing twice, is a mistake."""
    rule = "vocabulary/synonyms"
    lines: dict[str, int] = {}
    for name, located in entries.items():
        group = (name, *_names(located, wrong, rule, "a synonym"))
        words = [normalise_name(synonym) for synonym in group]
        for word in words:
            if not any(char.isalnum() for char in word):
                wrong.append(located.diagnostic(rule, f"{quoted(word)} has no letters", "write a word."))
            elif lines.setdefault(word, located.line) != located.line or words.count(word) > 1:
                message = f"{quoted(word)} is given twice, first in line {lines[word]}"
                wrong.append(located.diagnostic(rule, message, "keep one."))
        if len(group) == 1:
            wrong.append(located.diagnostic(rule, f"{quoted(name)} has no other name", "write one after the colon."))
        yield group


def _name_tags(tags: Mapping[str, Tag], entries: Mapping[str, Located], names: dict[str, str]) -> Iterator[Diagnostic]:
    """Fill *names* with every slug, label and alias; two tags of one name are a mistake."""
    names.update((normalise_name(slug), slug) for slug in tags)
    for slug, tag in tags.items():
        for name in (tag.label, *tag.aliases):
            other = names.setdefault(normalise_name(name), slug)
            if other != slug:
                message = f'"{slug}" and "{other}" are both called {quoted(name)}'
                yield entries[slug].diagnostic("vocabulary/label", message, "rename one of them.")
