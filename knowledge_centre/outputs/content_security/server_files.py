"""The policy as servers take it: whole, with what no ``meta`` element can say, and downloads that are never opened.

Text in, text out. A download is saved and not shown, as what it holds is not the site's own.
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


def nginx(policy: str, root: str) -> str:
    """For a ``server`` block; *root* is the path of the site on its host. A location has the headers it names alone."""
    lines = ["# Include this in the server block of the site."]
    lines += _nginx({**ALWAYS, "Content-Security-Policy": policy}, "")
    for place, headers in ((f"^{re.escape(root)}_downloads/", DOWNLOADS), (rf"^{re.escape(root)}.*\.svgz?$", DRAWINGS)):
        lines += [f'location ~ "{place}" {{', *_nginx(headers, "    "), "}"]
    return "\n".join([*lines, ""])


def _nginx(headers: Mapping[str, str], indent: str) -> list[str]:
    return [f'{indent}add_header {name} "{value}" always;' for name, value in headers.items()]


def caddy(policy: str, root: str) -> str:
    """For a site block."""
    lines = ["# Import this in the block of the site."]
    lines += _caddy("", "", {**ALWAYS, "Content-Security-Policy": policy})
    lines += _caddy("@drawings", f"path {root}*.svg {root}*.svgz", DRAWINGS)
    lines += _caddy("@downloads", f"path {root}_downloads/*", DOWNLOADS)
    return "\n".join([*lines, ""])


def _caddy(name: str, place: str, headers: Mapping[str, str]) -> list[str]:
    """The block of some headers. The later of two takes the place of the earlier one."""
    values = [f'    >{field} "{value}"' for field, value in headers.items()]
    return [*([f"{name} {place}"] if name else []), f"header {f'{name} ' if name else ''}{{", *values, "}"]


def underscore_headers(policy: str, root: str) -> str:
    """The file ``_headers`` of Netlify and Cloudflare Pages. Of two rules that fit a file, both policies hold."""
    rules = {
        f"{root}*": {**ALWAYS, "Content-Security-Policy": policy},
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
