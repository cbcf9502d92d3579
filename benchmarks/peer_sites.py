"""The same articles as sites of others, each with what it has of a blog, topics, search and feeds."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from benchmarks.sites import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

NOTE = re.compile(r"^:::\{note\}\n(.*?)\n:::$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((article-\d+)\.md\)")
MATERIAL: dict[str, Any] = {
    "site_name": "Articles",
    "site_url": ADDRESS,
    "theme": {"name": "material", "font": False},
    "markdown_extensions": ["admonition", "pymdownx.highlight", "pymdownx.superfences", {"toc": {"permalink": True}}],
    "nav": [{"Home": "index.md"}],
}
RSS = {"match_path": r"posts/.*", "date_from_meta": {"as_creation": "date.created"}, "use_git": False}
ABLOG = f"""project = blog_title = "Articles"
extensions = ["ablog", "myst_parser"]
blog_baseurl = html_baseurl = "{ADDRESS}"
blog_post_pattern = "articles/*"
post_date_format = "%Y-%m-%d"
html_theme = "alabaster"
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "strikethrough", "tasklist"]
suppress_warnings = ["toc.not_included"]
"""
PELICAN = f"""SITENAME, SITEURL, PATH, TIMEZONE = "Articles", "{ADDRESS.rstrip("/")}", "content", "UTC"
FEED_ALL_ATOM, CATEGORY_FEED_ATOM = "feeds/all.atom.xml", "feeds/{{slug}}.atom.xml"
TAG_FEED_ATOM, AUTHOR_FEED_ATOM = "feeds/tag-{{slug}}.atom.xml", "feeds/author-{{slug}}.atom.xml"
DEFAULT_PAGINATION = 50
MARKDOWN = {{
    "extension_configs": {{
        "markdown.extensions.extra": {{}},
        "markdown.extensions.codehilite": {{"css_class": "highlight"}},
        "markdown.extensions.admonition": {{}},
        "markdown.extensions.toc": {{}},
    }},
    "output_format": "html5",
}}
"""
HUGO: dict[str, Any] = {
    "baseURL": ADDRESS,
    "title": "Articles",
    "taxonomies": {"tag": "tags", "category": "categories", "author": "authors"},
    "pagination": {"pagerSize": 50},
}
HUGO_LAYOUTS = {
    "baseof.html": "<!doctype html>\n<html><head><meta charset=utf-8><title>{{ .Title }}</title>{{ range .AlternativeOutputFormats }}"
    '<link rel="{{ .Rel }}" type="{{ .MediaType.Type }}" href="{{ .Permalink }}">{{ end }}</head>'
    '<body><h1>{{ .Title }}</h1>{{ block "main" . }}{{ end }}</body></html>',
    "single.html": '{{ define "main" }}<p>{{ .Date.Format "2 January 2006" }} {{ range .GetTerms "tags" }}'
    '<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</p>{{ .TableOfContents }}{{ .Content }}{{ end }}',
    "list.html": '{{ define "main" }}{{ range .Paginator.Pages }}<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>'
    '<p>{{ .Params.summary }}</p>{{ end }}{{ template "_internal/pagination.html" . }}{{ end }}',
}


@dataclass(frozen=True)
class Post:
    """An article, taken apart."""

    slug: str
    front: dict[str, Any]
    body: str

    def with_notes(self, form: Callable[[str], str]) -> str:
        return NOTE.sub(lambda note: form(note[1]), self.body)

    def indented(self) -> str:
        """With notes as Python's Markdown has them."""
        return self.with_notes(lambda text: "!!! note\n    " + text.replace("\n", "\n    "))


@dataclass(frozen=True)
class Peer:
    """A program that makes a site of articles."""

    name: str
    """Of the file of its pins, too."""
    command: Sequence[str]
    """The first is in its environment."""
    output: str
    make: Callable[[Path, Sequence[Post]], None]
    """Lays out its site in a folder."""
    has: str
    search: Sequence[str] = ()
    """Patterns of the files of its search."""


def posts(articles: Path) -> list[Post]:
    found = []
    for path in sorted(articles.glob("*.md")):
        _nothing, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        found.append(Post(path.stem, yaml.safe_load(head), body.strip()))
    return found


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def with_front(front: dict[str, Any], text: str) -> str:
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False)}---\n\n{text}\n"


