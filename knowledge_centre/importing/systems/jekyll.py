"""Jekyll: ``_posts/2020-01-31-title.md``, whose address follows the setting ``permalink``, and Liquid in texts."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from knowledge_centre.importing.fields import split
from knowledge_centre.importing.files import markdown_files, read_text
from knowledge_centre.importing.moments import zone_named
from knowledge_centre.importing.records import LEFT_OUT, Blog, Notes, Post
from knowledge_centre.importing.slugs import slug_of
from knowledge_centre.importing.systems.common import date_of, front_of, image_of, settings
from knowledge_centre.importing.systems.people import people_file, people_in

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_centre.importing.fields import Fields

NAME = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)-(.+)")
STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
AUTHORS = ("authors", "author", "by", "writer", "contributors")


def read(folder: Path, system: str, notes: Notes) -> Blog:
    config = settings(folder, notes, "_config.yml", "_config.yaml", "_config.toml")
    zone, base = zone_named(config.text("timezone")), config.text("baseurl").rstrip("/")
    address = config.text("url").rstrip("/")
    people = people_file(
        folder, notes, "_data/authors.yml", "_data/authors.yaml", "_data/people.yml", "_data/authors/authors.yml"
    )
    author = config.text("author.name", "author")
    blog = Blog(
        system, folder, [], config.text("title", "name"), f"{address}{base}" if address else "", zone, people, author
    )
    blog.values = {f"site.{key}": value for key, value in config.values.items() if isinstance(value, str)}
    blog.values |= {"site.baseurl": "", "site.url": blog.address.removesuffix(base) if blog.address else ""}
    for path in markdown_files(folder):
        parts = path.split("/")
        if "_drafts" in parts:
            notes.tell(
                LEFT_OUT,
                path,
                1,
                "this is a draft, which has no date",
                "move it to _posts/ with a date in its name, and import again.",
            )
        if "_posts" in parts and (post := _post(blog, config, path, notes)):
            blog.posts.append(post)
    return blog


def _post(blog: Blog, config: Fields, path: str, notes: Notes) -> Post | None:
    text = read_text(blog.folder, path, notes)
    head = split(text, path, notes) if text is not None else None
    if head is None:
        return None
    fields, stem = head.fields, posixpath.splitext(posixpath.basename(path))[0]
    name = NAME.fullmatch(stem)
    title = name[4] if name else stem
    date = date_of(fields, path, (), blog.zone, notes, "date")
    if not date:
        return None
    above = [part for part in path.split("/")[: path.split("/").index("_posts")] if part]
    categories = fields.names("categories", cut=" ") or fields.names("category", cut="")
    slug = fields.text("slug") or title
    address = _address(
        fields.text("permalink") or config.text("permalink") or "date", date, slug, [*above, *categories]
    )
    names, known = people_in(fields, *AUTHORS)
    blog.people |= known
    image, alt = image_of(fields)
    syntax = {"liquid", "kramdown"} | (
        {"formulas"} if any(map(fields.flag, ("math", "mathjax", "usemathjax", "katex"))) else set()
    )
    return Post(
        path, head.line, head.body, slug_of(slug), fields.text("title"), date,
        tuple(dict.fromkeys([address, *fields.names("redirect_from", "alias", "aliases")])),
        names, tuple(dict.fromkeys([*above, *categories])), fields.names("tags", "tag", cut="," if "," in fields.text("tags") else " "),
        front_of(fields, date, blog.zone), image, alt, frozenset(syntax),
    )  # fmt: skip


def _address(style: str, date: str, title: str, categories: list[str]) -> str:
    """The path of a post from the blog's root."""
    year, month, day = date[:10].split("-")
    values = {
        "categories": "/".join(one.lower().replace(" ", "-") for one in dict.fromkeys(categories)),
        "year": year, "short_year": year[2:], "month": month, "i_month": str(int(month)), "day": day, "i_day": str(int(day)),
        "title": title, "slug": title, "output_ext": ".html", "basename": title, "name": title,
    }  # fmt: skip
    path = re.sub(r":(\w+)", lambda found: values.get(found[1], found[0]), STYLES.get(style, style))
    return re.sub(r"/{2,}", "/", f"/{path}")
