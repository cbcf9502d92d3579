"""Pictures: their sizes, what a page says of them, and that it follows their files."""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from knowledge_centre.catalogue.queries import Catalogue
from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.images import picture_size
from knowledge_centre.content.records import Article, ParsedArticle

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag

    from tests.site import Site

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><rect width="9" height="9"/></svg>'
FOLDER = "articles/with-picture"


def png(width: int, height: int) -> bytes:
    """A black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1 + width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="800" height="450"', (800, 450)),
        ('width="800px" height="450.4px" viewBox="0 0 1 1"', (800, 450)),
        ("width='1in' height='2.54cm'", (96, 96)),
        ('viewBox="0 0 24 12"', (24, 12)),
        ('viewBox="-5,-5,10.5,20"', (10, 20)),
        ('width="100%" height="100%" viewBox="0 0 640 480"', (640, 480)),
        ('width="50em" height="10" viewBox="0 0 640 480"', (13, 10)),
        ('width="320" viewBox="0 0 640 480"', (320, 240)),
        ('width="320"', (0, 0)),
        ('width="0" height="0"', (0, 0)),
        ('viewBox="0 0 wide tall"', (0, 0)),
        ("", (0, 0)),
        ("<", (0, 0)),
    ],
)
def test_the_size_of_a_drawing(tmp_path: Path, attributes: str, size: tuple[int, int]) -> None:
    path = tmp_path / "a.svg"
    path.write_text("<!-- <svg width='1' height='1'> -->" + SVG.format(attributes), encoding="utf-8")
    assert picture_size(path) == size


@pytest.mark.parametrize(
    ("data", "size"),
    [(png(7, 3), (7, 3)), (b"GIF89a\x20\x03\x10\x00", (800, 16)), (b"no picture", (0, 0)), (b"", (0, 0))],
)
def test_the_size_of_pixels(tmp_path: Path, data: bytes, size: tuple[int, int]) -> None:
    path = tmp_path / "a.PNG"
    path.write_bytes(data)
    assert picture_size(path) == size


def test_a_picture_that_is_not_there_has_no_size(tmp_path: Path) -> None:
    assert picture_size(tmp_path / "gone.png") == picture_size(tmp_path / "gone.svg") == (0, 0)


def said(picture: Tag) -> dict[str, str]:
    return {
        name: " ".join(map(str, picture.get_attribute_list(name)))
        for name in ("width", "height", "style", "class", "loading", "decoding")
        if name in picture.attrs
    }


LOADED = {"loading": "lazy", "decoding": "async"}
SIZED = {"width": "640", "height": "480", **LOADED}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_pictures_in_the_text_have_their_own_size_and_wait(site: Site, builder: str) -> None:
    cases = {
        "![a](photo.png)": SIZED,
        "Words ![a](photo.png) around.": SIZED,
        "```{image} photo.png\n:alt: a\n```": SIZED,
        "```{figure} photo.png\n:alt: a\n\nA caption.\n```": SIZED,
        "[![a](drawing.svg)](first.md)": {"width": "24", "height": "12", **LOADED},
        "```{image} photo.png\n:alt: a\n:width: 50%\n```": {"class": "width-50", **LOADED},
        "```{image} photo.png\n:alt: a\n:height: 90\n```": {"width": "120", "height": "90", **LOADED},
        "```{image} photo.png\n:alt: a\n:scale: 50\n```": {"width": "320", "height": "240", **LOADED},
        "![a](photo.png){width=32px}": {"width": "32", **LOADED},
        "![a](photo.png){height=3em}": {"width": "64", "height": "48", **LOADED},
        "![a](odd.svg)": LOADED,
    }
    site.write("articles/drawing.svg", SVG.format('viewBox="0 0 24 12"'))
    site.write("articles/odd.svg", SVG.format(""))
    (site.path / "articles/photo.png").write_bytes(png(640, 480))
    site.article("gallery", "\n\n".join(cases))
    site.build(builder).ok()
    page = site.page("articles/gallery.html" if builder == "html" else "articles/gallery/index.html", builder)
    assert [said(picture) for picture in page.select(".article-body img")] == list(cases.values())


def test_the_catalogue_knows_the_size_of_an_articles_picture(site: Site) -> None:
    (site.path / FOLDER / "cover.png").write_bytes(png(1200, 630))
    index = site.path / FOLDER / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("cover.svg", "cover.png"), encoding="utf-8")
    collection = read_collection(site.path, datetime(2026, 2, 2, tzinfo=UTC))
    reading = ParsedArticle("Title", "Summary.", 1, "")
    articles = [
        Article(one.docname, one.slug, one.front, reading, one.status, one.image, one.image_size)
        for one in collection.visible
    ]
    catalogue = Catalogue(articles, collection.vocabulary)
    sizes = [(card.docname, card.image_width, card.image_height) for card in catalogue.cards(catalogue.articles)]
    assert sizes == [(FOLDER, 1200, 630), ("articles/second", 0, 0), ("articles/first", 0, 0)]


@pytest.mark.parametrize("name", ["inner.svg", "cover.svg"])
def test_a_page_follows_the_size_of_its_pictures(site: Site, tmp_path: Path, name: str) -> None:
    site.build().ok()
    assert 'width="8"' in (site.out / f"{FOLDER}.html").read_text(encoding="utf-8")
    site.write(f"{FOLDER}/{name}", SVG.format('width="16" height="4"'))
    site.build(jobs=2).ok()
    assert 'width="16"' in (site.out / f"{FOLDER}.html").read_text(encoding="utf-8")
    clean = site.clean_copy(tmp_path / "clean")
    clean.build().ok()
    assert site.tree() == clean.tree()


def test_wide_pictures_lead_to_themselves_and_light_ones_are_known(site: Site) -> None:
    cases = {
        "![a](wide.svg)": ("has-light-ground", "reference internal image-reference"),
        "![a](small.svg)": ("has-light-ground", ""),
        "![a](wide.svg){.no-scaled-link .as-drawn}": ("no-scaled-link as-drawn", ""),
        "![a](wide.svg){.only-light}": ("only-light", "reference internal image-reference only-light"),
        "[![a](wide.svg)](first.md)": ("has-light-ground", "reference internal"),
        "![a](dark.png)": ("", "reference internal image-reference"),
    }
    for name, width in (("wide", 480), ("small", 479)):
        ground = f'<rect width="{width}" height="9" fill="white"/>'
        site.write(f"articles/{name}.svg", SVG.format(f'width="{width}" height="9"').replace("<rect", f"{ground}<rect"))
    (site.path / "articles/dark.png").write_bytes(png(640, 480))
    site.article("gallery", "\n\n".join(cases))
    site.build().ok()
    pictures = site.page("articles/gallery.html").select(".article-body img")
    found = []
    for picture in pictures:
        link = picture.find_parent("a")
        found.append((said(picture).get("class", ""), " ".join(link["class"]) if link else ""))
    assert found == list(cases.values())


def test_links_to_parts_of_a_page_are_named_and_stand_beside_headings(site: Site) -> None:
    body = "## A <& *part*\n\n```{table} One\n:name: one\n\n| a |\n| --- |\n| b |\n```\n\nSee <https://a.example/b> and [c](https://a.example/)."
    site.article("parts", body)
    site.write("about.md", "# A page\n\n## A part of it\n\nText.\n")
    site.build().ok()
    page = site.page("articles/parts.html")
    links = page.select("a.headerlink")
    assert [link["aria-label"] for link in links] == ["Link to this heading: A <& part", "Link to this table"]
    assert page.select("h1 a, h2 a") == []
    assert [link.get_text() for link in page.select("a.is-bare")] == ["https://a.example/b"]
    assert [link["href"] for link in site.page("about.html").select("a.headerlink")] == ["#a-part-of-it"]


def test_boxes_are_notes_with_the_name_that_stands_above_them(site: Site) -> None:
    site.article(
        "boxed", ":::{warning}\nHot.\n:::\n\n:::{admonition} In *short*\nWords.\n:::\n\n:::{seealso}\nThat.\n:::"
    )
    site.build().ok()
    boxes = site.page("articles/boxed.html").select(".admonition")
    assert [(box["role"], box["aria-label"]) for box in boxes] == [
        ("note", "Warning"),
        ("note", "In short"),
        ("note", "See also"),
    ]
