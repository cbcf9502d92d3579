"""A post becomes an article: its text step by step, and its fields in our words."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

from knowledge_centre.importing.articles import plain_words, summary_of
from knowledge_centre.importing.asides import with_asides
from knowledge_centre.importing.headings import top_headings, words
from knowledge_centre.importing.markdown import as_article
from knowledge_centre.importing.pictures import Pictures
from knowledge_centre.importing.pieces import RESERVED, Work
from knowledge_centre.importing.places import parse
from knowledge_centre.importing.records import LOOK
from knowledge_centre.importing.templates import with_templates
from knowledge_centre.importing.texts import Text

if TYPE_CHECKING:
    from knowledge_centre.importing.links import Links
    from knowledge_centre.importing.plans import Planned
    from knowledge_centre.importing.records import Blog, Notes, Post
    from knowledge_centre.importing.vocabulary import Names


def turn(one: Planned, blog: Blog, links: Links, names: Names, notes: Notes, *, most: int) -> None:
    """Make the text and the fields of an article, whose links to others are still to be filled in.

    *most* is the largest picture that it may have, in bytes.
    """
    post = one.post
    work, pictures = Work(blog, post, notes, list(post.pieces)), Pictures(links, most)
    text = with_asides(with_templates(_text(post), work), work)
    title = unescape(post.title) or _heading(text.text) or post.slug.replace("-", " ").capitalize()
    title = " ".join(title.split())
    one.body = as_article(text, work, links, pictures, title).text
    image = pictures.named(post.image, work, post.line) if post.image else None
    if image and not post.image_alt:
        notes.counts["covers whose text alternative is the title"] += 1
    one.front = {
        "title": title,
        "date": post.date,
        **{key: post.front.get(key) for key in ("updated", "expires", "draft", "featured")},
        "author": _authors(post, blog, names, notes),
        **_topics(post, names, notes),
        "series": _series(post, blog),
        "summary": summary_of(str(post.front.get("summary") or "")),
        "image": image,
        "image_alt": plain_words(post.image_alt or title) if image else "",
        "canonical_url": post.front.get("canonical_url"),
        "keywords": post.front.get("keywords"),
    }
    one.pictures = pictures.files
    if pictures.files and not one.path.endswith("/index.md"):
        if one.is_known:
            message = f"this has a picture now, and {one.path} no folder"
            notes.tell(LOOK, post.path, post.line, message, "move the article into one, and import again.")
            one.pictures = {}
        else:
            one.path = f"{one.path.removesuffix('.md')}/index.md"


def _text(post: Post) -> Text:
    text = Text.of(post.body if post.pieces else RESERVED.sub("\ufffd", post.body), post.line)
    return Text(text.text, (post.line,) * len(text.lines)) if post.key else text  # it was HTML, whose lines are others


def _heading(text: str) -> str:
    """The words of the text's first heading, where it is a title."""
    found = top_headings(parse(text).tokens)
    return words(found[0][1]).strip() if found and found[0][0].tag == "h1" else ""


def _authors(post: Post, blog: Blog, names: Names, notes: Notes) -> list[str] | str:
    """Ids; what names nobody is signed by the blog."""
    if not post.authors:
        notes.counts["posts without an author, signed by the blog"] += 1
    said = post.authors or (blog.author or blog.title or "The editors",)
    ids = list(dict.fromkeys(map(names.author, said)))
    return ids[0] if len(ids) == 1 else ids


def _topics(post: Post, names: Names, notes: Notes) -> dict[str, Any]:
    """One category, the first; what else a post was filed under are tags."""
    first, rest = post.categories[:1], post.categories[1:]
    tags = list(dict.fromkeys(map(names.tag, (*rest, *post.tags))))
    notes.counts["further categories made tags"] += len(rest)
    if not first and not names.known.categories and not names.new["categories"]:
        first = ("Articles",)
    return {"category": names.category(first[0]) if first else "", "tags": tags}


def _series(post: Post, blog: Blog) -> str:
    """Its series, if another post is of it as well."""
    name = str(post.front.get("series") or "")
    return name if name and sum(other.front.get("series") == name for other in blog.posts) > 1 else ""
