"""The book in its formats, made from the doctrees of the site."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from knowledge_centre.book.raw_html import as_xml
from knowledge_centre.book.single_page import moved
from tests.book.epubs import XHTML, Epub
from tests.site import Site, text

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from lxml import etree

EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
"""Debian's."""
BODY = """
## Limits

- [ ] open
- [x] done

[About](../about.md), [](second.md), [its part](first.md#part-one), [here](#limits), a topic: [](../_tags/tagsindex.md),
<kbd>Ctrl</kbd> a<br>line &nbsp; and a note[^1].

[^1]: The note.

<details><summary>More</summary>

Inside

</details>

```{toctree}
second
```
"""
CREDIT = {"name": "Grace & Co", "title": "An idea", "url": "https://example.org/", "date": "2024-02-29"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site, and every format of its book from the doctrees of the HTML."""
    site = Site(tmp_path_factory.mktemp("book") / "site")
    site.article("links", BODY, date="2026-01-15", summary='A "summary" of 100 % & more', credit=CREDIT)
    site.article("limits", "## Limits\n\nAgain: [](#limits).", date="2026-01-20", author=["bob", "ada"])
    doctrees = str(site.path / "_build" / "doctrees")
    site.build("html", "-d", doctrees).ok()
    read = times(doctrees)
    for builder in ("singlehtml", "epub", "latex"):
        site.build(builder, "-d", doctrees).ok()
        assert times(doctrees) == read, "a document was read again"
    return site


def times(doctrees: str) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in Path(doctrees).rglob("*.doctree")}


@pytest.fixture(scope="module")
def epub(book: Site) -> Epub:
    return Epub(book.path / "_build/epub/KnowledgeCentre.epub")


def built(book: Site, name: str) -> str:
    return (book.path / "_build" / name).read_text(encoding="utf-8")


def paragraph(page: etree._Element, name: str) -> str:
    found = page.find(f".//{XHTML}p[@class='{name}']")
    assert found is not None
    return "".join(found.itertext())


def test_the_site_is_as_it_was(book: Site) -> None:
    before = book.tree()
    book.build("html", "-d", str(book.path / "_build" / "doctrees")).ok()
    assert book.tree() == before


def test_an_epub_is_sound(epub: Epub, book: Site) -> None:
    assert epub.problems() == []
    check(book.path / "_build/epub/KnowledgeCentre.epub")


def check(path: Path) -> None:
    """Have epubcheck look at a file, where it is installed."""
    if EPUBCHECK.is_file() and shutil.which("java"):
        done = subprocess.run(["java", "-jar", EPUBCHECK, path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_articles_are_in_order_of_date_under_their_years(epub: Epub) -> None:
    assert epub.spine == [
        *("epub-cover.xhtml", "index.xhtml"),
        *("archive/2026.xhtml", "articles/limits.xhtml", "articles/links.xhtml"),
        *("archive/2025.xhtml", "articles/with-picture.xhtml", "articles/second.xhtml", "articles/first.xhtml"),
        *("archive/other.xhtml", "about.xhtml"),
    ]
    assert [link.get("href") for link in epub.pages["nav.xhtml"].iter(f"{XHTML}a")] == epub.spine[1:]


def test_the_epub_says_what_it_is(epub: Epub) -> None:
    assert {name: epub.metadata(name) for name in ("title", "language", "creator", "date", "identifier")} == {
        "title": "Knowledge Centre",
        "language": "en",
        "creator": "The Knowledge Centre desks",
        "date": "2026-02-02T02:40:00Z",
        "identifier": "tag:knowledge-centre.example,2026:book",
    }
    assert epub.metadata("description").startswith("Engineering, security and data")
    assert paragraph(epub.pages["index.xhtml"], "edition") == "2 February 2026"
    assert epub.files["cover.png"].startswith(b"\x89PNG")


def test_an_article_has_its_head(epub: Epub) -> None:
    page = epub.pages["articles/links.xhtml"]
    assert paragraph(page, "byline") == "15 January 2026 · Ada & Co"
    assert paragraph(page, "standfirst") == "A “summary” of 100 % & more"
    assert paragraph(page, "credit") == "After An idea by Grace & Co, 29 February 2024."
    assert "Updated 1 December 2025" in paragraph(epub.pages["articles/second.xhtml"], "byline")


def test_links_stay_in_the_book(epub: Epub) -> None:
    page = epub.pages["articles/links.xhtml"]
    inside = {link.get("href") for link in page.iter(f"{XHTML}a") if "internal" in link.get("class", "")}
    assert inside == {"../about.xhtml", "second.xhtml", "first.xhtml#part-one", "#limits"}
    words = "".join(page.itertext())
    assert "a topic: Topics," in words
    assert ("☐ open" in words, "☑ done" in words) == (True, True)


def test_what_is_not_published_is_in_no_format(book: Site, epub: Epub) -> None:
    pages = [built(book, "singlehtml/index.html"), built(book, "latex/knowledgecentre.tex")]
    for words in (*pages, *(page.decode() for name, page in epub.files.items() if name.endswith("xhtml"))):
        assert "surprise" not in words
        assert "_tags" not in words


def test_one_page_has_each_id_once_and_no_link_to_nowhere(book: Site) -> None:
    page: BeautifulSoup = book.page("index.html", "singlehtml")
    ids = [node["id"] for node in page.select("[id]")]
    assert len(ids) == len(set(ids))
    targets = [str(link["href"])[1:] for link in page.select("a[href^='#']")]
    assert set(targets) <= set(ids)
    assert "articles/limits/limits" in targets
    assert "articles/first/part-one" in targets
    assert [text(item) for item in page.select(".toctree-l1 > a")] == ["2026", "2025", "Other pages"]
    others = [str(link["href"]) for link in page.select("a[href]") if not str(link["href"]).startswith(("#", "http"))]
    assert others == []
    assert not page.select("script")


def test_latex_has_years_as_parts_and_articles_as_chapters(book: Site) -> None:
    tex = built(book, "latex/knowledgecentre.tex")
    places = [tex.index(words) for words in (r"\part{2026}", r"\chapter{Links}", r"\part{2025}", r"\chapter{The first")]
    assert places == sorted(places)
    assert r"15 January 2026 · Ada" in tex
    assert r"100 \% \& more" in tex
    assert r"{\large 2 February 2026\par}" in tex
    assert r"\hyperref[\detokenize{articles/first:part-one}]" in tex


def test_drawings_are_pictures_in_latex(book: Site) -> None:
    tex, folder = built(book, "latex/knowledgecentre.tex"), book.path / "_build/latex"
    drawings = [path for path in folder.glob("*.png") if path.stem in tex]
    assert len(drawings) == 1
    with Image.open(drawings[0]) as picture:
        assert round(picture.info["dpi"][0]) == 3 * 96
    assert not list(folder.glob("*.svg"))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<br>b <kbd>c</kbd></p>", "<p>a<br/>b <kbd>c</kbd></p>"),
        ("<img src='a.png' alt=''>", "<img src='a.png' alt=''/>"),
        ("<p>a &nbsp; b", "<p>a \xa0 b</p>"),
        ("<p>a</div>", "<p>a</p>"),
        ("<input checked id=a type=radio>", '<input checked="checked" id="a" type="radio"/>'),
        ("<math><mi>x</mi></math>", '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'),
        ("", ""),
    ],
)
def test_html_as_xml(html: str, expected: str) -> None:
    assert as_xml(html) == expected


def test_pictures_that_a_format_cannot_show_are_png(site: Site) -> None:
    Image.new("RGB", (4, 4), "red").save(site.path / "articles" / "red.webp")
    site.article("red", "![A red square](red.webp)")
    for builder in ("html", "epub", "latex"):
        site.build(builder).ok()
    assert list((site.out / "_images").glob("red*.webp"))
    assert [path.suffix for path in (site.path / "_build/epub/_images").glob("red*")] == [".png"]
    assert [path.suffix for path in (site.path / "_build/latex").glob("red*")] == [".png"]


def test_parts_of_other_extensions_do_not_break_an_epub(site: Site) -> None:
    settings = (site.path / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", settings.replace('    "myst_parser",', '    "myst_parser",\n    "sphinx_design",'))
    site.article(
        "design",
        "::::{tab-set}\n:::{tab-item} One\nFirst.\n:::\n:::{tab-item} Two\nSecond.\n:::\n::::\n\n"
        ":::{dropdown} More\n:icon: book\nInside.\n:::\n\n:::{card} Card\n:link: https://example.org/\nText.\n:::\n",
    )
    for builder in ("epub", "singlehtml", "latex"):
        site.build(builder).ok()
    epub = Epub(site.path / "_build/epub/KnowledgeCentre.epub")
    assert epub.problems() == []
    check(site.path / "_build/epub/KnowledgeCentre.epub")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("#document-articles/b#part", "#articles/b/part"),
        ("#document-articles/b", "#document-articles/b"),
        ("#part", "#articles/a/part"),
        ("https://example.org/#part", "https://example.org/#part"),
    ],
)
def test_addresses_within_one_page(address: str, expected: str) -> None:
    assert moved("articles/a", address, is_id=False) == expected


def test_one_page_has_no_template_of_the_sites_own_and_leaves_nothing(site: Site) -> None:
    site.override("page.html")
    site.write("_static/own.css", "p {}")
    site.write("articles/take.csv", "a,b")
    path = site.article("shown", "![Inner](with-picture/inner.svg) {download}`it <take.csv>`")
    site.build("singlehtml").ok()
    site.out = site.path / "_build/singlehtml"
    before = set(site.tree())
    path.unlink()
    for gone in ("with-picture/index.md", "../_static/own.css"):
        (site.path / "articles" / gone).unlink()
    site.build("singlehtml").ok()
    assert sorted(Path(name).name for name in before - set(site.tree())) == [
        "inner-f9066d38.svg",
        "own.css",
        "take.csv",
    ]


@pytest.mark.parametrize(("root", "jobs"), [("empty", 1), ("awkward", 2)])
def test_any_site_makes_a_book(tmp_path: Path, root: str, jobs: int) -> None:
    site = Site(tmp_path / "site", root)
    for builder in ("epub", "singlehtml", "latex"):
        site.build(builder, "-d", str(tmp_path / "doctrees"), jobs=jobs).ok()
    assert Epub(site.path / "_build/epub/KnowledgeCentre.epub").problems() == []
