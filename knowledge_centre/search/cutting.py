"""How a text is cut into the words that it is found by: the same rules, in the same order, as in ``cutting.js``.

A text is a sequence of places, one a word. A word of parts (``no-cache``) stands there in parts, whole and glued, so
that each way to write it finds the others. ``tests/search/cutting.json`` has what is cut how, for both languages.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from knowledge_centre.search.characters import DIGITS, MARKS, NO_WORD, SYMBOLS, UNSPACED, fold, ranges, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 40
"""Characters of a term."""
LONGEST_SIGNS = 8
"""More in a row are a line that is drawn."""
CACHED = 200_000

BEFORE = "(\\[{<>\"'`‘’“”„«/=,;|"
"""What an option or the name of a hidden file may follow, but for a space."""
DIGIT = "0-9¹²³⁰-₉" + "".join(f"{nought}-{chr(ord(nought) + 9)}" for nought in DIGITS)
WORD = f"[^{NO_WORD}{UNSPACED}]"
LETTER = f"[^{NO_WORD}{UNSPACED}{DIGIT}]"
JOINERS = {"-": "-‐‑־－", "'": "'’‘ʹʻʼʽ′´՚׳״＇\"”", ".": ".．", "_": "_＿"}
"""What stands between the parts of a word, and in which shapes."""
JOINER = (
    "_{0,4}(?:[-‐‑־－'’‘ʹʻʼʽ′´՚׳＇.．＿⁀]|(?<=[א-ת])[\"״”](?=[א-ת])"
    f"|(?<=[{DIGIT}]):(?=[{DIGIT}])|(?<![{DIGIT}])&(?![{DIGIT}]))_{{0,4}}|_{{1,4}}"
)
HUMP = "(?<=[a-zß-öø-ÿа-я])(?=[A-ZÀ-ÖØ-ÞА-Я])|(?<=[A-ZÀ-ÖØ-ÞА-Я]{2})(?=[A-ZÀ-ÖØ-ÞА-Я][a-zß-öø-ÿа-я]{2})"
"""Between camel and Case, HTML and Parser; not in URLs or IPv6."""
APART = f"[eExXtT](?<!{WORD}[eExXtT]) (?=mail|book|commerce|learning|ray|shirt)"
"""English words that are written in three ways: e mail is one of them."""
LEAD = f"(?:(?<![^{BEFORE}])(?:--?|–|\\.)(?={LETTER}))?"
"""Of options, hidden files and .NET; a dash is what typographers make of two hyphens."""
TAIL = f"(?:(?<![{DIGIT}_])(?:\\+\\+(?![+#]|{LETTER})|[+#](?![+#=]|{WORD})))?"
"""Of C++ and C#."""
ARTICLE = "(?:[وفبك]?ال|لل)(?=.{3})"
"""What an Arabic word may be said without: the article, with what is written together with it."""
SIGNS = "[!#$%&*+/:<=>?@\\\\^|~-]{2,}|\\$[({]|\\{\\{|\\}\\}|\\[\\[|\\]\\]|\\[\\]|\\{\\}"
SYMBOL = f"[{ranges('1f1e6-1f1ff')}]{{2}}|[{SYMBOLS}]"
CHUNK = f"{LEAD}_{{0,4}}{WORD}+(?:(?:{JOINER}){WORD}+)*_{{0,4}}{TAIL}|[{UNSPACED}]+|{SYMBOL}|{SIGNS}"

__all__ = ["Token", "cut", "fold"]

_CHUNK = re.compile(CHUNK)
_BODY = re.compile(f"{WORD}(?:.*{WORD})?", re.DOTALL)
_PARTS = re.compile(f"({JOINER}|{HUMP})")
_APART = re.compile(APART)
_ARTICLE = re.compile(ARTICLE)
_MAY_BE_APART = [f" {word}" for word in APART.rpartition("(?=")[2].rstrip(")").split("|")]
"""Cheaper to look for than the pattern."""
_PLAIN = re.compile('[("]?([A-Z]?[a-z]{1,30}[0-9]{0,8})[.,;:)"]?')
"""Nine in ten pieces, of which it is plain what the rules make."""
_SIGNS = re.compile(f"[{UNSPACED}][{MARKS}]*")
_NO_WORD = re.compile(f"[{NO_WORD}]+")
_SHAPES = {shape: kind for kind, shapes in JOINERS.items() for shape in shapes}
_GLUED = {"", "-", "'", "_", "⁀"}
_DIGITS = frozenset("0123456789")

Terms = tuple[tuple[tuple[str, int, int], ...], int]
"""Terms with their place in a chunk and their span, and how many places the chunk takes."""


class Token(NamedTuple):
    """A term where it stands. *span* is the number of places it takes: more than one is a word of parts, none a sign."""

    term: str
    place: int
    span: int


def cut(text: str) -> list[Token]:
    """The terms of a text, in order.

    The last sign of several without spaces is a term by itself, for those who look for one sign; a question of more
    signs does without.
    """
    tokens: list[Token] = []
    place = 0
    for piece in pieces(text):
        terms, places = (((piece, 0, 1),), 1) if isinstance(piece, str) else piece
        tokens += (Token(term, place + offset, span) for term, offset, span in terms)
        place += places
    return tokens


