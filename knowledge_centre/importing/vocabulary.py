"""The blog's authors, categories and tags become entries of the site's: those that are there already are used."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import yaml

from knowledge_centre.content.diagnostics import counted, quoted
from knowledge_centre.content.taxonomies import ARTICLES, TAG
from knowledge_centre.content.urls import is_web_address
from knowledge_centre.content.vocabulary import Author, Category, Tag, normalise_name
from knowledge_centre.content.whole_files import write_whole
from knowledge_centre.content.yaml_source import decoded, read_mapping
from knowledge_centre.importing.records import LOOK
from knowledge_centre.importing.slugs import free_slug, slug_of

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_centre.content.vocabulary import Vocabulary
    from knowledge_centre.importing.records import Blog, Notes

NEAR = 0.88
"""How like two names are, by difflib's ratio, that may be one tag."""
MOST_COMPARED = 3000
"""Tags: more are not compared with each other."""
NO_ID = frozenset({"index", "tagsindex"})


class Names:
    """What names become, and which entries are new."""

    def __init__(self, known: Vocabulary, blog: Blog) -> None:
        self.known, self.blog = known, blog
        self.new: dict[str, dict[str, dict[str, str]]] = {kind: {} for kind in ("authors", "categories", "tags")}
        self.ids: dict[tuple[str, str], str] = {}
        self.taken = {
            "authors": {*known.authors, *NO_ID},
            "categories": {*known.categories, *NO_ID},
            "tags": {*known.tags, *NO_ID},
        }
        for kind, entries in (("authors", known.authors), ("categories", known.categories)):
            for id_, entry in entries.items():
                self.ids[kind, normalise_name(id_)] = id_
                self.ids[kind, normalise_name(getattr(entry, "name", "") or getattr(entry, "label", ""))] = id_
        for name, slug in known.tag_names.items():
            self.ids["tags", name] = slug
        self.uses: Counter[str] = Counter()

    def author(self, name: str) -> str:
        person = self.blog.people.get(name)
        entry = {"name": person.name} if person else {"name": name}
        if person:
            url = person.url if is_web_address(person.url) else ""
            entry |= {key: text for key, text in (("role", person.role), ("url", url), ("bio", person.bio)) if text}
        return self._id("authors", entry["name"], entry)

    def category(self, name: str) -> str:
        label = self.blog.labels.get(name, name)
        return self._id("categories", label, {"label": label})

    def tag(self, name: str) -> str:
        label = self.blog.labels.get(name, name)
        id_ = self._id("tags", label, {"label": label})
        self.uses[id_] += 1
        return id_

    def _id(self, kind: str, name: str, entry: dict[str, str]) -> str:
        for key in (normalise_name(name), slug_of(name)):
            if (kind, key) in self.ids:
                return self.ids[kind, key]
        id_ = free_slug(slug_of(name), self.taken[kind])
        self.ids[kind, normalise_name(name)] = self.ids[kind, slug_of(name)] = id_
        self.new[kind][id_] = entry
        return id_

    @property
    def vocabulary(self) -> Vocabulary:
        """The site's with what is new."""
        tags = {**self.known.tags, **{id_: Tag(id_, entry["label"]) for id_, entry in self.new["tags"].items()}}
        names = {name: id_ for (kind, name), id_ in self.ids.items() if kind == "tags"}
        return replace(
            self.known,
            authors={**self.known.authors, **{id_: Author(id_, entry["name"]) for id_, entry in self.new["authors"].items()}},
            categories={**self.known.categories, **{id_: Category(id_, entry["label"]) for id_, entry in self.new["categories"].items()}},
            tags=tags,
            tag_names={**self.known.tag_names, **names, **{id_: id_ for id_ in tags}},
        )  # fmt: skip

    def write(self, site: Path) -> None:
        """Add what is new at the end of the site's files. Raises :class:`ValueError` where a file cannot be added to."""
        for kind, entries in self.new.items():
            path = site / ARTICLES / f"{kind}.yml"
            if not entries:
                continue
            before = decoded(path.read_bytes()) if path.is_file() else ""
            known, _wrong = read_mapping(before)
            kept = before if known or not before.strip().strip("{}") else before + "\n"
            kept = "" if not known and before.strip() == "{}" else kept
            added = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=110)
            whole = f"{kept.rstrip()}\n{added}" if kept.strip() else added
            found, wrong = read_mapping(whole)
            if wrong or list(found) != [*known, *entries]:
                msg = (
                    f"{ARTICLES}/{kind}.yml cannot be added to: write its entries one below the other, without braces."
                )
                raise ValueError(msg)
            write_whole(path, whole.encode())

    def remarks(self, notes: Notes) -> None:
        """Tags that are used once, and those that may be one."""
        path = f"{ARTICLES}/{TAG.plural}.yml"
        new = self.new[TAG.plural]
        once = sorted(id_ for id_ in new if self.uses[id_] == 1)
        if once:
            shown = ", ".join(once)
            message = (
                f"{counted(len(once), 'tag')} of {len(new)} {'is' if len(once) == 1 else 'are'} used once: {shown}"
            )
            notes.tell(
                LOOK,
                path,
                1,
                message,
                "keep those that readers will look for, and take the others out of their articles.",
            )
        for first, second in near(sorted(new), self.uses):
            message = f"{quoted(second)} ({self.uses[second]}) is nearly {quoted(first)} ({self.uses[first]})"
            remedy = f'if they are one, remove {quoted(second)} and give {quoted(first)} "aliases: [{second}]".'
            notes.tell(LOOK, path, 1, message, remedy)


def near(names: list[str], uses: Counter[str]) -> list[tuple[str, str]]:
    """Pairs of slugs that differ little, the one that is used more first."""
    found = []
    for place, one in enumerate(names[:MOST_COMPARED]):
        matcher = SequenceMatcher(b=_plain(one), autojunk=False)
        for other in names[place + 1 : MOST_COMPARED]:
            matcher.set_seq1(_plain(other))
            if _singular(one) == _singular(other) or (
                min(len(one), len(other)) > 4
                and not any(char.isdigit() for char in one + other)
                and matcher.real_quick_ratio() >= NEAR
                and matcher.quick_ratio() >= NEAR
                and matcher.ratio() >= NEAR
            ):
                found.append((one, other) if uses[one] >= uses[other] else (other, one))
    return found


def _plain(slug: str) -> str:
    return slug.replace("-", "")


def _singular(slug: str) -> str:
    plain = _plain(slug)
    return (
        plain[:-3] + "y"
        if plain.endswith("ies")
        else plain[:-1]
        if plain.endswith("s") and not plain.endswith("ss")
        else plain
    )
