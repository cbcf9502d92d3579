"""Quotation marks, apostrophes and dashes as they are printed, for texts that Sphinx's ``smartquotes`` does not see."""

from __future__ import annotations

import re
from functools import lru_cache

from docutils.utils.smartquotes import smartyPants

REPLACED = "qDe"
"""Quotation marks, ``--`` and ``---``, ``...``: what Sphinx's ``smartquotes_action`` replaces by default."""


MARKS = re.compile(r"[\"'`\\]|--|\.\.|\. \.")
"""What a text has in which anything is replaced."""


@lru_cache(maxsize=4096)
def printed(text: str, language: str) -> str:
    """*text* as *language* prints it: straight marks become curly ones, two hyphens a dash."""
    if not MARKS.search(text):
        return text
    return str(smartyPants(text, attr=REPLACED, language=language))