def pieces(text: str, words: Iterable[str] | None = None) -> Iterator[str | Terms]:
    """What stands between two spaces, piece by piece: the term where it is one of one place, as most are; else its terms.

    The same as :func:`cut` gives, without a record for each of the site's words: the index is made by this. *words* are
    what stands between the text's spaces, where that is known.
    """
    seen = visible(text)
    if any(word in seen for word in _MAY_BE_APART):
        seen = _APART.sub(_tied, seen)
    return map(_known.__getitem__, seen.split() if words is None or seen is not text else words)


def _tied(found: re.Match[str]) -> str:
    return f"{found[0][0]}⁀"


class _Known(dict[str, "str | Terms"]):
    """The terms of what was met between two spaces: texts repeat their words."""

    def __missing__(self, piece: str) -> str | Terms:
        if plain := _PLAIN.fullmatch(piece):
            return self.kept(piece, plain[1].lower())
        terms: list[tuple[str, int, int]] = []
        place = 0
        for chunk in _CHUNK.findall(piece):
            some, places = _terms(chunk)
            terms += [(term, place + offset, span) for term, offset, span in some]
            place += places
        found = terms[0][0] if len(terms) == 1 == place else (tuple(terms), place)
        return self.kept(piece, found) if len(piece) <= 2 * LONGEST else found

    def kept(self, piece: str, found: str | Terms) -> str | Terms:
        if len(self) >= CACHED:
            self.clear()
        self[piece] = found
        return found


_known = _Known()


def _terms(chunk: str) -> Terms:
    if body := _BODY.search(chunk):
        return _terms_of_word(chunk[: body.start()], _PARTS.split(body[0]), chunk[body.end() :])
    if signs := _SIGNS.findall(chunk):
        signs = signs if fold(chunk) == chunk else [fold(sign) for sign in signs]
        pairs = enumerate(pairwise([*signs, ""]))
        return tuple(((one + other)[:LONGEST], place, 1) for place, (one, other) in pairs), len(signs)
    return ((chunk, 0, 0),) if len(chunk) <= LONGEST_SIGNS else (), 0


def _terms_of_word(before: str, elements: list[str], behind: str) -> Terms:
    """*elements*: the parts, and between any two the sign that joins them, which is nothing at a hump."""
    parts: list[str] = []
    joiners: list[str] = []  # what stands before each part
    for joiner, part in zip(["", *elements[1::2]], elements[::2], strict=True):
        if plain := _NO_WORD.sub("", fold(part)):
            joiners.append("".join(_SHAPES.get(sign, sign) for sign in joiner) if parts else "")
            parts.append(plain)
    terms = [(part[:LONGEST], place, 1) for place, part in enumerate(parts)]
    articles = [(place, _ARTICLE.match(part)) for place, part in enumerate(parts)]
    wholes = [(parts[place][found.end() :][:LONGEST], place, 1) for place, found in articles if found]
    for start, end in _groups(joiners):
        some, between = parts[start:end], joiners[start + 1 : end]
        whole, glued = _joined(some, between), "".join(some)
        wholes += [(whole, start, end - start)] if "⁀" not in between else []
        wholes += [(glued, start, end - start)] if glued != whole and _may_be_glued(some, between) else []
    tail = behind.lstrip("_")
    if tail and len(parts) > 1:
        wholes.append((parts[-1] + tail, len(parts) - 1, 1))
    if parts and (before or behind):
        entire = before.replace("–", "--") + _joined(parts, joiners[1:]) + behind
        wholes.append((entire, 0, len(parts)))
    return (*terms, *(one for one in wholes if len(one[0]) <= LONGEST)), len(parts)


def _groups(joiners: list[str]) -> list[tuple[int, int]]:
    """Which parts make wholes: all, and those that one sign joins, such as GitHub in GitHub-hosted."""
    groups = {(0, len(joiners))} if len(joiners) > 1 else set()
    kinds = [_kind(joiner) for joiner in joiners]
    for kind in set(kinds[1:]):
        start = 0
        for end in range(1, len(kinds) + 1):
            if end == len(kinds) or kinds[end] not in {"", kind}:
                if kind in kinds[start + 1 : end]:
                    groups.add((start, end))
                start = end
    return sorted(groups)


def _kind(joiner: str) -> str:
    return joiner.strip("_") or joiner[:1]


def _joined(parts: list[str], between: list[str]) -> str:
    return parts[0] + "".join(joiner + part for joiner, part in zip(between, parts[1:], strict=True))


def _may_be_glued(parts: list[str], between: list[str]) -> bool:
    """E-mail and no_cache may, and U.S.A.; 3.11 is not 311, and robots.txt no word."""
    return all(
        (_kind(joiner) in _GLUED or (joiner == "." and len(one) == len(other) == 1))
        and not (one[-1] in _DIGITS and other[0] in _DIGITS)
        for joiner, (one, other) in zip(between, pairwise(parts), strict=True)
    )
