"""What a new site has to know: each answer is looked at as it is given, and refused in a sentence that helps."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from knowledge_centre.content.clock import now_in
from knowledge_centre.content.diagnostics import ending, quoted, suggestion
from knowledge_centre.content.settings import SETTINGS
from knowledge_centre.starter.colours import hexadecimal

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_NAME = 60
"""Characters of a site's name: more do not fit into the header."""
COLOUR = "#14532d"
LOCALTIME = Path("/etc/localtime")
NAME = "Knowledge centre"


@dataclass(frozen=True)
class Answers:
    """What is known of a new site."""

    name: str
    colour: str
    """``#rrggbb``"""
    second: str
    """A second colour, or nothing where one is to be found for it."""
    language: str
    timezone: str
    url: str
    """Its whole address with a slash at the end, or nothing where it is not known yet."""

    @property
    def now(self) -> datetime:
        return now_in(self.timezone)

    @property
    def slug(self) -> str:
        """The name as a part of an address."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode().lower()
        return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "knowledge-centre"

    @property
    def domain(self) -> str:
        """That of its address. Without one, a name that nobody can have (RFC 2606)."""
        return urlsplit(self.url).hostname or f"{self.slug}.example"

    @property
    def initials(self) -> str:
        """The first letters of the first two words, or of one; joined signs stay together."""
        words = [word for word in re.split(r"[\W_]+", self.name) if word and not word.isdigit()][:2]
        return "".join(_first(word) for word in words).upper() or "•"


def _first(word: str) -> str:
    """The first letter of a word with the marks that belong to it."""
    end = 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return word[:end]


def site_name(text: str) -> str:
    text = " ".join(text.split())
    if not text or not text.isprintable():
        msg = 'a site needs a name in plain letters, such as "Payments knowledge".'
        raise ValueError(msg)
    if len(text) > LONGEST_NAME:
        msg = f"{quoted(text)} is too long for a header: use {LONGEST_NAME} characters at most."
        raise ValueError(msg)
    return text


def colour(text: str) -> str:
    try:
        return hexadecimal(text)
    except ValueError as error:
        msg = f'{quoted(text)} is no colour: write one as CSS does, such as "{COLOUR}" or "rebeccapurple".'
        raise ValueError(msg) from error


def language(text: str) -> str:
    text = text.strip().replace("-", "_")
    if not SETTINGS["language"].fits(text):
        msg = f'{quoted(text)} is no language: write its code, such as "en", "de" or "pt_BR".'
        raise ValueError(msg)
    return text


def timezone(text: str) -> str:
    """An IANA name, in any case and with spaces, as people type it."""
    zones = available_timezones()
    known = {zone.casefold(): zone for zone in zones}
    typed = text.strip().replace(" ", "_")
    if found := known.get(typed.casefold()):
        return found
    cities = {zone.rpartition("/")[2]: zone for zone in sorted(zones) if "/" in zone}
    city = next((zone for name, zone in cities.items() if name.casefold() == typed.casefold()), "")
    near = f"did you mean {quoted(city)}?" if city else suggestion(typed, zones)
    msg = f"{quoted(text)} is no time zone" + ending(near or 'write an IANA name, such as "Europe/London".')
    raise ValueError(msg)


def address(text: str) -> str:
    text = text.strip()
    if not text:
        return ""
    if not re.match("https?://", text):
        msg = f"{quoted(text)} is no whole address: write {quoted('https://' + text)}, or leave it out."
        raise ValueError(msg)
    if not SETTINGS["html_baseurl"].fits(text):
        msg = f'{quoted(text)} is no address of a site: write one such as "https://example.org/".'
        raise ValueError(msg)
    return text.rstrip("/") + "/"


def name_of_folder(folder: Path) -> str:
    """What the folder is called, as a name: ``payments-knowledge`` is "Payments knowledge"."""
    words = " ".join(re.split(r"[-_.\s]+", folder.resolve().name)).strip()
    return f"{words[:1].upper()}{words[1:]}"[:LONGEST_NAME] if words.isprintable() and words else NAME


def zone_of_machine() -> str:
    """The time zone of this machine by its name, or UTC where that cannot be told."""
    given = os.environ.get("TZ", "").lstrip(":")
    linked = LOCALTIME.resolve().as_posix().partition("zoneinfo/")[2] if LOCALTIME.is_symlink() else ""
    zones = available_timezones()
    return next((zone for zone in (given, linked) if zone in zones), "UTC")
