"""The covers of articles without a picture: the same for a slug on every machine, and made only when it is new."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.config import Config

from knowledge_centre.content.fingerprints import digest
from knowledge_centre.pictures.covers import palettes_of
from knowledge_centre.pictures.covers.design import PALETTES, cover
from knowledge_centre.pictures.covers.shapes import (
    HEIGHT,
    WIDTH,
    Arc,
    Drawing,
    Point,
    chord,
    disc,
    mix,
    polygon,
    sector,
    svg,
)
from knowledge_centre.pictures.social_cards.art import drawn

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge_centre.pictures.covers.design import Palette
    from knowledge_centre.pictures.covers.shapes import Shape
    from tests.site import Site

SLUGS = [f"article-{number}" for number in range(400)]
ODD = ["", "日本語", "a/b/../c", "x" * 10_000, "Ünïcode & <b>", "-", "🙂"]


def channels(colour: str) -> tuple[int, ...]:
    assert re.fullmatch("#[0-9a-f]{6}", colour)
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def extent(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what a shape can reach."""
    points = list[Point]()
    for segment in shape.outline:
        if isinstance(segment, Arc):
            x, y, radius = segment[:3]
            points += (x - radius, y - radius), (x + radius, y + radius)
        else:
            points += segment
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def contrast(colour: str, against: str) -> float:
    """The contrast of two colours by WCAG 2."""

    def luminance(colour: str) -> float:
        parts = (c / 255 for c in channels(colour))
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(colour), luminance(against)))
    return (high + 0.05) / (low + 0.05)


def test_a_slug_has_one_cover_for_ever() -> None:
    """Change the expected value only with the art: every reader would see all covers change."""
    drawn = [svg(cover(slug, PALETTES[n % len(PALETTES)])) for n, slug in enumerate(SLUGS)]
    assert drawn == [svg(cover(slug, PALETTES[n % len(PALETTES)])) for n, slug in enumerate(SLUGS)]
    assert digest(drawn) == "42dbb7d7a70021b9"


def test_slugs_and_palettes_differ() -> None:
    drawn = [svg(cover(slug, PALETTES[0])) for slug in SLUGS]
    assert len(set(drawn)) > 0.8 * len(drawn)
    assert sum(svg_file == following for svg_file, following in pairwise(drawn)) <= 2
    assert len({svg(cover("one", palette)) for palette in PALETTES}) == len(PALETTES)


def test_the_file_is_small_and_well_formed() -> None:
    for slug in (*ODD, *SLUGS):
        drawn = svg(cover(slug, PALETTES[0]))
        root = ET.fromstring(drawn)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert (root.get("width"), root.get("height")) == (str(WIDTH), str(HEIGHT))
        assert root.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
        assert len(drawn.encode()) < 2500, slug
        assert not re.search(r"nan|inf|e[-+]\d|\.\d\d", "".join(path.get("d", "") for path in root)), slug


@pytest.mark.parametrize("palette", PALETTES)
def test_colours_are_of_the_palette_or_mixed_from_it(palette: Palette) -> None:
    bounds = [(min(values), max(values)) for values in zip(*map(channels, palette), strict=True)]
    sparks = 0
    for slug in SLUGS:
        made = cover(slug, palette)
        assert made.ground in palette[:4]
        for shape in made.shapes:
            assert all(low <= c <= high for c, (low, high) in zip(channels(shape.fill), bounds, strict=True))
        sparks += palette.spark in {shape.fill for shape in made.shapes}
    assert sparks > 0.9 * len(SLUGS)


def test_shapes_are_sound_and_the_bright_one_is_in_the_frame() -> None:
    for slug in (*ODD, *SLUGS):
        for shape in cover(slug, PALETTES[0]).shapes:
            left, top, right, bottom = extent(shape)
            assert all(map(math.isfinite, (left, top, right, bottom))), slug
            assert left < WIDTH, slug
            assert right > 0, slug
            assert top < HEIGHT, slug
            assert bottom > 0, slug
            for arc in (segment for segment in shape.outline if isinstance(segment, Arc)):
                assert 0 < abs(arc.end - arc.start) <= 180 or (arc.start, arc.end) == (0, 360), slug
            if shape.fill == PALETTES[0].spark:
                assert max(left, 40) < min(right, WIDTH - 40), f"{slug}: a crop to 16:9 would lose it"


