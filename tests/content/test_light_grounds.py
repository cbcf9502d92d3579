"""Which pictures stand on a light ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from knowledge_centre.content.light_grounds import has_light_ground

if TYPE_CHECKING:
    from pathlib import Path

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" width="80">{}</svg>'
INK = '<path d="M0 0h9" fill="black"/>'


@pytest.mark.parametrize(
    ("inside", "light"),
    [
        ('<rect width="80" height="40" fill="#fbfaf7"/>', True),
        (
            '<title>T</title><defs><rect width="9" height="9"/></defs><g><rect width="100%" style="fill:white"/></g>',
            True,
        ),
        ('<g><polygon fill="white" stroke="none" points="-4,4 -4,-112 58,-112 58,4 -4,4"/></g>', True),
        ('<rect width="80.0px" height="40" fill="#222"/>', False),
        ('<rect width="80" height="40"/>', False),
        ('<rect width="40" height="40" fill="white"/>', False),
        ('<rect width="80" height="40" fill="url(#g)"/>', False),
        (f'{INK}<rect width="80" height="40" fill="white"/>', False),
        ('<style>@media (prefers-color-scheme: dark) {}</style><rect width="80" height="40" fill="white"/>', False),
        ("", False),
        ("<", False),
    ],
)
def test_drawings(tmp_path: Path, inside: str, light: bool) -> None:
    path = tmp_path / "a.svg"
    path.write_text(DRAWING.format(inside), encoding="utf-8")
    assert has_light_ground(path) is light


@pytest.mark.parametrize("ending", ["gif", "jpg", "png", "webp"])
def test_pixels(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    picture = Image.new("RGB", (300, 200), "white")
    picture.paste("black", (40, 40, 260, 160))
    picture.save(path)
    assert has_light_ground(path)
    picture.paste("black", (0, 0, 40, 40))
    picture.save(path)
    assert not has_light_ground(path)


def test_what_has_no_ground_or_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGBA", (9, 9), (255, 255, 255, 0)).save(path)
    assert not has_light_ground(path)
    path.write_bytes(path.read_bytes()[:40])
    assert not has_light_ground(path)
