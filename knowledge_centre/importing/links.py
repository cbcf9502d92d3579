"""Where the links of a blog's texts lead: to another post, to a section, to a file, or to what was not brought over."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

from knowledge_centre.content.address_policy import address_scheme, link_problem
from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.own_files import RUN_WHEN_OPENED
from knowledge_centre.content.urls import normal
from knowledge_centre.importing.files import MARKDOWN, safe_file
from knowledge_centre.importing.headings import DEEPEST, anchors
from knowledge_centre.importing.pieces import AIM, AIM_END, HIDDEN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge_centre.importing.pieces import Work
    from knowledge_centre.importing.records import Blog, Post

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
OF_FILES = re.compile(r"^(?:\{(?:filename|static|attach)\}|\|(?:filename|static|attach)\||@/|file:)")
"""How Pelican, Zola and this importer say that a path is that of a file."""
DATED = re.compile(r"^\d{4}-\d\d-\d\d-")
PAGES = frozenset({"", ".htm", ".html", ".php", *MARKDOWN})
"""Ends of addresses that are pages."""


Add: TypeAlias = "Callable[[Path, Work, int], str | None]"
"""What has a file copied beside the article, and gives its name there; see pictures."""


class Links:
    """The posts of a blog by their files and addresses."""

    def __init__(self, blog: Blog) -> None:
        self.blog = blog
        self.files: dict[str, Post] = {}
        self.names: dict[str, Post] = {}
        self.addresses: dict[str, Post] = {}
        for post in blog.posts:
            stem = file_stem(post.path)
            self.files.setdefault(stem, post)
            self.names.setdefault(posixpath.basename(stem), post)
            self.names.setdefault(DATED.sub("", posixpath.basename(stem)), post)
            for address in post.addresses:
                self.addresses.setdefault(normal(unquote(address)), post)
        base = urlsplit(blog.address)
        self.host, self.base = (base.hostname or "").removeprefix("www."), base.path.rstrip("/")
        self.known: dict[str, dict[str, int]] = {}
        self.fixed: frozenset[str] = frozenset()
        """The posts whose articles are not written again."""
        self.deep: dict[str, int] = {}
        """The level of the deepest heading that is linked to, by the post it is in, where that is deeper than pages have anchors."""

    def elsewhere(self, identity: str) -> str:
        """Where a post stands now that is no article."""
        post = next((one for one in self.blog.posts if one.identity == identity), None)
        return (self.whole(post.addresses[0]) if post and post.addresses else "") or "#"

    def whole(self, path: str) -> str:
        """The address of a page of the blog where it is now; nothing where that is not known."""
        return f"{self.blog.address}/{path.lstrip('/')}" if self.blog.address else ""

    def aim(self, raw: str, work: Work, line: int, add: Add) -> str | None:
        """What a link is to lead to instead; ``None`` where it can lead nowhere, which is told."""
        if HIDDEN.search(raw):
            return None  # told where it was found
        given = unescape(ESCAPED.sub(r"\1", raw.strip().removeprefix("<").removesuffix(">"))).strip()
        given = given.replace(AIM, "").replace(AIM_END, "")
        path = self.own_path(given)
        if path is None:
            if problem := link_problem(given):
                work.look(line, problem, "its words are left; link them to what they name.")
                return None
            return f"<{given}>" if re.search(r"[\s()]", given) else given
        path, _sharp, fragment = path.partition("#")
        path = path.partition("?")[0]
        post = self._post(path, work.post) if path else work.post
        if post is not None:
            return self._section(post, fragment, work, line)
        if (file := self.file(path, work.post)) is not None and (name := self._download(file, work, line, add)):
            return name
        return self._elsewhere(given, path, work, line)

    def own_path(self, given: str) -> str | None:
        """The path of an address of the blog's own; ``None`` for one of another site."""
        if OF_FILES.match(given):
            return given
        if address_scheme(given) in {"", "http", "https"}:
            try:
                parts = urlsplit(given)
                host = (parts.hostname or "").removeprefix("www.")
            except ValueError:
                return None
            if not host and not address_scheme(given):
                rest = given
            elif host and host == self.host and not parts.port:
                rest = f"{parts.path or '/'}{'#' if parts.fragment else ''}{parts.fragment}"
                if self.base and not f"{rest}/".startswith(f"{self.base}/"):
                    return None
            else:
                return None
            return rest.removeprefix(self.base) if self.base and rest.startswith(f"{self.base}/") else rest
        return None

    def _post(self, path: str, post: Post) -> Post | None:
        plain = unquote(path)
        if OF_FILES.match(plain):
            plain = OF_FILES.sub("", plain)
            stem = file_stem(plain.lstrip("/"))
            near = posixpath.normpath(posixpath.join(posixpath.dirname(post.path), stem))
            tried = (near, stem, *(f"{top}/{stem}" for top in ("content", "content/posts", "content/blog", "_posts")))
            return next((self.files[one] for one in tried if one in self.files), None) or self.names.get(
                posixpath.basename(stem)
            )
        if not plain.startswith("/"):
            near = posixpath.normpath(posixpath.join(posixpath.dirname(post.path), plain))
            if (found := self.files.get(file_stem(near))) is not None and (
                found is not post or posixpath.splitext(plain)[1] in MARKDOWN
            ):
                return found
            if not post.addresses:
                return None
            plain = urljoin(f"/{post.addresses[0].lstrip('/')}", plain)
        return self.addresses.get(normal(plain)) if plain.strip("/") else None

    def _section(self, post: Post, fragment: str, work: Work, line: int) -> str | None:
        if not fragment:
            return f"{AIM}{post.identity}{AIM_END}"
        if post.identity not in self.known:
            self.known[post.identity] = anchors(post.body)
        known, words = self.known[post.identity], unquote(fragment).lower()
        plain = {re.sub(r"[\W_]", "", one): one for one in known}
        found = words if words in known else plain.get(re.sub(r"[\W_]", "", words))
        if found and (known[found] <= DEEPEST or post.identity not in self.fixed):
            if known[found] > DEEPEST:
                self.deep[post.identity] = max(known[found], self.deep.get(post.identity, 0))
            return f"{AIM}{post.identity}#{found}{AIM_END}"
        if post is not work.post:
            return f"{AIM}{post.identity}{AIM_END}"
        work.look(
            line, f"the link to {quoted(f'#{fragment}')} leads to no heading of this text", "link its words to one."
        )
        return None

    def file(self, path: str, post: Post) -> Path | None:
        """The blog's file at a path, as the post's own file or its page sees it."""
        plain = OF_FILES.sub("", unquote(path))
        parts = [posixpath.join(posixpath.dirname(post.path), plain)] if not path.startswith("/") else []
        if post.addresses and parts and not OF_FILES.match(path):
            parts += [f"{top}/{urljoin(f'/{post.addresses[0]}', plain)}" for top in self.blog.static]
        if self.blog.uploads and "/uploads/" in plain:
            return safe_file(self.blog.uploads, posixpath.normpath(plain.partition("/uploads/")[2]))
        for name in [*parts, *(f"{top}/{plain}" for top in self.blog.static)]:
            if (found := safe_file(self.blog.folder, posixpath.normpath(name))) is not None:
                return found
        return None

    def _download(self, file: Path, work: Work, line: int, add: Add) -> str | None:
        ending = file.suffix.lower()
        if ending in RUN_WHEN_OPENED | MARKDOWN or ending in PAGES:
            return None
        return add(file, work, line)

    def _elsewhere(self, given: str, path: str, work: Work, line: int) -> str | None:
        page = (
            path
            if path.startswith("/")
            else urljoin(f"/{work.post.addresses[0].lstrip('/')}" if work.post.addresses else "/", path)
        )
        if (whole := self.whole(page)) and not OF_FILES.match(path) and re.fullmatch(r"[^\s<>\"()\\]+", whole):
            work.notes.counts["links to pages of the old site that were not imported"] += 1
            return whole
        message = f"the link to {quoted(given.removeprefix('file:'))} leads to nothing that was imported"
        work.look(line, message, "its words are left; link them to what they name.")
        return None


def file_stem(path: str) -> str:
    """The path of a post's file as links name it: without its end, and without ``index``."""
    stem, ending = posixpath.splitext(path)
    plain = stem if ending.lower() in {*MARKDOWN, ".rst", ".html"} else path
    return plain.rstrip("/").removesuffix("/index")
