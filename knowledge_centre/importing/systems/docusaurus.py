"""Docusaurus: ``blog/`` with ``authors.yml``, days in the names of files or folders, MDX and asides of colons."""

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

NAME = re.compile(r"(?:.*/)?(\d{4})[-/](\d\d?)[-/](\d\d?)[-/](.+)")


def read(folder: Path, system: str, notes: Notes) -> Blog:
    found = next(iter(sorted(folder.glob("docusaurus.config.*"))), None)
    config = (read_text(folder, found.name, notes) or "") if found else ""
    base = setting_in(config, "baseUrl").strip("/")
    address = setting_in(config, "url").rstrip("/")
    people = people_file(folder, notes, "blog/authors.yml", "blog/authors.yaml")
    blog = Blog(
        system,
        folder,
        [],
        setting_in(config, "title"),
        f"{address}/{base}".rstrip("/") if address else "",
        None,
        people,
    )
    blog.static = ("static",)
    start = "blog" if (folder / "blog").is_dir() else ""
    route = setting_in(config, "routeBasePath") if setting_in(config, "routeBasePath") != "/" else ""
    for path in markdown_files(folder, start):
        if not posixpath.basename(path).startswith("_") and (
            post := _post(blog, path, start, "blog" if route in {"", "docs"} else route, notes)
        ):
            blog.posts.append(post)
    return blog


def _post(blog: Blog, path: str, start: str, route: str, notes: Notes) -> Post | None:
    text = read_text(blog.folder, path, notes)
    head = split(text, path, notes) if text is not None else None
    if head is None:
        return None
    fields, below = head.fields, without_index(path.removeprefix(f"{start}/") if start else path)
    name = NAME.fullmatch(below)
    date = date_of(fields, path, (), blog.zone, notes, "date")
    if not date:
        return None
    slug = fields.text("slug")
    plain = f"{name[1]}/{name[2]}/{name[3]}/{name[4]}" if name else below
    names, known = people_in(fields, "authors", "author")
    if not names and fields.text("author"):
        names = (fields.text("author"),)
    blog.people |= known
    image, alt = image_of(fields)
    return Post(
        path, head.line, head.body, slug_of(slug.strip("/").rpartition("/")[2] or (name[4] if name else below)), fields.text("title"), date,
        (f"/{route}/{slug.strip('/') or plain}",), names, (), _tags(fields.value("tags")), front_of(fields, date, blog.zone), image, alt,
        frozenset({"asides", "mdx"}),
    )  # fmt: skip


def _tags(given: object) -> tuple[str, ...]:
    """Tags are names, or mappings with a label."""
    items = given if isinstance(given, list) else [given]
    labels = (one.get("label") if isinstance(one, dict) else one for one in items)
    return tuple(dict.fromkeys(" ".join(one.split()) for one in labels if isinstance(one, str) and one.strip()))
