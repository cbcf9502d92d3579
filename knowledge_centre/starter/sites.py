"""A folder becomes a site: what is to be written, what is there already, and what its own conf.py lacks."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.content.formats import SOURCES
from knowledge_centre.content.taxonomies import ARTICLES
from knowledge_centre.content.whole_files import write_whole
from knowledge_centre.starter.files import AT_THE_TOP, SETTINGS, site_files
from knowledge_centre.starter.lacking import lacking_settings
from knowledge_centre.starter.pins import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from knowledge_centre.starter.answers import Answers
    from knowledge_centre.starter.pins import Pin

FIRST = f"{ARTICLES}/how-this-site-works.md"
REQUIREMENTS, MAKEFILE = "requirements.txt", "Makefile"
VOCABULARY = tuple(f"{ARTICLES}/{name}.yml" for name in ("authors", "categories", "tags"))


class Plan(NamedTuple):
    """What is to be done in a folder."""

    files: Mapping[str, bytes]
    """What is to be written, by its path, in this order."""
    alone: tuple[str, ...]
    """What is there already, and stays as it is."""
    elsewhere: tuple[str, ...]
    """What belongs at the top of the repository that the folder is in."""
    lacking: tuple[str, ...]
    """The lines that the folder's own conf.py needs at its end."""
    unpinned: bool
    """Whether the folder's own requirements.txt does not name the package."""


def plan(folder: Path, answers: Answers, pin: Pin) -> Plan:
    """What a folder lacks to be a site. Raises :class:`ValueError` where its conf.py cannot be read."""
    texts = site_files(answers, pin.line)
    wanted = {**pin.copied, **{path: text.encode() for path, text in texts.items()}}
    there = [path for path in wanted if _is_there(folder, path)]
    elsewhere = [path for path in AT_THE_TOP if path not in there] if _is_below_a_repository(folder) else []
    others = [FIRST] if FIRST not in there and _has_own_articles(folder, wanted) else []
    lacking = lacking_settings(folder / SETTINGS, texts[SETTINGS]) if SETTINGS in there else ()
    left = {*there, *elsewhere, *others}
    new = {path: data for path, data in wanted.items() if path not in left}
    unpinned = REQUIREMENTS in there and not _is_pinned(folder / REQUIREMENTS)
    return Plan(new, tuple(there), tuple(elsewhere), tuple(lacking), unpinned)


def written(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Write the files, each of them whole; gives the path of each. Raises :class:`OSError` where one cannot be written."""
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, data)
        yield path


def has_target(folder: Path, name: str) -> bool:
    """Whether the folder's Makefile, which may be somebody's own, makes what has that name."""
    path = folder / MAKEFILE
    return path.is_file() and f"\n{name}:" in f"\n{path.read_text(encoding='utf-8', errors='replace')}"


def _is_pinned(path: Path) -> bool:
    """Whether a file of requirements names the package, be it as a wheel."""
    return PACKAGE in path.read_text(encoding="utf-8", errors="replace").lower().replace("_", "-")


def _is_there(folder: Path, path: str) -> bool:
    """Whether a file is, or a document of its name in another language."""
    place, suffix = folder / path, PurePosixPath(path).suffix
    names = [place.with_suffix(other) for other in SOURCES] if suffix in SOURCES else [place]
    return any(name.exists() or name.is_symlink() for name in names)


def _has_own_articles(folder: Path, wanted: Mapping[str, bytes]) -> bool:
    """Whether the first article would stand among others, or might not find its author."""
    own = (path for path in VOCABULARY if (folder / path).is_file() and (folder / path).read_bytes() != wanted[path])
    return any(own) or any(_articles(folder))


def _articles(folder: Path) -> Iterable[Path]:
    return (path for suffix in SOURCES for path in (folder / ARTICLES).rglob(f"*{suffix}"))


def _is_below_a_repository(folder: Path) -> bool:
    folder = folder.resolve()
    return not (folder / ".git").exists() and any((parent / ".git").exists() for parent in folder.parents)
