"""The sources of a small site, as records that are edited and written again."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from tests.site import ROOTS, Site

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WORDS = ("turbine", "boiler", "gasket", "flange", "rotor", "bearing", "piston", "valve", "governor", "condenser")
TAGS = ("c", "c-sharp", "cpp", "zero-trust")
PNG = (ROOTS / "test-awkward/articles/all-parts/steps.png").read_bytes()
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0:03}" height="7"/>'
FILES: dict[str, str | bytes] = {
    **{f"articles/{name}.svg": SVG.format(number) for number, name in enumerate(("one", "two", "steps"), start=1)},
    **{f"logos/{name}.svg": SVG.format(number) for number, name in enumerate(("one", "two"), start=7)},
    "articles/steps.png": PNG,
    "articles/part.txt": "A part, read.\n",
    "articles/data.csv": "a,b\n",
}
"""What texts and settings name."""
FEATURES = (
    *("search", "outputs.feeds", "outputs.sitemap", "outputs.markdown_twins", "outputs.metadata", "outputs.redirects"),
    *(
        "outputs.content_security",
        "pages.archives",
        "pages.tags",
        "pages.navigation",
        "pages.byline",
        "pages.not_found",
    ),
    *("pictures.covers",),
)
"""Extensions that can be left out."""
LEFT_OUT = {"outputs.content_security"}
"""At first: this one takes a quarter of a build's time."""
SETTINGS: dict[str, Any] = {"linkcheck_ignore": [".*"]}
"""Behind those of every test site."""
OTHERS = ("sphinx_copybutton", "sphinx_design", "sphinx.ext.todo", "sphinx.ext.viewcode")
"""Those of other projects that can be taken in."""
OWN = "![Own](own.svg)"
"""A block that shows the picture in an article's own folder."""
FIRST = [
    *("(anchor)=\n## Part one", "Words about turbines.", "## Part two"),
    *("```{include} /articles/part.txt\n```", "![One](/articles/one.svg)"),
]
"""The text of the article that others lead to."""
CONTENTS = "```{toctree}\nabout\n```"
LABELLED = ("moving", "figure-one", "energy", "code-one", "(/articles/made-", "own.svg")
"""In blocks that can stand in one article, or lead to another one."""


def pick(values: Sequence[Any], number: int) -> Any:
    """One of some values; any number tells which."""
    return values[number % len(values)]


def word(number: int) -> str:
    return f"{pick(WORDS, number)}{number // 7 % 4 or ''}"


@dataclass
class Text:
    """An article."""

    front: dict[str, Any]
    parts: list[str] = field(default_factory=list)
    """Blocks of its text."""
    in_folder: bool = False
    """Names in its text begin at the site's folder, so that they stay right."""


