"""Follows every link within a built site, fragments included, without asking anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ATTRIBUTES = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action", "source": "srcset"}


def broken(folder: Path, prefix: str = "/", own: str = "") -> list[str]:
    """The links that lead nowhere, each as "page: link".

    The folder is served at *prefix*; *own* is the site's canonical address, whose links are checked too.
    404.html fits one prefix only and any depth: test_not_found.py follows its links.
    """
    files = [path for path in folder.rglob("*.html") if path != folder / "404.html"]
    pages = {path: BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib") for path in files}
    ids = {path: {str(node["id"]) for node in soup.select("[id]")} for path, soup in pages.items()}
    problems = []
    for path, soup in pages.items():
        here = f"http://site{prefix}{path.relative_to(folder).as_posix()}"
        for link in links(soup):
            target = link.replace(own, f"http://site{prefix}") if own and link.startswith(own) else link
            parts = urlsplit(urljoin(here, target))
            if parts.netloc != "site" or parts.scheme != "http":
                continue
            if not parts.path.startswith(prefix):
                problems.append(f"{path.relative_to(folder)}: {link} leaves {prefix}")
                continue
            file = folder / unquote(parts.path.removeprefix(prefix))
            file = file / "index.html" if parts.path.endswith("/") else file
            if not file.is_file():
                problems.append(f"{path.relative_to(folder)}: {link}")
            elif parts.fragment and file.suffix == ".html" and unquote(parts.fragment) not in ids[file] | {"top"}:
                problems.append(f"{path.relative_to(folder)}: {link} has no such part")
    return problems


def links(soup: BeautifulSoup) -> Iterator[str]:
    for tag, attribute in ATTRIBUTES.items():
        for node in soup.find_all(tag):
            if (value := node.get(attribute)) and not str(value).startswith(("mailto:", "#svg")):
                yield str(value)
