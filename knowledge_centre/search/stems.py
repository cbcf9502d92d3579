"""What the forms of a word have in common, by Snowball: the index has it of each word that the site uses.

Only a word that the site never uses is stemmed in the browser (``stems.js``), by a script that Sphinx brings.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import snowballstemmer

from knowledge_centre.compat.sphinx_search import has_stemmer
from knowledge_centre.search.characters import fold

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPTS = {
    "latin": "[a-z]+",
    "cyrillic": "[\u0430-\u045f\u0491]+",
    "greek": "[\u03b1-\u03c9]+",
    "arabic": "[\u0621-\u06d3]+",
    "devanagari": "[\u0900-\u0963]+",
    "armenian": "[\u0561-\u0587]+",
    "tamil": "[\u0b80-\u0bcd]+",
}
"""Of whose folded words forms have stems. Anything else, and what has a digit or a sign, is its own."""
LANGUAGES = {
    "latin": (
        "ca=catalan cs=czech da=danish de=german en=english eo=esperanto es=spanish et=estonian eu=basque fi=finnish "
        "fr=french ga=irish hu=hungarian id=indonesian it=italian lt=lithuanian nb=norwegian nl=dutch nn=norwegian "
        "no=norwegian pl=polish pt=portuguese ro=romanian sv=swedish tr=turkish"
    ),
    "cyrillic": "be= bg= kk= ky= mk= mn= ru=russian sr=serbian uk=",
    "greek": "el=greek",
    "arabic": "ar=arabic fa=persian ps= ug= ur=",
    "devanagari": "hi=hindi mr= ne=nepali",
    "armenian": "hy=armenian",
    "tamil": "ta=tamil",
    "others": "am= bn= bo= gu= he= ja= ka= km= kn= ko= lo= ml= my= pa= si= te= th= yi= zh=",
}
"""Snowball's names for languages, by the script that they are written in; no name where there are no stems."""
GUESSED = {"latin": "english", "cyrillic": "russian", "devanagari": "hindi"}
"""What words of a script are taken for, where the site's language has another script."""
SHORTEST = 3
ENDINGS = {
    "french": [("ee", "ée"), ("ees", "ées"), ("ite", "ité"), ("ites", "ités")],
    "portuguese": [("cao", "ção"), ("coes", "ções")],
    "spanish": [("cion", "ción")],
}
"""Terms have no diacritics, and by these Snowball knows endings."""

_SCRIPTS = {name: re.compile(pattern) for name, pattern in SCRIPTS.items()}
_LANGUAGES = {name: dict(one.split("=") for one in text.split()) for name, text in LANGUAGES.items()}


@lru_cache(maxsize=100_000)
def stem(term: str, language: str) -> str:
    """What a term shares with its other forms. *language* is the site's, as Sphinx names it."""
    script = next((name for name, pattern in _SCRIPTS.items() if pattern.fullmatch(term)), "")
    name = stemmer_for(script, language) if len(term) >= SHORTEST else ""
    return (fold(_stemmer(name)(with_ending(term, name))) or term) if name else term


def stemmer_for(script: str, language: str) -> str:
    """The stemmer for words of a script; empty where they have none."""
    own, name = written_in(language)
    if script == own:
        return name
    return GUESSED.get(script, script if script in SCRIPTS else "")


@cache
def written_in(language: str) -> tuple[str, str]:
    """The script of a language and its stemmer, if there is one."""
    code = re.split("[-_]", language.lower())[0]
    return next(((script, some[code]) for script, some in _LANGUAGES.items() if code in some), ("latin", ""))


def with_ending(term: str, stemmer: str) -> str:
    """The term with the diacritics of its ending."""
    for plain, ending in ENDINGS.get(stemmer, ()):
        if term.endswith(plain):
            return term.removesuffix(plain) + ending
    return term


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    made: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return made


def browsers_stemmer(language: str) -> str:
    """The name of the stemmer that browsers are sent, as ``<name>-stemmer.js``; empty where Sphinx has none."""
    _script, name = written_in(language)
    return name if name and has_stemmer(name) else ""
