"""The addresses that articles had before, from ``redirect_from`` in their front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from knowledge_centre.addresses import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge_centre.collection import Collection, Found

LONGEST = 255
"""Bytes in the name of a file, on most systems."""


def files(path: str) -> tuple[str, str]:
    """The files that an old path asks for: ``x``, ``x.html``, ``x/`` and ``x/index.html`` are one address to the
    collection, so both files lead on, whichever of the four a link has and whatever the host makes of it.

    A path with another suffix, such as ``x.php``, is reached as a folder: hosts lead from ``x.php`` to ``x.php/``.
    """
    address = unquote(path).strip("/").removesuffix(".html").removesuffix("/index")
    return f"{address}.html", f"{address}/index.html"


def impossible(name: str) -> bool:
    """Whether a path cannot be a file of the output: what percent signs stood for is known only now."""
    parts = name.split("/")
    return "\\" in name or any(
        not part.strip(".") or not part.isprintable() or len(part.encode()) > LONGEST for part in parts
    )


def old_paths(collection: Collection) -> Iterator[tuple[Found, str]]:
    """The old paths of the visible articles, one of each address."""
    for found in sorted(collection.visible, key=lambda one: one.docname):
        yield from ((found, path) for path in {normal(path): path for path in found.front.redirect_from}.values())


def rules(collection: Collection, suffix: str) -> list[dict[str, Any]]:
    """The redirects as Read the Docs takes them: with its own, a browser is sent on before it gets a page.

    Its dashboard adds them one by one and its configuration file has none; its API takes one object of these fields
    a request (https://docs.readthedocs.com/platform/stable/api/v3.html#redirect-create). "Page" rules begin below the
    language and the version. ``force`` is there because a page of ours stands at each old address, and other rules
    are asked only where nothing stands. A project of the community plan may have 100 rules, and previews have none
    (https://docs.readthedocs.com/platform/stable/user-defined-redirects.html#limitations-and-observations).
    """
    return [
        {
            "type": "page",
            "from_url": f"/{unquote(path)}",
            "to_url": f"/{found.docname}{suffix}",
            "http_status": 301,
            "force": True,
            "description": found.path,
        }
        for found, path in old_paths(collection)
    ]
