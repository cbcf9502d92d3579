"""What a style sheet may say to become a part of a larger one. Text in, answer out."""

from __future__ import annotations

import re

ALONE = re.compile(r"@(?:import|charset|namespace)\b", re.IGNORECASE)
"""Rules that count at the beginning of a file only."""
NAMES_FILES = re.compile(r"""url\((?!\s*["']?(?:data:|\#))|\bimage-set\(\s*["']""", re.IGNORECASE)
"""What names another file by the sheet's own place."""
TOKEN = re.compile(
    r"""/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|url\(\s*[^"'\s][^)]*\)|\\.|/\*|["'(){}\[\]]""",
    re.DOTALL | re.IGNORECASE,
)
PAIRS = {")": "(", "}": "{", "]": "["}


def is_whole(text: str) -> bool:
    """Whether all that begins in a sheet ends in it: comments, strings and braces."""
    opened: list[str] = []
    for found in TOKEN.finditer(text):
        token = found[0]
        if token in {"/*", '"', "'"}:
            return False
        if token in PAIRS.values():
            opened.append(token)
        elif token in PAIRS and (not opened or opened.pop() != PAIRS[token]):
            return False
    return not opened


def can_be_layered(text: str) -> bool:
    """Whether the sheet can stand in the braces of a layer."""
    return is_whole(text) and not ALONE.search(text)


def can_be_moved(text: str) -> bool:
    """Whether it can be a part of a sheet that stands elsewhere."""
    return can_be_layered(text) and not NAMES_FILES.search(text)
