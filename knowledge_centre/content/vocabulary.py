"""The site's vocabulary: its authors, categories and tags, from the YAML files beside the articles."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from knowledge_centre.content.diagnostics import Mistake, Remark, did_you_mean
from knowledge_centre.content.images import picture_problem
from knowledge_centre.content.taxonomies import ARTICLES, AUTHOR, CATEGORY, DESCRIBED, TAG
from knowledge_centre.content.urls import is_web_address, picture_name
from knowledge_centre.content.yaml_source import Located, read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from knowledge_centre.content.taxonomies import Taxonomy

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 240
"""Characters in a slug: the names of files end in suffixes such as ".atom.xml", and have 255 at most."""


@dataclass(frozen=True, slots=True)
class Author:
    id: str
    name: str
    role: str = ""
    url: str = ""
    avatar: str = ""
    bio: str = ""

    @property
    def page(self) -> str:
        return AUTHOR.page(self.id)


@dataclass(frozen=True, slots=True)
class Category:
    id: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    id: str
    label: str
    description: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        return TAG.page(self.id)


FILES: dict[str, tuple[type[Any], frozenset[str], frozenset[str]]] = {
    AUTHOR.plural: (Author, frozenset({"name"}), frozenset({"role", "url", "avatar", "bio"})),
    CATEGORY.plural: (Category, frozenset(), frozenset({"label", "description"})),
    TAG.plural: (Tag, frozenset(), frozenset({"label", "description", "aliases"})),
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
    unread: frozenset[str] = frozenset()
    """The files that have mistakes: what articles name is not held against them."""

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


def read_vocabulary(folder: Path) -> tuple[Vocabulary, list[Mistake]]:
    """The vocabulary in a folder and every mistake in its files; a missing file is an empty one."""
    mistakes: list[Mistake] = []
    found: dict[str, dict[str, Any]] = {}
    names: dict[str, str] = {}
    for kind in FILES:
        path = folder / f"{kind}.yml"
        remarks: list[Remark] = []
        entries = _read_text(path, remarks)
        found[kind] = {
            id_: made
            for id_, entry in entries.items()
            if (made := _make(kind, id_, entry, folder, remarks)) is not None
        }
        if kind == "tags":
            remarks.extend(_name_tags(found[kind], entries, names))
        mistakes.extend(remark.of(f"{folder.name}/{path.name}") for remark in sorted(remarks))
    remarks = []
    entries = _read_text(folder / "synonyms.yml", remarks)
    synonyms = tuple(_synonyms(entries, remarks))
    mistakes.extend(remark.of(f"{folder.name}/synonyms.yml") for remark in sorted(remarks))
    unread = frozenset(kind for kind in FILES if any(one.path.endswith(f"/{kind}.yml") for one in mistakes))
    return Vocabulary(**found, tag_names=names, synonyms=synonyms, unread=unread), mistakes


def _read_text(path: Path, remarks: list[Remark]) -> dict[str, Located]:
    """The entries of one file; what is wrong with it as a whole goes to *remarks*."""
    try:
        source = path.read_bytes()
        text = source.decode("utf-8-sig")
    except FileNotFoundError:
        return {}
    except OSError as error:
        remarks.append(Remark(1, f"this cannot be read ({error.strerror}): have a file here that everyone may read."))
        return {}
    except UnicodeDecodeError as error:
        remarks.append(Remark(source.count(b"\n", 0, error.start) + 1, "this is not UTF-8: save the file as UTF-8."))
        return {}
    entries, found = read_mapping(text)
    remarks.extend(found)
    return entries


def _make(kind: str, id_: str, entry: Located, folder: Path, remarks: list[Remark]) -> Any:
    """The author, category or tag that an entry describes; ``None`` where it cannot be told."""
    record, required, optional = FILES[kind]
    if problem := _id_problem(kind, id_):
        remarks.append(Remark(entry.line, problem))
        return None
    values = {} if entry.value is None else entry.value
    if not isinstance(values, dict):
        shape = ", ".join([*sorted(required), *sorted(optional)])
        remarks.append(Remark(entry.line, f'"{id_}" needs keys and values under it: {shape}.'))
        return None
    made: dict[str, Any] = {}
    for key, located in values.items():
        if key not in required | optional:
            remarks.append(Remark(located.line, f'unknown key "{key}"{did_you_mean(key, required | optional)}'))
        elif key == "aliases":
            made[key] = tuple(_aliases(located, remarks))
        elif isinstance(located.value, str | None):
            made[key] = " ".join((located.value or "").split())
            remarks.extend(_check_text(key, made[key], located.line, folder))
        else:
            remarks.append(Remark(located.line, f'"{key}" is text: write it on one line.'))
    for key in required:
        if not made.get(key):
            remarks.append(Remark(entry.line, f'"{id_}" has no {key}: add "{key}:" under it.'))
            made[key] = id_
    if "label" in optional and not made.get("label"):
        made["label"] = id_.replace("-", " ").capitalize()
    return record(id=id_, **made)


def _id_problem(kind: str, id_: str) -> str:
    """What keeps an id from being the address of its page; nothing where none does."""
    if not SLUG.fullmatch(id_):
        return f'"{id_}" cannot be an address: use lower-case ASCII letters, digits and single hyphens.'
    if not is_slug(id_):
        return f'"{id_}" is too long to be an address: shorten it to {LONGEST_SLUG} letters at most.'
    if any(one.page(id_) == one.index for one in DESCRIBED if one.plural == kind):
        return f'"{id_}" cannot be an address: the list of all {kind} has it. Take another id.'
    return ""


def _check_text(key: str, text: str, line: int, folder: Path) -> Iterator[Remark]:
    if key == "url" and text and not is_web_address(text):
        yield Remark(line, f'"{text}" is no web address: write it whole, from https:// on.')
    if key == "avatar" and text:
        picture = posixpath.normpath(f"{folder.name}/{text}")
        if problem := picture_problem(folder.parent, picture):
            yield Remark(line, problem)


def _aliases(located: Located, remarks: list[Remark], what: str = "an alias") -> Iterator[str]:
    values = located.value if isinstance(located.value, tuple) else (located,)
    for item in values:
        if isinstance(item.value, str) and item.value.strip():
            yield from (alias.strip() for alias in item.value.split(",") if alias.strip())
        elif item.value is not None:
            remarks.append(Remark(item.line, f"{what} is text: put it in quotes."))


def _synonyms(entries: Mapping[str, Located], remarks: list[Remark]) -> Iterator[tuple[str, ...]]:
    """Groups of names; one that says nothing, or names the same thing twice, is a mistake."""
    seen: dict[str, int] = {}
    for name, located in entries.items():
        group = (name, *_aliases(located, remarks, "a synonym"))
        for one in map(normalise_name, group):
            if not any(char.isalnum() for char in one):
                remarks.append(Remark(located.line, f'"{one}" has no letters: write a word.'))
            elif seen.setdefault(one, located.line) != located.line or [*map(normalise_name, group)].count(one) > 1:
                remarks.append(Remark(located.line, f'"{one}" is given twice, first in line {seen[one]}: keep one.'))
        if len(group) == 1:
            remarks.append(Remark(located.line, f'"{name}" has no other name: write one after the colon.'))
        yield group


def _name_tags(tags: Mapping[str, Tag], entries: Mapping[str, Located], names: dict[str, str]) -> Iterator[Remark]:
    """Fill *names* with every slug, label and alias; two tags of one name are a mistake."""
    for slug in tags:
        names[normalise_name(slug)] = slug
    for slug, tag in tags.items():
        for name in (tag.label, *tag.aliases):
            other = names.setdefault(normalise_name(name), slug)
            if other != slug:
                yield Remark(
                    entries[slug].line, f'"{slug}" and "{other}" are both called "{name}": rename one of them.'
                )
