"""What a new site has to know: answers that are taken, and sentences for those that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge_centre.starter import answers
from knowledge_centre.starter.answers import Answers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("look", "given", "taken"),
    [
        (answers.site_name, "  Payments   knowledge ", "Payments knowledge"),
        (answers.colour, "RebeccaPurple", "#663399"),
        (answers.language, "pt-BR", "pt_BR"),
        (answers.timezone, "europe/london", "Europe/London"),
        (answers.timezone, "america/new york", "America/New_York"),
        (answers.address, "https://example.org/kc", "https://example.org/kc/"),
        (answers.address, " ", ""),
    ],
)
def test_what_is_taken(look: Callable[[str], str], given: str, taken: str) -> None:
    assert look(given) == taken


@pytest.mark.parametrize(
    ("look", "given", "sentence"),
    [
        (answers.site_name, " ", 'a site needs a name in plain letters, such as "Payments knowledge".'),
        (answers.site_name, "a\0b", 'a site needs a name in plain letters, such as "Payments knowledge".'),
        (answers.site_name, "n" * 61, f'"{"n" * 61}" is too long for a header: use 60 characters at most.'),
        (answers.colour, "greenish", '"greenish" is no colour: write one as CSS does, such as "#14532d" or "rebeccapurple".'),
        (answers.language, "English!", '"English!" is no language: write its code, such as "en", "de" or "pt_BR".'),
        (answers.timezone, "Europe/Londn", '"Europe/Londn" is no time zone: did you mean "Europe/London"?'),
        (answers.timezone, "london", '"london" is no time zone: did you mean "Europe/London"?'),
        (answers.timezone, "?", '"?" is no time zone: write an IANA name, such as "Europe/London".'),
        (answers.address, "example.org", '"example.org" is no whole address: write "https://example.org", or leave it out.'),
        (
            answers.address,
            "https://a b",
            '"https://a b" is no address of a site: write one such as "https://example.org/".',
        ),
    ],
)  # fmt: skip
def test_what_is_refused(look: Callable[[str], str], given: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"\S") as told:
        look(given)
    assert str(told.value) == sentence


@pytest.mark.parametrize(
    ("name", "slug", "initials"),
    [
        ("Payments knowledge", "payments-knowledge", "PK"),
        ("Öffentliche Zahlen & Fakten", "offentliche-zahlen-fakten", "ÖZ"),
        ("ナレッジ", "knowledge-centre", "ナ"),
        ("3 Ways", "3-ways", "W"),
        ("&", "knowledge-centre", "•"),
    ],
)
def test_what_is_made_of_a_name(name: str, slug: str, initials: str) -> None:
    made = Answers(name, "#14532d", "", "en", "UTC", "")
    assert (made.slug, made.initials, made.domain) == (slug, initials, f"{slug}.example")


def test_what_is_usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answers.name_of_folder(tmp_path / "payments-knowledge") == "Payments knowledge"
    assert answers.name_of_folder(tmp_path / "--") == answers.NAME
    monkeypatch.setenv("TZ", ":Asia/Tokyo")
    assert answers.zone_of_machine() == "Asia/Tokyo"
    monkeypatch.setenv("TZ", "nowhere")
    monkeypatch.setattr(answers, "LOCALTIME", tmp_path / "none")
    assert answers.zone_of_machine() == "UTC"
