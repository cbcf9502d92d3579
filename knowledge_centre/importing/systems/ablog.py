"""ABlog: posts in MyST with ``blogpost: true`` or a date in front matter, or with a directive ``post``."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from knowledge_centre.importing.fields import Fields, split
from knowledge_centre.importing.files import markdown_files, read_text
from knowledge_centre.importing.moments import zone_named
from knowledge_centre.importing.records import LEFT_OUT, Blog, Notes, Person, Post
from knowledge_centre.importing.slugs import slug_of
from knowledge_centre.importing.systems.common import date_of, front_of, image_of, setting_in, without_index

if TYPE_CHECKING:
    from pathlib import Path

DIRECTIVE = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{post\}[ \t]*(?P<date>[^\n]*)\n(?P<options>(?:[ \t]*:[\w-]+:[^\n]*\n)*)(?P<rest>.*?)^(?P=fence)[ \t]*$\n?",
    re.MULTILINE | re.DOTALL,
)
OPTION = re.compile(r"^[ \t]*:([\w-]+):[ \t]*(.*)$", re.MULTILINE)
PERSON = re.compile(r"""["'](\w[\w .-]*)["']\s*:\s*\(\s*["']([^"']+)["']\s*,\s*(?:["']([^"']*)["']|None)""")
REST = re.compile(r"^\.\. post::", re.MULTILINE)


def read(folder: Path, system: str, notes: Notes) -> Blog:
    config = read_text(folder, "conf.py", notes) or ""
    address = setting_in(config, "blog_baseurl").rstrip("/")
    blog = Blog(system, folder, [], setting_in(config, "blog_title") or setting_in(config, "project"), address)
    blog.zone = zone_named(setting_in(config, "timezone"))
    authors = re.search(r"blog_authors\s*=\s*\{(.*?)\n\}", config, re.DOTALL)
    for key, name, url in PERSON.findall(authors[1]) if authors else ():
        blog.people[key] = Person(name, url=url)
    blog.author = setting_in(config, "blog_default_author") or setting_in(config, "author")
    for path in markdown_files(folder):
        if post := _post(blog, path, notes):
            blog.posts.append(post)
    for file in sorted(folder.rglob("*.rst")):
        path = file.relative_to(folder).as_posix()
        if not any(part.startswith(("_", ".")) for part in path.split("/")) and REST.search(
            read_text(folder, path, notes) or ""
        ):
            notes.tell(
                LEFT_OUT, path, 1, "this is reStructuredText", "rst2myst makes Markdown of it; then import again."
            )
    return blog


def _post(blog: Blog, path: str, notes: Notes) -> Post | None:
    text = read_text(blog.folder, path, notes)
    head = split(text, path, notes) if text is not None else None
    if head is None:
        return None
    found = DIRECTIVE.search(head.body)
    if not found and not head.fields.flag("blogpost") and not head.fields.text("date"):
        return None  # a page of the documentation
    fields, body, line = head.fields, head.body, head.line
    if found:
        fields = _with_options(fields, found)
        body = f"{body[: found.start()]}{chr(10) * found[0].count(chr(10))}{body[found.end() :]}"
    date = date_of(fields, path, (), blog.zone, notes, "date")
    if not date:
        return None
    stem = without_index(path)
    image = image_of(fields)
    return Post(
        path, line, body, slug_of(posixpath.basename(stem)), fields.text("title"), date,
        (f"/{stem}.html", *fields.names("redirect")), fields.names("author"), fields.names("category"), fields.names("tags"),
        front_of(fields, date, blog.zone) | {"series": ""}, *image, frozenset({"myst", "asides"}),
    )  # fmt: skip


def _with_options(fields: Fields, found: re.Match[str]) -> Fields:
    """The fields with those that the directive gives."""
    given = {key.lower(): value.strip() for key, value in OPTION.findall(found["options"])}
    return Fields({**fields.values, "date": found["date"].strip(), **given}, {**fields.lines})
