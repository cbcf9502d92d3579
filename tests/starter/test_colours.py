"""From one colour to those of a site: text in them can be read."""

from __future__ import annotations

import pytest
from sphinx.config import Config

from knowledge_centre.pictures.covers import palettes_of
from knowledge_centre.pictures.covers.design import Palette
from knowledge_centre.starter.colours import PAPERS, contrast, hexadecimal, scheme, spark_for

COLOURS = ["#14532d", "#6b21a8", "#ffff00", "#000000", "#ffffff", "#808080", "#00ff00", "#ff0000", "#fafafa", "#001122"]


@pytest.mark.parametrize("colour", COLOURS)
def test_text_in_the_accent_can_be_read_on_the_paper_and_on_the_soft_accent(colour: str) -> None:
    made = scheme(colour)
    for paper, accent, soft in zip(PAPERS, made.accent, made.soft, strict=True):
        assert min(contrast(accent, paper), contrast(accent, soft)) >= 4.5
    for _ground, deep, _mid, _light, _spark in made.palettes:
        assert contrast(deep, "#ffffff") >= 4.5  # the letters of the logo


def test_a_colour_that_can_be_read_stays() -> None:
    assert scheme("#14532d").accent[0] == "#14532d"
    assert scheme("#14532d", "#f08a3c").palettes[0][4] == "#f08a3c"
    assert [spark_for(one) for one in ("#777777", "#6b21a8", "#d2691e")] == ["#f08a3c", "#f08a3c", "#3f7fd0"]


def test_contrasts_are_those_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_colours_are_written_as_css_does() -> None:
    written = ["#6b21a8", "#6B2", "rebeccapurple", "rgb(107, 33, 168)", " hsl(273, 67%, 39%) "]
    assert [hexadecimal(one) for one in written] == ["#6b21a8", "#66bb22", "#663399", "#6b21a8", "#6a21a6"]


def test_covers_take_the_palettes() -> None:
    config = Config({}, {"knowledge_centre_cover_palettes": list(scheme("#6b21a8").palettes)})
    config.add("knowledge_centre_cover_palettes", [], "html", frozenset({list}))
    assert [type(one) for one in palettes_of(config)] == [Palette, Palette]
