"""Social cards: every title is drawn in its place, and nothing is drawn that was drawn before."""

from __future__ import annotations

import random
import unicodedata
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import yaml
from PIL import Image, ImageChops

from knowledge_centre.pictures.covers.design import PALETTES
from knowledge_centre.pictures.covers.shapes import HEIGHT, WIDTH
from knowledge_centre.pictures.social_cards import card_name
from knowledge_centre.pictures.social_cards.drawing import MARGINS, NOTE, PANEL, CardDesign, draw
from knowledge_centre.pictures.social_cards.faces import Face, read_list
from knowledge_centre.pictures.social_cards.fonts import SANS, SERIF, Fonts, find_fonts
from knowledge_centre.pictures.social_cards.text import ELLIPSIS, Space, clusters, ellipsised, fit, pieces
from tests.site import ROOTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site import Site

AWKWARD = ROOTS / "test-awkward" / "articles"
TITLES = {
    **{
        path.relative_to(AWKWARD).as_posix(): str(
            yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])["title"]
        )
        for path in sorted(AWKWARD.rglob("*.md"))
    },
    "short": "Ten",
    "much-chinese": "怎样写出比作者更长寿的文章" * 9,
    "korean": "작성자보다 오래가는 글을 쓰는 방법",
    "hindi": "लेखक से अधिक समय तक चलने वाला लेख",
    "only-emoji": "🙈🙉🙊",
    "flags": "🇬🇧 and 🇫🇷 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "signs": "≤ ✓ → 𝕏 ∑ ﷽ \u200b",
    "long": "Word " * 200,
    "unbroken": "x" * 500,
    "nothing": "",
}
ADDRESS = "https://kc.example/"
RIGHT_TO_LEFT = {"arabic.md", "hebrew.md"}
CARD = CardDesign(
    "Knowledge Centre", "Security", "Zero trust", ("Security desk",), "14 May 2025", PALETTES[0], "zero-trust"
)


@cache
def fonts() -> Fonts:
    return find_fonts("en")


def drawn(card: CardDesign, fonts_given: Fonts | None = None) -> Image.Image:
    image = Image.open(BytesIO(draw(card, fonts_given or fonts())))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    return image.convert("RGB")


def inked(image: Image.Image, left: int = 0) -> tuple[int, int, int, int]:
    """What is not paper on a panel that begins at *left*, as left, top, right and bottom within it."""
    panel = image.crop((left, 0, left + PANEL, HEIGHT))
    box = ImageChops.difference(panel, Image.new("RGB", panel.size, CARD.palette.ground)).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("name", TITLES)
def test_every_title_is_within_its_panel(name: str) -> None:
    image = drawn(CARD._replace(title=TITLES[name], seed=name))
    mirrored = name in RIGHT_TO_LEFT and fonts().shaping
    left, top, right, bottom = inked(image, WIDTH - PANEL if mirrored else 0)
    before, after = reversed(MARGINS) if mirrored else MARGINS
    assert left >= before - 6, "letters may reach over the line a little"
    assert right <= PANEL - after + 6
    assert top >= 60
    assert bottom <= NOTE + 12


def test_a_card_shows_all_of_it() -> None:
    """Another value of each is another picture."""
    others = (
        CARD._replace(site="Another"),
        CARD._replace(kicker="Data"),
        CARD._replace(title="Zero trust!"),
        CARD._replace(authors=("Data desk",)),
        CARD._replace(note="15 May 2025"),
        CARD._replace(palette=PALETTES[1]),
        CARD._replace(seed="another"),
        CARD._replace(picture=photograph()),
    )
    files = {draw(card, fonts()) for card in (CARD, *others)}
    assert len(files) == 1 + len(others)
    assert draw(CARD, fonts()) == draw(CARD, find_fonts("en")), "the same on every build"


def test_cards_are_light() -> None:
    sizes = [len(draw(CARD._replace(title=title, seed=name), fonts())) for name, title in TITLES.items()]
    assert sum(sizes) / len(sizes) < 40_000
    assert len(draw(CARD._replace(picture=photograph()), fonts())) < 300_000


def photograph(kind: str = "JPEG", mode: str = "RGB") -> bytes:
    chance = random.Random(7)
    small = Image.new("RGB", (90, 60))
    small.putdata([(chance.randrange(256), chance.randrange(256), chance.randrange(256)) for _ in range(5400)])
    file = BytesIO()
    small.resize((900, 600), Image.Resampling.BICUBIC).convert(mode).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")]
)
def test_a_picture_of_its_own(kind: str, mode: str) -> None:
    own, made = drawn(CARD._replace(picture=photograph(kind, mode))), drawn(CARD)
    panel = (0, 0, PANEL, HEIGHT)
    assert ImageChops.difference(own.crop(panel), made.crop(panel)).getbbox() is None
    assert ImageChops.difference(own, made).getbbox() is not None


