"""The one place that asks what time it is."""

from __future__ import annotations

import os
import re
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from knowledge_centre.content.diagnostics import quoted

LAST = 253_370_764_800
"""Seconds from 1970 to the year 9999: the last in which every zone has a date."""


def now_in(zone: str) -> datetime:
    """Now, in an IANA time zone; ``SOURCE_DATE_EPOCH`` (seconds since 1970) stands for the clock where it is set.

    Raises :class:`ValueError` for a zone that does not exist and an epoch that is none.
    """
    try:
        info = ZoneInfo(zone)
    except (KeyError, OSError, ValueError) as error:
        msg = f'"{zone}" is no time zone: write one of the IANA names, such as "Europe/London".'
        raise ValueError(msg) from error
    epoch = source_date_epoch()
    return datetime.fromtimestamp(time.time() if epoch is None else epoch, info)


def source_date_epoch() -> int | None:
    """What ``SOURCE_DATE_EPOCH`` says; ``None`` where it is not set. Sphinx reads it too, and fails on all else."""
    text = os.environ.get("SOURCE_DATE_EPOCH")
    if text is None:
        return None
    if not re.fullmatch("[0-9]{1,12}", text) or int(text) > LAST:
        msg = f"SOURCE_DATE_EPOCH is {quoted(text)}: write the seconds since 1970 as digits, or unset it."
        raise ValueError(msg)
    return int(text)
