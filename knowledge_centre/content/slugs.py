"""The letters and digits of a slug, from a name in any language that is written in Latin letters."""

from __future__ import annotations

import re
import unicodedata

SIGNS = {"c++": "cpp", "c#": "c-sharp", "f#": "f-sharp", ".net": "dotnet", "&": " and ", "@": " ", "'": "", "’": ""}
"""What a name has that its slug would lose."""
LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "æ": "ae", "Æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart."""


def folded(name: str) -> str:
    """The ASCII letters and digits of a name, with hyphens between its words; nothing where it has none."""
    text = name.lower().translate(LETTERS)
    for sign, words in SIGNS.items():
        text = text.replace(sign, words)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
