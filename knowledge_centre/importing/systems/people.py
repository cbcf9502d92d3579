"""The authors of a blog, as posts and files of authors name them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from knowledge_centre.importing.articles import plain_words
from knowledge_centre.importing.fields import toml_fields, yaml_fields
from knowledge_centre.importing.files import read_text, safe_file
from knowledge_centre.importing.records import Person

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_centre.importing.fields import Fields
    from knowledge_centre.importing.records import Notes

BY = re.compile(r"(?:^by\s+)", re.IGNORECASE)
JOINED = re.compile(r"\s*[;,]\s*(?:and\s+|&\s*)?|\s+(?:and|&|with)\s+")
FULL_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:\s+[\w.'’-]+){0,2}\s+[^\W\d_a-z][\w.'’-]*")
"""Two to four words, of which the first and the last begin with a capital."""
WITH_ROLE = re.compile(r"\s*([^(),]+?)\s*\(([^()]+)\)")


def people_in(fields: Fields, *keys: str) -> tuple[tuple[str, ...], dict[str, Person]]:
    """The authors that a post names, and what it says of them itself."""
    found = next((value for key in keys if (value := fields.value(key)) is not None), None)
    people: list[Person] = []
    for one in found if isinstance(found, list) else [found]:
        if isinstance(one, dict) and isinstance(
            name := one.get("name") or one.get("display_name") or one.get("key"), str
        ):
            people.append(person_of(one, name))
        elif isinstance(one, str):
            people += people_said(one)
    known = {person.name: person for person in people if person != Person(person.name)}
    return tuple(dict.fromkeys(person.name for person in people if person.name)), known


def people_said(text: str) -> list[Person]:
    """The people in a line such as "Ada King, Example Ltd" or "Ada King (Example Ltd) and Ben Low".

    It is cut only where each part is the name of a person; else all of it is one author.
    """
    plain = BY.sub("", " ".join(text.split()))
    roles = {found[1]: found[2] for found in WITH_ROLE.finditer(plain)}
    parts = [part.strip() for part in JOINED.split(WITH_ROLE.sub(r" \1", plain)) if part.strip()]
    if all(map(FULL_NAME.fullmatch, parts)) or (len(parts) == 1 and roles):
        return [Person(part, roles.get(part, "")) for part in parts]
    name, _comma, role = plain.partition(", ")
    if FULL_NAME.fullmatch(name) and role and "," not in role and not re.search(r"\s(?:and|&)\s", role):
        return [Person(name, role)]
    return [Person(plain)]


def person_of(entry: dict[str, Any], key: str) -> Person:
    """An author in a list of them, by whatever its fields are called."""

    def text(*names: str) -> str:
        return next(
            (" ".join(value.split()) for name in names if isinstance(value := entry.get(name), str) and value.strip()),
            "",
        )

    name = text("name", "display_name", "title") or key
    role = text("role", "job_title", "position") or (text("title") if text("name") else "")
    return Person(
        name,
        role,
        text("url", "website", "web", "link", "site", "page"),
        plain_words(text("bio", "description", "about")),
    )


def people_file(folder: Path, notes: Notes, *names: str) -> dict[str, Person]:
    """The people in a file that has them by key, or as a list."""
    for name in names:
        if safe_file(folder, name) is None or (text := read_text(folder, name, notes)) is None:
            continue
        read = toml_fields(text, name, notes) if name.endswith(".toml") else yaml_fields(text, name, notes)
        if read is None:
            continue
        return {key: person_of(entry, key) for key, entry in read.values.items() if isinstance(entry, dict)}
    return {}
