"""Dates as blogs write them, as front matter has them here."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

OFFSET = re.compile(r"(?<=\d)\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)$")
IN_PATH = re.compile(r"(?:^|[/_])(\d{4})[-/](\d\d?)[-/](\d\d?)(?=[-_/.]|$)")
"""A day in the name of a file or in an address."""
FORMATS = (
    "%Y/%m/%d",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
    "%b %d, %Y",
    "%B %d, %Y",
    "%d %b %Y",
    "%d %B %Y",
    "%b %d %Y",
    "%B %d %Y",
    "%d.%m.%Y",
    "%Y.%m.%d",
    "%Y-%m-%dT%H:%M:%S",
)
"""In which dates are written that ISO 8601 does not know; none that would leave it open which number is the day."""


def moment(text: str, zone: tzinfo | None) -> str:
    """A date for front matter: a day, or a time with its offset from UTC; nothing where the text is no date.

    *zone* is that of times which name none; where that is not known either, the day is all that is told.
    """
    text = " ".join(text.strip().split())
    offset = OFFSET.search(text) if ":" in text else None
    name = offset[1].replace("UTC", "+00:00").replace("GMT", "+00:00") if offset else ""
    plain = text[: offset.start()] if offset else text
    found = _read(f"{plain}{name}" if offset else plain) or _read(plain) or _mail_date(text)
    if found is None or not 1000 <= found.year < 9999:
        return ""
    if not isinstance(found, datetime):
        return found.isoformat()
    return written(found, zone)


def written(found: datetime, zone: tzinfo | None) -> str:
    """A time for front matter; midnight in no zone is the day."""
    if found.tzinfo is None and (found.time() == time() or zone is None):
        return found.date().isoformat()
    whole = found if found.tzinfo else found.replace(tzinfo=zone)
    offset = whole.utcoffset()
    if offset is None or offset.total_seconds() % 60:  # as before 1900, when each place had its own time
        whole = whole.astimezone(UTC)
    return whole.replace(second=0, microsecond=0).isoformat("T", "minutes")


def day_in(path: str) -> str:
    """The day that the path of a file or an address begins with or has in it, as in ``2020/01/31/title``."""
    found = IN_PATH.search(path)
    try:
        return date(*map(int, found.groups())).isoformat() if found else ""
    except ValueError:
        return ""


def zone_named(name: str) -> tzinfo | None:
    """A time zone by its name; nothing where there is no such."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def _read(text: str) -> datetime | date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 and text[4] == "-" else datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in FORMATS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return None


def _mail_date(text: str) -> datetime | None:
    """``Wed, 01 Jan 2020 10:00:00 +0000``, as feeds have it."""
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
