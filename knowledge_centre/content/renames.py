"""Settings and keys of front matter that had other names in earlier releases."""

from __future__ import annotations

from typing import NamedTuple


class Rename(NamedTuple):
    """What a setting of conf.py, or a key of front matter, was called before a release, and is called since."""

    kind: str
    """:data:`SETTING` or :data:`KEY`."""
    old: str
    new: str
    since: str
    """The release."""


SETTING, KEY = "setting", "key"
RENAMES: tuple[Rename, ...] = ()
"""All of them, in their order. A row stays for ever: a site may come from any release."""


def renamed(kind: str, old: str) -> Rename | None:
    """What became of a name, where it is one of an earlier release."""
    return next((one for one in RENAMES if (one.kind, one.old) == (kind, old)), None)


def advice(rename: Rename) -> str:
    """What to do about the old name."""
    return f'it is "{rename.new}" since {rename.since}: "knowledge-centre upgrade" renames it.'