@pytest.mark.parametrize("file", [b"<svg/>", b"\x89PNG\r\n\x1a\n", photograph()[:2000], b"GIF89a"])
def test_a_picture_that_cannot_be_read_gives_way_to_the_cover(file: bytes) -> None:
    assert draw(CARD._replace(picture=file), fonts()) == draw(CARD, fonts())


def test_names_for_which_there_is_no_room_are_counted() -> None:
    few, many = drawn(CARD._replace(authors=("Ada", "Bob"))), drawn(CARD._replace(authors=("Ada", "Bob") * 40))
    assert ImageChops.difference(few, many).getbbox() is not None
    assert inked(many)[2] <= PANEL - MARGINS[1]


def test_text_that_no_font_has_is_left_out() -> None:
    """Without fontconfig there are the fonts that pip installs: Latin, Greek and Cyrillic."""
    bare = Fonts(())
    for title in ("Zero trust – “in” plain words…", "Ünïcødé ħ € £", "Ελληνικά", "Русский"):
        assert bare.drawable(title, SERIF) == title
    assert bare.drawable("🚀 Deploys on Fridays", SERIF) == "Deploys on Fridays", "a sign is left out alone"
    for title in ("怎样写出", "In 東京、大阪", "עברית", "ไทย"):
        assert bare.drawable(title, SERIF) == "", "half a title would say something else"
    assert bare.drawable("A week in 東京 and Ōsaka", SERIF) == "A week in … and Ōsaka", (
        "a word does not take all with it"
    )
    assert bare.drawable("東京 大阪 are two of the cities", SERIF) == "… are two of the cities"
    assert bare.drawable("How we say 東京 and עברית here", SERIF) == "How we say … and … here"
    assert bare.drawable("What 東京 京都 means to all of us", SERIF) == "What … means to all of us"
    untitled = drawn(CARD._replace(title=""), bare)
    assert ImageChops.difference(drawn(CARD._replace(title="怎样写出"), bare), untitled).getbbox() is None


def test_without_raqm_nothing_is_drawn_that_it_has_to_shape() -> None:
    plain = Fonts(fonts().faces, shaping=False)
    assert plain.drawable("كيف نكتب", SERIF) == ""
    assert plain.drawable("हिन्दी", SERIF) == ""
    assert plain.drawable("Plain \u200fwords", SERIF) == "Plain words"
    drawn(CARD._replace(title="Plain words", authors=("عربي", "Ada")), plain)


def test_a_font_that_is_damaged_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0 no font")
    broken = Face(str(tmp_path / "broken.ttf"), "Noto Serif CJK SC", 200, charset="20-7e 4e00-9fff")
    gone = Face(str(tmp_path / "gone.ttf"), "Noto Color Emoji", 80, coloured=True, charset="1f680")
    assert Fonts((broken, gone)).drawable("怎样", SERIF) == ""
    assert Fonts((broken, gone)).drawable("🚀 a", SERIF) == "a"


def test_what_fontconfig_lists() -> None:
    listed = "/f/A.ttf\t0\tA\t80\tFalse\t20-7e a0\nnonsense\n/f/B.pcf\t0\tB\t80\tFalse\t20\n/f/C.ttc\t3\tC\t[40 210]\tFalse\t20\n"
    (face,) = read_list(listed)
    assert (face.path, face.family, face.weight, face.index) == ("/f/A.ttf", "A", 80, 0)
    assert [face.has(char) for char in "A~\u007f\u00a0é"] == [True, True, False, True, False]


def test_a_face_is_kept_for_as_long_as_it_has_the_letters() -> None:
    chinese = Face("/none.otf", "Noto Serif CJK SC", 200, charset="20-7e 4e00-9fff")
    few = Fonts((chinese,))
    few._best |= {(SERIF, "SC", char): chinese for char in "东京"}
    assert [run.text for run in few.runs("In 东京 now", SERIF)] == ["In ", "东京 now"]


