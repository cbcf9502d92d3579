"""Reads the texts of articles. One that is the same, byte for byte, as in the last build is not read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge_centre.content.body_limits import body_diagnostics
from knowledge_centre.content.front_matter import MARKDOWN, SourceText, read_source
from knowledge_centre.content.kept_answers import KeptAnswers

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path

    from knowledge_centre.content.body_limits import Limits
    from knowledge_centre.content.front_matter import Format
    from knowledge_centre.content.vocabulary import Vocabulary


class SourceReader:
    """*zone* is that of dates without an offset; *limits* are those of texts; *path* is where to keep what was read."""

    def __init__(self, vocabulary: Vocabulary, zone: tzinfo, limits: Limits, path: Path | None = None) -> None:
        self.vocabulary, self.zone, self.limits = vocabulary, zone, limits
        self.kept = KeptAnswers(path, vocabulary, str(zone), limits)

    def read(self, text: bytes, written_in: Format, *, whole: bool = True) -> SourceText:
        """The bytes of an article, read; with what is wrong with its body too, where *whole* is set."""
        asked = f"{written_in.name} {whole} ".encode() + text
        return SourceText(written_in, *self.kept.answer(asked, lambda: self._read(text, written_in, whole=whole)))

    def _read(self, text: bytes, written_in: Format, *, whole: bool) -> tuple[Any, ...]:
        source = read_source(text, self.vocabulary, self.zone, written_in)
        looks = whole and written_in is MARKDOWN
        more = body_diagnostics(source.body, source.body_line, self.limits) if looks else ()
        return source.front, source.places, source.body, source.body_line, (*source.diagnostics, *more)
