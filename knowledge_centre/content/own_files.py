"""Which files a text may name, and so publish: the one rule for pictures, downloads, links and all that directives read.

A file is the site's own to give away where it stands below ``articles/`` or in a folder of static files, by the name
that the text gives and, where that is a link, by the name that it leads to.
"""

from __future__ import annotations

import os
import posixpath
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.taxonomies import ARTICLES

if TYPE_CHECKING:
    from pathlib import Path

SHARED = f"{ARTICLES}/_shared"
"""The folder of what several articles use."""
AVATARS = f"{ARTICLES}/_avatars"
"""The folder of authors' pictures, the other one that may be named though it begins with "_"."""
STATIC = ("_static",)
"""The folders of static files, where conf.py names no others."""
MADE = frozenset({"__pycache__", "_build", "node_modules", "site-packages"})
"""Folders that programs fill."""
LONGEST_NAME, LONGEST_PATH = 255, 1024
"""In bytes."""
ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
"""How an address begins that is no path: that of another site, and of a Windows drive."""
OUTPUT = re.compile(r"[0-9a-f]{64}\.(?:gif|jpeg|jpg|png)")
HERE = f"put it beside this file, or into {SHARED}/ where others use it too, and give its name."
RUN_WHEN_OPENED = frozenset(
    [
        *(".htm", ".html", ".htmls", ".mht", ".mhtml", ".phtml", ".shtm", ".shtml", ".xht", ".xhtml", ".xul"),
        *(".atom", ".mathml", ".mml", ".rdf", ".rss", ".svgz", ".xbl", ".xml", ".xsd", ".xsl", ".xslt"),
        *(".cjs", ".hta", ".htc", ".jnlp", ".js", ".jse", ".mjs", ".swf", ".vbs", ".wasm", ".webmanifest"),
    ]
)
"""How files end that a browser would run, as part of the site, from where downloads lie."""
Refusal = tuple[str, str]
"""Message and remedy."""


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """The files that texts may name on one day."""

    site: Path
    static: tuple[str, ...] = STATIC
    """Folders, relative to the site's."""
    hidden: frozenset[str] = frozenset()
    """The docnames of articles that are not published, whose folders are not either."""
    sources: frozenset[str] = frozenset()
    """The paths of their files, in lower case."""
    outputs: str = ""
    """The folder, seen from the site's, of the pictures that notebooks made, which have names that nobody can guess."""

    def find(self, named: str, folder: str = "") -> str | Refusal:
        """The path of a file, relative to the site, by the name that a text in *folder* gives it; or why it has none.

        An absolute name begins at the site's folder, as Sphinx has it.
        """
        path = posixpath.normpath(named.lstrip("/") if named.startswith("/") else posixpath.join(folder, named))
        if self.outputs and posixpath.dirname(path) == self.outputs:
            made = OUTPUT.fullmatch(posixpath.basename(path)) and (self.site / path).is_file()
            return path if made else (f"there is no file {quoted(path)} in the site", HERE)
        if problem := name_problem(named) or self._misplaced(path, named):
            return problem
        try:
            real = self.place(named, folder).resolve()
            mode = real.stat().st_mode
        except (OSError, ValueError, RuntimeError):  # not there, too long, no text, or a link to itself
            if self.place(named, folder).is_symlink():
                return f"{quoted(path)} is a link that leads nowhere", "put the file itself there."
            return f"there is no file {quoted(path)} in the site", HERE
        return self._foreign(path, real, mode) or real.relative_to(self.site.resolve()).as_posix()

    def _foreign(self, path: str, real: Path, mode: int) -> Refusal | None:
        """What is wrong with what a path leads to: *real*, a file or something else."""
        home = self.site.resolve()
        if not real.is_relative_to(home):
            return f"{quoted(path)} is a link that leads out of the site", "put the file itself there."
        if self._misplaced(found := real.relative_to(home).as_posix(), path):
            return f"{quoted(path)} leads to {quoted(found)}, which is not published", "put the file itself there."
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "no ordinary file"
            return f"{quoted(path)} is {kind}", "name a file."
        if not os.access(real, os.R_OK):
            return f"{quoted(path)} cannot be read", "let everyone read it (chmod a+r)."
        return None

    def place(self, named: str, folder: str) -> Path:
        """Where a text in *folder* says that a file is."""
        return self.site / named[1:] if named.startswith("/") else self.site / folder / named

    def _misplaced(self, path: str, named: str) -> Refusal | None:
        """What is wrong with the place of a file, be it there or not."""
        parts = path.split("/")
        if path.startswith("/") or ".." in parts:
            return f"{quoted(named)} leads out of the site", HERE
        if any(part.startswith(".") for part in parts) or path.lower().endswith(".env"):
            return f"{quoted(path)} has a name that programs hide", 'rename it, without "." at its beginning.'
        folders = ["/".join(parts[:count]) for count in range(1, len(parts))]
        is_static = not set(self.static).isdisjoint(folders)
        is_made = not is_static and not MADE.isdisjoint(parts[:-1])
        if is_made or any((self.site / one / "pyvenv.cfg").exists() for one in folders):
            return f"{quoted(path)} is in a folder that programs fill", HERE
        if ARTICLES not in folders:
            return None if is_static else (f"{quoted(path)} is no file of an article", HERE)
        if parts[1].startswith("_") and folders[1:2] != [SHARED] and folders[1:2] != [AVATARS]:
            return f'{quoted(path)} is not published, as its place begins with "_"', f"move it to {SHARED}/."
        return self.withheld(path)

    def withheld(self, path: str) -> Refusal | None:
        """What is wrong with a file below the articles that belongs to one which is not published."""
        first = "/".join(path.split("/")[:2]).casefold()
        if (
            first not in self.hidden
            and first.removesuffix(".md") not in self.hidden
            and path.casefold() not in self.sources
        ):
            return None
        return f"{quoted(path)} belongs to an article that is not published", f"move it to {SHARED}/."


def download_problem(path: str) -> Refusal | None:
    """What is wrong with offering a file: as one of the site's own it could do to readers what the site can."""
    ending = posixpath.splitext(path)[1].lower()
    if ending not in RUN_WHEN_OPENED:
        return None
    message = f'{quoted(path)} may not be offered, as browsers run what ends in "{ending}"'
    return message, "show it with {literalinclude}, or offer it in a .zip file."


def is_missing(found: object) -> bool:
    """Whether a file is refused for no other reason than that it is not there."""
    return isinstance(found, tuple) and found[0].startswith("there is no file ")


def name_problem(named: str) -> Refusal | None:
    """What is wrong with a name wherever the file may be: not every computer has such a name."""
    parts = named.split("/")
    lengths = [len(part.encode(errors="replace")) for part in (named, *parts)]
    edges = any(part != part.strip() or (part.endswith(".") and part.strip(".")) for part in parts)
    rename = "rename the file, and give its name."
    problems = (
        (ADDRESS.match(named), "is no file of this site", "save it beside this file, and give its name."),
        ("\\" in named, "has a backslash", 'write "/" between folders and files.'),
        (not named.isprintable(), "has characters that cannot be seen", rename),
        (not parts[-1].strip(), "is a folder", "name a file."),
        (lengths[0] > LONGEST_PATH or max(lengths[1:]) > LONGEST_NAME, "is too long a name", "shorten it."),
        (edges, "has a name that begins or ends with a space or a full stop", rename),
    )
    return next(((f"{quoted(named)} {message}", remedy) for wrong, message, remedy in problems if wrong), None)