class Sources:
    """All that is written to the folder of a site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.texts: dict[str, Text] = {}
        self.vocabulary: dict[str, dict[str, Any]] = {
            name: yaml.safe_load((site.path / f"articles/{name}.yml").read_text(encoding="utf-8"))
            for name in ("authors", "categories", "tags")
        }
        self.conf = dict(SETTINGS)
        self.left_out = set(LEFT_OUT)
        self.taken_in: set[str] = set()
        """Extensions of other projects."""
        self.pages = {
            "index": [
                "# Home",
                CONTENTS,
                "```{articles}\n:limit: 3\n```",
                "```{facets} tag\n```",
                "Words.",
            ]
        }
        self.pages["about"] = [
            "# About",
            "```{tags} zero-trust, cpp\n```",
            "[](/articles/first.md)",
            "```{glossary}\nThing\n  A meaning.\n```",
            "Words.",
        ]
        self.base = (site.path / "conf.py").read_text(encoding="utf-8")
        self.names = 0
        self.clock = time.time() - 100_000
        self.then = 0.0
        """The time of change that the next file that is written gets, where it is another than now."""
        for path in (site.path / "articles").glob("*.md"):
            path.unlink()
        shutil.rmtree(site.path / "articles/with-picture")
        for number in range(8):
            self.add(number)
        self.texts["first"] = Text(self.front(3), FIRST[:])
        for name, data in FILES.items():
            self.file(name, data)
        self.conf_changed()
        for name in self.vocabulary:
            self.vocabulary_changed(name)
        for name in self.pages:
            self.page_changed(name)
        self.changed("first")

    # -- Files

    def begin(self, *, older: bool) -> None:
        """Before some edits: whether what they write is older than all that is there."""
        self.clock -= 1
        self.then = self.clock if older else 0

    def tree(self) -> dict[str, bytes]:
        """Every file of the sources."""
        files = (path for path in self.site.path.rglob("*") if path.is_file())
        named = ((path.relative_to(self.site.path).as_posix(), path) for path in files)
        return {name: path.read_bytes() for name, path in named if not name.startswith(("_build", "_tags"))}

    def file(self, name: str, data: str | bytes) -> None:
        path = self.site.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        if self.then:
            os.utime(path, (self.then, self.then))

    def gone(self, name: str) -> None:
        (self.site.path / name).unlink(missing_ok=True)

    def has(self, name: str) -> bool:
        return (self.site.path / name).is_file()

    def picture(self, name: str, number: int) -> None:
        """A picture; all have the same number of bytes."""
        self.file(f"articles/{name}", SVG.format(number % 1000))

    def mend(self) -> None:
        """Take back what may be a mistake: a site with one in it tells less of the next edits."""
        wrong = {"series", "redirect_from", "related", "next_read", "image", "image_alt", "draft", "expires", "id"}
        for name, text in self.texts.items():
            text.front = {key: value for key, value in text.front.items() if key not in wrong}
            text.front["date"] = min(text.front["date"], "2026-01-01")
            text.parts = [block for block in text.parts if not any(one in block for one in LABELLED)]
            self.changed(name)
        self.pages["index"][1] = CONTENTS
        self.page_changed("index")
        self.left_out, self.conf = set(LEFT_OUT), dict(SETTINGS)
        self.conf_changed()
        for tag in self.vocabulary["tags"].values():
            tag.pop("pinned", None)
            tag.pop("redirect_from", None)
        self.vocabulary_changed("tags")
        for name, data in FILES.items():
            if not self.has(name):
                self.file(name, data)

    # -- Articles

    @property
    def movable(self) -> list[str]:
        """The articles that nothing on other pages needs."""
        return sorted(self.texts.keys() - {"first"})

    def front(self, number: int) -> dict[str, Any]:
        return {
            "title": f"{word(number)} {word(number + 3)}".capitalize(),
            "date": f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "author": pick(["ada", "bob", ["ada", "bob"]], number),
            "category": pick(["articles", "notes"], number),
            "tags": [pick(TAGS, number), pick(TAGS, number + 1)],
        }

    def add(self, number: int) -> str:
        self.names += 1
        name = f"made-{self.names}"
        self.texts[name] = Text(
            self.front(number), [f"Some {word(number)} and {word(number + 1)}.", f"## {word(number + 2)}"]
        )
        self.changed(name)
        return name

    def path(self, name: str) -> Path:
        place = f"{name}/index.md" if self.texts[name].in_folder else f"{name}.md"
        return self.site.path / "articles" / place

    def changed(self, name: str) -> None:
        """Write an article."""
        text = self.texts[name]
        front = yaml.safe_dump(text.front, sort_keys=False)
        blocks = "\n\n".join(text.parts)
        path = self.path(name)
        self.file(path.relative_to(self.site.path).as_posix(), f"---\n{front}---\n\n{blocks}\n")

    def delete(self, name: str) -> None:
        path = self.path(name)
        if self.texts.pop(name).in_folder:
            shutil.rmtree(path.parent)
        else:
            path.unlink()

    # -- All else

    def page_changed(self, name: str) -> None:
        self.file(f"{name}.md", "\n\n".join(self.pages[name]) + "\n")

    def vocabulary_changed(self, name: str) -> None:
        self.file(f"articles/{name}.yml", yaml.safe_dump(self.vocabulary[name], sort_keys=False))

    def conf_changed(self) -> None:
        text = self.base
        for feature in self.left_out:
            text = text.replace(f'    "knowledge_centre.{feature}",\n', "")
        text += "".join(f"\nextensions.append({name!r})" for name in sorted(self.taken_in))
        settings = "".join(f"{name} = {value!r}\n" for name, value in self.conf.items())
        self.file("conf.py", f"{text}\ninclude_patterns.append('more*')\n{settings}")