def test_whatever_the_letters_a_card_is_drawn() -> None:
    chance = random.Random(3)
    assigned = [chr(n) for n in range(0x20, 0x20000) if unicodedata.category(chr(n)) not in {"Cn", "Cs", "Co", "Cc"}]
    characters = chance.sample(assigned, 600)
    kept = [char for char in characters if fonts().drawable(char, SANS)]
    for _ in range(8):
        drawn(CARD._replace(title="".join(chance.choices(characters, k=chance.randrange(1, 40)))))
        drawn(CARD._replace(title="".join(chance.choices(kept, k=30)), authors=("".join(chance.choices(kept, k=12)),)))


SPACE = Space(width=100, height=80, lines=4, pitch=1)


def measured(text: str) -> float:
    return float(len(text))


@pytest.mark.parametrize(
    ("text", "size", "lines"),
    [
        ("one", 20, ("one",)),
        ("one two three", 14, ("one two", "three")),
        ("aaaa bbbb", 20, ("aaaa", "bbbb")),
        ("x" * 16, 20, ("xxxx", "xxxx", "xxxx", "xxxx")),
        ("x" * 200, 8, ("x" * 12, "x" * 12, "x" * 12, "x" * 11 + ELLIPSIS)),
    ],
)
def test_the_largest_size_that_has_room(text: str, size: int, lines: tuple[str, ...]) -> None:
    fitted = fit(text, measured, SPACE, (20, 14, 8))
    assert (fitted.size, fitted.lines) == (size, lines)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a title, here", ["a ", "title, ", "here"]),
        ("up-to-date 3-4", ["up-", "to-", "date ", "3-4"]),
        ("書き方――最初。", ["書", "き", "方――", "最", "初。"]),
        ("（東京）", ["（東", "京）"]),
        ("เขียน", ["เขี", "ย", "น"]),
        ("작성자 글", ["작성자 ", "글"]),
        ("👩‍👩‍👧‍👦 ok", ["👩‍👩‍👧‍👦 ", "ok"]),
    ],
)
def test_where_lines_may_end(text: str, parts: list[str]) -> None:
    assert pieces(text) == parts


def test_what_readers_take_for_one_letter() -> None:
    assert clusters("e\u0301🇬🇧🇫🇷👍🏽🏳️‍🌈!") == ["e\u0301", "🇬🇧", "🇫🇷", "👍🏽", "🏳️‍🌈", "!"]


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    assert ellipsised("a name", measured, 6) == "a name"
    assert ellipsised("a name, long", measured, 8) == f"a name{ELLIPSIS}"


def test_cards_are_drawn_once(site: Site) -> None:
    site.cards = True
    site.article("plain", title="Plain")
    site.article("site", title="A site")
    Image.new("RGB", (40, 30), "#abcdef").save(site.path / "articles/photo.png")
    site.article("pictured", image="photo.png", image_alt="x")
    site.build().ok()
    assert not (site.out / "cards").exists(), "who could fetch them?"
    site.build(READTHEDOCS_CANONICAL_URL=ADDRESS).ok()
    before = times(site)
    assert set(before) == {"site", "site_", "plain", "pictured", "first", "second", "with-picture"}
    assert card_name("site") == "cards/site_.png"
    site.build(READTHEDOCS_CANONICAL_URL=ADDRESS).ok()
    assert times(site) == before
    site.article("plain", title="Plainer")
    Image.new("RGB", (40, 30), "#fedcba").save(site.path / "articles/photo.png")
    site.build(READTHEDOCS_CANONICAL_URL=ADDRESS).ok()
    after = times(site)
    assert {name for name in before if after[name] != before[name]} == {"plain", "pictured"}
    (site.path / "articles/plain.md").unlink()
    site.build(READTHEDOCS_CANONICAL_URL=ADDRESS).ok()
    assert set(times(site)) == set(before) - {"plain"}


@pytest.mark.parametrize("setting", ["", "knowledge_centre_social_cards = False"])
def test_without_cards(site: Site, setting: str) -> None:
    """None without an address, by which alone others could fetch them, and none where the setting says so."""
    site.cards = True
    site.build(READTHEDOCS_CANONICAL_URL=ADDRESS).ok()
    assert (site.out / "cards").is_dir()
    assert site.page("articles/first.html").select('meta[property="og:image"]')
    conf = site.path / "conf.py"
    conf.write_text(f"{conf.read_text(encoding='utf-8')}\n{setting}\n", encoding="utf-8")
    site.build(READTHEDOCS_CANONICAL_URL=ADDRESS if setting else "").ok()
    assert not (site.out / "cards").exists()
    assert site.page("articles/first.html").select('meta[property="og:image"]') == []


def times(site: Site) -> dict[str, int]:
    return {path.stem: path.stat().st_mtime_ns for path in (site.out / "cards").iterdir()}
