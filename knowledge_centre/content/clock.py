"""The one place that asks what time it is."""

from __future__ import annotations

import os
import time
from datetime import datetime
from zoneinfo import ZoneInfo


def now_in(zone: str) -> datetime:
    """Now, in an IANA time zone; ``SOURCE_DATE_EPOCH`` (seconds since 1970) stands for the clock where it is set.

    Raises :class:`ValueError` for a zone that does not exist and an epoch that is no number.
    """
    try:
        info = ZoneInfo(zone)
    except (KeyError, OSError, ValueError) as error:
        msg = f'"{zone}" is no time zone: write one of the IANA names, such as "Europe/London".'
        raise ValueError(msg) from error
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(float(epoch) if epoch else time.time(), info)
