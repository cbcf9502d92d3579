"""WordPress: the XML that its "Export" makes, WXR, with posts, attachments, authors and terms in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from knowledge_centre.content.diagnostics import printable, quoted, shortened
from knowledge_centre.importing.articles import plain_words
from knowledge_centre.importing.moments import moment
from knowledge_centre.importing.records import LEFT_OUT, LOOK, Blog, Notes, Person, Post
from knowledge_centre.importing.slugs import slug_of
from knowledge_centre.importing.systems.wordpress_html import markdown_of
from knowledge_centre.importing.systems.wordpress_shortcodes import Attachment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_EXPORT = 300_000_000
"""Bytes. WordPress itself cuts exports, and hosts take less."""
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
MOST_ERRORS = 20
GONE = frozenset({"auto-draft", "inherit", "trash"})
NO_CATEGORY = frozenset({"uncategorized", "uncategorised"})


def read(source: Path, system: str, notes: Notes) -> Blog:
    if not source.is_file():
        msg = f"{source} is no file: give the XML that WordPress exports."
        raise ValueError(msg)
    if (size := source.stat().st_size) > LARGEST_EXPORT:
        msg = f"{source} has {size:,} bytes: export it in parts of {LARGEST_EXPORT:,} at most."
        raise ValueError(msg)
    blog = Blog(system, source.parent, [])
    attachments: dict[str, Attachment] = {}
    found: list[dict[str, Any]] = []
    for element in _elements(source, notes):
        name = etree.QName(element).localname
        if name == "item":
            item = _item(element)
            if item["post_type"] == "attachment":
                attachments[item["post_id"]] = Attachment(
                    item["attachment_url"], item["meta"].get("_wp_attachment_image_alt", ""), item["title"]
                )
            elif item["post_type"] in {"post", "page"}:
                found.append(item)
            _clear(element)
        elif name == "author":
            login = _text(element, "{*}author_login")
            blog.people[login] = Person(_text(element, "{*}author_display_name") or login)
        elif name == "base_blog_url":
            blog.address = (element.text or "").strip().rstrip("/")
        elif name == "title" and not blog.title and etree.QName(element.getparent()).localname == "channel":
            blog.title = " ".join((element.text or "").split())
    for item in found:
        if post := _post(blog, source.name, item, attachments, notes):
            blog.posts.append(post)
    return blog


def _elements(source: Path, notes: Notes) -> Iterator[Any]:
    """What is looked at, one after the other. Entities are left unresolved, and nothing is fetched."""
    with source.open("rb") as file:
        parser = etree.iterparse(
            file, events=("end",), tag=("item", "title", "{*}author", "{*}base_blog_url"),
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=True,
        )  # fmt: skip
        try:
            for _event, element in parser:
                if element.getroottree().docinfo.internalDTD is not None:
                    msg = f"{source.name}:1: this has a document type, which WordPress writes none of: it is not read."
                    raise ValueError(msg)
                yield element
        except etree.XMLSyntaxError as error:
            words = printable(shortened(str(error.msg)))
            msg = f"{source.name}:{error.lineno or 1}: this is not XML ({words}): export it again."
            raise ValueError(msg) from error
    for told in list(parser.error_log)[:MOST_ERRORS]:
        message = f"this is not quite XML ({printable(shortened(told.message))})"
        notes.tell(LOOK, source.name, told.line, message, "look whether the post is whole.")


def _clear(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _text(element: Any, path: str) -> str:
    found = element.find(path)
    return (found.text or "").strip() if found is not None else ""


def _item(element: Any) -> dict[str, Any]:
    """The fields of an item as plain data."""
    fields = (
        "post_id",
        "post_type",
        "post_name",
        "post_date",
        "post_date_gmt",
        "post_modified_gmt",
        "status",
        "attachment_url",
        "post_password",
    )
    item: dict[str, Any] = {name: _text(element, f"{{*}}{name}") for name in fields}
    item |= {name: _text(element, name) for name in ("title", "link", "pubDate")}
    content = element.find(CONTENT)
    excerpts = [one for one in element.iterfind("{*}encoded") if one.tag != CONTENT]
    item["content"] = content.text or "" if content is not None else ""
    item["line"] = (content if content is not None else element).sourceline or 1
    item["excerpt"] = excerpts[0].text or "" if excerpts else ""
    item["creator"] = _text(element, CREATOR)
    item["terms"] = [
        (one.get("domain", ""), one.get("nicename", ""), " ".join((one.text or "").split()))
        for one in element.iterfind("category")
    ]
    item["meta"] = {_text(one, "{*}meta_key"): _text(one, "{*}meta_value") for one in element.iterfind("{*}postmeta")}
    return item


def _post(blog: Blog, path: str, item: dict[str, Any], attachments: dict[str, Attachment], notes: Notes) -> Post | None:
    title, line = item["title"], item["line"]
    if item["status"] in GONE:
        notes.counts[f"posts of the status {item['status']}, left out"] += 1
        return None
    if item["post_type"] == "page":
        notes.tell(
            LEFT_OUT,
            path,
            line,
            f"{quoted(title)} is a page, and no post",
            "write it as a page of the site if it is still needed.",
        )
        return None
    gmt = item["post_date_gmt"]
    date = (
        (moment(f"{gmt}+00:00", None) if gmt[:4] not in {"", "0000"} else "")
        or moment(item["post_date"], None)
        or moment(item["pubDate"], None)
    )
    if not date:
        notes.tell(LEFT_OUT, path, line, f"{quoted(title)} has no date", "give it one in WordPress, and export again.")
        return None
    body, pieces = markdown_of(item["content"], attachments, path, line, notes)
    updated = (
        moment(f"{item['post_modified_gmt']}+00:00", None)[:10]
        if item["post_modified_gmt"][:4] not in {"", "0000"}
        else ""
    )
    link = urlsplit(item["link"]).path if "?p=" not in item["link"] else ""
    base = urlsplit(blog.address).path.rstrip("/")
    named = unquote(item["post_name"]) or title
    cover = attachments.get(item["meta"].get("_thumbnail_id", ""))
    of = {
        domain: [name for one, nicename, name in item["terms"] if one == domain and nicename not in NO_CATEGORY]
        for domain in ("category", "post_tag")
    }
    front = {
        "updated": updated if updated > date[:10] else "",
        "draft": item["status"] in {"draft", "pending", "private"} or bool(item["post_password"]),
        "summary": plain_words(item["excerpt"]),
    }
    return Post(
        path, line, body, slug_of(named), title, date, (link.removeprefix(base),) if link.strip("/") else (),
        (item["creator"],) if item["creator"] else (), tuple(of["category"]), tuple(of["post_tag"]), front,
        cover.url if cover else "", cover.alt if cover else "", frozenset({"wordpress"}), item["post_id"] or item["link"], pieces,
    )  # fmt: skip
