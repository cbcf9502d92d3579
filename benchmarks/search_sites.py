"""The sites whose search is measured: this one, the same on Pagefind as it was before, Pagefind as it comes, bare Sphinx."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.sites import FLOOR, PROJECT, build, ours
from benchmarks.stopwatch import Taken, read

if TYPE_CHECKING:
    from collections.abc import Iterable

BEFORE = "9248d9d83b7ba3f93603157e67ed20f090dd8a11"
"""The last commit whose search stood on Pagefind."""
PAGEFIND = PROJECT / ".venv-pagefind"
OWN_INDEX = ("on_html_page_written*", "on_catalogue_collect_files", "make_index")
PAGEFINDS_INDEX = ("on_catalogue_collect_files", "make_index")
SPHINXS_INDEX = "sphinx.builders.html:StandaloneHTMLBuilder.index_page* sphinx.builders.html:StandaloneHTMLBuilder.dump_search_index"


class Costs(NamedTuple):
    """What the index of a site took: made as a whole, and after one article was edited."""

    whole: Taken
    edited: Taken


@dataclass(frozen=True)
class Site:
    """A built site, and what its search cost to build."""

    folder: Path
    """Of the pages."""
    costs: Costs


def this_site(folder: Path, articles: Path) -> Site:
    return knowledge_centre(folder, articles, PROJECT, OWN_INDEX)


def before(folder: Path, articles: Path) -> Site:
    """The search of this project as it was on Pagefind. Raises :class:`LookupError` where git has not that commit."""
    archive = subprocess.run(["git", "archive", BEFORE], cwd=PROJECT, capture_output=True, check=False)  # noqa: S607
    if archive.returncode:
        raise LookupError(archive.stderr.decode())
    project = folder / "project"
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        tar.extractall(project, filter="data")
    install_pagefind()
    return knowledge_centre(folder / "site", articles, project, PAGEFINDS_INDEX, *PAGEFIND.glob("lib/*/site-packages"))


def knowledge_centre(folder: Path, articles: Path, project: Path, index: Iterable[str], *paths: Path) -> Site:
    """A site of a project like this one, without social cards, which have nothing to do with search."""
    folder.mkdir(parents=True)
    shutil.copytree(articles, folder / "articles")
    conf = ours(folder, project) / "conf.py"
    settings = 'extensions.insert(0, "benchmarks.stopwatch")\nknowledge_centre_social_cards = False\n'
    conf.write_text(conf.read_text(encoding="utf-8") + settings, encoding="utf-8")
    return measured(folder, " ".join(f"knowledge_centre.search:{name}" for name in index), paths)


def sphinxs_own(folder: Path, articles: Path) -> Site:
    """A site of bare Sphinx with its own search."""
    folder.mkdir(parents=True)
    shutil.copytree(articles, folder / "articles")
    settings = FLOOR.replace("app.builder.search = False", "pass").replace(
        '"myst_parser"', '"benchmarks.stopwatch", "myst_parser"'
    )
    (folder / "conf.py").write_text(settings, encoding="utf-8")
    (folder / "index.md").write_text("# Floor\n", encoding="utf-8")
    return measured(folder, SPHINXS_INDEX)


def measured(folder: Path, functions: str, paths: Iterable[Path] = ()) -> Site:
    """Build a site, edit one article, and build it again; the functions make its index."""
    log = folder / "stopwatch"
    environment = {"STOPWATCH": functions, "STOPWATCH_LOG": str(log)}
    environment["PYTHONPATH"] = os.pathsep.join(map(str, (PROJECT, *paths)))
    build(folder, jobs=2, **environment)
    whole = read(log)
    article = min((folder / "articles").glob("*.md"))
    article.write_text(article.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    build(folder, jobs=2, **environment)
    return Site(folder / "html", Costs(whole, read(log)))


def plain_pagefind(folder: Path, built: Path, names: Iterable[str]) -> Site:
    """Pagefind as it comes, on the finished pages of articles: their text alone, without what is around it."""
    pages, pagefind = folder / "pages", install_pagefind()
    (pages / "articles").mkdir(parents=True)
    for name in names:
        shutil.copy(built / f"articles/{name}.html", pages / "articles")
    out = folder / "html"
    out.mkdir()
    shutil.copy(Path(__file__).with_name("plain.html"), out)
    command = [str(pagefind), "-m", "pagefind", "--site", str(pages), "--output-path", str(out / "pagefind"), "--quiet"]
    process = subprocess.Popen([*command, "--root-selector", "article"])
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"Pagefind ended with {process.returncode}")
    taken = Taken(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
    return Site(out, Costs(taken, taken))


def install_pagefind() -> Path:
    """Pagefind in an environment of its own; gives that one's interpreter."""
    python = PAGEFIND / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PAGEFIND)], check=True)
        pins = Path(__file__).with_name("pagefind.txt")
        command = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(pins)]
        subprocess.run(command, check=True)
    return python