def material(folder: Path, all_posts: Sequence[Post]) -> None:
    plugins = [{"blog": {"blog_dir": ".", "authors_profiles": True}}, "tags", "search", {"rss": RSS}]
    write(folder / "mkdocs.yml", yaml.safe_dump(MATERIAL | {"plugins": plugins}))
    write(folder / "docs/index.md", "# Articles\n")
    write(folder / "docs/tags.md", "# Topics\n\n<!-- material/tags -->\n")
    people = sorted({post.front["author"] for post in all_posts})
    author = {"description": "Writes", "avatar": "/avatar.png"}
    write(
        folder / "docs/.authors.yml",
        yaml.safe_dump({"authors": {one: {"name": one.title(), **author} for one in people}}),
    )
    for post in all_posts:
        front = {
            "title": post.front["title"],
            "date": post.front["date"],
            "authors": [post.front["author"]],
            "categories": [post.front["category"]],
            "tags": post.front["tags"],
            "description": post.front["summary"],
        }
        text = post.indented().replace("\n\n", "\n\n<!-- more -->\n\n", 1)
        write(folder / f"docs/posts/{post.slug}.md", with_front(front, text))


def zensical(folder: Path, all_posts: Sequence[Post]) -> None:
    write(folder / "mkdocs.yml", yaml.safe_dump(MATERIAL | {"plugins": ["search", "tags"]}))
    write(folder / "docs/index.md", "# Articles\n")
    for post in all_posts:
        front = {"title": post.front["title"], "tags": post.front["tags"], "description": post.front["summary"]}
        write(folder / f"docs/posts/{post.slug}.md", with_front(front, post.indented()))


def ablog(folder: Path, all_posts: Sequence[Post]) -> None:
    write(folder / "conf.py", ABLOG)
    write(folder / "index.md", "# Articles\n\n```{postlist} 20\n```\n")
    for post in all_posts:
        front = {
            "blogpost": True,
            "date": str(post.front["date"]),
            "author": post.front["author"],
            "category": post.front["category"],
            "tags": ", ".join(post.front["tags"]),
        }
        write(folder / f"articles/{post.slug}.md", with_front(front, f"# {post.front['title']}\n\n{post.body}"))


def pelican(folder: Path, all_posts: Sequence[Post]) -> None:
    write(folder / "pelicanconf.py", PELICAN)
    for post in all_posts:
        front = {
            "Title": post.front["title"],
            "Date": post.front["date"],
            "Author": post.front["author"],
            "Category": post.front["category"],
            "Tags": ", ".join(post.front["tags"]),
            "Summary": post.front["summary"],
            "Slug": post.slug,
        }
        head = "".join(f"{key}: {value}\n" for key, value in front.items())
        text = LINK.sub(r"]({filename}\1.md)", post.indented())
        write(folder / f"content/{post.slug}.md", f"{head}\n{text}\n")


def hugo(folder: Path, all_posts: Sequence[Post]) -> None:
    write(folder / "hugo.json", json.dumps(HUGO))
    for name, text in HUGO_LAYOUTS.items():
        write(folder / f"layouts/_default/{name}", text)
    for post in all_posts:
        front = {key: post.front[key] for key in ("title", "date", "tags", "summary")}
        front |= {"categories": [post.front["category"]], "authors": [post.front["author"]]}
        text = LINK.sub(r']({{< relref "\1.md" >}})', post.with_notes(lambda text: f"> **Note.** {text}"))
        write(folder / f"content/posts/{post.slug}.md", with_front(front, text))


PEERS = (
    Peer(
        *("mkdocs-material", ("mkdocs", "build", "--quiet"), "site", material),
        *("a blog, topics, search, RSS; no cards", ("search/search_index.json",)),
    ),
    Peer("zensical", ("zensical", "build"), "site", zensical, "topics, search; no blog, no feed", ("search*",)),
    Peer(
        *("ablog", ("python", "-m", "sphinx", "-q", "-j", "2", "-b", "html", ".", "site"), "site", ablog),
        *("a blog, topics, feeds, Sphinx's own search; the theme Alabaster", ("searchindex.js",)),
    ),
    Peer(
        "pelican",
        ("pelican", "content", "-o", "site", "-s", "pelicanconf.py"),
        "site",
        pelican,
        "topics, feeds; no search",
    ),
    Peer(
        *("hugo", ("hugo", "--quiet", "--destination", "site"), "site", hugo),
        "topics, RSS; no search; layouts of a few lines, as it comes with no theme",
    ),
)
