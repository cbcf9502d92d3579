"""Astro and Starlight: collections below ``src/content``, with dates in front matter, MDX and asides of colons."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from knowledge_centre.importing.fields import split
from knowledge_centre.importing.files import markdown_files, read_text
from knowledge_centre.importing.records import Blog, Notes, Post
from knowledge_centre.importing.slugs import slug_of
from knowledge_centre.importing.systems.common import date_of, front_of, image_of, setting_in, without_index
from knowledge_centre.importing.systems.people import people_file, people_in

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = "src/content"
DATED = re.compile(r"\d{4}-\d\d-\d\d[-_]")
PEOPLE = tuple(f"src/{folder}/authors.{end}" for folder in ("content", "data") for end in ("yml", "yaml", "json"))


def read(folder: Path, system: str, notes: Notes) -> Blog:
    found = next(iter(sorted(folder.glob("astro.config.*"))), None)
    config = (read_text(folder, found.name, notes) or "") if found else ""
    address = f"{setting_in(config, 'site').rstrip('/')}/{setting_in(config, 'base').strip('/')}".rstrip("/")
    blog = Blog(system, folder, [], setting_in(config, "title"), address, None, people_file(folder, notes, *PEOPLE))
    blog.static = ("public", "src", CONTENT)
    start = CONTENT if (folder / CONTENT).is_dir() else "src/pages" if (folder / "src/pages").is_dir() else ""
    for path in markdown_files(folder, start):
        if post := _post(blog, path, start, notes):
            blog.posts.append(post)
    return blog


def _post(blog: Blog, path: str, start: str, notes: Notes) -> Post | None:
    text = read_text(blog.folder, path, notes)
    head = split(text, path, notes) if text is not None else None
    if head is None:
        return None
    fields = head.fields
    date = date_of(
        fields,
        path,
        (),
        blog.zone,
        notes,
        "date",
        "pubdate",
        "publishdate",
        "published",
        "pubdatetime",
        "datepublished",
    )
    if not date:
        return None
    below = without_index(path.removeprefix(f"{start}/") if start else path).removeprefix("docs/")
    folder, name = posixpath.split(below)
    slug = fields.text("slug") or name
    address = slug if "/" in slug else posixpath.join(folder, slug)
    names, known = people_in(fields, "authors", "author", "author.id")
    blog.people |= known
    image, alt = image_of(fields)
    return Post(
        path, head.line, head.body, slug_of(DATED.sub("", slug.rpartition("/")[2])), fields.text("title"), date,
        (f"/{address.lower()}/",), names, fields.names("category", "categories"), fields.names("tags", "tag"),
        front_of(fields, date, blog.zone), image, alt, frozenset({"asides", "mdx"}),
    )  # fmt: skip
