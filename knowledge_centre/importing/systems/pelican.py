"""Pelican: ``content/`` with lines such as ``Tags: a, b`` at the top of Markdown, and Python-Markdown's asides."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from knowledge_centre.importing.fields import pelican_split, split
from knowledge_centre.importing.files import markdown_files, read_text
from knowledge_centre.importing.moments import zone_named
from knowledge_centre.importing.records import Blog, Notes, Post
from knowledge_centre.importing.slugs import slug_of
from knowledge_centre.importing.systems.common import date_of, front_of, image_of, setting_in
from knowledge_centre.importing.systems.people import people_said

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_centre.importing.fields import Fields

PAGES = ("pages/", "extra/", "static/")
"""Folders below the content that hold no posts."""
FIELD = re.compile(r"\{(\w+)(?::([^{}]*))?\}")


def read(folder: Path, system: str, notes: Notes) -> Blog:
    config = "\n".join(
        read_text(folder, name, notes) or ""
        for name in ("pelicanconf.py", "publishconf.py")
        if (folder / name).is_file()
    )
    start = setting_in(config, "PATH") or ("content" if (folder / "content").is_dir() else "")
    start = posixpath.normpath(start).removeprefix("./").strip(".") if not start.startswith(("/", "..")) else ""
    address = setting_in(config, "SITEURL").rstrip("/")
    last = re.findall(r"""^SITEURL\s*=\s*["'](https?://[^"']+)["']""", config, re.MULTILINE)
    blog = Blog(system, folder, [], setting_in(config, "SITENAME"), last[-1].rstrip("/") if last else address)
    blog.zone, blog.author = zone_named(setting_in(config, "TIMEZONE")), setting_in(config, "AUTHOR")
    blog.static = (start,)
    rule = setting_in(config, "ARTICLE_URL") or "{slug}.html"
    for path in markdown_files(folder, start):
        below = path.removeprefix(f"{start}/") if start else path
        if not below.startswith(PAGES) and (post := _post(blog, path, below, rule, notes)):
            blog.posts.append(post)
    return blog


def _post(blog: Blog, path: str, below: str, rule: str, notes: Notes) -> Post | None:
    text = read_text(blog.folder, path, notes)
    if text is None:
        return None
    head = split(text, path, notes) if text.startswith("---") else pelican_split(text)
    if head is None:
        return None
    fields = head.fields
    date = date_of(fields, path, (), blog.zone, notes, "date")
    if not date:
        return None
    stem = posixpath.splitext(posixpath.basename(path))[0]
    slug = fields.text("slug") or slug_of(fields.text("title") or stem)
    folder = posixpath.dirname(below)
    category = fields.text("category") or folder.partition("/")[0]
    image, alt = image_of(fields)
    return Post(
        path, head.line, head.body, slug_of(slug), fields.text("title"), date, (_address(fields, rule, slug, date, category),),
        _people(fields), (category,) if category else (), fields.names("tags", "tag"), front_of(fields, date, blog.zone), image, alt,
        frozenset({"python-markdown", "kramdown"}),
    )  # fmt: skip


def _people(fields: Fields) -> tuple[str, ...]:
    several = fields.text("authors")
    if several:
        return fields.names("authors", cut=";" if ";" in several else ",")
    return (
        tuple(person.name for person in people_said(fields.text("author")) if person.name)
        if fields.text("author")
        else ()
    )


def _address(fields: Fields, rule: str, slug: str, date: str, category: str) -> str:
    """The path of a post, by the setting ``ARTICLE_URL``."""
    year, month, day = date[:10].split("-")

    def value(found: re.Match[str]) -> str:
        if found[1] == "date":
            form = found[2] or "%Y-%m-%d"
            return (
                form.replace("%Y", year)
                .replace("%m", month)
                .replace("%d", day)
                .replace("%-m", str(int(month)))
                .replace("%-d", str(int(day)))
            )
        return {"slug": slug, "category": slug_of(category) if category else "", "lang": "en"}.get(found[1], found[0])

    return f"/{fields.text('url').lstrip('/') or FIELD.sub(value, rule).lstrip('/')}"
