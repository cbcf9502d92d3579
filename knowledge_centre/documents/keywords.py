"""The words that tell what a text is about: those it uses most, but for those that every text uses."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache

from knowledge_centre.compat.sphinx_reading import search_language

NUMBER = 24
"""Words that are kept of a text."""
TITLE = 3
"""As how many in the text a word of the title counts."""
WORD = re.compile(r"[^\W\d_]{4,}")
UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
"""Letters of scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, kana and Han."""
UNSPACED_TEXT = re.compile(f"{UNSPACED}+")
STOP_WORDS = """
able across actually again ahead almost alone along already also although always another anybody anyone anything anyway
around away back became become becomes behind best better beyond bring brings came case cases come comes coming could
different doing done early either else enough even ever every everybody everyone everything fact fewer find finds first
five found four full gave generally gets give given gives going gone good great half happen happened happens hard
however inside instead into itself just keep keeps kept kind knew know known knows large last late later least leave
leaves left less like likely little long longer look looks made make makes making many maybe mean means meant might
mind much must near nearly need needed needs neither never next nobody none nothing often once ones onto otherwise
ought outside part parts perhaps possible quite rather real really rest right said same says second seem seems several
shall short should show showed shown shows simply since small some somebody someone something sometimes soon start
started starts stay stays still such sure take taken takes tell tells that thing things think third though three times
together told took toward towards true turn turned turns twice upon usual usually used uses using want wants well went
whatever whether whoever whole whose will within without work works worth would yourself
aren couldn didn doesn hadn hasn mustn shouldn wasn weren wouldn
"""
"""English words that Sphinx's own list has not, and most texts have."""


def keywords(title: str, text: str, language: str) -> tuple[str, ...]:
    """The stems of the words that a text uses most, the commonest first: "backup" for backup, backups and backed up."""
    common = _stopwords(language)
    counts = Counter(_words(text))
    for word in _words(title):
        counts[word] += TITLE
    for word in common.intersection(counts):
        del counts[word]
    stems: Counter[str] = Counter()
    for word in sorted(counts, key=lambda word: (-counts[word], word))[: 3 * NUMBER]:
        stems[_stem(word, language)] += counts[word]
    return tuple(sorted(stems, key=lambda stem: (-stems[stem], stem))[:NUMBER])


def _words(text: str) -> list[str]:
    """Words of four letters and more; of scripts without spaces, every two letters that stand side by side."""
    if text.isascii():
        return WORD.findall(text.lower())
    plain = unicodedata.normalize("NFC", text.casefold())
    runs = UNSPACED_TEXT.findall(plain)
    pairs = [run[place : place + 2] for run in runs for place in range(len(run) - 1)]
    return [*WORD.findall(UNSPACED_TEXT.sub(" ", plain) if runs else plain), *pairs]


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    """What a word has in common with its other forms, by Snowball."""
    return word if UNSPACED_TEXT.match(word) else _search_language(language).stem(word)


@cache
def _stopwords(language: str) -> frozenset[str]:
    more = STOP_WORDS.split() if language.startswith("en") else ()
    return frozenset(more).union(_search_language(language).stopwords)


_search_language = cache(search_language)
