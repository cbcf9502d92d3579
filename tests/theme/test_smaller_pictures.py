"""Wide pictures are served smaller, once, the original a tap away; heavy and damaged ones are told."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from knowledge_centre.content.images import WIDEST, picture_size
from knowledge_centre.content.smaller_pictures import made_smaller, smaller_name, smaller_size
from tests.documents.test_references import assert_clean

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site import Site


def photograph(path: Path, size: tuple[int, int] = (2400, 1200), **options: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = Image.frombytes("RGB", (60, 30), random.Random(1).randbytes(60 * 30 * 3))
    noise.resize(size, Image.Resampling.BICUBIC).save(path, **options)
    return path


@pytest.mark.parametrize("ending", ["jpg", "png", "webp"])
def test_it_keeps_its_format_and_stands_upright(tmp_path: Path, ending: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    held = {"exif": exif} if ending == "jpg" else {}
    path = photograph(tmp_path / f"p.{ending}", (1200, 2400) if held else (2400, 1200), **held)
    smaller = tmp_path / smaller_name(path.name)
    smaller.write_bytes(made_smaller(path))
    assert smaller.name == f"p-{WIDEST}.{ending}"
    assert smaller_size(path) == picture_size(smaller) == (WIDEST, 800)
    with Image.open(path) as before, Image.open(smaller) as after:
        assert after.format == before.format
        assert not after.getexif()
    assert smaller.stat().st_size <= path.stat().st_size


def test_films_palettes_and_small_ones_are_left_alone(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (2000, 10), colour) for colour in ("red", "blue")]
    for name in ("film.png", "film.webp", "film.gif"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:])
        assert smaller_size(tmp_path / name) == (0, 0)
    Image.new("P", (2000, 10)).save(tmp_path / "palette.png")
    photograph(tmp_path / "small.jpg", (WIDEST, 800))
    assert smaller_size(tmp_path / "palette.png") == smaller_size(tmp_path / "small.jpg") == (0, 0)


def test_it_is_served_smaller_and_the_original_is_a_tap_away(site: Site, tmp_path: Path) -> None:
    photograph(site.path / "articles/made/wide photo.jpg", quality=95)
    body = '![A view](<wide photo.jpg>)\n\n<a href="first.html"><img src="wide photo.jpg" alt="Again"></a>\n'
    site.article("made/index", body)
    site.build(jobs=2).ok()
    page = site.page("articles/made.html")
    first, second = page.select(".article-body img")
    assert (first["width"], first["height"]) == (str(WIDEST), str(WIDEST // 2))
    made = site.out / "articles" / str(first["src"]).replace("%20", " ")
    assert made.is_file()
    assert first["src"] == second["src"]
    link = first.parent
    assert link is not None
    original = site.out / "articles" / str(link["href"]).replace("%20", " ")
    assert original.read_bytes() == (site.path / "articles/made/wide photo.jpg").read_bytes()
    assert made.stat().st_size < original.stat().st_size
    assert [one["href"] for one in page.select(".article-body a")] == [link["href"], "first.html"]
    photograph(site.path / "articles/made/wide photo.jpg", (3000, 1000))
    assert_clean(site, tmp_path / "clean")
    site.article("made/index", "No picture.")
    assert_clean(site, tmp_path / "without")
    assert not made.exists()


def test_what_is_damaged_or_heavy_is_told(site: Site) -> None:
    whole = photograph(site.path / "articles/whole.jpg", quality=95).read_bytes()
    (site.path / "articles/half.jpg").write_bytes(whole[: len(whole) // 2])
    site.article("made", "Text.\n\n![x](half.jpg)\n\n- ![y](whole.jpg)")
    built = site.build("html", "-D", f"knowledge_centre_max_picture_bytes={len(whole) - 1}")
    assert built.status == 1
    assert 'made.md:9: WARNING: "half.jpg" is no whole picture (' in built.problems
    assert f'made.md:11: WARNING: "whole.jpg" has {len(whole) / 1e6:.1f} MB, and a picture may have ' in built.problems
    site.article("cover", "Text.", image="whole.jpg", image_alt="x")
    built = site.build("html", "-D", f"knowledge_centre_max_picture_bytes={len(whole) - 1}")
    assert 'cover.md:5: "whole.jpg" has ' in built.problems
