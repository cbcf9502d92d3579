"""Nothing of an article that is not published is in any file of the output, packed ones included."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import pytest

from tests.site import ROOTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.site import Site

PNG = (ROOTS / "test-awkward/articles/all-parts/steps.png").read_bytes()
HIDDEN: dict[str, dict[str, object]] = {
    "draft": {"draft": True},
    "scheduled": {"date": "2026-05-01"},
    "expired": {"expires": "2026-01-01"},
}
PLACES = (
    "title",
    "body",
    "slug",
    "tag",
    "label",
    "picture",
    "part",
    "summary",
    "term",
    "alternative",
    "cover",
    "moved",
)


def word(kind: str, place: str) -> str:
    """A word that is nowhere else: of lower-case letters, as addresses have them."""
    return f"zwiebel{kind}{place}fisch"


def words(kind: str) -> list[str]:
    return [word(kind, place) for place in PLACES]


def add_article(site: Site, kind: str, **front: object) -> None:
    """An article with words of its own wherever an article may have some."""
    own = {place: word(kind, place) for place in PLACES}
    folder = site.path / "articles" / own["slug"]
    folder.mkdir(exist_ok=True)
    for name in (own["picture"], own["cover"]):
        (folder / f"{name}.png").write_bytes(PNG)
    site.write(f"articles/{own['slug']}/_{own['part']}.md", f"Included {own['part']}.\n")
    body = "\n".join(
        [
            f"Words and {own['body']}.",
            "",
            f"![{own['alternative']}]({own['picture']}.png)",
            "",
            f"```{{include}} _{own['part']}.md",
            "```",
            "",
            "```{glossary}",
            own["term"],
            "  What it means.",
            "```",
        ]
    )
    fields = {
        "title": own["title"],
        "tags": [own["tag"]],
        "summary": f"In short, {own['summary']}.",
        "image": f"{own['cover']}.png",
        "image_alt": own["alternative"],
        "redirect_from": [f"old/{own['moved']}"],
    }
    site.article(f"{own['slug']}/index", body, **{**fields, **front})


def unpacked(data: bytes) -> Iterator[bytes]:
    """The bytes of a file, and what is packed in them."""
    yield data
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
    if data.startswith(b"\x78\xda"):
        yield zlib.decompress(data)
    if data.startswith(b"# Sphinx inventory"):
        yield zlib.decompress(data.split(b"\n", 4)[4])


def leaks(site: Site, kind: str) -> list[tuple[str, str]]:
    """The files of the output, their names included, that have a word of the article."""
    found = []
    for path in sorted(site.out.rglob("*")):
        name = path.relative_to(site.out).as_posix()
        contents = [name.encode(), *(unpacked(path.read_bytes()) if path.is_file() else ())]
        found += [(name, one) for one in words(kind) if any(one.encode() in data.lower() for data in contents)]
    return found


@pytest.fixture
def published(site: Site) -> Site:
    """A site with the three articles, all of them published, built."""
    tags = site.path / "articles/tags.yml"
    lines = [f"{word(kind, 'tag')}: {{label: {word(kind, 'label')}}}" for kind in HIDDEN]
    tags.write_text("\n".join([tags.read_text(encoding="utf-8"), *lines, ""]), encoding="utf-8")
    for kind in HIDDEN:
        add_article(site, kind)
    site.build().ok()
    return site


def test_what_was_published_is_gone_and_a_clean_build_has_none_of_it(published: Site) -> None:
    site = published
    for kind in HIDDEN:
        found = {one for _name, one in leaks(site, kind)}
        assert found == set(words(kind)), "the search for leaks finds what is there"
    for kind, front in HIDDEN.items():
        add_article(site, kind, **front)
    site.article(
        "linking", f"Read [](../articles/{word('draft', 'slug')}/index.md) and {{term}}`words`.".partition(" and")[0]
    )
    site.build().ok()
    assert {kind: leaks(site, kind) for kind in HIDDEN} == {kind: [] for kind in HIDDEN}
    clean = site.clean_copy(site.path.parent / "clean")
    clean.build().ok()
    assert {kind: leaks(clean, kind) for kind in HIDDEN} == {kind: [] for kind in HIDDEN}
