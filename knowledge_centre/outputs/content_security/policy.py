"""A Content-Security-Policy: what a page may load, run and send. Text in, text out (https://www.w3.org/TR/CSP3/)."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SELF, NONE, INLINE = "'self'", "'none'", "'unsafe-inline'"
DEFAULT = frozenset({"style-src", "font-src", "media-src", "connect-src", "worker-src", "manifest-src"})
"""Those that need not be said where they are as the first is."""
SOURCES: dict[str, tuple[str, ...]] = {
    "default-src": (SELF,),
    "script-src": (SELF,),
    # Furo's icons are in its style sheet.
    "img-src": (SELF, "data:"),
    **dict.fromkeys(sorted(DEFAULT), (SELF,)),
    "object-src": (NONE,),
    "frame-src": (NONE,),
    "base-uri": (NONE,),
    "form-action": (SELF,),
}
"""Where a page's parts may come from. Of the site's own files alone, unless conf.py says more."""
ANCESTORS = {"frame-ancestors": (SELF,)}
"""Who may show a page within theirs, which only a header can say."""
FIXED = frozenset({"default-src", "object-src", "base-uri"})
"""Those that conf.py cannot add to: nothing good needs it."""
KEYWORD = re.compile(
    r"'(?:self|none|unsafe-inline|unsafe-eval|unsafe-hashes|wasm-unsafe-eval|strict-dynamic"
    r"|(?:sha256|sha384|sha512|nonce)-[\w+/-]+={0,2})'"
)
PLACE = re.compile(
    r"[a-z][a-z0-9+.-]*:|(?:[a-z][a-z0-9+.-]*://)?(?:\*\.)?[\w-]+(?:\.[\w-]+)*(?::(?:\d+|\*))?(?:/[^\s;,'\"]*)?|\*"
)
"""A scheme, or a host with what may stand around it."""


def script_hash(text: str) -> str:
    """The source that lets one inline script run, and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(scripts: Iterable[str], more: Mapping[str, Iterable[str]], *, header: bool) -> str:
    """The policy of a page whose inline scripts have these hashes. *more* are the sources that conf.py adds.

    A header can say more than a ``meta`` element.
    """
    hashes = tuple(dict.fromkeys(scripts))
    parts = []
    for name, own in {**SOURCES, **(ANCESTORS if header else {})}.items():
        added = tuple(more.get(name, ()))
        # Browsers take 'unsafe-inline' for nothing where there is a hash.
        inline = hashes if name == "script-src" and INLINE not in added else ()
        sources = dict.fromkeys((*own, *inline, *added))
        if len(sources) > 1:
            sources.pop(NONE, None)
        if name in DEFAULT and tuple(sources) == SOURCES["default-src"]:
            continue
        parts.append(" ".join((name, *sources)))
    return "; ".join(parts)


def problems(more: object) -> Iterator[str]:
    """What is wrong with the sources that conf.py adds."""
    if not isinstance(more, dict):
        yield f'must be a dictionary, as {{"img-src": ["https://images.example"]}}, not {more!r}'
        return
    for name, sources in more.items():
        known = sorted((SOURCES.keys() - FIXED) | ANCESTORS.keys())
        if name not in known:
            yield f"{name!r} cannot be added to: there is {', '.join(known)}"
        elif not isinstance(sources, list | tuple):
            yield f"{name}: write a list of sources, not {sources!r}"
        else:
            for source in sources:
                if not isinstance(source, str) or not (KEYWORD.fullmatch(source) or PLACE.fullmatch(source)):
                    yield f'{name}: {source!r} is no source: write "https://example.com", or a word such as "\'self\'"'