def test_palettes_show_on_light_and_dark_pages() -> None:
    for palette in PALETTES:
        for colour in palette[:4]:
            assert contrast(colour, "#ffffff") > 1.15
            assert contrast(colour, "#131715") > 1.3
        assert contrast(palette.ground, palette.deep) > 5


@pytest.mark.parametrize(
    ("shape", "path", "inside", "outside"),
    [
        (polygon("#ff0000", (600, 0), (800, 0), (600, 200)), "M600 0l200 0-200 200z", (620, 20), (790, 190)),
        (disc("#ff0000", 600, 300, 100), "M500 300a100 100 0 1 1 200 0a100 100 0 1 1 -200 0z", (600, 210), (690, 390)),
        (chord("#ff0000", Arc(600, 300, 100, -90, 90)), "M600 200A100 100 0 0 1 600 400z", (690, 300), (590, 300)),
        (
            sector("#ff0000", Arc(600, 300, 100, 0, 90)),
            "M700 300A100 100 0 0 1 600 400L600 300z",
            (660, 360),
            (540, 360),
        ),
        (
            sector("#ff0000", Arc(600, 300, 100, 0, 90), 50),
            "M700 300A100 100 0 0 1 600 400L600 350A50 50 0 0 0 650 300z",
            (660, 360),
            (610, 310),
        ),
        (
            chord("#ff0000", Arc(600, 300, 100, 45, 315)),
            "M670.7 370.7A100 100 0 1 1 670.7 229.3z",
            (510, 300),
            (690, 300),
        ),
    ],
)
def test_an_outline_is_the_same_in_both_files(
    shape: Shape, path: str, inside: tuple[int, int], outside: tuple[int, int]
) -> None:
    drawing = Drawing("#ffffff", (shape,))
    assert f' d="{path}"' in svg(drawing)
    image, palette = drawn(drawing, WIDTH, HEIGHT)
    image.putpalette(palette)
    painted = image.convert("RGB")
    assert (painted.getpixel(inside), painted.getpixel(outside)) == ((255, 0, 0), (255, 255, 255))


def test_mix() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#123456", "#ffffff", 0) == "#123456"


def test_articles_without_a_picture_have_a_cover(site: Site) -> None:
    site.article("plain", category="notes")
    site.build().ok()
    assert covers(site) >= {"first.svg", "plain.svg"}
    assert not covers(site) & {"with-picture.svg", "hidden.svg", "scheduled.svg"}
    assert written(site)["plain.svg"] == svg(cover("plain", PALETTES[1])), "notes is the second category"
    before = times(site)
    (site.path / "articles/plain.md").unlink()
    site.article("another")
    site.build().ok()
    assert "another.svg" in covers(site)
    assert "plain.svg" not in covers(site)
    assert {path: time for path, time in times(site).items() if path != "another.svg"} == {
        path: time for path, time in before.items() if path != "plain.svg"
    }


def test_palettes_in_the_settings(site: Site) -> None:
    own = ("#eeeeee", "#222222", "#666666", "#bbbbbb", "#ff0000")
    conf = site.path / "conf.py"
    conf.write_text(
        conf.read_text(encoding="utf-8") + f"\nknowledge_centre_cover_palettes = [{own}]\n", encoding="utf-8"
    )
    site.build().ok()
    assert all(set(re.findall("#[0-9a-f]{6}", drawn)) & set(own) for drawn in written(site).values())


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([], "write one at least"),
        ("#14532d", "is a list of palettes"),
        ([PALETTES[0], ("#ffffff", "#000000")], "palette 2 has to be five colours: ground, deep, mid, light, spark"),
        ([(*PALETTES[0][:4], "red")], "'red', the spark of palette 1, is no colour"),
        ([(*PALETTES[0][:4], 7)], "7, the spark of palette 1, is no colour"),
    ],
)
def test_a_wrong_palette_is_reported(given: Any, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    config = Config({}, {})
    config.add("knowledge_centre_cover_palettes", given, "html", ())
    with pytest.raises(SystemExit):
        palettes_of(config)
    assert told in capsys.readouterr().err


def written(site: Site) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder(site).iterdir()}


def covers(site: Site) -> set[str]:
    return {path.name for path in folder(site).iterdir()}


def times(site: Site) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder(site).iterdir()}


def folder(site: Site) -> Path:
    return site.out / "covers"
