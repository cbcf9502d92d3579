"""How to cite an article: in words, and for BibTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from babel.dates import format_date

from knowledge_centre.catalogue.queries import display_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

ESCAPED = str.maketrans(
    {
        **{char: f"\\{char}" for char in "&%$#_"},
        "\\": "\\textbackslash{}",
        # Not "\{": BibTeX counts braces, also those that are escaped.
        "{": "\\textbraceleft{}",
        "}": "\\textbraceright{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
    }
)
"""What LaTeX takes for its own. Accents stay as they are, which biber reads."""
VERBATIM = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
"""Addresses are read as they are; of those signs they have none unencoded."""


class Cited(NamedTuple):
    """What is cited. The address is empty where it is not known."""

    slug: str
    title: str
    authors: tuple[str, ...]
    day: date
    site: str
    address: str = ""


class Citation(NamedTuple):
    """The citation in words has its title apart, which is set in italics."""

    before: str
    title: str
    after: str
    address: str
    bibtex: str

    @property
    def plain(self) -> str:
        return f"{self.before} {self.title}. {self.after} {self.address}".rstrip()


def cite(cited: Cited, language: str) -> Citation:
    """Authors (Year, Month Day). Title. Site. Address. Other languages than English have the date as they write it."""
    english = language.partition("-")[0].partition("_")[0] == "en"
    written = format_date(cited.day, "y, MMMM d", locale="en") if english else display_date(cited.day, language)
    return Citation(
        before=f"{named(cited.authors)} ({written}).",
        title=cited.title,
        after=f"{cited.site}.",
        address=cited.address,
        bibtex=bibtex(cited),
    )


def named(authors: Sequence[str]) -> str:
    """Names as a citation lists them."""
    *first, last = authors
    return f"{', '.join(first)} & {last}" if first else last


def bibtex(cited: Cited) -> str:
    """An entry for biblatex. Names and titles are in braces of their own: a desk has no first name."""
    fields = {
        "author": " and ".join(f"{{{escaped(name)}}}" for name in cited.authors),
        "title": f"{{{escaped(cited.title)}}}",
        "date": cited.day.isoformat(),
        "url": cited.address.translate(VERBATIM),
        "organization": escaped(cited.site),
    }
    lines = [f"  {name:<12} = {{{value}}}" for name, value in fields.items() if value]
    return "\n".join([f"@online{{{cited.slug},", ",\n".join(lines), "}"])


def escaped(text: str) -> str:
    return text.translate(ESCAPED)
