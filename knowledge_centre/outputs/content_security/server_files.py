"""The policy as servers take it: whole, with what no ``meta`` element can say, and downloads that are never opened.

Text in, text out. A download is saved and not shown, as what it holds is not the site's own. And how long browsers and
those between keep a file: one whose address changes with it for good, all others not without asking.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin"}
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The policy of a file that somebody opens by itself: a drawing may have its colours and nothing else."""
DOWNLOADS = {**ALWAYS, "Content-Security-Policy": ALONE, "Content-Disposition": "attachment"}
DRAWINGS = {**ALWAYS, "Content-Security-Policy": ALONE}
KEPT, ASKED = "public, max-age=31536000, immutable", "no-cache"
"""How a file may be kept: a year, or for as long as the server says that it is the same."""
NAMED = ("terms", "places", "texts", "spelling", "facets", "days")
"""Folders of the search index whose files are named by what is in them."""
BY_CONTENT = f"search-index/(?:{'|'.join(NAMED)})/"
SHORTLY = "public, max-age=3600"
"""Where a host cannot tell addresses with a digest from those without."""


def nginx(policy: str, root: str) -> str:
    """For a ``server`` block; *root* is the path of the site on its host. A location has the headers it names alone."""
    lines = ["# Include this in the server block of the site."]
    top = re.escape(root)
    lines += [
        f'set $kept "{ASKED}";',
        # The query has the digest of a style sheet or script.
        f'if ($request_uri ~ "^{top}(?:{BY_CONTENT}|_static/[^?]*[?]v=)") {{ set $kept "{KEPT}"; }}',
        "add_header Cache-Control $kept;",
    ]
    lines += _nginx({**ALWAYS, "Content-Security-Policy": policy}, "")
    for place, headers in _places(root).items():
        lines += [f'location ~ "{place}" {{', "    add_header Cache-Control $kept;", *_nginx(headers, "    "), "}"]
    return "\n".join([*lines, ""])


def _places(root: str) -> dict[str, Mapping[str, str]]:
    """Regular expressions of what has headers of its own; the first that fits is right."""
    top = re.escape(root)
    return {f"^{top}_downloads/": DOWNLOADS, rf"^{top}.*\.svgz?$": DRAWINGS}


def _nginx(headers: Mapping[str, str], indent: str) -> list[str]:
    return [f'{indent}add_header {name} "{value}" always;' for name, value in headers.items()]


def caddy(policy: str, root: str) -> str:
    """For a site block. Which of two blocks comes first is Caddy's to say, so that one file fits one of them only."""
    lines, before = ["# Import this in the block of the site."], list[str]()
    for name, (place, headers) in zip(("downloads", "drawings"), _places(root).items(), strict=True):
        lines += [f"@{name} {{", f'    path_regexp "{place}"', *before, "}", *_caddy(name, headers)]
        before.append(f'    not path_regexp "{place}"')
    lines += ["@others {", *before, "}", *_caddy("others", {**ALWAYS, "Content-Security-Policy": policy})]
    return "\n".join([*lines, *_caddy_keeps(root), ""])


def _caddy_keeps(root: str) -> list[str]:
    """What is not there is not kept for long either: those blocks are for files alone."""
    named, versioned = f'path_regexp "^{re.escape(root)}{BY_CONTENT}"', [f"path {root}_static/*", "query v=*"]
    return [
        *("@named {", "    file", f"    {named}", "}", f'header @named Cache-Control "{KEPT}"'),
        *("@versioned {", "    file", *(f"    {one}" for one in versioned), "}"),
        f'header @versioned Cache-Control "{KEPT}"',
        *("@asked {", f"    not {named}", "    not {", *(f"        {one}" for one in versioned), "    }", "}"),
        f'header @asked Cache-Control "{ASKED}"',
    ]


def _caddy(name: str, headers: Mapping[str, str]) -> list[str]:
    return [f"header @{name} {{", *(f'    {field} "{value}"' for field, value in headers.items()), "}"]


def underscore_headers(policy: str, root: str) -> str:
    """The file ``_headers`` of Netlify and Cloudflare Pages. Of two rules that fit a file, both policies hold.

    Those hosts have browsers ask for each file again; for some that is not needed.
    """
    rules = {
        f"{root}*": {**ALWAYS, "Content-Security-Policy": policy},
        **{f"{root}search-index/{folder}/*": {"Cache-Control": KEPT} for folder in NAMED},
        f"{root}_static/*": {"Cache-Control": SHORTLY},
        f"{root}_downloads/*": {name: value for name, value in DOWNLOADS.items() if name not in ALWAYS},
    }
    return "".join(
        "\n".join([place, *(f"  {name}: {value}" for name, value in headers.items()), ""])
        for place, headers in rules.items()
    )


FILES: dict[str, Callable[[str, str], str]] = {
    "_headers": underscore_headers,
    "headers.nginx.conf": nginx,
    "headers.Caddyfile": caddy,
}
"""Each by its name in the output."""
