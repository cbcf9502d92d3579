"""What most systems call the same: the fields of a post that are fields of ours."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.urls import is_web_address
from knowledge_centre.importing.articles import plain_words
from knowledge_centre.importing.fields import Fields, toml_fields, yaml_fields
from knowledge_centre.importing.files import read_text, safe_file
from knowledge_centre.importing.moments import day_in, moment
from knowledge_centre.importing.records import LEFT_OUT, LOOK, Notes

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path

UPDATED = (
    "updated",
    "lastmod",
    "last_modified_at",
    "modified",
    "updateddate",
    "lastupdated",
    "last_update.date",
    "modified_date",
)
EXPIRES = ("expires", "expirydate", "expire")
SUMMARY = ("summary", "description", "excerpt", "subtitle", "lead")
CANONICAL = ("canonical_url", "canonicalurl", "canonical", "extra.canonical_url")
IMAGE = (
    "image",
    "image.path",
    "image.src",
    "image.url",
    "heroimage",
    "heroimage.src",
    "heroimage.file",
    "cover",
    "cover.image",
    "cover.src",
    "featured_image",
    "featuredimage",
    "feature_image",
    "thumbnail",
    "banner",
    "hero",
    "hero.image.file",
    "header.image",
    "header.teaser",
    "featuredimage.src",
    "og_image",
    "images",
    "extra.image",
    "extra.banner",
)
IMAGE_ALT = (
    "image_alt",
    "imagealt",
    "image.alt",
    "heroimage.alt",
    "heroimagealt",
    "cover.alt",
    "featured_image_alt",
    "hero.image.alt",
    "thumbnail_alt",
    "header.caption",
    "cover.caption",
    "image.caption",
    "featuredimage.alt",
)


def date_of(
    fields: Fields, path: str, addresses: tuple[str, ...], zone: tzinfo | None, notes: Notes, *keys: str
) -> str:
    """The day of a post: from its fields, the name of its file, or its address. Where there is none, a line says so."""
    given = fields.text(*keys)
    if given and (found := moment(given, zone)):
        return found
    found = next(filter(None, map(day_in, (path, *addresses))), "")
    if given and found:
        notes.tell(
            LOOK,
            path,
            fields.line(*keys),
            f"{quoted(given)} is no date: {found} is taken, from its path",
            "put it right in the article.",
        )
    elif given:
        notes.tell(
            LEFT_OUT,
            path,
            fields.line(*keys),
            f"{quoted(given)} is no date",
            "write it as 2026-01-31, and import again.",
        )
    elif not found:
        notes.tell(
            LEFT_OUT,
            path,
            1,
            "this has no date, and is taken for no post",
            'give it one ("date: 2026-01-31") if it is, and import again.',
        )
    return found


def front_of(fields: Fields, date: str, zone: tzinfo | None) -> dict[str, Any]:
    """Fields that are called much the same everywhere."""
    updated = moment(fields.text(*UPDATED), zone)
    expires = moment(fields.text(*EXPIRES), zone)
    canonical = fields.text(*CANONICAL)
    words = [word for word in fields.names("keywords") if any(map(str.isalnum, word))]
    return {
        "updated": updated if updated[:10] > date[:10] else "",
        "expires": expires if expires > date else "",
        "draft": is_draft(fields),
        "summary": fields.text(*SUMMARY),
        "series": fields.text("series", "series.name") or next(iter(fields.names("series", "taxonomies.series")), ""),
        "canonical_url": canonical if is_web_address(canonical) else "",
        "keywords": words[:30],
        "featured": fields.flag("featured"),
    }


def is_draft(fields: Fields) -> bool:
    return (
        fields.flag("draft", "unlisted", "hidden")
        or fields.text("published").casefold() in {"false", "no"}
        or fields.text("status").casefold() in {"draft", "hidden", "private", "pending"}
    )


def image_of(fields: Fields) -> tuple[str, str]:
    """The picture at the head of a post and its text alternative."""
    names = (fields.value(key) for key in IMAGE)
    name = next(
        (
            one[0] if isinstance(one, list) and isinstance(one[0], str) else one
            for one in names
            if isinstance(one, str | list)
        ),
        "",
    )
    return (name if isinstance(name, str) else ""), plain_words(fields.text(*IMAGE_ALT))


def settings(folder: Path, notes: Notes, *names: str) -> Fields:
    """The settings of a blog, from the first of some files that is there."""
    for name in names:
        if safe_file(folder, name) is None or (text := read_text(folder, name, notes)) is None:
            continue
        read = toml_fields(text, name, Notes()) if name.endswith(".toml") else yaml_fields(text, name, Notes())
        if read is None:
            notes.tell(
                LOOK, name, 1, "these settings cannot be read", "give --address, and look at dates and addresses."
            )
        return read or Fields()
    return Fields()


def setting_in(text: str, name: str) -> str:
    """A text that a program of settings gives a name, as in ``url: 'https://…'`` or ``SITEURL = "…"``."""
    found = re.search(rf"""^[ \t]*["']?{name}["']?[ \t]*[:=][ \t]*(["'`])([^"'`\n]*)\1""", text, re.MULTILINE)
    return found[2] if found else ""


def without_index(path: str) -> str:
    """The path of a post's file without its end and the name ``index``."""
    return posixpath.splitext(path)[0].removesuffix("/index")
