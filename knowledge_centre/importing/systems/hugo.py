"""Hugo and Zola: ``content/`` with front matter in TOML or YAML, bundles with their pictures, taxonomies, aliases."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from knowledge_centre.importing.fields import Fields, split
from knowledge_centre.importing.files import markdown_files, read_text
from knowledge_centre.importing.moments import zone_named
from knowledge_centre.importing.records import LEFT_OUT, Blog, Notes, Post
from knowledge_centre.importing.slugs import slug_of
from knowledge_centre.importing.systems.common import date_of, front_of, image_of, settings, without_index
from knowledge_centre.importing.systems.people import people_file, people_in

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = tuple(
    f"{folder}{name}.{end}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for end in ("toml", "yaml", "yml")
)
LANGUAGE = re.compile(r"\.([a-z]{2}(?:-[a-z]{2,4})?)$")
DATED = re.compile(r"\d{4}-\d\d-\d\d[-_]")
AUTHORS = (
    "authors",
    "author",
    "taxonomies.authors",
    "taxonomies.author",
    "extra.authors",
    "extra.author",
    "params.author",
)


def read(folder: Path, system: str, notes: Notes) -> Blog:
    config = settings(folder, notes, *CONFIG)
    address = config.text("base_url", "baseurl").rstrip("/")
    zone = zone_named(config.text("timezone"))
    people = people_file(folder, notes, "data/authors.yml", "data/authors.yaml", "data/authors.toml")
    author = config.text("author", "params.author", "params.author.name", "author.name", "extra.author")
    blog = Blog(system, folder, [], config.text("title"), address if "://" in address else "", zone, people, author)
    blog.static = ("static", "content", "assets")
    language = config.text("defaultcontentlanguage", "default_language") or "en"
    start = "content" if (folder / "content").is_dir() else ""
    for path in markdown_files(folder, start):
        stem = posixpath.splitext(posixpath.basename(path))[0]
        if stem == "_index" or stem.startswith("_index."):
            continue
        if (other := LANGUAGE.search(stem)) and other[1] != language:
            notes.tell(
                LEFT_OUT, path, 1, f'this is in another language, "{other[1]}"', "import it into a site of its own."
            )
        elif post := _post(blog, config, path, start, notes):
            blog.posts.append(post)
    return blog


def _post(blog: Blog, config: Fields, path: str, start: str, notes: Notes) -> Post | None:
    text = read_text(blog.folder, path, notes)
    head = split(text, path, notes) if text is not None else None
    if head is None:
        return None
    fields = head.fields
    addresses = _addresses(blog.system, fields, config, path, start)
    date = date_of(fields, path, addresses, blog.zone, notes, "date", "publishdate", "pubdate", "published")
    if not date:
        return None
    own = fields.text("path" if blog.system == "zola" else "url").strip("/").rpartition("/")[2]
    slug = fields.text("slug") or own or DATED.sub("", posixpath.basename(LANGUAGE.sub("", without_index(path))))
    names, known = people_in(fields, *AUTHORS)
    blog.people |= known
    image, alt = image_of(fields)
    syntax = {blog.system} | (
        {"formulas"} if any(map(fields.flag, ("math", "katex", "mathjax", "params.math", "extra.math"))) else set()
    )
    if blog.system == "hugo":
        addresses = _dated(addresses, config, date, slug, path.removeprefix(f"{start}/"))
    return Post(
        path, head.line, head.body, slug_of(re.sub(r"\.html?$", "", slug)), fields.text("title"), date, addresses, names,
        fields.names("categories", "taxonomies.categories", "category"), fields.names("tags", "taxonomies.tags", "taxonomies.tag", "tag"),
        front_of(fields, date, blog.zone), image, alt, frozenset(syntax),
    )  # fmt: skip


def _addresses(system: str, fields: Fields, config: Fields, path: str, start: str) -> tuple[str, ...]:
    """The paths at which a post stands and stood."""
    below = LANGUAGE.sub("", without_index(path.removeprefix(f"{start}/"))) if start else without_index(path)
    folder, name = posixpath.split(below)
    if system == "zola":
        name = DATED.sub("", name)
    plain = posixpath.join(folder, fields.text("slug") or name)
    own = fields.text("path" if system == "zola" else "url") or (
        plain if system == "zola" else plain.lower().replace(" ", "-")
    )
    above = "" if system == "zola" else folder  # in Hugo, aliases begin at their section
    aliases = (posixpath.join("/", above, one) for one in fields.names("aliases"))
    return tuple(dict.fromkeys([f"/{own.strip('/')}/", *aliases]))


def _dated(addresses: tuple[str, ...], config: Fields, date: str, slug: str, below: str) -> tuple[str, ...]:
    """The same with the setting ``permalinks``, which is one for each folder of posts."""
    section = below.partition("/")[0]
    rules: Any = config.value("permalinks") or {}
    rules = rules.get("page", rules) if isinstance(rules, dict) else {}
    rule = rules.get(section) if isinstance(rules, dict) else None
    if not isinstance(rule, str):
        return addresses
    year, month, day = date[:10].split("-")
    name = posixpath.basename(without_index(below))
    values = {"year": year, "month": month, "day": day, "slug": slug, "title": slug, "filename": name, "contentbasename": name,
              "slugorfilename": slug, "slugorcontentbasename": slug, "section": section, "sections": section}  # fmt: skip
    made = re.sub(r":(\w+)", lambda found: values.get(found[1].lower(), found[0]), rule)
    return tuple(dict.fromkeys([f"/{made.strip('/')}/", *addresses[1:]]))
